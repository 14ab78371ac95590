//! Every command and every receipt, by name.
import type { Backend, CommandView, ReceiptRow } from '$lib/backend/backend';
import { isKey, t } from '$lib/i18n/i18n';
import { rank } from './match';

/** What the palette needs of the backend. */
export type PaletteDoor = Pick<Backend, 'commandRegistry' | 'listReceipts'>;

/** One line of the palette. */
export type Entry =
  | { kind: 'command'; id: string; label: string; accelerator: string | null }
  | { kind: 'receipt'; id: string; row: ReceiptRow };

/** Receipts shown at most. */
const RECEIPTS = 8;
/** Opens itself, so it does not offer itself. */
const ITSELF = 'palette';

export class Palette {
  readonly #door: PaletteDoor;
  /** Rises with every text, so that a late answer is dropped. */
  #asked = 0;
  #commands = $state.raw<CommandView[]>([]);
  #receipts = $state.raw<ReceiptRow[]>([]);
  text = $state('');
  active = $state(0);

  readonly commands = $derived(this.#fitting());
  readonly entries = $derived<Entry[]>([
    ...this.commands,
    ...this.#receipts.map((row) => ({ kind: 'receipt' as const, id: row.id, row })),
  ]);
  readonly chosen = $derived<Entry | undefined>(this.entries[this.active]);

  constructor(door: PaletteDoor) {
    this.#door = door;
  }

  async load(): Promise<void> {
    const registry = await this.#door.commandRegistry();
    this.#commands = registry.filter(({ id }) => id !== ITSELF && isKey(`command.${id}`));
  }

  async type(text: string): Promise<void> {
    this.text = text;
    this.active = 0;
    const asked = ++this.#asked;
    const found = text.trim() ? await this.#find(text) : [];
    if (asked === this.#asked) this.#receipts = found;
  }

  /** Moves through the lines and around the ends. */
  move(by: number): void {
    const count = this.entries.length;
    if (count) this.active = (this.active + by + count) % count;
  }

  /** What cannot be searched is simply not found: commands stay within reach. */
  async #find(query: string): Promise<ReceiptRow[]> {
    try {
      const sort = { by: 'date' as const, ascending: false };
      return await this.#door.listReceipts({ query, sort, offset: 0, limit: RECEIPTS });
    } catch {
      return [];
    }
  }

  #fitting(): Entry[] {
    return this.#commands
      .flatMap(({ id, accelerator }) => {
        const label = commandLabel(id);
        const place = rank(label, this.text);
        return place === null ? [] : [{ place, entry: { kind: 'command' as const, id, label, accelerator } }];
      })
      .sort((a, b) => a.place - b.place)
      .map(({ entry }) => entry);
  }
}

/** A command's label; the three dots belong to menus. */
function commandLabel(id: string): string {
  const key = `command.${id}`;
  return isKey(key) ? t(key) : id;
}
