//! Where the user is, dialogs aside. The shell keeps it in mind, so that unlocking brings the same screen back.
import type { Backend, PlaceView } from '$lib/backend/backend';
import type { ReceiptList } from '$lib/receipts/receipt-list.svelte';
import type { Navigator, Round } from './navigator.svelte';

/** What it needs of the backend. */
export type WhereaboutsDoor = Pick<Backend, 'notePlace' | 'takePlace' | 'review'>;

/** The most receipts of a round that are kept in mind. */
const LONGEST_ROUND = 1000;

export class Whereabouts {
  constructor(
    private door: WhereaboutsDoor,
    private nav: Navigator,
    private lists: { receipts: ReceiptList; bin: ReceiptList },
  ) {}

  get view(): PlaceView {
    const { place, round, duplicate } = this.nav;
    const { receipts, bin } = this.lists;
    return { page: place, receipts: receipts.listing, bin: bin.listing, round: round && around(round), duplicate };
  }

  /** Tells the shell. What nobody keeps in mind is an inbox the next time. */
  note(): void {
    this.door.notePlace(this.view).catch(() => {});
  }

  /** Goes where the user was when the profile was locked; after an ordinary start that is nowhere. */
  async load(): Promise<void> {
    const left = await this.door.takePlace();
    if (!left) return;
    this.lists.receipts.resume(left.receipts);
    this.lists.bin.resume(left.bin);
    this.nav.go(left.page);
    if (left.duplicate) this.nav.decide(left.duplicate);
    else if (left.round) await this.#review(left.round);
  }

  /** A receipt that is gone meanwhile leaves its list. */
  async #review({ ids, at }: Round): Promise<void> {
    const id = ids[at] ?? '';
    const there = await this.door.review(id).then(() => true, () => false);
    if (there) this.nav.review(ids, id);
  }
}

/** As much of a round as is kept in mind, around the receipt that is open. */
function around({ ids, at }: Round): Round {
  const first = Math.max(0, Math.min(at - LONGEST_ROUND / 2, ids.length - LONGEST_ROUND));
  return { ids: ids.slice(first, first + LONGEST_ROUND), at: at - first };
}
