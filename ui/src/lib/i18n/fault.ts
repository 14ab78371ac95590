//! A fault as a sentence: what happened, what was kept, what to do.
import type { Fault } from '$lib/backend/backend';
import { isKey, t, type Key } from './i18n';

/** What is shown of a fault. */
export type FaultWords = { title: string; hint: string };

/** The words of a fault. The sentence names the file or field only when the fault does. */
export function faultWords({ code, about, incident }: Fault): FaultWords {
  const args = { about: named(code, about) ?? t('fault.about_unknown'), incident: incident ?? '' };
  const key = sentence(code, about);
  // A hint that can be exact has a second form, for when there is something to be exact about.
  const exact = `${key}.hint_about`;
  const hint = t(about && isKey(exact) ? exact : (`${key}.hint` as Key), args);
  return { title: t(key, args), hint: incident ? `${hint} ${t('fault.incident', args)}` : hint };
}

/** Of some fields the sentence of their own says what they cannot hold. */
function sentence(code: Fault['code'], about: string | null): Key {
  const own = `fault.${code}.${about}`;
  return code === 'invalid_value' && isKey(own) ? own : `fault.${code}`;
}

/** A refused value names its field on the wire; people know it by its label. */
function named(code: Fault['code'], about: string | null): string | null {
  const label = `field.${about}`;
  return code === 'invalid_value' && isKey(label) ? t(label) : about;
}
