import { describe, expect, it } from 'vitest';
import type { ListRequest, ListTotals, ReceiptRow } from '$lib/backend/backend';
import { KEPT, RowWindows, WINDOW } from './row-windows.svelte';

const SORT = { by: 'date' as const, ascending: false };

/** A list of any length whose answers come when the test lets them. */
class Shelf {
  asked: ListRequest[] = [];
  #gates: (() => void)[] = [];
  counting: ((totals: ListTotals) => void)[] = [];

  constructor(
    public length: number,
    public held = false,
  ) {}

  async listReceipts(request: ListRequest): Promise<ReceiptRow[]> {
    this.asked.push(request);
    if (this.held) await new Promise<void>((open) => this.#gates.push(open));
    const count = Math.max(0, Math.min(request.limit, this.length - request.offset));
    return Array.from({ length: count }, (_, step) => ({ id: `${request.query}${request.offset + step}` }) as ReceiptRow);
  }

  listTotals(): Promise<ListTotals> {
    return new Promise((answer) => this.counting.push(answer));
  }

  answer(): Promise<void> {
    this.#gates.shift()?.();
    return settle();
  }
}

const settle = () => new Promise<void>((done) => setTimeout(done));

describe('row windows', () => {
  it('shows the first rows before the count is there', async () => {
    const shelf = new Shelf(100_000);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    await settle();
    expect(rows.at(0)?.id).toBe('0');
    expect(rows.totals).toBeNull();
    expect(rows.length, 'room for what is known and one window more').toBe(2 * WINDOW);
    shelf.counting[0]?.({ count: 100_000, sums: [] });
    await settle();
    expect(rows.length).toBe(100_000);
  });

  it('knows the end of a short list without a count', async () => {
    const rows = new RowWindows(new Shelf(3));
    rows.show({ query: '', sort: SORT });
    await settle();
    expect(rows.length).toBe(3);
  });

  it('loads where a fling stops, not where it passed', async () => {
    const shelf = new Shelf(100_000, true);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    for (let row = 0; row < 90_000; row += 1000) rows.want(row, row + 30);
    while (shelf.asked.length < 2) await shelf.answer();
    await shelf.answer();
    expect(shelf.asked.map((request) => request.offset)).toEqual([0, 89_000]);
    expect(rows.at(89_010)?.id).toBe('89010');
  });

  it('never keeps all rows', async () => {
    const shelf = new Shelf(100_000);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    for (let window = 0; window < KEPT + 20; window += 1) {
      rows.want(window * WINDOW, window * WINDOW + 1);
      await settle();
    }
    const loaded = Array.from({ length: KEPT + 20 }, (_, window) => rows.at(window * WINDOW)).filter(Boolean);
    expect(loaded.length).toBe(KEPT);
    expect(rows.at((KEPT + 19) * WINDOW), 'what is in view stays').toBeDefined();
  });

  it('keeps the old rows until the new ones come, and drops late answers', async () => {
    const shelf = new Shelf(1000);
    const rows = new RowWindows(shelf);
    rows.show({ query: 'old', sort: SORT });
    await settle();
    shelf.held = true;
    rows.show({ query: 'late', sort: SORT });
    rows.show({ query: 'new', sort: SORT });
    expect(rows.at(0)?.id, 'no flash of nothing').toBe('old0');
    await shelf.answer();
    expect(rows.at(0)?.id, 'the late answer is not shown').toBe('old0');
    await shelf.answer();
    expect(rows.at(0)?.id).toBe('new0');
    expect(rows.settled).toBe(true);
  });

  it('loads again what is in view when the data changed', async () => {
    const shelf = new Shelf(1000);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    await settle();
    rows.want(400, 430);
    await settle();
    shelf.asked = [];
    rows.refresh();
    await settle();
    expect(shelf.asked.map((request) => request.offset)).toEqual([400]);
    expect(rows.at(0), 'the rest stays to be shown until it is wanted').toBeDefined();
    rows.want(0, 30);
    await settle();
    expect(shelf.asked.map((request) => request.offset)).toEqual([400, 0]);
  });

  it('counts once more after many changes, not once for each', async () => {
    const shelf = new Shelf(1000);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    for (let change = 0; change < 50; change += 1) rows.refresh();
    await settle();
    expect(shelf.counting).toHaveLength(1);
    shelf.counting[0]?.({ count: 1, sums: [] });
    await settle();
    expect(rows.totals, 'that count was of before the changes').toBeNull();
    shelf.counting[1]?.({ count: 1000, sums: [] });
    await settle();
    expect(rows.totals?.count).toBe(1000);
    expect(shelf.counting).toHaveLength(2);
  });

  it('walks over rows that were never loaded', async () => {
    const shelf = new Shelf(1234);
    const rows = new RowWindows(shelf);
    rows.show({ query: '', sort: SORT });
    await settle();
    const walked = await rows.walk(0, 1233);
    expect(new Set(walked.map((row) => row.id)).size).toBe(1234);
    expect(Math.max(...shelf.asked.map((request) => request.limit)), 'the backend gives 500 at most').toBeLessThanOrEqual(500);
  });

  it('says what went wrong and tries again', async () => {
    const shelf = new Shelf(10);
    const rows = new RowWindows({
      listTotals: () => shelf.listTotals(),
      listReceipts: (request) => (shelf.asked.push(request) === 1 ? Promise.reject('locked') : shelf.listReceipts(request)),
    });
    rows.show({ query: '', sort: SORT });
    await settle();
    expect(rows.fault).toBe('locked');
    rows.refresh();
    await settle();
    expect(rows.fault).toBeNull();
    expect(rows.length).toBe(10);
  });
});
