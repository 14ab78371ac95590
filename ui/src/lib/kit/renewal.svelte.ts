//! Everything encrypted anew under another key, for when somebody may have the kit.
import type { Backend, ProfileView } from '$lib/backend/backend';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';
import { Proof } from '$lib/keys/proof.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What it needs of the backend. */
export type RenewalDoor = StrengthDoor & StepDoor & Pick<Backend, 'renew'>;

export class Renewal {
  readonly proof: Proof;
  readonly secret: NewPassphrase;
  readonly step: Step;

  constructor(
    private door: RenewalDoor,
    private profile: ProfileView,
  ) {
    this.proof = new Proof(profile.mode);
    this.secret = new NewPassphrase(door, () => profile.name);
    this.step = new Step(door);
  }

  /** With the words shown the present passphrase is not known, so a new one is needed. */
  readonly asksNew = $derived.by(() => this.proof.byWords && this.profile.mode !== 'keychain');
  readonly ready = $derived.by(() => this.proof.ready && (!this.asksNew || this.secret.ready));

  /** True once it is done; the new kit waits to be written down. */
  async renew(): Promise<boolean> {
    if (!this.ready) return false;
    const request = { proof: this.proof.request(), passphrase: this.asksNew ? this.secret.value : null };
    const kit = await this.step.run((onProgress) => this.door.renew(request, onProgress));
    this.forget();
    return kit !== null;
  }

  forget(): void {
    this.proof.forget();
    this.secret.forget();
  }
}
