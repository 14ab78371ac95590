import { describe, expect, it } from 'vitest';
import { filtersOf } from './search';
import { filterWords, queryWords, sumWords, totalsWords } from './words';

const [MYR, USD, SGD, EUR] = ['MYR', 'USD', 'SGD', 'EUR'].map((currency) => ({ amount: '8412.30', currency }));

describe('the list in words', () => {
  it('counts and sums', () => {
    expect(totalsWords({ count: 214, sums: [MYR!] })).toBe('214 receipts · RM\u00a08,412.30');
    expect(totalsWords({ count: 1, sums: [] })).toBe('1 receipt');
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
