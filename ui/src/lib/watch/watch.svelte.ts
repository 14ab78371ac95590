//! Watched folders and what in them looks like a receipt.
import type { Backend, Fault, IntakeSummary, OfferView, WatchView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { t } from '$lib/i18n/i18n';

/** What watching needs of the backend. */
export type WatchDoor = Pick<
  Backend, 'watched' | 'lookIntoFolders' | 'watchFolder' | 'unwatchFolder' | 'takeOffered' | 'dismissOffered'
>;

/** Folders are looked into at most this often, and not before the window has been open so long. */
const EVERY = 60_000;
const FIRST = 20_000;

export class Watch {
  view = $state.raw<WatchView>({ folders: [], offered: [] });
  fault = $state.raw<Fault | null>(null);
  #last = 0;

  constructor(private door: WatchDoor) {}

  clear(): void {
    this.view = { folders: [], offered: [] };
    this.fault = null;
  }

  async load(): Promise<void> {
    this.view = await this.door.watched();
  }

  /** Looks into the folders from time to time while the user is here; the returned function stops it. */
  begin(target: Window): () => void {
    const look = () => void this.look(Date.now());
    const first = target.setTimeout(look, FIRST);
    this.#last = Date.now() - EVERY + FIRST;
    target.addEventListener('focus', look);
    return () => {
      target.clearTimeout(first);
      target.removeEventListener('focus', look);
    };
  }

  /** Looks, unless it did just now or there is nothing to look into. */
  async look(now: number): Promise<void> {
    if (this.view.folders.length === 0 || now - this.#last < EVERY) return;
    this.#last = now;
    await this.#try(() => this.door.lookIntoFolders());
  }

  /** Asks for a folder, watches it and looks into it. */
  async add(): Promise<void> {
    await this.#try(async () => {
      if (!(await this.door.watchFolder())) return;
      await this.load();
      await this.door.lookIntoFolders();
    });
  }

  async remove(id: string): Promise<void> {
    await this.#try(() => this.door.unwatchFolder(id));
  }

  async take(offers: OfferView[]): Promise<IntakeSummary | null> {
    let summary: IntakeSummary | null = null;
    await this.#try(async () => void (summary = await this.door.takeOffered(offers.map(({ id }) => id))));
    return summary;
  }

  async dismiss(offers: OfferView[]): Promise<void> {
    await this.#try(() => this.door.dismissOffered(offers.map(({ id }) => id)));
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      await this.load();
      this.fault = null;
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
  }
}

/** `12 pictures in Downloads look like receipts.` */
export function offerWords({ offered }: WatchView): string {
  const [folder, other] = [...new Set(offered.map((offer) => offer.folder))];
  const count = offered.length;
  return other === undefined ? t('watch.offer', { count, folder: folder ?? '' }) : t('watch.offer_many', { count });
}
