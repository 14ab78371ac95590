//! What became of a drop, in one sentence.
import type { IntakeSummary } from '$lib/backend/backend';
import { t } from '$lib/i18n/i18n';

/** `37 files: 25 new, 9 already here, 3 don't look like receipts.` Parts that are none are left out. */
export function summaryWords({ files, added, already_here, refused }: IntakeSummary): string {
  const parts = [
    added > 0 && t('summary.new', { count: added }),
    already_here > 0 && t('summary.here', { count: already_here }),
    refused.length > 0 && t('summary.refused', { count: refused.length }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return t('summary.none');
  return t('summary.sentence', { files: t('summary.files', { count: files }), parts: parts.join(', ') });
}
