//! What a person shows to change how a profile opens: what it opens with now, or the words of its kit.
import type { OpenMode, ProofRequest } from '$lib/backend/backend';

export class Proof {
  passphrase = $state('');
  words = $state('');
  /** Whether the words are shown in place of everything else. */
  byWords = $state(false);
  mode: OpenMode = $state('keychain');

  constructor(mode: OpenMode) {
    this.mode = mode;
  }

  /** How many recovery words were typed. */
  readonly count = $derived(this.words.split(/\s+/).filter(Boolean).length);

  /** Whether a passphrase is asked for. */
  readonly asksPassphrase = $derived(!this.byWords && this.mode !== 'keychain');

  /** Whether there is enough to try with. */
  readonly ready = $derived(this.byWords ? this.count > 0 : !this.asksPassphrase || this.passphrase !== '');

  /** As the backend takes it. */
  request(): ProofRequest {
    if (this.byWords) return { passphrase: null, kit: this.words.trim().replace(/\s+/g, ' ') };
    return { passphrase: this.asksPassphrase ? this.passphrase : null, kit: null };
  }

  /** As if it had been typed here. */
  take({ passphrase, kit }: ProofRequest): void {
    this.byWords = kit !== null;
    this.words = kit ?? '';
    this.passphrase = passphrase ?? '';
  }

  /** Shows the words instead, or the passphrase again. */
  turn(): void {
    this.byWords = !this.byWords;
  }

  forget(): void {
    this.passphrase = '';
    this.words = '';
  }
}
