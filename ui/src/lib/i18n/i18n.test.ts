import { describe, expect, it } from 'vitest';
import catalogue from '$catalogue/en.json';
import { amountParts, day, money, moment, number, t } from './i18n';
import { faultWords } from './fault';

describe('sentences', () => {
  it('choose the plural by count and fill their placeholders', () => {
    expect(t('drop.into', { count: 1 })).toBe('Drop 1 file into Inbox');
    expect(t('drop.into', { count: 1200 }), 'counts are grouped').toBe('Drop 1,200 files into Inbox');
    expect(t('doubt.sum_differs', { sum: '23.40', printed: '24.30' })).toBe('Items add up to 23.40; total says 24.30');
  });

  it('leave a gap visible rather than empty', () => {
    expect(t('review.back'), 'a forgotten argument must be seen in a test').toContain('{place}');
  });

  it('do not fill placeholders that stand in an argument', () => {
    expect(t('lock.passphrase_of', { name: '{name}' })).toContain('{name}');
  });

  it('have both forms wherever they count', () => {
    const keys = Object.keys(catalogue);
    const lone = keys.filter((key) => key.endsWith('_one') && !keys.includes(key.replace(/_one$/, '_other')));
    expect(lone, 'two of these would be said as one').toEqual([]);
  });
});

describe('amounts', () => {
  it('keep every digit of the decimal text', () => {
    const view = { amount: '90071992547409931.25', currency: 'MYR' };
    expect(amountParts(view).figures, 'a float would round this').toBe('90,071,992,547,409,931.25');
  });

  it('say whose dollar it is', () => {
    expect(money({ amount: '5.00', currency: 'USD' })).toBe('$\u00a05.00');
    expect(money({ amount: '5.00', currency: 'SGD' }), 'a bare $ would be read as US').toContain('SGD');
    expect(money({ amount: '8412.3', currency: 'MYR' })).toBe('RM\u00a08,412.30');
    expect(money({ amount: '1200', currency: 'JPY' }), 'yen have no decimals').toBe('¥\u00a01,200');
    expect(money({ amount: '-3.00', currency: 'MYR' }), 'a credit note is negative').toContain('-');
  });

  it('show what they cannot format as it is', () => {
    expect(money({ amount: '12.00', currency: '' }), 'an unknown currency must not blank the row').toContain('12.00');
  });
});

describe('days and moments', () => {
  it('are a calendar day wherever the window stands', () => {
    expect(day('2026-03-01'), 'no time zone may turn it into February').toMatch(/Mar/);
    expect(day('soon')).toBe('soon');
    expect(moment('2026-03-12T10:02:00Z')).toMatch(/2026/);
    expect(moment('')).toBe('');
    expect(number(1284)).toBe('1,284');
  });
});

describe('faults', () => {
  it('name the file, and the incident only when there is one', () => {
    expect(faultWords({ code: 'invalid_value', about: 'tax_number', incident: null }).title, 'a label, not a name on the wire').toBe('“Tax number” cannot hold that.');
    const long = faultWords({ code: 'invalid_value', about: 'passphrase', incident: null });
    expect(`${long.title} ${long.hint}`, 'what a passphrase cannot hold has words of its own').toMatch(/too long.*4,096/);
    const words = faultWords({ code: 'file_empty', about: 'scan.jpg', incident: null });
    expect(words.title).toBe('scan.jpg is empty.');
    expect(words.hint).not.toContain('Quote');
    expect(faultWords({ code: 'internal', about: null, incident: 'A7K2' }).hint).toContain('A7K2');
  });

  it('are sentences without a placeholder left when nothing is named', () => {
    const codes = Object.keys(catalogue).filter((key) => /^fault\.[a-z_]+\.hint$/.test(key)).map((key) => key.split('.')[1]!);
    for (const code of codes) {
      const { title, hint } = faultWords({ code: code as never, about: null, incident: null });
      expect(`${title}${hint}`, code).not.toMatch(/[{}]/);
      expect(title, `${code} must end as a sentence`).toMatch(/[.?!]$/);
    }
    expect(codes.length, 'every code of the vault has words').toBeGreaterThanOrEqual(37);
  });
});
