//! What is said of rules and holds.
import type { HoldView, PolicyView } from '$lib/backend/backend';
import { day, t } from '$lib/i18n/i18n';

/** Whose rule, or how many years of one's own. */
export function ruleWords({ rule, years }: PolicyView): string {
  return rule === 'own' ? t('keeping.rule.own_years', { count: years }) : t(`keeping.rule.${rule}`);
}

/** `Until 31 Dec 2033 · claim of 2025` */
export function holdWords({ until, holds, reason }: HoldView): string {
  const how = until ? t(holds ? 'keeping.until' : 'keeping.over', { day: day(until) }) : t('keeping.until_lifted');
  return reason ? `${how} · ${reason}` : how;
}
