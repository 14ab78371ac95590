//! A locked profile that is being opened.
import type { Fault, ProfileView, ProofRequest } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { waysOut } from './ways-out';

/** So long is kept what was typed, in milliseconds. */
const KEPT = 120_000;

/** What opening needs of the session. */
export type OpeningDoor = {
  open(id: string, passphrase: string | null): Promise<void>;
  openWithKit(id: string, words: string): Promise<void>;
};

export class Opening {
  passphrase = $state('');
  words = $state('');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** What was typed, while a way out needs it that is offered: it is not typed twice. */
  shown: ProofRequest | null = null;
  #forgets: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly profile: ProfileView,
    private door: OpeningDoor,
    fault: Fault | null = null,
  ) {
    this.fault = fault;
  }

  /** How many recovery words were typed. */
  readonly count = $derived(this.words.split(/\s+/).filter(Boolean).length);

  /** Whether there is enough to try with. */
  readonly ready = $derived.by(() => this.profile.mode === 'keychain' || this.passphrase !== '');

  async open(): Promise<void> {
    const passphrase = this.profile.mode !== 'keychain' ? this.passphrase : null;
    await this.#try({ passphrase, kit: null }, () => this.door.open(this.profile.id, passphrase));
    this.passphrase = '';
  }

  /** Back to where it is tried; what needs no word of the user is tried at once. */
  async again(): Promise<void> {
    this.forget();
    if (this.profile.mode === 'keychain') await this.open();
    else this.fault = null;
  }

  /** What was typed is kept no longer. */
  forget(): void {
    clearTimeout(this.#forgets);
    this.shown = null;
    this.words = '';
  }

  /** The words stay when they were wrong, so that one letter can be mended. */
  async openWithKit(): Promise<void> {
    const kit = this.words.trim().replace(/\s+/g, ' ');
    const opened = await this.#try({ passphrase: null, kit }, () => this.door.openWithKit(this.profile.id, kit));
    if (opened || waysOut(this.fault)) this.words = '';
  }

  #keep(proof: ProofRequest): void {
    clearTimeout(this.#forgets);
    this.shown = proof;
    this.#forgets = setTimeout(() => this.forget(), KEPT);
  }

  async #try(proof: ProofRequest, step: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await step();
      return true;
    } catch (thrown) {
      this.fault = faultOf(thrown);
      if (waysOut(this.fault)?.includes('salvage')) this.#keep(proof);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
