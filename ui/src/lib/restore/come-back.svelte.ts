//! An archive that becomes a profile of this computer.
import type { Backend, ComeBackRequest, KeychainView, MergeFileView, OnProgress, OpenMode, ProfileView } from '$lib/backend/backend';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What coming back needs. */
export type ComeBackDoor = StrengthDoor &
  StepDoor &
  Pick<Backend, 'chooseOther'> & { comeBack(request: ComeBackRequest, onProgress: OnProgress): Promise<ProfileView> };

export class ComeBack {
  file = $state.raw<MergeFileView | null>(null);
  archivePassphrase = $state('');
  name = $state('');
  mode = $state<OpenMode>('keychain');
  readonly secret: NewPassphrase;
  readonly step: Step;

  constructor(keychain: KeychainView, private door: ComeBackDoor) {
    this.mode = keychain === 'ready' ? 'keychain' : 'passphrase';
    this.secret = new NewPassphrase(door, () => this.name);
    this.step = new Step(door);
  }

  readonly isArchive = $derived.by(() => this.file !== null && this.file.backup === null);
  readonly ready = $derived.by(() => {
    const opened = !this.file?.sealed || this.archivePassphrase !== '';
    return this.isArchive && opened && (this.mode === 'keychain' || this.secret.ready);
  });

  /** Asks for the file; a cancelled question leaves the one that was chosen. */
  async choose(): Promise<void> {
    const file = await this.step.run(() => this.door.chooseOther());
    if (file) this.file = file;
  }

  /** True once the profile is open. A wrong passphrase is typed again, the rest stays. */
  async comeBack(): Promise<boolean> {
    if (!this.ready) return false;
    const request: ComeBackRequest = {
      archive_passphrase: this.file?.sealed ? this.archivePassphrase : null,
      name: this.name.trim() || null,
      mode: this.mode,
      passphrase: this.mode === 'keychain' ? null : this.secret.value,
    };
    const back = await this.step.run((onProgress) => this.door.comeBack(request, onProgress));
    if (back) this.forget();
    else if (this.step.fault?.code === 'archive_locked') this.archivePassphrase = '';
    return back !== null;
  }

  forget(): void {
    this.archivePassphrase = '';
    this.secret.forget();
  }
}
