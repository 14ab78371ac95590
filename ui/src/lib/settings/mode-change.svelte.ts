//! Another way to open the profile, or another passphrase.
import type { Backend, Fault, OpenMode, ProfileView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';
import { Proof } from '$lib/keys/proof.svelte';

/** What a change needs of the backend. */
export type ModeDoor = StrengthDoor & Pick<Backend, 'changeMode'>;

export class ModeChange {
  mode = $state<OpenMode>('keychain');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  readonly proof: Proof;
  readonly secret: NewPassphrase;

  /** `passphrase` is chosen alone where the mode stays. */
  constructor(
    private door: ModeDoor,
    private profile: ProfileView,
    readonly passphraseAlone: boolean,
  ) {
    this.mode = profile.mode;
    this.proof = new Proof(profile.mode);
    this.secret = new NewPassphrase(door, () => profile.name);
  }

  /** Whether the way that is chosen has a passphrase, which is then a new one. */
  readonly asksNew = $derived.by(() => this.mode !== 'keychain' && this.differs);
  readonly differs = $derived.by(() => this.passphraseAlone || this.mode !== this.profile.mode);
  readonly ready = $derived.by(() => this.differs && this.proof.ready && (!this.asksNew || this.secret.ready));

  /** The profile as it opens now; none when it opens as before, for the reason in `fault`. */
  async change(): Promise<ProfileView | null> {
    if (!this.ready || this.busy) return null;
    this.busy = true;
    this.fault = null;
    try {
      const passphrase = this.asksNew ? this.secret.value : null;
      const profile = await this.door.changeMode({ proof: this.proof.request(), mode: this.mode, passphrase });
      this.forget();
      return profile;
    } catch (thrown) {
      this.fault = faultOf(thrown);
      this.proof.passphrase = '';
      return null;
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.proof.forget();
    this.secret.forget();
  }
}
