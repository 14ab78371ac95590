import { describe, expect, it } from 'vitest';
import type { MerchantView } from '$lib/backend/backend';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Desk } from '$lib/shell/desk.svelte';
import { Merchants } from './merchants.svelte';

async function open(query = 'pace=100000') {
  const twin = new Twin(scenarioOf(new URLSearchParams(query)));
  const desk = new Desk(twin);
  await desk.fill();
  const merchants = new Merchants(twin, desk.history);
  await merchants.load();
  return { twin, desk, merchants };
}

const named = (list: MerchantView[] | null) => (list ?? []).map(({ name }) => name);

describe('what is known of merchants', () => {
  it('lists each seller of the confirmed receipts once', async () => {
    const { merchants } = await open();
    const names = named(merchants.list);
    expect(names.length).toBeGreaterThan(3);
    expect(new Set(names).size, 'no seller twice').toBe(names.length);
  });

  it('knows nothing before anything was confirmed', async () => {
    const { merchants } = await open('data=empty');
    expect(merchants.list).toEqual([]);
  });

  it('forgets one, keeps its receipts, and can be taken back', async () => {
    const { desk, merchants, twin } = await open();
    const before = await twin.listTotals('');
    const gone = merchants.list![0]!;
    await merchants.forget(gone);
    expect(named(merchants.list)).not.toContain(gone.name);
    expect(await twin.listTotals(''), 'no receipt was touched').toEqual(before);
    expect(desk.toasts.list.at(-1)?.title).toContain(gone.name);
    await desk.history.undo();
    await merchants.load();
    expect(named(merchants.list)).toContain(gone.name);
  });

  it('finds by a part of the name', async () => {
    const { merchants } = await open();
    merchants.find = merchants.list![0]!.name.slice(1, 5).toUpperCase();
    expect(named(merchants.found)).toContain(merchants.list![0]!.name);
    merchants.find = 'nobody';
    expect(merchants.found).toEqual([]);
  });

  it('says what went wrong', async () => {
    const { merchants, twin } = await open();
    twin.forgetMerchant = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    await merchants.forget(merchants.list![0]!);
    expect(merchants.fault?.code).toBe('disk_full');
  });
});
