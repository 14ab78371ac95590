//! Two receipts field by field, and in one sentence.
import type { DuplicateView, FieldName, ReviewView } from '$lib/backend/backend';
import { day, money, t } from '$lib/i18n/i18n';
import { paymentWords } from '$lib/receipts/words';

/** One field of both receipts, in words; an empty text where a receipt has none. */
export type Comparison = { name: FieldName; first: string; second: string; differs: boolean };

const AMOUNTS = new Set<FieldName>(['subtotal', 'tax', 'service', 'rounding', 'total', 'paid', 'change']);
/** What two purchases are told apart by, in the order of the sentence. */
const TELLING: FieldName[] = ['merchant', 'date', 'total'];

function valueOf({ fields }: ReviewView, name: FieldName): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

function words(receipt: ReviewView, name: FieldName): string {
  const value = valueOf(receipt, name);
  if (!value) return '';
  if (name === 'date') return day(value);
  if (name === 'payment') return paymentWords(value);
  const currency = valueOf(receipt, 'currency');
  return AMOUNTS.has(name) && currency ? money({ amount: value, currency }) : value;
}

/** Every field that at least one of the two has, in the order they are shown. */
export function comparisons({ first, second, different }: DuplicateView): Comparison[] {
  return first.fields
    .map(({ name }) => ({
      name,
      first: words(first, name),
      second: words(second, name),
      differs: different.includes(name),
    }))
    .filter((one) => one.first || one.second);
}

/** `Same purchase? Both Tesco, 12 Mar 2026, RM 23.40. Different: 10:02 / 18:41.` */
export function question(pair: DuplicateView): string {
  const all = comparisons(pair);
  const same = TELLING.flatMap((name) => all.find((one) => one.name === name && !one.differs) ?? []);
  const different = all.filter((one) => one.differs);
  const none = t('duplicate.none');
  const both = t('duplicate.both', { facts: same.map((one) => one.first).join(', ') });
  const facts = different.map((one) => `${one.first || none} / ${one.second || none}`).join(', ');
  const parts = [t('duplicate.title'), same.length ? both : '', facts ? t('duplicate.different', { facts }) : ''];
  return parts.filter(Boolean).join(' ');
}
