//! What kind of text each field holds, and how it is said.
import type { AlternativeView, Doubt, FieldName, FieldView, MoneyView } from '$lib/backend/backend';
import { day, isKey, money, t } from '$lib/i18n/i18n';

const AMOUNTS = new Set<FieldName>(['subtotal', 'tax', 'service', 'rounding', 'total', 'paid', 'change']);
const LONG = new Set<FieldName>(['merchant', 'address']);

export const PAYMENTS = ['cash', 'credit_card', 'debit_card', 'card', 'ewallet', 'transfer', 'voucher'] as const;

export type FieldKind = 'text' | 'amount' | 'date' | 'payment';

export function kindOf(name: FieldName): FieldKind {
  if (AMOUNTS.has(name)) return 'amount';
  if (name === 'date' || name === 'payment') return name;
  return 'text';
}

/** Whether a field spans both columns. */
export function isLong(name: FieldName): boolean {
  return LONG.has(name);
}

/** Whether a field waits for the user's word. */
export function isDoubtful({ state }: FieldView): boolean {
  return state === 'check' || state === 'missing';
}

export function fieldLabel(name: FieldName): string {
  return t(`field.${name}`);
}

/** A canonical value as people write it. */
export function valueWords(name: FieldName, value: string): string {
  if (name === 'date') return day(value);
  const payment = `payment.${value}`;
  return name === 'payment' && isKey(payment) ? t(payment) : value;
}

function doubtWords(doubt: Doubt): string {
  return 'sum' in doubt ? t(`doubt.${doubt.kind}`, { sum: doubt.sum, printed: doubt.printed }) : t(`doubt.${doubt.kind}`);
}

/** The readings to choose from, the one that stands first; none when there is no other. */
export function choicesOf(field: FieldView): AlternativeView[] {
  const { bounds, value } = field;
  // What stands already is no other reading.
  const others = field.alternatives.filter((alternative) => alternative.value !== value);
  if (value === null || others.length === 0) return others;
  return [{ value, bounds, source: field.source ?? 'read' }, ...others].slice(0, 3);
}

/** Why a field is to be checked, in words. */
export function reasonWords({ doubts }: FieldView): string {
  return doubts.length ? doubts.map(doubtWords).join(' ') : t('doubt.not_certain');
}

/** That a value was learnt, and what was read instead. */
export function learntWords({ as_read, name, state }: FieldView): string {
  const said = t(state === 'check' ? 'review.learnt_likely' : 'review.learnt');
  return as_read === null ? said : `${said} ${t('review.as_read', { value: valueWords(name, as_read) })}`;
}

/** `24.30 as read` */
export function alternativeWords(name: FieldName, { value, source }: AlternativeView): string {
  return t(`source.${source}`, { value: valueWords(name, value) });
}

/** What a field refuses, said of its kind. */
export function refusalWords(name: FieldName): string {
  if (AMOUNTS.has(name)) return t('review.amount_bad');
  if (name === 'date') return t('review.date_bad');
  if (name === 'time') return t('review.time_bad');
  if (name === 'currency') return t('review.currency_bad');
  return t('fault.invalid_value.hint');
}

/** The field's value; none when it is empty. */
export function valueOf(fields: FieldView[], name: FieldName): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

/** The total in words; none without one. */
export function totalOf(fields: FieldView[]): MoneyView | null {
  const amount = valueOf(fields, 'total');
  return amount === null ? null : { amount, currency: valueOf(fields, 'currency') ?? '' };
}

/** `22.00 + 1.40 tax = 23.40` as its terms. */
export function sumTerms(goods: MoneyView, parts: [FieldName, string][], computed: MoneyView): string {
  const terms = parts.map(([name, amount]) => {
    const minus = amount.startsWith('-');
    return `${minus ? '−' : '+'} ${minus ? amount.slice(1) : amount} ${fieldLabel(name).toLowerCase()}`;
  });
  return [goods.amount, ...terms, '=', money(computed)].join(' ');
}
