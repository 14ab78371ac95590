//! Plain decimals as the wire carries them, added exactly: no float touches an amount.
import type { MoneyView } from '$lib/backend/backend';

/** A decimal as an integer of `10 ** -scale`. */
type Scaled = { units: bigint; scale: number };

function scaled(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function plain({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

function level(a: Scaled, b: Scaled): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  const raise = (value: Scaled) => value.units * 10n ** BigInt(scale - value.scale);
  return [raise(a), raise(b), scale];
}

/** Whether the text is a plain decimal such as `-1234.50`. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** `a + b`, with as many decimals as the longer of the two. */
export function add(a: string, b: string): string {
  const [left, right, scale] = level(scaled(a), scaled(b));
  return plain({ units: left + right, scale });
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: string, b: string): number {
  const [left, right] = level(scaled(a), scaled(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One sum per currency, by code. */
export function sumByCurrency(amounts: Iterable<MoneyView>): MoneyView[] {
  const sums = new Map<string, string>();
  for (const { amount, currency } of amounts) sums.set(currency, add(sums.get(currency) ?? '0', amount));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ amount, currency }));
}
