import { describe, expect, it } from 'vitest';
import type { ReceiptRow } from '$lib/backend/backend';
import { day } from '$lib/i18n/i18n';
import { filtersOf } from './search';
import { binWords, filterWords, queryWords, sumWords, totalsWords } from './words';

const [MYR, USD, SGD, EUR] = ['MYR', 'USD', 'SGD', 'EUR'].map((currency) => ({ amount: '8412.30', currency }));

describe('the list in words', () => {
  it('counts and sums', () => {
    expect(totalsWords({ count: 214, sums: [MYR!] })).toBe('214 receipts · RM\u00a08,412.30');
    expect(totalsWords({ count: 1, sums: [] })).toBe('1 receipt');
  });

  it('says of what is in the bin since when, and until when where the bin has an age', () => {
    const row = { binned_at: '2026-03-11T08:00:00Z', goes_on: '2026-06-09' } as ReceiptRow;
    expect(binWords(row)).toEqual([expect.stringMatching(/^Binned .*2026$/), `Due ${day('2026-06-09')}`]);
    expect(binWords({ ...row, goes_on: null }), 'no age, no day').toHaveLength(1);
    expect(binWords({ ...row, binned_at: null, goes_on: null }), 'what is kept says nothing').toEqual([]);
  });

  it('names three currencies and counts the rest', () => {
    expect(sumWords([MYR!, USD!, SGD!, EUR!]).split(' · ').at(-1)).toBe('1 more currency');
  });

  it('has words for every filter', () => {
    const query = '>1 >=1 <1 <=1 =1 after:2026 before:2026 on:2026 #dining paid:credit_card is:unsure is:binned is:sample';
    const said = filtersOf(query).map(filterWords);
    expect(said.filter((words) => words.includes('receipts.')), 'a gap in the catalogue').toEqual([]);
    expect(said).toContain('Credit card');
  });

  it('names a whole query', () => {
    expect(queryWords('kopi -#dining >50')).toBe('“kopi”, Not Dining, Over 50');
  });
});
