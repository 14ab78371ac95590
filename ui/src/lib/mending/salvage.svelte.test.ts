import { describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { rowsOf, Salvage } from './salvage.svelte';

describe('a damaged profile', () => {
  it('is saved with its proof, and what was lost is said', async () => {
    const twin = new Twin(scenarioOf(new URLSearchParams('pace=100000&step=0&vault=damaged&opens=passphrase')));
    const salvage = new Salvage(twin, 'passphrase');
    salvage.proof.passphrase = 'not it';
    expect([await salvage.save(), salvage.step.fault?.code]).toEqual([false, 'wrong_passphrase']);
    salvage.proof.passphrase = 'correct horse';
    expect(await salvage.save()).toBe(true);
    expect((await twin.integrity()).read_only, 'it is written again').toBe(false);
    expect(rowsOf(salvage.saved!).map(({ table, lost }) => [table, lost])).toEqual([
      ['receipt', 3], ['attachment', 2], ['action', 0], ['change', null], ['rest', 0],
    ]);
    expect((await twin.vault()).damaged, 'the damaged file is kept').not.toBeNull();
    await twin.removeDamaged();
    expect((await twin.vault()).damaged).toBeNull();
  });
});
