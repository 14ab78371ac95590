import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '$lib/backend/backend';
import { BackendFault } from '$lib/backend/fault';
import { type ExportDoor, ExportForm } from './export-form.svelte';

const SORT = { by: 'date' as const, ascending: false };
const listed = (only: string[] | null = null) => ({ query: 'tesco', sort: SORT, exported: async () => only });

function door(changes: Partial<ExportDoor> = {}): ExportDoor {
  return {
    exportReceipts: async () => ({ file_name: 'receipts.csv', receipts: 3, notes: [] }),
    countExport: async ({ only }) => only?.length ?? 214,
    strength: async () => ({ score: 4, guesses_digits: 20, weakness: null, refused: null }),
    ...changes,
  };
}

describe('export form', () => {
  it('counts what the list shows, or the selection', async () => {
    const all = new ExportForm(door(), listed(), 'csv');
    expect(all.count, 'not counted yet').toBeNull();
    await all.load();
    expect(all.count).toBe(214);
    const some = new ExportForm(door(), listed(['a', 'b']), 'pdf');
    await some.load();
    expect(some.count).toBe(2);
  });

  it('asks for what was chosen, with filter, order and selection kept', async () => {
    const asked: ExportRequest[] = [];
    const exportReceipts: ExportDoor['exportReceipts'] = async (request) => (asked.push(request), null);
    const csv = new ExportForm(door({ exportReceipts }), listed(), 'csv');
    csv.rows = 'item';
    csv.forExcel = false;
    expect(await csv.write(), 'a cancelled save dialog is not a failure').toBeNull();
    expect(csv.fault).toBeNull();
    const pdf = new ExportForm(door({ exportReceipts }), listed(['a']), 'pdf');
    await pdf.load();
    await pdf.write();
    expect(asked).toEqual([
      { query: 'tesco', sort: SORT, only: null, format: { kind: 'csv', per_item: true, byte_order_mark: false } },
      { query: 'tesco', sort: SORT, only: ['a'], format: { kind: 'pdf', thumbnails: true } },
    ]);
  });

  it('says why nothing was written and can try again', async () => {
    const full = new BackendFault({ code: 'disk_full', about: 'receipts.csv', incident: null });
    const tries = [() => Promise.reject(full), async () => ({ file_name: 'receipts.csv', receipts: 3, notes: [] })];
    const form = new ExportForm(door({ exportReceipts: () => tries.shift()!() }), listed(), 'csv');
    expect(await form.write()).toBeNull();
    expect(form.fault?.code).toBe('disk_full');
    expect(form.writing).toBe(false);
    expect(await form.write()).toMatchObject({ receipts: 3, notes: [] });
    expect(form.fault).toBeNull();
  });

  it('writes once however often the button is pressed', async () => {
    let writes = 0;
    let finish = () => {};
    const exportReceipts = () => {
      writes += 1;
      return new Promise<null>((done) => (finish = () => done(null)));
    };
    const form = new ExportForm(door({ exportReceipts }), listed(), 'csv');
    const first = form.write();
    await form.write();
    expect(form.writing).toBe(true);
    finish();
    await first;
    expect(writes).toBe(1);
  });

  it('writes an encrypted one only with a passphrase typed twice, and keeps none', async () => {
    const given: (string | null)[] = [];
    const exportReceipts: ExportDoor['exportReceipts'] = async (_, passphrase) => (given.push(passphrase), { file_name: 'a.csv.age', receipts: 3, notes: [] });
    const form = new ExportForm(door({ exportReceipts }), listed(), 'csv');
    await form.load();
    form.encrypted = true;
    form.secret.value = 'walnut anchor meadow';
    expect([form.ready, await form.write()], 'not typed again yet').toEqual([false, null]);
    form.secret.again = form.secret.value;
    await form.write();
    form.encrypted = false;
    await form.write();
    expect([given, form.secret.value]).toEqual([['walnut anchor meadow', null], '']);
  });
});
