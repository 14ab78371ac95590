//! Every sentence of the face, from the one catalogue; numbers, dates and amounts by `Intl`.
import catalogue from '$catalogue/en.json';
import type { MoneyView } from '$lib/backend/backend';

type Entry = keyof typeof catalogue;
type Counted<E> = E extends `${infer Key}_other` ? Key : never;

/** A key of the catalogue; a counted sentence is named without `_one` and `_other`. */
export type Key = Entry | Counted<Entry>;

/** What stands in the placeholders; `count` also chooses the plural form. */
export type Arguments = Record<string, string | number>;

const words: Record<string, string> = catalogue;
const locale = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-GB';
const plurals = new Intl.PluralRules(locale);

/** The sentence of a key, its placeholders filled. An unknown key comes back as itself, so that a gap is seen. */
export function t(key: Key, args: Arguments = {}): string {
  const sentence = words[key] ?? words[counted(key, args)] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = args[name];
    return value === undefined ? gap : typeof value === 'number' ? number(value) : value;
  });
}

function counted(key: string, args: Arguments): string {
  const form = `${key}_${plurals.select(Number(args.count ?? 0))}`;
  return form in words ? form : `${key}_other`;
}

/** Whether the catalogue has words for a key made at run time. */
export function isKey(key: string): key is Key {
  return key in words || `${key}_other` in words;
}

const numbers = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** `1,284` */
export function number(value: number): string {
  return numbers.format(value);
}

/** An ISO day as `12 Mar 2026`; what is no day comes back as it is. */
export function day(iso: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? iso : days.format(time);
}

/** An RFC 3339 moment as `12 Mar 2026, 10:02`. */
export function moment(rfc3339: string): string {
  const time = Date.parse(rfc3339);
  return Number.isNaN(time) ? rfc3339 : moments.format(time);
}

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

/** The day of an RFC 3339 moment, where the window stands: `12 Mar 2026`. */
export function dayOf(rfc3339: string): string {
  const time = Date.parse(rfc3339);
  return Number.isNaN(time) ? rfc3339 : dates.format(time);
}

/** The days of the calendar between a moment and now, as the desktop counts them. */
function daysSince(time: number, now: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(time)) / (24 * 3600 * 1000));
}

/** A moment of the past in a question: `today` with its time, `yesterday`, or its `day`. */
export type When = { kind: 'today' | 'yesterday' | 'day'; time: string; day: string };

/** When something was, as people say it. */
export function when(rfc3339: string, now = Date.now()): When {
  const at = Date.parse(rfc3339);
  if (Number.isNaN(at)) return { kind: 'day', time: rfc3339, day: rfc3339 };
  const kind = (['today', 'yesterday'] as const)[daysSince(at, now)] ?? 'day';
  return { kind, time: clock.format(at), day: dates.format(at) };
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [['year', 365], ['month', 30], ['week', 7], ['day', 1]];

/** How many days ago a moment was, as `yesterday` or `2 weeks ago`; what is no moment comes back as it is. */
export function ago(rfc3339: string, now = Date.now()): string {
  const time = Date.parse(rfc3339);
  if (Number.isNaN(time)) return rfc3339;
  const days = daysSince(time, now);
  const [unit, length] = UNITS.find((candidate) => Math.abs(days) >= candidate[1] * 2) ?? ['day', 1];
  return relative.format(-Math.trunc(days / length), unit);
}

/** An amount in two parts, so that the currency can stand quietly beside the figures. */
export type AmountParts = { currency: string; figures: string; first: 'currency' | 'figures' };

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string): Intl.NumberFormat {
  let format = moneyFormats.get(currency);
  if (!format) {
    format = makeMoneyFormat(currency);
    moneyFormats.set(currency, format);
  }
  return format;
}

/** `RM` rather than `MYR`; but a `$` that is not the US one says whose it is. */
function makeMoneyFormat(currency: string): Intl.NumberFormat {
  const as = (currencyDisplay: 'narrowSymbol' | 'symbol') =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay });
  const narrow = as('narrowSymbol');
  const symbol = narrow.formatToParts(0).find((part) => part.type === 'currency')?.value ?? '';
  const shared = ['$', '£', '¥', 'kr'].includes(symbol) && !['USD', 'GBP', 'JPY'].includes(currency);
  return shared ? as('symbol') : narrow;
}

/** Formats the decimal text as it is; it is never made a float. */
export function amountParts(money: MoneyView): AmountParts {
  let parts: Intl.NumberFormatPart[];
  try {
    parts = moneyFormat(money.currency).formatToParts(money.amount as Intl.StringNumericLiteral);
  } catch {
    return { currency: money.currency, figures: money.amount, first: 'currency' };
  }
  const join = (wanted: (part: Intl.NumberFormatPart) => boolean) =>
    parts.filter(wanted).map((part) => part.value).join('');
  const place = (type: string) => parts.findIndex((part) => part.type === type);
  return {
    currency: join((part) => part.type === 'currency'),
    figures: join((part) => part.type !== 'currency' && part.type !== 'literal'),
    first: place('currency') <= place('integer') ? 'currency' : 'figures',
  };
}

/** `RM 8,412.30` */
export function money(view: MoneyView): string {
  const { currency, figures, first } = amountParts(view);
  return first === 'currency' ? `${currency}\u00a0${figures}` : `${figures}\u00a0${currency}`;
}
