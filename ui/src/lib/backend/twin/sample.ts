//! Made-up receipts, each with the kind of doubt that real ones have.
import { add } from '$lib/money/decimal';
import type { AlternativeView, Bounds, Doubt, FieldName, FieldState, FieldView, ItemView, ReviewView } from '../backend';
import { print, WIDTH, type Line } from './print';
import { sumOf } from './sum';

/** What is printed, and what the reader would make of it. */
export type Sample = {
  merchant: string;
  address: string;
  date: string;
  time: string;
  items: [name: string, quantity: string, total: string][];
  tax: string;
  category: string;
  payment: string;
  number: string;
  trouble?: 'total' | 'date' | 'merchant' | 'faint';
};

/** Field by field where it stands in print. */
type Places = Partial<Record<FieldName, Bounds | null>>;

export const FIELD_ORDER: FieldName[] = [
  'merchant', 'date', 'time', 'currency', 'total', 'subtotal', 'tax', 'service', 'rounding',
  'paid', 'change', 'payment', 'number', 'address', 'registration', 'tax_number',
];

const WANTED = new Set<FieldName>(['merchant', 'date', 'total']);

/** A receipt as the reader hands it over. */
export function readSample(id: string, sample: Sample, addedAt: string): ReviewView {
  const subtotal = sample.items.reduce((sum, [, , total]) => add(sum, total), '0.00');
  const total = add(subtotal, sample.tax);
  const printed = sample.trouble === 'total' ? add(total, '0.90') : total;
  const paid = add(printed, '10.00');
  const lines: Line[] = [
    { left: sample.merchant.toUpperCase(), middle: true },
    { left: sample.address, middle: true },
    { left: `${sample.date.split('-').reverse().join('/')} ${sample.time}`, right: sample.number },
    { left: '' },
    ...sample.items.map(([name, quantity, amount]) => ({ left: `${quantity} x ${name}`, right: amount })),
    { left: '' },
    { left: 'Subtotal', right: subtotal },
    { left: 'SST 6%', right: sample.tax },
    { left: 'TOTAL RM', right: printed },
    { left: sample.payment === 'cash' ? 'Cash' : 'Visa ****', right: paid },
    { left: 'Change', right: '10.00' },
    { left: '' },
    { left: 'Thank you, come again', middle: true },
  ];
  const { words, placed, height } = print(lines);
  const after = 4 + sample.items.length + 1;
  const right = (at: number) => placed[at]?.right ?? null;
  const places: Places = {
    merchant: placed[0]?.left,
    address: placed[1]?.left,
    date: { ...(placed[2]?.left as Bounds), width: 130 },
    number: right(2),
    subtotal: right(after),
    tax: right(after + 1),
    total: right(after + 2),
    paid: right(after + 3),
    change: right(after + 4),
  };
  const values: Partial<Record<FieldName, string>> = {
    merchant: sample.trouble === 'merchant' ? undefined : sample.merchant,
    address: sample.address, date: sample.date, time: sample.time, currency: 'MYR',
    subtotal, tax: sample.tax, total: printed, paid, change: '10.00',
    payment: sample.payment, number: sample.number,
  };
  const items: ItemView[] = sample.items.map(([name, quantity, amount], at) => ({
    id: `${id}-${at}`, name, quantity, unit_price: null, total: amount,
    bounds: placed[4 + at]?.left ?? null, check: sample.trouble === 'faint' && at === 0,
  }));
  const fields = FIELD_ORDER.map((name) => field(name, values[name] ?? null, places[name] ?? null, sample, total));
  return {
    id, fields, items,
    state: fields.some(({ state }) => state === 'check' || state === 'missing') ? 'to_review' : 'ready',
    category_id: sample.category, note: '', unsure: false,
    sum: sumOf(fields, items),
    pages: [{ attachment_id: id, width: WIDTH, height, part: null, words }],
    codes: [],
    file_name: `IMG_${sample.number}.jpg`, added_at: addedAt, confirmed_at: null, deleted_at: null,
    held: false, fault: null, sample: false,
  };
}

function field(name: FieldName, value: string | null, bounds: Bounds | null, sample: Sample, summed: string): FieldView {
  const [doubts, alternatives] = trouble(name, value, sample, summed, bounds);
  const state: FieldState = value === null ? (WANTED.has(name) ? 'missing' : 'absent') : doubts.length ? 'check' : 'sure';
  return { name, value, state, doubts, alternatives, source: value === null ? null : bounds ? 'read' : 'inferred', bounds: value === null ? null : bounds, as_read: null };
}

function trouble(
  name: FieldName, value: string | null, sample: Sample, summed: string, bounds: Bounds | null,
): [Doubt[], AlternativeView[]] {
  if (value === null) return [[], []];
  if (name === 'total' && sample.trouble === 'total') {
    return [
      [{ kind: 'sum_differs', sum: summed, printed: value }],
      [{ value: summed, source: 'summed', bounds: null }],
    ];
  }
  if (name === 'date' && sample.trouble === 'date') {
    const [year = '', month = '', day = ''] = value.split('-');
    return [[{ kind: 'day_or_month' }], [{ value: `${year}-${day}-${month}`, source: 'read', bounds }]];
  }
  if (name === 'merchant' && sample.trouble === 'faint') return [[{ kind: 'faint' }], []];
  return [[], []];
}
