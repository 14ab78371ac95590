//! The words of a picture: which is under the pointer, and what clicking it writes.
import type { Bounds, FieldName, WordView } from '$lib/backend/backend';
import { kindOf } from './fields';
import type { Point } from './viewer.svelte';

/** How far beside a word a click still counts, in pixels of the picture. */
const REACH = 4;

/** The word under a pixel; the smallest when several overlap. */
export function wordAt(words: WordView[], { x, y }: Point): WordView | null {
  const hit = ({ bounds: b }: WordView) =>
    x >= b.x - REACH && x <= b.x + b.width + REACH && y >= b.y - REACH && y <= b.y + b.height + REACH;
  const area = ({ width, height }: Bounds) => width * height;
  return words.filter(hit).sort((a, b) => area(a.bounds) - area(b.bounds))[0] ?? null;
}

/** What a field holds after a click: a text goes on where clicked words go on, anything else is replaced. */
export function withWord(name: FieldName, text: string, before: WordView | null, word: WordView): string {
  const goesOn = kindOf(name) === 'text' && before !== null && text.endsWith(before.text) && follows(before, word);
  return goesOn ? `${text} ${word.text}` : word.text;
}

/** Whether the words stand one behind the other, on one line or at a line's end. */
function follows(before: WordView, word: WordView): boolean {
  return word.line === before.line ? word.bounds.x > before.bounds.x : word.line === before.line + 1;
}
