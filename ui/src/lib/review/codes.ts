//! What a QR code on a receipt is, in words. Nothing in it is opened.
import type { QrCode } from '$lib/backend/backend';
import { t } from '$lib/i18n/i18n';

/** One code in a few words. */
export function codeWords({ kind }: QrCode): string {
  if (kind.kind === 'my_invois') return t('review.code.my_invois', { document: kind.document });
  if (kind.kind !== 'payment') return t(`review.code.${kind.kind}`);
  const name = t(kind.country === 'MY' ? 'review.code.payment_my' : 'review.code.payment');
  return [name, kind.merchant, kind.amount].filter(Boolean).join(' · ');
}
