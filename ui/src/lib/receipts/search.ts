//! The search language, as far as the face must know it: which words of a
//! query are filters, to show them as chips and to take them away again.
//! What a query finds is decided behind the backend.

/** What a filter asks for. */
export type FilterKind =
  | 'above' | 'at_least' | 'below' | 'at_most' | 'equal'
  | 'after' | 'before' | 'on'
  | 'category' | 'paid'
  | 'unsure' | 'binned' | 'sample';

/** A filter in a query. */
export type Filter = {
  /** As typed. */
  token: string;
  kind: FilterKind;
  /** What follows the mark; empty for a flag. */
  value: string;
  /** Begun with a minus: what fits is left out. */
  excluded: boolean;
};

const PERIOD = String.raw`(\d{4}(?:[-/]\d{1,2}){0,2})`;
const AMOUNT = String.raw`(\d*[\d.,]*\d[\d.,]*)`;

type Rule = { pattern: RegExp; kind: FilterKind; excludable: boolean };

const rule = (pattern: string, kind: FilterKind, excludable: boolean): Rule => ({
  pattern: new RegExp(`^${pattern}$`, 'i'),
  kind,
  excludable,
});

const RULES: Rule[] = [
  rule(`>=${AMOUNT}`, 'at_least', false),
  rule(`<=${AMOUNT}`, 'at_most', false),
  rule(`>${AMOUNT}`, 'above', false),
  rule(`<${AMOUNT}`, 'below', false),
  rule(`=${AMOUNT}`, 'equal', false),
  rule(`after:${PERIOD}`, 'after', false),
  rule(`before:${PERIOD}`, 'before', false),
  rule(`on:${PERIOD}`, 'on', false),
  rule('#(.+)', 'category', true),
  rule('paid:(.+)', 'paid', true),
  rule('is:unsure', 'unsure', true),
  rule('is:binned', 'binned', true),
  rule('is:sample', 'sample', true),
];

/** Splits at white space, but not inside quotes. */
function tokens(query: string): string[] {
  return query.match(/(?:"[^"]*"?|\S)+/g) ?? [];
}

function recognise(token: string): Filter | null {
  const excluded = token.startsWith('-');
  const body = (excluded ? token.slice(1) : token).replaceAll('"', '');
  for (const { pattern, kind, excludable } of RULES) {
    const match = pattern.exec(body);
    if (match && (excludable || !excluded)) return { token, kind, value: match[1]?.trim() ?? '', excluded };
  }
  return null;
}

/** The filters of a query, in typed order. */
export function filtersOf(query: string): Filter[] {
  return tokens(query).flatMap((token) => (token.startsWith('"') ? [] : (recognise(token) ?? [])));
}

/** The words of a query that are not filters. */
export function wordsOf(query: string): string {
  const filters = new Set(filtersOf(query).map(({ token }) => token));
  return tokens(query)
    .filter((token) => !filters.has(token))
    .join(' ');
}

/** The query without one of its tokens. */
export function withoutToken(query: string, token: string): string {
  const left = tokens(query);
  const at = left.indexOf(token);
  if (at >= 0) left.splice(at, 1);
  return left.join(' ');
}

/** The query with a filter added, unless it is there. */
export function withToken(query: string, token: string): string {
  const present = tokens(query);
  return present.includes(token) ? query : [...present, token].join(' ');
}

/** A category as the search language asks for it: by its key, or the name the user gave it. */
export function categoryToken({ key, name }: { key: string | null; name: string }): string {
  const called = name || (key ?? '');
  return /\s/.test(called) ? `#"${called}"` : `#${called}`;
}
