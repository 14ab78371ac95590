//! What was done to a receipt, in words.
import type { ChangeView, DeedView } from '$lib/backend/backend';
import { day, isKey, moment, t } from '$lib/i18n/i18n';

/** One change as it is read: of what, from what (if there was anything), to what. */
export type Told = { field: string; old: string; had: boolean; new: string };

/** `You · 12 Mar 2026, 10:02 · on “Aina”` */
export function whoWords({ action, by_user, device }: DeedView): string {
  return t('receipt_history.who', { who: t(by_user ? 'receipt_history.you' : 'receipt_history.app'), when: moment(action.at), device });
}

/** A change with its values as people write them. */
export function changeWords({ field, old, new: now }: ChangeView): Told {
  const key = `field.${field}`;
  return { field: isKey(key) ? t(key) : field, old: value(field, old, now), had: Boolean(old), new: value(field, now, old) };
}

const isMoment = (text: string | null) => text !== null && /^\d{4}-\d\d-\d\dT/.test(text);

/** `beside` is the other side of the change: what has a moment there is one that is taken away. */
function value(field: string, text: string | null, beside: string | null): string {
  if (field === 'bin') return text === null ? t('receipt_history.not_binned') : moment(text);
  if (field === 'picture' || field === 'item') {
    if (isMoment(text)) return t('receipt_history.taken_away');
    if (isMoment(beside) || (field === 'picture' && text !== null)) return t('receipt_history.there');
  }
  if (!text) return t('receipt_history.nothing');
  return field === 'date' ? day(text) : text;
}
