import { describe, expect, it } from 'vitest';
import type { InboxRow } from '$lib/backend/backend';
import { Batch } from './batch.svelte';

const row = (id: string, amount: string, currency = 'MYR'): InboxRow => ({
  id, file_name: '', attachment_id: null, merchant: id, date: null, number: null, category_id: null,
  total: { amount, currency }, doubts: 0, in_reader: false, fault: null, sample: false,
});

const batch = () => new Batch([row('a', '1.10'), row('b', '2.20'), row('c', '5.00', 'SGD')]);

describe('a batch', () => {
  it('begins with all, and sums what is taken by currency', () => {
    const one = batch();
    expect(one.taken.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    one.toggle('a');
    expect(one.taken.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(one.sums).toEqual([{ amount: '2.20', currency: 'MYR' }, { amount: '5.00', currency: 'SGD' }]);
    one.toggle('a');
    expect(one.all, 'a second press takes it in again').toBe(true);
  });

  it('takes none when all are taken, else all', () => {
    const one = batch();
    one.toggleAll();
    expect(one.taken).toEqual([]);
    one.toggle('b');
    one.toggleAll();
    expect(one.all, 'from some to all').toBe(true);
  });

  it('keeps the keys within the table', () => {
    const one = batch();
    one.move(-1);
    expect(one.at).toBe(0);
    one.move(Infinity);
    expect(one.at).toBe(2);
  });
});
