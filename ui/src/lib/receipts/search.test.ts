import { describe, expect, it } from 'vitest';
import { categoryToken, filtersOf, withToken, withoutToken, wordsOf } from './search';

const kinds = (query: string) => filtersOf(query).map(({ kind, value }) => [kind, value]);

describe('filters of a query', () => {
  it('finds them between the words', () => {
    expect(kinds('tesco >50 after:2026-01 #food is:unsure')).toEqual([
      ['above', '50'],
      ['after', '2026-01'],
      ['category', 'food'],
      ['unsure', ''],
    ]);
    expect(wordsOf('tesco >50 extra #food')).toBe('tesco extra');
  });

  it('knows every filter of the language', () => {
    expect(kinds('>=1 <=2 =23.40 <1,000 before:2026 on:2026/1/5 paid:cash is:binned IS:sample')).toEqual([
      ['at_least', '1'],
      ['at_most', '2'],
      ['equal', '23.40'],
      ['below', '1,000'],
      ['before', '2026'],
      ['on', '2026/1/5'],
      ['paid', 'cash'],
      ['binned', ''],
      ['sample', ''],
    ]);
  });

  it('tells what is left out from what is asked for', () => {
    expect(filtersOf('-#dining #dining').map(({ excluded }) => excluded)).toEqual([true, false]);
    expect(filtersOf('->50 -after:2026'), 'the language knows no such exclusion').toEqual([]);
  });

  it('keeps a quoted category in one piece', () => {
    const [filter] = filtersOf('#"Eating out" kopi');
    expect(filter).toMatchObject({ kind: 'category', value: 'Eating out', token: '#"Eating out"' });
    expect(withoutToken('#"Eating out" kopi', '#"Eating out"')).toBe('kopi');
  });

  it('takes words that only look like filters for words', () => {
    const words = '> # after: is:nice after:soon 7-eleven ">50" paid:';
    expect(filtersOf(words)).toEqual([]);
    expect(wordsOf(words)).toBe(words);
  });

  it('adds a filter once', () => {
    expect(withToken('', 'is:unsure')).toBe('is:unsure');
    expect(withToken('kopi', 'is:unsure')).toBe('kopi is:unsure');
    expect(withToken('is:unsure kopi', 'is:unsure')).toBe('is:unsure kopi');
  });

  it('takes away one of two equal filters, and nothing when it is not there', () => {
    expect(withoutToken('>5 a >5', '>5')).toBe('a >5');
    expect(withoutToken('a b', '>5')).toBe('a b');
  });

  it('writes a category so that it is read back as one', () => {
    for (const name of ['Food', 'Eating out', '餐饮']) {
      expect(filtersOf(categoryToken({ key: null, name }))[0]?.value).toBe(name);
    }
    expect(categoryToken({ key: 'dining', name: '' })).toBe('#dining');
  });
});
