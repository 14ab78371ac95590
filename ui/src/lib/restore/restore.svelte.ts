//! A backup that becomes a profile of this computer.
import type { Backend, BackupFileView, OnProgress, OpenMode, ProfileView, ProofRequest, RestoreAs, RestoreRequest } from '$lib/backend/backend';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';
import { Proof } from '$lib/keys/proof.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What restoring needs. */
export type RestoreDoor = StrengthDoor &
  StepDoor &
  Pick<Backend, 'chooseBackup'> & {
    restore(request: RestoreRequest, onProgress: OnProgress): Promise<ProfileView>;
    /** The key file alone, for the profile that is here and has lost its own. */
    regain(proof: ProofRequest): Promise<ProfileView>;
  };

/** What it becomes here. */
export type Becomes = RestoreAs | 'key';

/** How it opens here: as it did there, or another way. */
export type Way = 'same' | OpenMode;

export class Restore {
  file = $state.raw<BackupFileView | null>(null);
  as = $state<Becomes>('move');
  /** The present one of the same profile makes room; it is kept. */
  setAside = $state(false);
  way = $state<Way>('same');
  readonly proof = new Proof('keychain');
  readonly secret: NewPassphrase;
  readonly step: Step;

  constructor(private door: RestoreDoor) {
    this.secret = new NewPassphrase(door, () => '');
    this.step = new Step(door);
  }

  readonly ready = $derived.by(() => {
    const makesRoom = !this.file?.here || this.setAside;
    const opens = this.way === 'same' || this.way === 'keychain' || this.secret.ready;
    return this.file !== null && this.proof.ready && (this.as === 'key' || (makesRoom && opens));
  });

  /** Asks for the file; a cancelled question leaves the one that was chosen. */
  async choose(): Promise<void> {
    const file = await this.step.run(() => this.door.chooseBackup());
    if (!file) return;
    this.file = file;
    this.setAside = false;
    this.as = file.keyless ? 'key' : 'move';
    this.proof.forget();
    this.proof.mode = file.mode;
    // The keychain that has a part in opening it is that of the other computer.
    this.proof.byWords = file.mode !== 'passphrase' && !file.here;
  }

  /** True once the profile is open. What was typed stays when it was wrong, except a passphrase. */
  async restore(): Promise<boolean> {
    if (!this.ready) return false;
    const { as } = this;
    const restored = await this.step.run((onProgress) =>
      as === 'key' ? this.door.regain(this.proof.request()) : this.door.restore(this.#request(as), onProgress));
    if (restored) this.forget();
    else this.proof.passphrase = '';
    return restored !== null;
  }

  #request(restore_as: RestoreAs): RestoreRequest {
    const mode = this.way === 'same' ? null : this.way;
    const passphrase = mode && mode !== 'keychain' ? this.secret.value : null;
    return { proof: this.proof.request(), restore_as, set_aside: this.setAside, mode, passphrase };
  }

  forget(): void {
    this.proof.forget();
    this.secret.forget();
  }
}
