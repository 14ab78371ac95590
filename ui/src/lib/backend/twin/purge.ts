//! Removing for good, in memory.
import type { BackupView, PurgedView, RetentionPreview, ReviewView } from '../backend';
import { valueOf } from './find';

/** What would go, and what is held; `until` holds all of them. */
export function previewOf(receipts: ReviewView[], until: string | null, backups: BackupView[]): RetentionPreview {
  const named = (receipt: ReviewView) => ({
    receipt: receipt.id, merchant: valueOf(receipt, 'merchant') || null, date: valueOf(receipt, 'date') || null,
  });
  if (until) {
    const kept = receipts.map((receipt) => ({ ...named(receipt), until, held: true, reason: 'Claim of 2025' }));
    return { going: [], kept, backups: [] };
  }
  const going = receipts.map((receipt) => ({ ...named(receipt), why: 'chosen' as const, since: null }));
  return { going, kept: [], backups };
}

/** As if seven values of each had been looked for. */
export function purgedOf(receipts: number, backups: BackupView[]): PurgedView {
  return { receipts, verdict: 'gone', values: receipts * 7, unseen: 0, shared: 0, left: 0, backups };
}
