//! A list of any length, of which only windows are in memory.
//!
//! Rows arrive in windows of {@link WINDOW}; the ones used longest ago are let
//! go. One request runs at a time and the next is chosen when it ends, from
//! what is in view *then*: a fling through a hundred thousand rows loads where
//! it stops, not where it passed. The count follows later than the rows.
import type { ListRequest, ListTotals, ReceiptRow, Sort } from '$lib/backend/backend';

/** Rows in one window. */
export const WINDOW = 200;
/** Windows kept. */
export const KEPT = 40;
/** Rows asked for at once when many are walked through. */
const STRIDE = 500;

/** Where the rows come from. */
export type ListSource = {
  listReceipts(request: ListRequest): Promise<ReceiptRow[]>;
  listTotals(query: string): Promise<ListTotals>;
};

/** Which list. */
export type Listing = {
  query: string;
  sort: Sort;
};

type Held = {
  rows: ReceiptRow[];
  epoch: number;
};

export class RowWindows {
  readonly #source: ListSource;
  #listing: Listing | null = null;
  /** Rises when the listing or the data behind it changes; older answers are stale. */
  #epoch = 0;
  #totalsEpoch = 0;
  /** Whether the windows held belong to another listing, shown until the first answer. */
  #outdated = $state(false);
  /** The length of what is shown while it is outdated. */
  #lengthBefore = 0;
  /** Most recently used last. */
  #held = new Map<number, Held>();
  #wanted: number[] = [];
  #busy = false;
  #counting = false;

  #version = $state(0);
  #reach = $state(0);
  /** What the listing finds in all; none until it was counted. */
  totals = $state.raw<ListTotals | null>(null);
  /** Why rows are missing, until the next try. */
  fault = $state.raw<unknown>(null);
  /** Whether the first window of the present listing is here. */
  settled = $state(false);

  constructor(source: ListSource) {
    this.#source = source;
  }

  /** How many rows to make room for: counted, or as far as is known. */
  get length(): number {
    if (this.#outdated) return this.#lengthBefore;
    return this.totals ? this.totals.count : this.#reach;
  }

  /** The row at a position; none while its window is not here. */
  at(index: number): ReceiptRow | undefined {
    void this.#version;
    return this.#held.get(Math.floor(index / WINDOW))?.rows[index % WINDOW];
  }

  /** Shows another listing. What is shown now stays until the first answer. */
  show(listing: Listing): void {
    this.#lengthBefore = this.length;
    this.#listing = listing;
    this.#outdated = true;
    this.settled = false;
    this.#begin([0]);
  }

  /** The data changed: loads again what is in view, the rest when it comes into view. */
  refresh(): void {
    if (this.#listing) this.#begin(this.#wanted);
  }

  /** Says which rows are in view. */
  want(first: number, last: number): void {
    const from = Math.floor(first / WINDOW);
    const to = Math.floor(Math.max(first, last) / WINDOW);
    this.#wanted = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    void this.#load();
  }

  /** Every row from `first` up to and including `last`, loaded where it must be. */
  async walk(first: number, last: number): Promise<ReceiptRow[]> {
    const found: ReceiptRow[] = [];
    for (let offset = first; offset <= last; ) {
      const held = this.at(offset);
      const rows = held ? [held] : await this.#ask(offset, Math.min(STRIDE, last - offset + 1));
      if (rows.length === 0) break;
      found.push(...rows);
      offset += rows.length;
    }
    return found;
  }

  #begin(wanted: number[]): void {
    this.#epoch += 1;
    this.#wanted = wanted.length ? wanted : [0];
    this.fault = null;
    void this.#load();
    void this.#count();
  }

  async #load(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#missing(); next !== undefined && !this.fault; next = this.#missing()) {
      await this.#fetch(next);
    }
    this.#busy = false;
  }

  #missing(): number | undefined {
    if (!this.#listing) return undefined;
    return this.#wanted.find((window) => this.#outdated || this.#held.get(window)?.epoch !== this.#epoch);
  }

  async #fetch(window: number): Promise<void> {
    const epoch = this.#epoch;
    try {
      const rows = await this.#ask(window * WINDOW, WINDOW);
      if (epoch === this.#epoch) this.#keep(window, rows);
    } catch (fault) {
      if (epoch === this.#epoch) this.fault = fault;
    }
  }

  #keep(window: number, rows: ReceiptRow[]): void {
    if (this.#outdated) this.#forget();
    this.#held.delete(window);
    this.#held.set(window, { rows, epoch: this.#epoch });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= KEPT) break;
      if (!this.#wanted.includes(oldest)) this.#held.delete(oldest);
    }
    this.#reach = this.#reachedBy(window, rows.length);
    this.settled = true;
    this.#version += 1;
  }

  /** A full window may have a successor; a short one is the last. */
  #reachedBy(window: number, rows: number): number {
    const end = window * WINDOW + rows;
    return rows === WINDOW ? Math.max(this.#reach, end + WINDOW) : end;
  }

  #forget(): void {
    this.#held.clear();
    this.#reach = 0;
    this.#outdated = false;
    if (this.#totalsEpoch !== this.#epoch) this.totals = null;
  }

  /** One count runs at a time: a pile that is being read changes the list faster than it is counted. */
  async #count(): Promise<void> {
    if (this.#counting) return;
    this.#counting = true;
    while (this.#totalsEpoch !== this.#epoch && !this.fault) await this.#countOnce();
    this.#counting = false;
  }

  async #countOnce(): Promise<void> {
    const epoch = this.#epoch;
    try {
      const totals = await this.#source.listTotals(this.#listing?.query ?? '');
      if (epoch !== this.#epoch) return;
      this.#totalsEpoch = epoch;
      this.totals = totals;
    } catch (fault) {
      if (epoch === this.#epoch) this.fault = fault;
    }
  }

  #ask(offset: number, limit: number): Promise<ReceiptRow[]> {
    const { query, sort } = this.#listing ?? { query: '', sort: { by: 'date' as const, ascending: false } };
    return this.#source.listReceipts({ query, sort, offset, limit });
  }
}
