import { describe, expect, it } from 'vitest';
import { Selection } from './selection.svelte';

const row = (id: string, amount = '10.00', sample = false) => ({
  id,
  total: { amount, currency: 'MYR' },
  sample,
});
const rm = (amount: string) => [{ amount, currency: 'MYR' }];

describe('selection', () => {
  it('counts and sums what is picked, without samples', () => {
    const selection = new Selection();
    selection.add([row('a', '1.10'), row('b', '2.20'), row('s', '99.00', true)]);
    expect(selection.count(100)).toBe(3);
    expect(selection.sums(null), 'samples stand outside totals').toEqual(rm('3.30'));
  });

  it('adds without taking away and toggles both ways', () => {
    const selection = new Selection();
    selection.add([row('a'), row('b')]);
    selection.add([row('b'), row('c')]);
    expect(selection.ids()).toEqual(['a', 'b', 'c']);
    selection.toggle(row('b'));
    expect(selection.has('b')).toBe(false);
  });

  it('of everything needs no row loaded, and can leave some out', () => {
    const selection = new Selection();
    selection.selectAll();
    selection.toggle(row('a', '4.00'));
    expect(selection.has('never-loaded')).toBe(true);
    expect(selection.has('a')).toBe(false);
    expect(selection.count(100_000)).toBe(99_999);
    expect(selection.sums({ count: 100_000, sums: rm('1000.00') })).toEqual(rm('996.00'));
    expect(selection.sums(null), 'not counted yet, so no sum is invented').toBeNull();
  });

  it('takes back what a shrinking range leaves, and keeps what was picked before', () => {
    const selection = new Selection();
    selection.toggle(row('b'));
    selection.extend([row('a'), row('b'), row('c')]);
    selection.extend([row('a'), row('b')]);
    expect(selection.ids().sort()).toEqual(['a', 'b']);
    selection.extend([row('a')]);
    expect(selection.ids().sort(), 'b was picked before the range came').toEqual(['a', 'b']);
  });
});
