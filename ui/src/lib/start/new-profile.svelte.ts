//! A profile that is being made.
import type { CreateProfileRequest, Fault, KeychainView, OpenMode } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';

/** What making one needs. */
export type NewProfileDoor = StrengthDoor & { create(request: CreateProfileRequest): Promise<void> };

export class NewProfile {
  name = $state('');
  mode = $state<OpenMode>('keychain');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly secret: NewPassphrase;

  constructor(
    keychain: KeychainView,
    private door: NewProfileDoor,
  ) {
    this.mode = keychain === 'ready' ? 'keychain' : 'passphrase';
    this.secret = new NewPassphrase(door, () => this.name);
  }

  readonly ready = $derived.by(() => this.name.trim() !== '' && (this.mode === 'keychain' || this.secret.ready));

  /** Makes it; passphrases are forgotten once it is made. */
  async make(): Promise<void> {
    if (!this.ready || this.busy) return;
    const passphrase = this.mode === 'keychain' ? null : this.secret.value;
    this.busy = true;
    this.fault = null;
    try {
      await this.door.create({ name: this.name.trim(), mode: this.mode, passphrase });
      this.secret.forget();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}
