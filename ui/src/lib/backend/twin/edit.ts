//! Edits of a receipt, as the vault makes them: typed text becomes canonical or is refused.
import { isDecimal } from '$lib/money/decimal';
import type { FieldName, FieldView, ReceiptEdits, ReviewView } from '../backend';
import { BackendFault } from '../fault';
import { sumOf } from './sum';

const AMOUNTS = new Set<FieldName>(['subtotal', 'tax', 'service', 'rounding', 'total', 'paid', 'change']);

/** The receipt after the edits. */
export function edited(receipt: ReviewView, edits: ReceiptEdits): ReviewView {
  const typed = new Map(edits.fields);
  const fields = receipt.fields.map((field) => {
    const text = typed.get(field.name);
    return text === undefined ? field : changed(field, canonical(field.name, text));
  });
  const items = (edits.items ?? receipt.items).map((item, at) => ({ ...item, id: item.id || `${receipt.id}-new-${at}` }));
  return {
    ...receipt, fields, items,
    category_id: edits.category_id === null ? receipt.category_id : edits.category_id || null,
    note: edits.note ?? receipt.note,
    sum: sumOf(fields, items),
    state: receipt.state === 'confirmed' ? 'confirmed' : stateOf(fields),
  };
}

/** Whether anything is left to check. */
export function stateOf(fields: FieldView[]): 'to_review' | 'ready' {
  return fields.some(({ state }) => state === 'check' || state === 'missing') ? 'to_review' : 'ready';
}

function changed(field: FieldView, value: string | null): FieldView {
  const as_read = value === field.value ? field.as_read : (field.as_read ?? field.value);
  return { ...field, value, as_read, source: null, state: 'confirmed', doubts: [], alternatives: [] };
}

function canonical(name: FieldName, text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = AMOUNTS.has(name) ? amount(trimmed) : name === 'date' ? date(trimmed) : trimmed;
  if (value === null) throw new BackendFault({ code: 'invalid_value', about: name, incident: null });
  return value;
}

function amount(text: string): string | null {
  const plain = text.replace(/^(RM|MYR|\$)\s*/i, '').replace(/,(?=\d{3})/g, '').replace(',', '.');
  return isDecimal(plain) ? plain : null;
}

function date(text: string): string | null {
  const iso = text.replace(/^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/, (_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : null;
}
