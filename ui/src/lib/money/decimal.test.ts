import { describe, expect, it } from 'vitest';
import { add, compare, isDecimal, sumByCurrency } from './decimal';

describe('decimals', () => {
  it('adds what floats cannot', () => {
    expect(add('0.10', '0.20'), 'a cent must not appear or vanish').toBe('0.30');
    expect(add('9007199254740993', '0.01'), 'beyond 2^53').toBe('9007199254740993.01');
    expect(add('-0.05', '0.03'), 'a small negative keeps its sign').toBe('-0.02');
    expect(add('1', '-1.00'), 'zero has no sign').toBe('0.00');
  });

  it('compares by value, not by text', () => {
    expect(compare('9.9', '10')).toBeLessThan(0);
    expect(compare('23.40', '23.4'), 'trailing zeros say nothing').toBe(0);
    expect(compare('-2', '-10')).toBeGreaterThan(0);
  });

  it('tells plain decimals from what people type', () => {
    for (const text of ['1', '-1.5', '0.001']) expect(isDecimal(text), text).toBe(true);
    for (const text of ['', '-', '1.', '.5', '1,5', '+1', '1e3']) expect(isDecimal(text), text).toBe(false);
  });

  it('never adds one currency to another', () => {
    const sums = sumByCurrency([
      { amount: '1.00', currency: 'USD' },
      { amount: '2.50', currency: 'MYR' },
      { amount: '0.50', currency: 'MYR' },
    ]);
    expect(sums, 'RM and $ stand side by side').toEqual([
      { amount: '3.00', currency: 'MYR' },
      { amount: '1.00', currency: 'USD' },
    ]);
  });
});
