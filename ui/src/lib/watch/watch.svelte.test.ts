import { beforeEach, describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { offerWords, Watch } from './watch.svelte';

let twin: Twin;
let watch: Watch;

beforeEach(async () => {
  twin = new Twin(scenarioOf(new URLSearchParams('pace=100000')));
  watch = new Watch(twin);
  await watch.load();
});

describe('watched folders', () => {
  it('are off until one is named', async () => {
    expect(watch.view).toEqual({ folders: [], offered: [] });
    let looks = 0;
    twin.lookIntoFolders = async () => void looks++;
    await watch.look(Date.now());
    expect(looks, 'no folder, no look').toBe(0);
  });

  it('offer what looks like a receipt and take in nothing by themselves', async () => {
    const before = (await twin.inbox()).reading.length;
    await watch.add();
    expect(offerWords(watch.view)).toBe('12 pictures in Downloads look like receipts.');
    expect((await twin.inbox()).reading.length).toBe(before);
    const some = watch.view.offered.slice(0, 3);
    const summary = await watch.take(some);
    expect(summary?.added).toBe(3);
    expect(watch.view.offered.length, 'what was taken is not offered again').toBe(9);
    await watch.dismiss(watch.view.offered);
    expect(watch.view.offered).toEqual([]);
    await twin.lookIntoFolders();
    await watch.load();
    expect(watch.view.offered, 'nor is what was not wanted').toEqual([]);
  });

  it('are looked into at most once a minute', async () => {
    await watch.add();
    let looks = 0;
    twin.lookIntoFolders = async () => void looks++;
    await watch.look(1e12);
    await watch.look(1e12 + 30_000);
    await watch.look(1e12 + 61_000);
    expect(looks).toBe(2);
  });

  it('can be given up', async () => {
    await watch.add();
    await watch.remove(watch.view.folders[0]!.id);
    expect(watch.view).toEqual({ folders: [], offered: [] });
  });

  it('stay as they were when something goes wrong', async () => {
    twin.watchFolder = () => Promise.reject(new BackendFault({ code: 'invalid_value', about: 'folder', incident: null }));
    await watch.add();
    expect(watch.fault?.code).toBe('invalid_value');
    expect(watch.view.folders).toEqual([]);
  });
});
