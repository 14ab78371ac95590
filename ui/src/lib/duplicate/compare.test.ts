import { describe, expect, it } from 'vitest';
import type { DuplicateView, FieldName, ReviewView } from '$lib/backend/backend';
import { comparisons, question } from './compare';

function receipt(values: Partial<Record<FieldName, string>>): ReviewView {
  const names: FieldName[] = ['merchant', 'date', 'total', 'currency', 'payment', 'time', 'number'];
  return { fields: names.map((name) => ({ name, value: values[name] ?? null })) } as ReviewView;
}

function pair(first: Partial<Record<FieldName, string>>, second: Partial<Record<FieldName, string>>, different: string[]): DuplicateView {
  return { id: 'p', first: receipt(first), second: receipt(second), same: [], different };
}

const tesco = { merchant: 'Tesco', date: '2026-03-12', total: '23.40', currency: 'MYR' };

describe('comparison of two receipts', () => {
  it('asks in one sentence', () => {
    const asked = question(pair({ ...tesco, time: '10:02' }, { ...tesco, time: '18:41' }, ['time']));
    expect(asked.replaceAll('\u00a0', ' ')).toMatch(
      /^Same purchase\? Both Tesco, (12 Mar 2026|Mar 12, 2026), RM 23\.40\. Different: 10:02 \/ 18:41\.$/,
    );
  });

  it('says when one of them has nothing there', () => {
    const asked = question(pair({ ...tesco, number: '77' }, tesco, ['number']));
    expect(asked).toContain('Different: 77 / none.');
  });

  it('does not claim that a differing total is the same', () => {
    const asked = question(pair(tesco, { ...tesco, total: '24.30' }, ['total']));
    expect(asked.split('Different')[0]).not.toContain('23.40');
  });

  it('leaves out the difference when there is none', () => {
    expect(question(pair(tesco, tesco, []))).not.toContain('Different');
  });

  it('lines up what either has, in words', () => {
    const rows = comparisons(pair({ ...tesco, payment: 'credit_card' }, tesco, ['payment']));
    expect(rows.map(({ name }) => name)).toEqual(['merchant', 'date', 'total', 'currency', 'payment']);
    expect(rows.at(-1)).toEqual({ name: 'payment', first: 'Credit card', second: '', differs: true });
  });
});
