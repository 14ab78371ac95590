//! How the parts of a receipt add up.
import { add, compare } from '$lib/money/decimal';
import type { FieldName, FieldView, ItemView, SumView } from '../backend';

const PARTS: FieldName[] = ['tax', 'service', 'rounding'];

/** None without a total or without anything to add up. */
export function sumOf(fields: FieldView[], items: ItemView[]): SumView | null {
  const value = (name: FieldName) => fields.find((field) => field.name === name)?.value ?? null;
  const currency = value('currency') ?? 'MYR';
  const total = value('total');
  const goods = items.length ? items.reduce((sum, item) => add(sum, item.total), '0.00') : value('subtotal');
  if (total === null || goods === null) return null;
  const parts = PARTS.flatMap((name): [FieldName, string][] => {
    const part = value(name);
    return part === null ? [] : [[name, part]];
  });
  const computed = parts.reduce((sum, [, part]) => add(sum, part), goods);
  const money = (amount: string) => ({ amount, currency });
  return {
    goods: money(goods), parts, computed: money(computed), total: money(total), agrees: compare(computed, total) === 0,
  };
}
