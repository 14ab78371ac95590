//! Every command and every receipt, by name.
import type { Backend, CommandView, ReceiptRow } from '$lib/backend/backend';
import { rank } from './match';

/** What the palette needs of the backend. */
export type PaletteDoor = Pick<Backend, 'commandRegistry' | 'listReceipts'>;

/** What a command is called now; none while it can do nothing. */
export type Labels = (id: string) => string | null;

/** One line of the palette. */
export type Entry =
  | { kind: 'command'; id: string; label: string; accelerator: string | null }
  | { kind: 'receipt'; id: string; row: ReceiptRow };

/** Receipts shown at most, and commands beside them. */
const RECEIPTS = 8;
const COMMANDS = 5;
/** Opens itself, so it does not offer itself. */
const ITSELF = 'palette';

export class Palette {
  readonly #door: PaletteDoor;
  readonly #labels: Labels;
  /** Rises with every text, so that a late answer is dropped. */
  #asked = 0;
  #commands = $state.raw<CommandView[]>([]);
  #receipts = $state.raw<ReceiptRow[]>([]);
  text = $state('');
  active = $state(0);

  readonly commands = $derived(this.#fitting());
  readonly receipts = $derived(this.#receipts.map((row) => ({ kind: 'receipt' as const, id: row.id, row })));
  readonly entries = $derived<Entry[]>([...this.commands, ...this.receipts]);
  readonly chosen = $derived<Entry | undefined>(this.entries[this.active]);

  constructor(door: PaletteDoor, labels: Labels) {
    this.#door = door;
    this.#labels = labels;
  }

  async load(): Promise<void> {
    const registry = await this.#door.commandRegistry();
    this.#commands = registry.filter(({ id }) => id !== ITSELF);
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

  /** What cannot be searched is simply not found: the commands stay within reach. */
  async #find(query: string): Promise<ReceiptRow[]> {
    try {
      const sort = { by: 'date' as const, ascending: false };
      return await this.#door.listReceipts({ query, sort, offset: 0, limit: RECEIPTS });
    } catch {
      return [];
    }
  }

  #fitting() {
    return this.#commands
      .flatMap(({ id, accelerator }) => {
        const label = this.#labels(id);
        const place = label === null ? null : rank(label, this.text);
        return label === null || place === null ? [] : [{ place, kind: 'command' as const, id, label, accelerator }];
      })
      .sort((a, b) => a.place - b.place)
      .slice(0, this.text.trim() ? COMMANDS : undefined);
  }
}
