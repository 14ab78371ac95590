import { describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Merging } from './merging.svelte';

async function chosen(query: string) {
  const merging = new Merging(new Twin(scenarioOf(new URLSearchParams(`pace=100000&step=0&${query}`))));
  await merging.choose();
  return merging;
}

describe('another copy', () => {
  it('is looked at before anything is merged, and merged once', async () => {
    const merging = await chosen('');
    expect([merging.ready, await merging.merge()], 'nothing was looked at').toEqual([false, null]);
    merging.proof.passphrase = 'correct horse';
    await merging.look();
    expect([merging.preview?.new, merging.preview?.conflicts.length, merging.worth]).toEqual([3, 2, true]);
    expect((await merging.merge())?.pictures).toBe(3);
    expect(merging.proof.passphrase, 'it is not kept').toBe('');
    merging.proof.passphrase = 'correct horse';
    await merging.look();
    expect([merging.preview?.actions, merging.worth], 'twice is nothing').toEqual([0, false]);
  });

  it('that does not open says so, and is asked for again', async () => {
    const merging = await chosen('other=archive');
    merging.archivePassphrase = 'not this one';
    await merging.look();
    expect([merging.step.fault?.code, merging.preview, merging.archivePassphrase]).toEqual(['archive_locked', null, '']);
    merging.archivePassphrase = 'walnut anchor meadow';
    await merging.look();
    expect(merging.preview?.related).toBe(true);
  });
});
