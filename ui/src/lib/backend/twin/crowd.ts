//! A hundred thousand receipts, as rows alone: what they would say in full is made when one is opened.
import { compare, isDecimal, sumByCurrency } from '$lib/money/decimal';
import type { ListRequest, ListTotals, PictureSize, ReceiptRow, Sort } from '../backend';
import { draw } from './print';
import { readSample } from './sample';
import type { Scenario } from './scenario';
import { sampleOf } from './stock';
import { Twin } from './twin';

const SIZE = 100_000;
/** As long as shops on receipts call themselves. */
const LONG = [
  'Syarikat Perniagaan Barang-Barang Keperluan Dapur dan Peralatan Rumahtangga Haji Abdul Rahman bin Abdullah & Anak-Anak (Kuala Terengganu) Sdn Bhd',
  '新世界百货商场（吉隆坡武吉免登）私人有限公司',
];

const rows: ReceiptRow[] = [];
/** Drawn pictures; the crowd shares them. */
const PICTURES = 35;
const pictures: string[] = [];

function row(at: number): ReceiptRow {
  const sample = sampleOf(at, false);
  return {
    id: `crowd-${at}`,
    number: sample.number,
    date: at % 997 === 5 ? null : sample.date,
    merchant: at % 89 === 3 ? null : at % 11 === 4 ? LONG[at % 2]! : sample.merchant,
    category_id: at % 13 === 6 ? null : sample.category,
    payment: sample.payment,
    total: at % 101 === 7 ? null : { amount: `${(at * 37) % 4000}.${String(at % 100).padStart(2, '0')}`, currency: at % 17 === 9 ? 'USD' : 'MYR' },
    attachment_id: `crowd-${at}`,
    unsure: at % 19 === 2,
    binned: false,
    binned_at: null,
    goes_on: null,
    held: at % 41 === 6,
    sample: false,
  };
}

function crowd(): ReceiptRow[] {
  while (rows.length < SIZE) rows.push(row(rows.length));
  return rows;
}

function fits(one: ReceiptRow, term: string): boolean {
  const amount = /^([<>])(.+)$/.exec(term);
  if (amount && isDecimal(amount[2]!)) {
    const by = one.total ? compare(one.total.amount, amount[2]!) : 0;
    return amount[1] === '>' ? by > 0 : by < 0;
  }
  if (term === 'is:binned') return one.binned;
  if (term === 'is:unsure') return one.unsure;
  if (term.startsWith('#')) return one.category_id?.endsWith(term.slice(1)) ?? false;
  if (term.startsWith('on:')) return one.date?.startsWith(term.slice(3)) ?? false;
  return one.merchant?.toLowerCase().includes(term.toLowerCase()) ?? false;
}

function inOrder(found: ReceiptRow[], { by, ascending }: Sort): ReceiptRow[] {
  const sign = ascending ? 1 : -1;
  const key = ({ merchant, date }: ReceiptRow) => (by === 'merchant' ? merchant : date)?.toLowerCase() ?? '';
  const amount = ({ total }: ReceiptRow) => total?.amount ?? '0';
  const order = (a: ReceiptRow, b: ReceiptRow) =>
    by === 'total' ? compare(amount(a), amount(b)) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  return [...found].sort((a, b) => sign * order(a, b));
}

export class CrowdTwin extends Twin {
  #last: { key: string; found: ReceiptRow[] } | null = null;

  constructor(scenario: Scenario) {
    super({ ...scenario, data: 'empty' });
  }

  #found(query: string, sort: Sort): ReceiptRow[] {
    const key = JSON.stringify([query, sort]);
    if (this.#last?.key !== key) {
      const terms = query.trim().split(/\s+/).filter(Boolean);
      const found = crowd().filter((one) => terms.every((term) => fits(one, term)));
      this.#last = { key, found: inOrder(found, sort) };
    }
    return this.#last.found;
  }

  override async listReceipts({ query, sort, offset, limit }: ListRequest) {
    return this.#found(query, sort).slice(offset, offset + limit);
  }

  override async listTotals(query: string): Promise<ListTotals> {
    const found = this.#found(query, { by: 'date', ascending: false });
    return { count: found.length, sums: sumByCurrency(found.flatMap(({ total }) => total ?? [])) };
  }

  override async categoriseReceipts(ids: string[], categoryId: string) {
    for (const id of ids) crowd()[place(id)]!.category_id = categoryId || null;
    this.emit({ kind: 'changed' });
  }

  override async review(id: string) {
    return { ...readSample(id, sampleOf(place(id), false), '2026-03-12T09:00:00Z'), state: 'confirmed' as const };
  }

  override pictureUrl(attachmentId: string, _size: PictureSize): string {
    const at = place(attachmentId) % PICTURES;
    return (pictures[at] ??= picture(at));
  }
}

function picture(at: number): string {
  const page = readSample(`${at}`, sampleOf(at, false), '').pages[0];
  return page ? draw(page.words, page.height) : 'data:,';
}

function place(id: string): number {
  return Number(id.replace('crowd-', ''));
}
