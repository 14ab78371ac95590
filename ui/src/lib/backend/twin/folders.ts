//! Watched folders in memory: one Downloads with twelve receipts in it.
import type { OfferView, WatchView } from '../backend';

const FOLDER = 'Downloads';

export class Folders {
  #watched = false;
  #offered: OfferView[] = [];
  #settled = new Set<string>();

  view(): WatchView {
    return { folders: this.#watched ? [{ id: FOLDER, name: FOLDER }] : [], offered: this.#offered };
  }

  add(): void {
    this.#watched = true;
  }

  remove(): void {
    this.#watched = false;
    this.#offered = [];
    this.#settled.clear();
  }

  look(): void {
    const there = Array.from({ length: 12 }, (_, at) => ({ id: `offer-${at}`, name: `IMG_2026031${at}.jpg`, folder: FOLDER }));
    this.#offered = this.#watched ? there.filter(({ id }) => !this.#settled.has(id)) : [];
  }

  /** How many of these were offered; they are no longer. */
  settle(ids: string[]): number {
    const before = this.#offered.length;
    for (const id of ids) this.#settled.add(id);
    this.look();
    return before - this.#offered.length;
  }
}
