//! What is selected: single rows, or all rows but some.
import { SvelteMap } from 'svelte/reactivity';
import type { ListTotals, MoneyView, ReceiptRow } from '$lib/backend/backend';
import { sumByCurrency } from '$lib/money/decimal';

type Picked = Pick<ReceiptRow, 'id' | 'total' | 'sample'>;

/** Samples stand outside totals. */
function amounts(rows: Iterable<Picked>): MoneyView[] {
  return [...rows].flatMap((row) => (row.total && !row.sample ? [row.total] : []));
}

function negated({ amount, currency }: MoneyView): MoneyView {
  return { amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`, currency };
}

function partition<T>(all: readonly T[], stays: (one: T) => boolean): [T[], T[]] {
  return [all.filter(stays), all.filter((one) => !stays(one))];
}

export class Selection {
  /** The rows picked, or with {@link all} the ones left out. */
  readonly #rows = new SvelteMap<string, Picked>();
  /** What the range being drawn has added. */
  #ranged: Picked[] = [];
  /** Whether everything that the list finds is selected, loaded or not. */
  all = $state(false);

  has(id: string): boolean {
    return this.all !== this.#rows.has(id);
  }

  /** How many, of a list of this length. */
  count(length: number): number {
    return this.all ? Math.max(0, length - this.#rows.size) : this.#rows.size;
  }

  /** Sum per currency, without samples; none while the list is not counted. */
  sums(totals: ListTotals | null): MoneyView[] | null {
    const picked = amounts(this.#rows.values());
    if (!this.all) return sumByCurrency(picked);
    return totals && sumByCurrency([...totals.sums, ...picked.map(negated)]);
  }

  toggle(row: Picked): void {
    this.#ranged = [];
    this.#flip(row);
  }

  #flip(row: Picked): void {
    if (this.#rows.delete(row.id)) return;
    this.#rows.set(row.id, row);
  }

  /** Selects these besides what is selected; gives back which were not. */
  add(rows: readonly Picked[]): Picked[] {
    const fresh = rows.filter((row) => !this.has(row.id));
    fresh.forEach((row) => this.#flip(row));
    return fresh;
  }

  /** Selects a range that is being drawn: what the last {@link extend} added beyond it is taken back. */
  extend(rows: readonly Picked[]): void {
    const kept = new Set(rows.map((row) => row.id));
    const [stay, leave] = partition(this.#ranged, (row) => kept.has(row.id));
    leave.forEach((row) => this.#flip(row));
    this.#ranged = [...stay, ...this.add(rows)];
  }

  /** The next {@link extend} begins a new range. */
  settle(): void {
    this.#ranged = [];
  }

  selectAll(): void {
    this.clear();
    this.all = true;
  }

  clear(): void {
    this.#ranged = [];
    this.#rows.clear();
    this.all = false;
  }

  /** The ids picked one by one; with {@link all} the caller walks the list and asks {@link has}. */
  ids(): string[] {
    return this.all ? [] : [...this.#rows.keys()];
  }
}
