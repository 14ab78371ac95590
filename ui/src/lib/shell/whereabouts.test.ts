import { beforeEach, describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Desk } from './desk.svelte';

/** Locks, and unlocks into a window that knows of nothing, as a process that was started anew. */
async function unlocked(desk: Desk, id = 'profile-1'): Promise<Desk> {
  desk.whereabouts.note();
  await desk.backend.lock();
  const fresh = new Desk(desk.backend);
  await fresh.session.load();
  await fresh.session.open(id, null);
  fresh.clear();
  await fresh.fill();
  return fresh;
}

describe('whereabouts', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk(new Twin(scenarioOf(new URLSearchParams('pace=100000&data=some'))));
    await desk.fill();
  });

  it('begin in the inbox at an ordinary start', async () => {
    expect(desk.whereabouts.view).toMatchObject({ page: 'inbox', round: null, duplicate: null });
  });

  it('are the page with its search, order and look after unlocking', async () => {
    desk.nav.go('receipts');
    desk.receipts.search('tesco >50');
    desk.receipts.sortBy('total');
    desk.receipts.layout = 'grid';
    desk.bin.search('kopi');
    const left = desk.whereabouts.view;
    const fresh = await unlocked(desk);
    expect(fresh.whereabouts.view).toEqual(left);
    expect(fresh.receipts.query).toBe('tesco >50');
    fresh.nav.overlay = 'about';
    expect((await unlocked(fresh)).nav.overlay, 'a dialog is not brought back').toBeNull();
  });

  it('are the receipt in hand, with those before and behind it', async () => {
    const ids = desk.inbox.view.to_review.map(({ id }) => id);
    desk.nav.review(ids, ids[1]!);
    const fresh = await unlocked(desk);
    expect(fresh.nav.round).toEqual({ ids, at: 1 });
  });

  it('are the list where the receipt is gone meanwhile', async () => {
    desk.nav.go('receipts');
    desk.nav.review(['gone'], 'gone');
    const fresh = await unlocked(desk);
    expect([fresh.nav.place, fresh.nav.round]).toEqual(['receipts', null]);
  });

  it('are the pair that was being compared', async () => {
    const { id } = desk.inbox.view.duplicates[0]!;
    desk.nav.decide(id);
    expect((await unlocked(desk)).nav.duplicate).toBe(id);
  });

  it('keep of a long round what is around the receipt in hand', () => {
    const ids = Array.from({ length: 2500 }, (_, at) => `r${at}`);
    for (const [at, first] of [[0, 0], [1200, 700], [2499, 1500]] as const) {
      desk.nav.review(ids, ids[at]!);
      const { round } = desk.whereabouts.view;
      expect([round?.ids.length, round?.ids[0], round?.ids[round.at]]).toEqual([1000, `r${first}`, `r${at}`]);
    }
  });

  it('of one profile are nothing to another', async () => {
    const ben = await desk.backend.createProfile({ name: 'Ben', mode: 'keychain', passphrase: null });
    desk = await unlocked(desk);
    desk.nav.go('bin');
    const other = await unlocked(desk, ben.id);
    expect(other.nav.place, 'Ben was never there').toBe('inbox');
    expect((await unlocked(other)).nav.place, 'where Aina was').toBe('bin');
  });
});
