import { describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { Kit, type KitDoor } from './kit.svelte';

const WORDS = Array.from({ length: 24 }, (_, index) => `word${index + 1}`);

function door(changes: Partial<KitDoor> = {}): KitDoor {
  return {
    recoveryKit: async () => ({ words: WORDS, prove: [4, 11] }),
    proveRecoveryKit: async () => {},
    saveRecoveryKit: async () => 'saved',
    saveRecoveryKitBesideVault: async () => 'saved',
    printWindow: async () => {},
    dismissRecoveryKit: async () => {},
    ...changes,
  };
}

async function shown(changes: Partial<KitDoor> = {}): Promise<Kit> {
  const kit = new Kit(door(changes));
  await kit.load();
  return kit;
}

describe('recovery kit', () => {
  it('goes from the words through the proof to done, and forgets the words', async () => {
    const kit = await shown();
    expect(kit.view?.words).toHaveLength(24);
    kit.writeDown();
    expect(kit.complete, 'nothing typed yet').toBe(false);
    kit.typed = [' Word4 ', 'word11'];
    expect(kit.complete).toBe(true);
    await kit.prove();
    expect(kit.step).toBe('done');
    expect(kit.view, 'the words do not stay in memory').toBeNull();
    expect(kit.typed).toEqual(['', '']);
  });

  it('hands over the words without the spaces and capitals of a hasty hand', async () => {
    const handed: string[][] = [];
    const kit = await shown({ proveRecoveryKit: async (words) => void handed.push(words) });
    kit.typed = [' Word4 ', 'WORD11'];
    await kit.prove();
    expect(handed).toEqual([['word4', 'word11']]);
  });

  it('stays on the words when the save dialog is cancelled', async () => {
    const kit = await shown({ saveRecoveryKit: async () => 'cancelled' });
    await kit.save();
    expect(kit.step).toBe('words');
    expect(kit.saved).toBe(false);
  });

  it('warns of a place beside the vault and writes there only when told to', async () => {
    let written = 0;
    const kit = await shown({
      saveRecoveryKit: async () => 'beside_vault',
      saveRecoveryKitBesideVault: async () => ((written += 1), 'saved'),
    });
    await kit.save();
    expect(kit.step).toBe('beside');
    expect(kit.saved, 'nothing is written by the warning').toBe(false);
    await kit.saveAnyway();
    expect([written, kit.step, kit.saved]).toEqual([1, 'prove', true]);
  });

  it('goes from the print dialog to the proof', async () => {
    let printed = 0;
    const kit = await shown({ printWindow: async () => void (printed += 1) });
    await kit.print();
    expect([printed, kit.step, kit.saved]).toEqual([1, 'prove', false]);
  });

  it('says that the words are wrong and lets them be typed again', async () => {
    const wrong = new BackendFault({ code: 'wrong_kit', about: null, incident: null });
    const kit = await shown({ proveRecoveryKit: () => Promise.reject(wrong) });
    kit.writeDown();
    kit.typed = ['word4', 'word12'];
    await kit.prove();
    expect(kit.fault?.code).toBe('wrong_kit');
    expect(kit.step).toBe('prove');
    kit.back();
    expect(kit.fault, 'the words can be looked at again').toBeNull();
    expect(kit.view?.words).toHaveLength(24);
  });

  it('is left for later without a trace of the words', async () => {
    let dismissed = 0;
    const kit = await shown({ dismissRecoveryKit: async () => void (dismissed += 1) });
    expect(await kit.later()).toBe(true);
    expect(dismissed).toBe(1);
    expect(kit.view).toBeNull();
  });
});
