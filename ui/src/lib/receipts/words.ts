//! Filters, sums and counts of the list as people read them.
import type { ListTotals, MoneyView, ReceiptRow } from '$lib/backend/backend';
import { day, dayOf, isKey, money, t } from '$lib/i18n/i18n';
import { type Filter, filtersOf, wordsOf } from './search';

/** Currencies named one by one; the rest is counted. */
const CURRENCIES = 3;

/** A filter as its chip says it: `Over 50`, `Not Dining`. */
export function filterWords({ kind, value, excluded }: Filter): string {
  const filter = t(`receipts.filter.${kind}`, { value: valueWords(kind, value) });
  return excluded ? t('receipts.filter.not', { filter }) : filter;
}

function valueWords(kind: Filter['kind'], value: string): string {
  if (kind === 'category') return named(`category.${value.toLowerCase()}`, value);
  return kind === 'paid' ? paymentWords(value) : value;
}

/** A whole query: `“tesco”, Over 50`. */
export function queryWords(query: string): string {
  const words = wordsOf(query);
  const filters = filtersOf(query).map(filterWords);
  return (words ? [t('receipts.filter.words', { value: words }), ...filters] : filters).join(', ');
}

/** `RM 8,412.30 · US$ 40.00 · 2 more currencies` */
export function sumWords(sums: readonly MoneyView[]): string {
  const named = sums.slice(0, CURRENCIES).map(money);
  const more = sums.length - named.length;
  return [...named, ...(more > 0 ? [t('receipts.more_currencies', { count: more })] : [])].join(' · ');
}

/** `214 receipts · RM 8,412.30` */
export function totalsWords({ count, sums }: ListTotals): string {
  return [t('receipts.count', { count }), sumWords(sums)].filter(Boolean).join(' · ');
}

/** Who sold; nothing while the row is being loaded. */
export function merchantWords(row: ReceiptRow | undefined): string {
  return row ? (row.merchant ?? t('receipts.no_merchant')) : '';
}

/** `Binned 12 Mar 2026` and, where the bin has an age, `Due 10 Jun 2026`; nothing of what is not in it. */
export function binWords(row: ReceiptRow | undefined): string[] {
  if (!row?.binned_at) return [];
  const since = t('receipts.binned_since', { since: dayOf(row.binned_at) });
  return row.goes_on ? [since, t('receipts.binned_due', { day: day(row.goes_on) })] : [since];
}

/** How it was paid; a kind without a name is shown as it is stored. */
export function paymentWords(payment: string | null): string {
  return payment ? named(`payment.${payment}`, payment) : '';
}

function named(key: string, otherwise: string): string {
  return isKey(key) ? t(key) : otherwise;
}
