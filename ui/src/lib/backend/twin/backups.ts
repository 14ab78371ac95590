//! Backups in memory, on the disk of the vault and on a stick.
import type { BackupPlanView, BackupView } from '../backend';
import { fail } from './fail';
import type { Scenario } from './scenario';

const DAY = 24 * 3600 * 1000;

export class Backups {
  #list: BackupView[] = [];
  #last = 0;
  plan: BackupPlanView | null = null;

  constructor({ backups }: Pick<Scenario, 'backups'>) {
    if (backups === 'none') return;
    this.#put(40, { folder: 'Documents', beside_vault: true, there: false });
    this.#put(9, { opens_old_way: true });
    this.#put(2, {});
    if (backups === 'planned') this.plan = { folder: 'USB stick', there: true, beside_vault: false, every_days: 7, keep: 4 };
  }

  #put(days: number, changes: Partial<BackupView>): BackupView {
    const at = new Date(Date.now() - days * DAY);
    const backup: BackupView = {
      id: `backup-${++this.#last}`, name: `Aina ${at.toISOString().slice(0, 10)} 18.30.00.quittance-backup`, folder: 'USB stick',
      made_at: at.toISOString(), kib: 48_300 - days * 110, there: true, beside_vault: false, opens_old_way: false, ...changes,
    };
    this.#list = [backup, ...this.#list];
    return backup;
  }

  list(): BackupView[] {
    return this.#list;
  }

  get(id: string): BackupView {
    const backup = this.#list.find((candidate) => candidate.id === id);
    if (!backup) throw fail('not_found');
    return backup;
  }

  /** Into the plan's folder; without one onto the vault's own disk. */
  make(elsewhere: boolean): BackupView {
    const planned = this.plan !== null && !elsewhere;
    return this.#put(0, planned ? {} : { folder: 'Documents', beside_vault: true });
  }

  remake(id: string): BackupView {
    const anew = { ...this.get(id), opens_old_way: false, there: true, made_at: new Date().toISOString() };
    this.#list = this.#list.map((backup) => (backup.id === id ? anew : backup));
    return anew;
  }

  forget(id: string): void {
    this.get(id);
    this.#list = this.#list.filter((backup) => backup.id !== id);
  }

  /** Another kit or key opens the profile now: what was made before opens the old way. */
  age(): BackupView[] {
    this.#list = this.#list.map((backup) => ({ ...backup, opens_old_way: true }));
    return this.#list;
  }

  planned(every_days: number, keep: number): void {
    for (const [name, many] of [['every_days', every_days], ['keep', keep]] as const) {
      if (many < 1 || many > 365) throw fail('invalid_value', name);
    }
    this.plan = { folder: 'USB stick', there: true, beside_vault: false, every_days, keep };
  }
}
