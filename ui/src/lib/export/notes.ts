//! What in an exported file is not as it should be, in words.
import type { ExportNote } from '$lib/backend/backend';
import { t } from '$lib/i18n/i18n';

export function noteWords(note: ExportNote): string {
  const { count } = note;
  if (note.kind === 'pictures_left_out') return t('export_note.pictures_left_out', { count });
  return t(note.chinese ? 'export_note.chinese_missing' : 'export_note.characters_missing', { count });
}
