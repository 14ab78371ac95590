import { describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { day } from '$lib/i18n/i18n';
import { HoldForm } from './hold-form.svelte';
import { Keeping } from './keeping.svelte';
import { holdWords, ruleWords } from './words';

async function open(query = '') {
  const twin = new Twin(scenarioOf(new URLSearchParams(`pace=100000&step=0&${query}`)));
  const keeping = new Keeping(twin);
  await keeping.load();
  const confirmed = [...twin.receipts.values()].filter(({ state, deleted_at }) => state === 'confirmed' && !deleted_at);
  return { twin, keeping, ids: confirmed.map(({ id }) => id) };
}

describe('how long receipts are kept', () => {
  it('begins with nothing that goes by itself', async () => {
    const { keeping, twin } = await open();
    expect(keeping.view).toMatchObject({ policies: [], automatic: false, bin_days: null });
    expect((await twin.previewDue()).going).toEqual([]);
  });

  it('takes a rule of an office as it is, and of one’s own with its years', async () => {
    const { keeping } = await open();
    expect(await keeping.setPolicy()).toBe(true);
    keeping.rule = 'own';
    keeping.category = 'category-dining';
    for (const years of ['', '0', 'ten', '100', '1.5']) {
      keeping.years = years;
      expect(keeping.ready, `“${years}” years`).toBe(false);
    }
    keeping.years = '1';
    await keeping.setPolicy();
    expect(keeping.view?.policies.map(ruleWords)).toEqual(['Malaysia: end of the year filed, and 7 years', '1 year after the sale']);
    await keeping.removePolicy(keeping.view!.policies[0]!);
    expect(keeping.view?.policies.map(({ category }) => category)).toEqual(['category-dining']);
  });

  it('shows what stands when a change could not be kept', async () => {
    const { keeping, twin } = await open();
    twin.setBinDays = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    expect(await keeping.setBinDays(30)).toBe(false);
    expect([keeping.fault?.code, keeping.view?.bin_days]).toEqual(['disk_full', null]);
  });

  it('removes what its rule no longer keeps, and not what is held', async () => {
    const { twin, keeping, ids } = await open('rules');
    const due = await twin.previewDue();
    expect(due.going.length, 'the meals of two years ago').toBeGreaterThan(2);
    const held = due.going[0]!.receipt;
    await new HoldForm(twin, [held], '2026-03-12').hold();
    const after = await twin.previewDue();
    expect(after.kept.map(({ receipt }) => receipt)).toEqual([held]);
    const going = after.going.map(({ receipt }) => receipt);
    await twin.purgeReceipts(going);
    expect((await twin.previewDue()).going).toEqual([]);
    expect(ids.filter((id) => twin.receipts.has(id)).length).toBe(ids.length - going.length);
    await keeping.load();
    expect(keeping.holds.map(({ receipt }) => receipt)).toEqual([held]);
  });
});

describe('a hold', () => {
  it('wants a day that there is and that is not over, or none', async () => {
    const { twin, ids } = await open();
    const form = new HoldForm(twin, ids.slice(0, 1), '2026-03-12');
    for (const [until, fits] of [['', true], ['2026-03-12', true], ['2033-12-31', true], ['2026-03-11', false], ['2033-02-30', false], ['2033', false], ['31.12.2033', false]] as const) {
      form.until = until;
      expect([until, form.untilFits]).toEqual([until, fits]);
    }
  });

  it('keeps several in one step, is marked, and is lifted', async () => {
    const { twin, ids } = await open();
    const two = ids.slice(0, 2);
    const form = new HoldForm(twin, two, '2026-03-12');
    [form.until, form.reason] = ['2033-12-31', ' Claim of 2025 '];
    expect(await form.hold()).toBe(true);
    expect((await twin.review(two[0]!)).held).toBe(true);
    await form.load();
    expect(form.present.map(holdWords)).toEqual(Array(2).fill(`Until ${day('2033-12-31')} · Claim of 2025`));
    await expect(twin.purgeReceipts(two)).rejects.toMatchObject({ fault: { code: 'held' } });
    for (const hold of form.present) await form.lift(hold);
    expect([form.present, (await twin.review(two[0]!)).held]).toEqual([[], false]);
  });

  it('says why none was made', async () => {
    const { twin, ids } = await open();
    const form = new HoldForm(twin, ids.slice(0, 1), '2026-03-12');
    twin.holdReceipts = () => Promise.reject(new BackendFault({ code: 'vault_read_only', about: null, incident: null }));
    expect([await form.hold(), form.fault?.code]).toEqual([false, 'vault_read_only']);
  });
});
