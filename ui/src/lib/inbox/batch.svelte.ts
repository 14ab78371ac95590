//! The receipts that are about to be confirmed together, and which of them are left out.
import type { InboxRow, MoneyView } from '$lib/backend/backend';
import { sumByCurrency } from '$lib/money/decimal';

export class Batch {
  /** The row that has the keys. */
  at = $state(0);
  #left = $state.raw<ReadonlySet<string>>(new Set());

  constructor(readonly rows: InboxRow[]) {}

  readonly taken = $derived.by(() => this.rows.filter(({ id }) => !this.#left.has(id)));

  /** What the taken ones come to, by currency. */
  get sums(): MoneyView[] {
    return sumByCurrency(this.taken.flatMap(({ total }) => total ?? []));
  }

  get all(): boolean {
    return this.taken.length === this.rows.length;
  }

  takes(id: string): boolean {
    return !this.#left.has(id);
  }

  /** Leaves one out, or takes it in again. */
  toggle(id: string): void {
    const left = new Set(this.#left);
    if (!left.delete(id)) left.add(id);
    this.#left = left;
  }

  /** All of them, or none when all are taken. */
  toggleAll(): void {
    this.#left = new Set(this.all ? this.rows.map(({ id }) => id) : []);
  }

  /** Moves the keys by so many rows and stays within the table. */
  move(by: number): void {
    this.at = Math.max(0, Math.min(this.rows.length - 1, this.at + by));
  }
}
