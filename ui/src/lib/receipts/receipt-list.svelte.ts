//! The list of receipts, or of the bin: what is searched, how it is ordered,
//! where the cursor stands and what is selected.
import type { Backend, Layout, ListingView, Sort, SortBy } from '$lib/backend/backend';
import { RowWindows } from './row-windows.svelte';
import { filtersOf, withoutToken, withToken } from './search';
import { Selection } from './selection.svelte';
import { Viewport } from './viewport.svelte';

/** What the list needs of the backend. */
export type ListDoor = Pick<
  Backend,
  'listReceipts' | 'listTotals' | 'binReceipts' | 'restoreReceipts' | 'categoriseReceipts'
>;

/** The kept receipts, or those in the bin. */
export type Shelf = 'kept' | 'bin';

/** The mark by which the search language shows the bin. */
const BINNED = 'is:binned';

export class ReceiptList {
  readonly #door: ListDoor;
  readonly shelf: Shelf;
  readonly rows: RowWindows;
  readonly selection = new Selection();
  readonly viewport = new Viewport(() => this.rows.length);
  /** What the user searches, without the mark of the shelf. */
  text = $state('');
  sort = $state.raw<Sort>({ by: 'date', ascending: false });
  /** Whether the search field is wanted; it takes the focus and lets go of this. */
  finding = $state(false);
  layout = $state<Layout>('table');
  /** Position of the row that the keyboard acts on. */
  cursor = $state(0);
  /** Where a range began. */
  #anchor = 0;
  /** Rises with every range, so that one that took long does not overtake the next. */
  #ranges = 0;
  /** Rises with every listing: what is shown begins at the top again. */
  listings = $state(0);
  /** Whether an action on the selection runs. */
  busy = $state(false);

  readonly filters = $derived(filtersOf(this.text));
  /** The bin can also be searched for by its mark. */
  readonly showsBin = $derived.by(() => this.shelf === 'bin' || this.filters.some(({ kind }) => kind === 'binned'));
  readonly query = $derived.by(() => this.shelf === 'bin' ? withToken(this.text, BINNED) : this.text.trim());

  constructor(door: ListDoor, shelf: Shelf) {
    this.#door = door;
    this.shelf = shelf;
    this.rows = new RowWindows(door);
  }

  /** Loads for the first time, or anew what may have changed meanwhile. */
  open(): void {
    if (this.listings === 0) this.#show();
    else this.rows.refresh();
  }

  /** How it is listed, for another time. */
  get listing(): ListingView {
    return { text: this.text, sort: this.sort, layout: this.layout };
  }

  /** Lists as it was listed another time. */
  resume({ text, sort, layout }: ListingView): void {
    this.text = text;
    this.sort = sort;
    this.layout = layout;
    if (this.listings > 0) this.#show();
  }

  /** How many are selected. */
  get selected(): number {
    return this.selection.count(this.rows.length);
  }

  search(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.#show();
  }

  addFilter(token: string): void {
    this.search(withToken(this.text, token));
  }

  removeFilter(token: string): void {
    this.search(withoutToken(this.text, token));
  }

  /** A second time by the same turns the order around; names begin at A, the rest with the newest or largest. */
  sortBy(by: SortBy): void {
    const ascending = this.sort.by === by ? !this.sort.ascending : by === 'merchant';
    this.sort = { by, ascending };
    this.#show();
  }

  /** Moves the cursor by so many records; with `extend` the selection follows. */
  async move(by: number, extend = false): Promise<void> {
    await this.moveTo(this.cursor + by, extend);
  }

  async moveTo(index: number, extend = false): Promise<void> {
    this.cursor = Math.max(0, Math.min(index, this.rows.length - 1));
    if (extend) return this.#extend();
    this.#anchor = this.cursor;
    this.selection.settle();
  }

  /** Selects or lets go of the record at a position. */
  toggle(index: number): void {
    this.cursor = this.#anchor = index;
    const row = this.rows.at(index);
    if (row) this.selection.toggle(row);
  }

  toggleAll(): void {
    if (this.selected > 0) this.selection.clear();
    else this.selection.selectAll();
  }

  /** Moves what is selected, or what the cursor is on, to the bin; says how many. */
  bin(): Promise<number> {
    return this.#act((ids) => this.#door.binReceipts(ids));
  }

  restore(): Promise<number> {
    return this.#act((ids) => this.#door.restoreReceipts(ids));
  }

  categorise(categoryId: string): Promise<number> {
    return this.#act((ids) => this.#door.categoriseReceipts(ids, categoryId));
  }

  /** What an action on the selection concerns. */
  concerned(): Promise<string[]> {
    return this.#chosen();
  }

  /** The selection narrows an export; everything selected needs no list of ids. */
  async exported(): Promise<string[] | null> {
    if (this.selected === 0 || this.selected === this.rows.length) return null;
    return this.#chosen();
  }

  #show(): void {
    this.cursor = this.#anchor = 0;
    this.selection.clear();
    this.listings += 1;
    this.rows.show({ query: this.query, sort: this.sort });
  }

  async #extend(): Promise<void> {
    const range = ++this.#ranges;
    const [first, last] = [Math.min(this.#anchor, this.cursor), Math.max(this.#anchor, this.cursor)];
    const rows = await this.rows.walk(first, last);
    if (range === this.#ranges && !this.selection.all) this.selection.extend(rows);
  }

  /** Ids of the selection, or of the record under the cursor. */
  async #chosen(): Promise<string[]> {
    if (this.selection.all) {
      const all = await this.rows.walk(0, this.rows.length - 1);
      return all.filter(({ id }) => this.selection.has(id)).map(({ id }) => id);
    }
    const ids = this.selection.ids();
    const under = this.rows.at(this.cursor);
    return ids.length || !under ? ids : [under.id];
  }

  async #act(act: (ids: string[]) => Promise<void>): Promise<number> {
    if (this.busy) return 0;
    this.busy = true;
    try {
      const ids = await this.#chosen();
      if (ids.length) await act(ids);
      this.selection.clear();
      return ids.length;
    } finally {
      this.busy = false;
      this.rows.refresh();
    }
  }
}
