import { describe, expect, it } from 'vitest';
import type { FieldView } from '$lib/backend/backend';
import { alternativeWords, choicesOf, learntWords, reasonWords, sumTerms, totalOf, valueWords } from './fields';

const bounds = { x: 1, y: 1, width: 9, height: 9 };
const total: FieldView = {
  name: 'total', value: '24.30', state: 'check', source: 'read', bounds, as_read: null,
  doubts: [{ kind: 'sum_differs', sum: '23.40', printed: '24.30' }],
  alternatives: [{ value: '23.40', source: 'summed', bounds: null }],
};

describe('the words of a field', () => {
  it('offer what stands and what else it could be', () => {
    expect(choicesOf(total).map((choice) => alternativeWords('total', choice))).toEqual(['24.30 as read', '23.40 as summed']);
    expect(choicesOf({ ...total, alternatives: [] }), 'one reading is no choice').toEqual([]);
    const same = { value: '24.30', source: 'read' as const, bounds };
    expect(choicesOf({ ...total, alternatives: [same] }), 'what stands already is none').toEqual([]);
    const many = [1, 2, 3].map((at) => ({ value: `${at}.00`, source: 'read' as const, bounds: null }));
    expect(choicesOf({ ...total, alternatives: many }).length, 'Alt+1 to Alt+3').toBe(3);
    expect(choicesOf({ ...total, value: null, alternatives: many }).length, 'an emptied field offers the others').toBe(3);
  });

  it('say why, also when the reader only hesitated', () => {
    expect(reasonWords(total)).toBe('Items add up to 23.40; total says 24.30');
    expect(reasonWords({ ...total, doubts: [] }), 'amber without a reason would puzzle').toMatch(/^Read, but not beyond doubt/);
  });

  it('say that a value was learnt, and what was read instead', () => {
    const learnt: FieldView = { ...total, name: 'merchant', value: 'Kedai Ujian', state: 'sure', source: 'learnt', as_read: 'KEDA1', doubts: [] };
    expect(learntWords(learnt)).toBe('Known from receipts you confirmed. Read as KEDA1');
    expect(learntWords({ ...learnt, as_read: null })).toBe('Known from receipts you confirmed.');
    expect(learntWords({ ...learnt, state: 'check' }), 'a likeness is to be looked at').toMatch(/Compare/);
    expect(choicesOf({ ...learnt, alternatives: [{ value: 'KEDA1', source: 'read', bounds }] }).map((choice) => alternativeWords('merchant', choice)))
      .toEqual(['Kedai Ujian as learnt', 'KEDA1 as read']);
  });

  it('show days and payments as people say them', () => {
    expect(valueWords('date', '2026-03-12')).toMatch(/Mar/);
    expect(valueWords('payment', 'credit_card')).toBe('Credit card');
    expect(valueWords('payment', 'barter'), 'an unknown one as it is').toBe('barter');
    expect(valueWords('number', '2026-03-12'), 'a number is not a day').toBe('2026-03-12');
  });

  it('write the sum as a sum', () => {
    const money = (amount: string) => ({ amount, currency: 'MYR' });
    expect(sumTerms(money('22.00'), [['tax', '1.40'], ['rounding', '-0.02']], money('23.38'))).toBe('22.00 + 1.40 tax − 0.02 rounding = RM\u00a023.38');
  });

  it('have no total where none was found', () => {
    expect(totalOf([{ ...total, value: null }])).toBeNull();
    expect(totalOf([])).toBeNull();
  });
});
