import { describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Toasts } from '$lib/shell/toasts.svelte';
import { Integrity } from './integrity.svelte';

async function open(query: string) {
  const twin = new Twin(scenarioOf(new URLSearchParams(`pace=100000&${query}`)));
  const toasts = new Toasts();
  const integrity = new Integrity(twin, toasts);
  await integrity.load();
  return { twin, toasts, integrity };
}

describe('the wholeness of a vault', () => {
  it('has nothing to say while nothing is wrong, and says so when asked', async () => {
    const { integrity, toasts } = await open('');
    expect([integrity.view.read_only, integrity.shortened]).toEqual([false, null]);
    await integrity.check();
    expect(toasts.list.at(-1)?.title).toBe('Every byte can be read: 1,284 receipts.');
  });

  it('shows a history that ends early until it is acknowledged', async () => {
    const { integrity } = await open('vault=shortened');
    expect(integrity.shortened?.missing).toBe(3);
    await integrity.acknowledge();
    expect(integrity.shortened).toBeNull();
  });

  it('stays shown when acknowledging could not be kept', async () => {
    const { integrity, twin } = await open('vault=shortened');
    twin.acknowledgeShortened = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    await integrity.acknowledge();
    expect([integrity.fault?.code, integrity.shortened?.missing]).toEqual(['disk_full', 3]);
  });

  it('says again that it is damaged, and how it is mended once it is not', async () => {
    const { integrity, toasts, twin } = await open('vault=damaged');
    expect(integrity.view.read_only).toBe(true);
    await integrity.check();
    expect(toasts.list.at(-1)?.tone).toBe('red');
    twin.checkIntegrity = async () => ({ receipts: 1, pictures: 1 });
    await integrity.check();
    expect(toasts.list.at(-1)?.hint, 'an open one stays read alone').toContain('Lock the profile');
  });

  it('is looked at once at a time', async () => {
    const { integrity, twin } = await open('');
    let looks = 0;
    twin.checkIntegrity = async () => ((looks += 1), { receipts: 1, pictures: 1 });
    await Promise.all([integrity.check(), integrity.check()]);
    expect(looks).toBe(1);
  });
});
