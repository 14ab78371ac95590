//! Filters that are offered before anything is typed.
import { t } from '$lib/i18n/i18n';

/** A filter to add with one press. */
export type Suggestion = { label: string; token: string };

/** Offered on a day, `2026-03-12`: this month, this year, and what was confirmed as it stood. */
export function suggestions(today: string): Suggestion[] {
  return [
    { label: t('receipts.suggest.this_month'), token: `on:${today.slice(0, 7)}` },
    { label: t('receipts.suggest.this_year'), token: `on:${today.slice(0, 4)}` },
    { label: t('receipts.filter.unsure'), token: 'is:unsure' },
  ];
}
