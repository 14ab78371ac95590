//! A passphrase that is being chosen.
import type { Backend, StrengthView } from '$lib/backend/backend';

/** As the vault asks for. */
export const SHORTEST = 8;

/** What judges one. */
export type StrengthDoor = Pick<Backend, 'strength'>;

export class NewPassphrase {
  value = $state('');
  again = $state('');
  /** Whether its signs are shown; then it need not be typed twice. */
  shown = $state(false);
  strength = $state.raw<StrengthView | null>(null);
  /** Rises with every sign, so that a late judgement is dropped. */
  #asked = 0;

  constructor(
    private door: StrengthDoor,
    private name: () => string,
  ) {}

  /** Whether the second one was typed and is another. */
  readonly differs = $derived(!this.shown && this.again !== '' && this.again !== this.value);

  readonly ready = $derived([...this.value].length >= SHORTEST && (this.shown || this.again === this.value));

  /** Judges what is typed. It advises, so what cannot be judged is simply not told. */
  async judge(): Promise<void> {
    const asked = ++this.#asked;
    const strength = this.value ? await this.door.strength(this.value, this.name()).catch(() => null) : null;
    if (asked === this.#asked) this.strength = strength;
  }

  forget(): void {
    this.#asked += 1;
    this.value = '';
    this.again = '';
    this.shown = false;
    this.strength = null;
  }
}
