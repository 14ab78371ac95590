import { describe, expect, it } from 'vitest';
import type { ReceiptRow } from '$lib/backend/backend';
import { acceleratorWords } from './accelerator';
import { Palette, type PaletteDoor } from './palette.svelte';

const command = (id: string) => ({ id, accelerator: null, menu: null });
const labels = (id: string) => ({ export_csv: 'Export CSV…', lock: 'Lock' })[id] ?? null;

function door(listReceipts: PaletteDoor['listReceipts']): PaletteDoor {
  return {
    commandRegistry: async () => ['palette', 'export_csv', 'lock', 'cannot_now'].map(command),
    listReceipts,
  };
}

async function opened(listReceipts: PaletteDoor['listReceipts'] = async () => []): Promise<Palette> {
  const palette = new Palette(door(listReceipts), labels);
  await palette.load();
  return palette;
}

describe('palette', () => {
  it('offers every command that can do something, but not itself', async () => {
    const palette = await opened();
    expect(palette.entries.map(({ id }) => id)).toEqual(['export_csv', 'lock']);
  });

  it('adds receipts behind the commands that fit', async () => {
    const palette = await opened(async ({ query }) => [{ id: `found ${query}` } as ReceiptRow]);
    await palette.type('lock');
    expect(palette.entries.map(({ kind, id }) => [kind, id])).toEqual([
      ['command', 'lock'],
      ['receipt', 'found lock'],
    ]);
    expect(palette.chosen?.id).toBe('lock');
    palette.move(-1);
    expect(palette.chosen?.id, 'around the ends').toBe('found lock');
    palette.move(1);
    expect(palette.chosen?.id).toBe('lock');
  });

  it('drops the answer to what is no longer typed', async () => {
    const answers = new Map<string, (rows: ReceiptRow[]) => void>();
    const palette = await opened(({ query }) => new Promise((answer) => answers.set(query, answer)));
    const first = palette.type('ko');
    const second = palette.type('kopi');
    answers.get('kopi')?.([{ id: 'kopi' } as ReceiptRow]);
    await second;
    answers.get('ko')?.([{ id: 'late' } as ReceiptRow]);
    await first;
    expect(palette.entries.map(({ id }) => id)).toEqual(['kopi']);
  });

  it('keeps the commands when the search fails', async () => {
    const palette = await opened(() => Promise.reject('locked'));
    await palette.type('lock');
    expect(palette.entries.map(({ id }) => id)).toEqual(['lock']);
  });

  it('moves nowhere when nothing is found', async () => {
    const palette = await opened();
    await palette.type('zzz');
    palette.move(1);
    expect(palette.chosen).toBeUndefined();
  });

  it('names shortcuts as the keyboard does', () => {
    expect(acceleratorWords('CmdOrCtrl+Shift+E', false)).toBe('Ctrl+Shift+E');
    expect(acceleratorWords('CmdOrCtrl+Shift+E', true)).toBe('⌘⇧E');
  });
});
