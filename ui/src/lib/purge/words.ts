//! What removing for good says.
import type { BackupView, GoingView, KeptDamagedView, KeptView, PurgedView } from '$lib/backend/backend';
import { day, moment, t } from '$lib/i18n/i18n';

/** `Tesco, 12 Mar 2026` */
function named({ merchant, date }: Pick<GoingView, 'merchant' | 'date'>): string {
  const name = merchant || t('review.unnamed');
  return date ? t('purge.of_day', { name, day: day(date) }) : name;
}

/** `Tesco, 12 Mar 2017: had to be kept until 31 Dec 2025` */
export function goingWords(going: GoingView): string {
  return t(`purge.going_${going.why}`, { which: named(going), day: going.since ? day(going.since) : '' });
}

/** That a rule would keep some of what was chosen; nothing where none would. */
export function earlyWords(going: GoingView[]): string {
  const days = going.flatMap(({ why, since }) => (why === 'chosen' && since ? [since] : []));
  const last = days.toSorted().at(-1);
  if (!last) return '';
  return going.length === 1 ? t('purge.early_only', { day: day(last) }) : t('purge.early', { count: days.length, day: day(last) });
}

/** `Tesco, 12 Mar 2026: held until 31 Dec 2033 (claim of 2025)`. */
export function keptWords(kept: KeptView): string {
  const which = named(kept);
  if (!kept.held && kept.until) return t('purge.kept_policy', { which, day: day(kept.until) });
  const until = kept.until ? t('purge.held_until', { which, day: day(kept.until) }) : t('purge.held', { which });
  return kept.reason ? t('purge.because', { held: until, reason: kept.reason }) : until;
}

/** What the searches before and after say together. */
export function proofWords(purged: PurgedView): string {
  return t(`purge.${purged.verdict}`, { values: purged.values, left: purged.left });
}

/** The backups that may hold it still, by name. */
export function backupWords(backups: BackupView[]): string {
  return t('purge.backups', { count: backups.length, names: backupNames(backups) });
}

/** Names in a sentence; of one that is not there now it is said. */
export function backupNames(backups: BackupView[]): string {
  return backups.map(({ name, there }) => (there ? name : t('backups.name_away', { name }))).join(', ');
}

/** The damaged file that salvaging kept, which no search reaches. */
export function damagedWords({ since }: KeptDamagedView): string {
  return t('purge.damaged', { when: moment(since) });
}
