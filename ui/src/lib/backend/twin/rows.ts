//! What the lists show of a receipt.
import type { MoneyView, ReceiptRow, ReviewView } from '../backend';
import { valueOf } from './find';

export function totalOf(receipt: ReviewView): MoneyView | null {
  const amount = valueOf(receipt, 'total');
  return amount ? { amount, currency: valueOf(receipt, 'currency') || 'MYR' } : null;
}

export function emptyFields(receipt: ReviewView): ReviewView['fields'] {
  return receipt.fields.map((field) => ({
    ...field, value: null, bounds: null, alternatives: [], doubts: [],
    state: ['merchant', 'date', 'total'].includes(field.name) ? 'missing' as const : 'absent' as const,
  }));
}

export function listRow(receipt: ReviewView, goes_on: string | null): ReceiptRow {
  const text = (name: Parameters<typeof valueOf>[1]) => valueOf(receipt, name) || null;
  return {
    id: receipt.id, number: text('number'), date: text('date'), merchant: text('merchant'),
    category_id: receipt.category_id, payment: text('payment'), total: totalOf(receipt),
    attachment_id: receipt.pages[0]?.attachment_id ?? null,
    unsure: receipt.unsure, binned: receipt.deleted_at !== null, binned_at: receipt.deleted_at, goes_on, held: receipt.held, sample: receipt.sample,
  };
}
