//! Making, checking and planning backups from the settings.
import type { Backend, BackupView, VaultView } from '$lib/backend/backend';
import { t } from '$lib/i18n/i18n';
import type { Toasts } from '$lib/shell/toasts.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What backups need of the backend. */
export type BackupsDoor = StepDoor &
  Pick<Backend, 'makeBackup' | 'remakeBackup' | 'verifyBackup' | 'forgetBackup' | 'planBackups' | 'endBackupPlan'>;

/** How often and how many, unless something else was said. */
const USUAL = { every_days: 7, keep: 4 };

export class Backups {
  readonly step: Step;
  every = $state(USUAL.every_days);
  keep = $state(USUAL.keep);

  /** `changed` loads what is shown. */
  constructor(
    private door: BackupsDoor,
    private toasts: Pick<Toasts, 'say'>,
    private changed: () => Promise<void>,
  ) {
    this.step = new Step(door);
  }

  make(elsewhere: boolean): Promise<void> {
    return this.#do(async (onProgress) => {
      const made = await this.door.makeBackup(elsewhere, onProgress);
      if (made) this.toasts.say({ title: t('settings.backup_done', { name: made.name }) });
    });
  }

  /** Anew in its place: the old kit and the old passphrase open it no more. */
  remake({ id, name }: BackupView): Promise<void> {
    return this.#do(async (onProgress) => {
      await this.door.remakeBackup(id, onProgress);
      this.toasts.say({ title: t('settings.backup_remade', { name }) });
    });
  }

  check({ id, name }: BackupView): Promise<void> {
    return this.#do(async (onProgress) => {
      const { receipts } = await this.door.verifyBackup(id, onProgress);
      this.toasts.say({ title: t('settings.backup_checked', { name, count: receipts }) });
    });
  }

  forget({ id }: BackupView): Promise<void> {
    return this.#do(() => this.door.forgetBackup(id));
  }

  /** Takes a plan into use; without a folder yet, or for another, it is asked for. */
  plan(every: number, keep: number, elsewhere: boolean): Promise<void> {
    return this.#do(() => this.door.planBackups(every, keep, elsewhere));
  }

  endPlan(): Promise<void> {
    return this.#do(() => this.door.endBackupPlan());
  }

  async #do(act: Parameters<Step['run']>[0]): Promise<void> {
    await this.step.run(act);
    await this.changed();
  }
}

/** Whether all that would be left of a broken disk lies on it. */
export function besideVault({ backups, plan }: Pick<VaultView, 'backups' | 'plan'>): boolean {
  const there = backups.filter((backup) => backup.there);
  return (plan?.beside_vault ?? false) || (there.length > 0 && there.every(({ beside_vault }) => beside_vault));
}

/** `48 MB`, as people know sizes. */
export function size(kib: number): string {
  return kib < 1024 ? t('settings.backup_kib', { count: kib }) : t('settings.backup_mib', { count: Math.round(kib / 1024) });
}
