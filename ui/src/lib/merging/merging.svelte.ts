//! Another copy that is merged into the open profile: chosen, looked at, merged.
import type { Backend, MergeDone, MergeFileView, MergePreview, MergeRequest } from '$lib/backend/backend';
import { Proof } from '$lib/keys/proof.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What merging needs of the backend. */
export type MergeDoor = StepDoor & Pick<Backend, 'chooseOther' | 'previewMerge' | 'merge'>;

export class Merging {
  file = $state.raw<MergeFileView | null>(null);
  preview = $state.raw<MergePreview | null>(null);
  archivePassphrase = $state('');
  readonly proof = new Proof('keychain');
  readonly step: Step;

  constructor(private door: MergeDoor) {
    this.step = new Step(door);
  }

  readonly ready = $derived.by(() => {
    if (!this.file || this.step.busy) return false;
    return this.file.backup ? this.proof.ready : !this.file.sealed || this.archivePassphrase !== '';
  });
  /** Whether there is anything to merge. */
  readonly worth = $derived.by(() => (this.preview?.actions ?? 0) > 0 && !this.step.busy);

  /** Asks for the file; a cancelled question leaves the one that was chosen. */
  async choose(): Promise<void> {
    const file = await this.step.run(() => this.door.chooseOther());
    if (!file) return;
    this.forget();
    [this.file, this.preview] = [file, null];
    if (file.backup) this.proof.mode = file.backup;
  }

  /** Looks at what would happen. What was typed and wrong is forgotten. */
  async look(): Promise<void> {
    if (!this.ready) return;
    const request = this.#request();
    this.preview = await this.step.run((onProgress) => this.door.previewMerge(request, onProgress));
    if (!this.preview) this.forget();
  }

  /** Merges what was looked at; none when it failed or was stopped, and nothing was merged then. */
  async merge(): Promise<MergeDone | null> {
    if (!this.worth) return null;
    const request = this.#request();
    const done = await this.step.run((onProgress) => this.door.merge(request, onProgress));
    if (done) this.forget();
    return done;
  }

  #request(): MergeRequest {
    return { proof: this.proof.request(), archive_passphrase: this.archivePassphrase || null };
  }

  forget(): void {
    this.archivePassphrase = '';
    this.proof.forget();
  }
}
