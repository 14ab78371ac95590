//! Saving what can still be read of a damaged profile.
import type { Backend, OpenMode, SalvagedTable, SalvageView } from '$lib/backend/backend';
import { isKey } from '$lib/i18n/i18n';
import { Proof } from '$lib/keys/proof.svelte';
import { Step, type StepDoor } from '$lib/steps/step.svelte';

/** What it needs of the backend. */
export type SalvageDoor = StepDoor & Pick<Backend, 'salvage'>;

export class Salvage {
  saved = $state.raw<SalvageView | null>(null);
  readonly proof: Proof;
  readonly step: Step;

  /** Of the open profile, or of one that is `unopened`. */
  constructor(private door: SalvageDoor, mode: OpenMode, private unopened: string | null = null) {
    this.proof = new Proof(mode);
    this.step = new Step(door);
  }

  readonly ready = $derived.by(() => this.proof.ready && !this.step.busy);

  /** True once it is saved and open again. */
  async save(): Promise<boolean> {
    if (!this.ready) return false;
    this.saved = await this.step.run((onProgress) => this.door.salvage(this.unopened, this.proof.request(), onProgress));
    this.proof.forget();
    return this.saved !== null;
  }
}

/** What a person knows by name comes by itself, the rest as one; `null` where nobody can say how much is lost. */
export function rowsOf({ tables }: SalvageView): SalvagedTable[] {
  const named = (table: SalvagedTable) => isKey(`salvage.row.${table.table}`);
  const others = tables.filter((table) => !named(table));
  const lost = others.some((table) => table.lost === null) ? null : others.reduce((sum, table) => sum + (table.lost ?? 0), 0);
  const rest = { table: 'rest', kept: others.reduce((sum, { kept }) => sum + kept, 0), lost };
  return [...tables.filter(named), rest].filter((table) => table.kept > 0 || table.lost !== 0);
}
