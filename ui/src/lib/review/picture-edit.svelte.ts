//! How a picture is to be read again: turned, in part, as several receipts, in which language.
import type { Bounds, ReadAgainRequest, Turn } from '$lib/backend/backend';
import type { Point, Size } from './viewer.svelte';

/** Which edge or corner of a part is held; `all` moves it. */
export type Grip = 'all' | 'n' | 'e' | 's' | 'w' | 'ne' | 'se' | 'sw' | 'nw';

export const GRIPS: Exclude<Grip, 'all'>[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** Offered besides what is seen on the picture; each with the languages the reader loads. */
export const LANGUAGES = { usual: [], english: ['eng'], malay: ['msa', 'eng'], chinese: ['chi_sim', 'eng'], german: ['deu', 'eng'] };

export type Language = keyof typeof LANGUAGES;

const TURNS: Turn[] = ['none', 'right', 'half', 'left'];

/** A part is at least so many pixels wide and high. */
const LEAST = 24;

export class PictureEdit {
  /** Quarter turns clockwise, from how the picture is shown. */
  turns = $state(0);
  /** Parts in pixels of the picture as it is shown, unturned. */
  parts = $state.raw<Bounds[]>([]);
  /** The part that was touched last. */
  at = $state(0);
  language = $state<Language>('usual');

  constructor(readonly size: Size) {}

  /** Each part would be a receipt of its own. */
  get splits(): boolean {
    return this.parts.length > 1;
  }

  turn(by: 1 | -1): void {
    this.turns = (this.turns + by + 4) % 4;
  }

  /** Begins a part where the pointer is; it grows with the pointer. */
  begin({ x, y }: Point): void {
    this.parts = [...this.parts, this.#within({ x, y, width: LEAST, height: LEAST })];
    this.at = this.parts.length - 1;
  }

  /** Adds a part without a pointer: the middle of the picture. */
  add(): void {
    const { width, height } = this.size;
    this.parts = [...this.parts, this.#within({ x: width / 4, y: height / 4, width: width / 2, height: height / 2 })];
    this.at = this.parts.length - 1;
  }

  remove(at: number): void {
    this.parts = this.parts.filter((_, index) => index !== at);
    this.at = Math.max(0, Math.min(this.at, this.parts.length - 1));
  }

  /** Draws a part by what is held of it, from how it was when it was taken. */
  drag(at: number, from: Bounds, grip: Grip, by: Point): void {
    const next = grip === 'all' ? { ...from, x: from.x + by.x, y: from.y + by.y } : stretched(from, grip, by);
    this.parts = this.parts.map((part, index) => (index === at ? this.#within(next) : part));
  }

  /** A step of the keys: a hundredth of the picture's shorter side. */
  get step(): number {
    return Math.max(1, Math.round(Math.min(this.size.width, this.size.height) / 100));
  }

  /** What to ask for; parts in whole pixels. */
  request(id: string, page: number): ReadAgainRequest {
    return { id, page, turn: TURNS[this.turns] ?? 'none', crop: this.parts[0] ?? null, languages: LANGUAGES[this.language] };
  }

  #within(part: Bounds): Bounds {
    const width = Math.round(clamp(part.width, LEAST, this.size.width));
    const height = Math.round(clamp(part.height, LEAST, this.size.height));
    return {
      x: Math.round(clamp(part.x, 0, this.size.width - width)),
      y: Math.round(clamp(part.y, 0, this.size.height - height)),
      width, height,
    };
  }
}

function stretched(from: Bounds, grip: Grip, by: Point): Bounds {
  const left = grip.includes('w') ? Math.min(by.x, from.width - LEAST) : 0;
  const top = grip.includes('n') ? Math.min(by.y, from.height - LEAST) : 0;
  return {
    x: from.x + left,
    y: from.y + top,
    width: from.width - left + (grip.includes('e') ? by.x : 0),
    height: from.height - top + (grip.includes('s') ? by.y : 0),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(Math.max(least, most), value));
}
