//! A profile that is being made.
import type { CreateProfileRequest, Fault, KeychainView, OpenMode } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** As the vault asks for. */
export const SHORTEST_PASSPHRASE = 8;

export class NewProfile {
  name = $state('');
  mode = $state<OpenMode>('keychain');
  passphrase = $state('');
  again = $state('');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(
    keychain: KeychainView,
    private create: (request: CreateProfileRequest) => Promise<void>,
  ) {
    this.mode = keychain === 'ready' ? 'keychain' : 'passphrase';
  }

  /** Whether the second passphrase was typed and is another. */
  readonly differs = $derived(this.again !== '' && this.again !== this.passphrase);

  readonly ready = $derived(
    this.name.trim() !== '' &&
      (this.mode === 'keychain' || ([...this.passphrase].length >= SHORTEST_PASSPHRASE && this.again === this.passphrase)),
  );

  /** Makes it; passphrases are forgotten whatever becomes of it. */
  async make(): Promise<void> {
    if (!this.ready || this.busy) return;
    const passphrase = this.mode === 'passphrase' ? this.passphrase : null;
    this.busy = true;
    this.fault = null;
    try {
      await this.create({ name: this.name.trim(), mode: this.mode, passphrase });
      this.#forget();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    } finally {
      this.busy = false;
    }
  }

  #forget(): void {
    this.passphrase = '';
    this.again = '';
  }
}
