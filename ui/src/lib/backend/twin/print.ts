//! A receipt as it would be printed: its words where they stand, and a drawing of them.
import type { Bounds, WordView } from '../backend';

export const WIDTH = 640;
const LETTER = 13;
const LINE = 34;
const MARGIN = 40;

/** One printed line: text at the left, and at the right where there is an amount. */
export type Line = { left: string; right?: string; middle?: boolean };

/** Where a line's left part and right part stand. */
export type Placed = { left: Bounds; right: Bounds | null };

export type Print = { words: WordView[]; placed: Placed[]; height: number };

/** Sets the lines in type. */
export function print(lines: Line[]): Print {
  const words: WordView[] = [];
  const placed = lines.map((line, at) => {
    const y = MARGIN + at * LINE;
    const start = line.middle ? (WIDTH - line.left.length * LETTER) / 2 : MARGIN;
    const left = set(line.left, Math.round(start), y, at, words);
    const right = line.right ? set(line.right, WIDTH - MARGIN - line.right.length * LETTER, y, at, words) : null;
    return { left, right };
  });
  return { words, placed, height: MARGIN * 2 + lines.length * LINE };
}

function set(text: string, x: number, y: number, line: number, words: WordView[]): Bounds {
  let at = x;
  for (const word of text.split(' ')) {
    const bounds = { x: at, y, width: word.length * LETTER, height: 22 };
    if (word) words.push({ text: word, bounds, line });
    at += (word.length + 1) * LETTER;
  }
  return { x, y, width: Math.max(1, text.length * LETTER), height: 22 };
}

/** The drawing as an address that an image can show. */
export function draw(words: WordView[], height: number): string {
  const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const texts = words.map(
    ({ text, bounds }) =>
      `<text x="${bounds.x}" y="${bounds.y + 18}" textLength="${bounds.width}" lengthAdjust="spacingAndGlyphs">${escape(text)}</text>`,
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">` +
    `<rect width="100%" height="100%" fill="#fbfaf6"/>` +
    `<g font-family="monospace" font-size="22" fill="#33312c">${texts.join('')}</g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
