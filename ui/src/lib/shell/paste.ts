//! Pictures from the clipboard go the way of dropped ones.
import { t } from '$lib/i18n/i18n';
import type { Desk } from './desk.svelte';

/** Takes every picture of a paste; a paste of text is left to the field it was made in. */
export async function pasted(event: ClipboardEvent, { inbox }: Desk): Promise<void> {
  const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  if (pictures.length === 0) return;
  event.preventDefault();
  for (const picture of pictures) await inbox.paste(picture.name || t('import.pasted'), await picture.arrayBuffer());
}
