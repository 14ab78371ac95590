//! A fault as a sentence: what happened, what was kept, what to do.
import type { Fault } from '$lib/backend/backend';
import { isKey, t } from './i18n';

/** What is shown of a fault. */
export type FaultWords = { title: string; hint: string };

/** The words of a fault. The sentence names the file or field only when the fault does. */
export function faultWords({ code, about, incident }: Fault): FaultWords {
  const args = { about: named(code, about) ?? t('fault.about_unknown'), incident: incident ?? '' };
  // A hint that can be exact has a second form, for when there is something to be exact about.
  const exact = `fault.${code}.hint_about`;
  const hint = about && isKey(exact) ? t(exact, args) : t(`fault.${code}.hint`, args);
  return { title: t(`fault.${code}`, args), hint: incident ? `${hint} ${t('fault.incident', args)}` : hint };
}

/** A refused value names its field on the wire; people know it by its label. */
function named(code: Fault['code'], about: string | null): string | null {
  const label = `field.${about}`;
  return code === 'invalid_value' && isKey(label) ? t(label) : about;
}
