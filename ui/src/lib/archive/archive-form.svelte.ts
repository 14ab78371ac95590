//! Everything in one file, with a passphrase or without.
import type { ArchiveDone, Backend } from '$lib/backend/backend';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What an archive needs of the backend. */
export type ArchiveDoor = StrengthDoor & StepDoor & Pick<Backend, 'exportArchive'>;

export class ArchiveForm {
  /** Whether anybody may read it. */
  plain = $state(false);
  /** Whether that is being asked. */
  asking = $state(false);
  readonly secret: NewPassphrase;
  readonly step: Step;

  constructor(private door: ArchiveDoor, profile: string) {
    this.secret = new NewPassphrase(door, () => profile);
    this.step = new Step(door);
  }

  readonly ready = $derived.by(() => !this.step.busy && (this.plain || this.secret.ready));

  /** A plain one is asked for once more; none when it was cancelled, asked for or failed. */
  async write(sure = false): Promise<ArchiveDone | null> {
    if (!this.ready) return null;
    if (this.plain && !sure) {
      this.asking = true;
      return null;
    }
    const passphrase = this.plain ? null : this.secret.value;
    const done = await this.step.run((onProgress) => this.door.exportArchive(passphrase, onProgress));
    if (done) this.secret.forget();
    return done;
  }
}
