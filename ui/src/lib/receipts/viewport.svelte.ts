//! Which rows of a long list are in view, from what the scroller reports.

/** Rows drawn beyond the edges, so that a small scroll shows no gap. */
const MARGIN = 8;
/** First and last drawn row move in steps, so that a slow scroll changes little. */
const STEP = 4;

export class Viewport {
  readonly #length: () => number;
  scrollTop = $state(0);
  height = $state(0);
  rowHeight = $state(44);
  /** Records side by side: 1 in a table. */
  columns = $state(1);

  readonly length = $derived.by(() => this.#length());
  readonly rows = $derived(Math.ceil(this.length / this.columns));
  /** Of everything, in pixels. */
  readonly extent = $derived(this.rows * this.rowHeight);
  readonly #top = $derived(floorTo(Math.floor(this.scrollTop / this.rowHeight) - MARGIN));
  readonly #bottom = $derived(
    floorTo(Math.ceil((this.scrollTop + this.height) / this.rowHeight) + MARGIN) + STEP,
  );

  /** Position of the first record drawn. */
  readonly first = $derived(Math.max(0, this.#top) * this.columns);
  /** One past the last record drawn. */
  readonly end = $derived(Math.max(this.first, Math.min(this.length, this.#bottom * this.columns)));
  readonly drawn = $derived(Array.from({ length: this.end - this.first }, (_, step) => this.first + step));
  /** More than are ever drawn at once: a position's remainder names the element that shows it, so that a scroll reuses elements. */
  readonly slots = $derived((Math.ceil(this.height / this.rowHeight) + 2 * MARGIN + 4 * STEP) * this.columns);
  /** Records that fit, for Page Up and Page Down. */
  readonly page = $derived(Math.max(1, Math.floor(this.height / this.rowHeight) - 1) * this.columns);

  constructor(length: () => number) {
    this.#length = length;
  }

  /** Where a record's row begins. */
  top(index: number): number {
    return Math.floor(index / this.columns) * this.rowHeight;
  }

  /** The scroll position that shows a record and moves least. */
  reveal(index: number): number {
    const top = this.top(index);
    if (top < this.scrollTop) return top;
    const bottom = top + this.rowHeight;
    return bottom > this.scrollTop + this.height ? bottom - this.height : this.scrollTop;
  }
}

function floorTo(row: number): number {
  return Math.floor(row / STEP) * STEP;
}
