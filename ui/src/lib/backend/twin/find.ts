//! The search language over receipts in memory: `tesco >50 after:2026-01 #food is:unsure is:binned`.
import { compare, isDecimal } from '$lib/money/decimal';
import type { FieldName, ReviewView, Sort } from '../backend';

/** A field's value; an empty text when there is none. */
export function valueOf(receipt: ReviewView, name: FieldName): string {
  return receipt.fields.find((field) => field.name === name)?.value ?? '';
}

/** The confirmed receipts that a query finds, in order. */
export function find(receipts: Iterable<ReviewView>, query: string, sort: Sort): ReviewView[] {
  const terms = query.trim().split(/\s+/).filter(Boolean);
  const binned = terms.includes('is:binned');
  const found = [...receipts].filter(
    (receipt) => (binned || receipt.state === 'confirmed') && Boolean(receipt.deleted_at) === binned && terms.every((term) => fits(receipt, term)),
  );
  const sign = sort.ascending ? 1 : -1;
  return found.sort((a, b) => sign * order(a, b, sort.by));
}

function order(a: ReviewView, b: ReviewView, by: Sort['by']): number {
  if (by === 'total') return compare(valueOf(a, 'total') || '0', valueOf(b, 'total') || '0');
  const key = (receipt: ReviewView) => (by === 'added' ? receipt.added_at : valueOf(receipt, by).toLowerCase());
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function fits(receipt: ReviewView, term: string): boolean {
  if (term === 'is:binned') return true;
  if (term === 'is:unsure') return receipt.unsure;
  if (term === 'is:sample') return receipt.sample;
  const amount = /^([<>])(.+)$/.exec(term);
  if (amount && isDecimal(amount[2]!)) {
    const by = compare(valueOf(receipt, 'total') || '0', amount[2]!);
    return amount[1] === '>' ? by > 0 : by < 0;
  }
  if (term.startsWith('after:')) return valueOf(receipt, 'date') >= term.slice(6);
  if (term.startsWith('before:')) return valueOf(receipt, 'date') < term.slice(7);
  if (term.startsWith('#')) return (receipt.category_id ?? '').endsWith(term.slice(1).toLowerCase());
  return textOf(receipt).includes(term.toLowerCase());
}

function textOf(receipt: ReviewView): string {
  const parts = [...receipt.fields.map((field) => field.value ?? ''), ...receipt.items.map((item) => item.name), receipt.note];
  return parts.join('\n').toLowerCase();
}
