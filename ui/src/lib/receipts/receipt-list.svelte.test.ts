import { describe, expect, it } from 'vitest';
import type { ListRequest, ReceiptRow } from '$lib/backend/backend';
import { type ListDoor, ReceiptList } from './receipt-list.svelte';

const settle = () => new Promise<void>((done) => setTimeout(done));

function shelf(length: number) {
  const asked: ListRequest[] = [];
  const done: [string, string[]][] = [];
  const door: ListDoor = {
    listReceipts: async (request) => {
      asked.push(request);
      const count = Math.max(0, Math.min(request.limit, length - request.offset));
      return Array.from({ length: count }, (_, step) => ({ id: `r${request.offset + step}`, total: null }) as ReceiptRow);
    },
    listTotals: async () => ({ count: length, sums: [] }),
    binReceipts: async (ids) => void done.push(['bin', ids]),
    restoreReceipts: async (ids) => void done.push(['restore', ids]),
    categoriseReceipts: async (ids, category) => void done.push([category, ids]),
  };
  return { asked, done, door };
}

async function opened(length = 10, kind: 'kept' | 'bin' = 'kept') {
  const parts = shelf(length);
  const list = new ReceiptList(parts.door, kind);
  list.open();
  await settle();
  return { ...parts, list };
}

describe('receipt list', () => {
  it('shows the newest first and keeps the filter when the order changes', async () => {
    const { list, asked } = await opened();
    list.search('tesco >50');
    list.sortBy('merchant');
    list.sortBy('merchant');
    await settle();
    expect(asked[0]).toMatchObject({ query: '', sort: { by: 'date', ascending: false } });
    expect(asked.at(-1)).toMatchObject({ query: 'tesco >50', sort: { by: 'merchant', ascending: false } });
  });

  it('searches the bin by its mark, which the user does not see', async () => {
    const { list, asked } = await opened(3, 'bin');
    expect(asked[0]?.query).toBe('is:binned');
    expect(list.text).toBe('');
    list.search('kopi');
    expect(list.query).toBe('kopi is:binned');
  });

  it('takes a filter away by its chip', async () => {
    const { list } = await opened();
    list.search('kopi >5 is:unsure');
    list.removeFilter('>5');
    expect(list.text).toBe('kopi is:unsure');
  });

  it('moves within the list, never beyond it', async () => {
    const { list } = await opened(3);
    await list.move(-1);
    expect(list.cursor).toBe(0);
    await list.move(99);
    expect(list.cursor).toBe(2);
  });

  it('draws a range from where it began, also back again', async () => {
    const { list } = await opened();
    await list.moveTo(4);
    await list.move(2, true);
    expect(list.selection.ids()).toEqual(['r4', 'r5', 'r6']);
    await list.move(-3, true);
    expect(list.selection.ids().sort()).toEqual(['r3', 'r4']);
  });

  it('lets a new search begin without a selection', async () => {
    const { list } = await opened();
    list.toggle(2);
    expect(list.selected).toBe(1);
    list.search('x');
    expect(list.selected, 'no row out of sight may be binned').toBe(0);
  });

  it('acts on the selection, else on the record under the cursor', async () => {
    const { list, done } = await opened();
    await list.moveTo(3);
    expect(await list.bin()).toBe(1);
    list.toggle(1);
    list.toggle(5);
    await list.categorise('food');
    expect(done).toEqual([
      ['bin', ['r3']],
      ['food', ['r1', 'r5']],
    ]);
    expect(list.selected, 'done with').toBe(0);
  });

  it('acts on everything, also on what was never loaded, but not on what was left out', async () => {
    const { list, done } = await opened(1234);
    list.toggleAll();
    list.toggle(0);
    await list.bin();
    expect(done[0]?.[1]).toHaveLength(1233);
    expect(done[0]?.[1]).not.toContain('r0');
  });

  it('exports the list as shown, or the selection', async () => {
    const { list } = await opened(5);
    expect(await list.exported()).toBeNull();
    list.toggle(1);
    expect(await list.exported()).toEqual(['r1']);
    list.selection.selectAll();
    expect(await list.exported(), 'everything needs no ids').toBeNull();
  });

  it('stays usable when an action fails', async () => {
    const { list, door } = await opened();
    door.binReceipts = () => Promise.reject('vault_read_only');
    list.toggle(1);
    await expect(list.bin()).rejects.toBe('vault_read_only');
    expect(list.busy).toBe(false);
    expect(list.selected, 'the selection is kept for another try').toBe(1);
  });
});
