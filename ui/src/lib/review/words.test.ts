import { describe, expect, it } from 'vitest';
import type { WordView } from '$lib/backend/backend';
import { wordAt, withWord } from './words';

const word = (text: string, x: number, line = 0): WordView => ({ text, line, bounds: { x, y: line * 30, width: 50, height: 20 } });

describe('words of the picture', () => {
  it('are hit a little beside their box, and nowhere else', () => {
    const words = [word('TOTAL', 0), word('23.40', 100)];
    expect(wordAt(words, { x: 103, y: 23 })?.text).toBe('23.40');
    expect(wordAt(words, { x: 75, y: 10 }), 'between two words there is none').toBeNull();
  });

  it('are the smaller one where boxes overlap', () => {
    const wide = { ...word('smudge', 0), bounds: { x: 0, y: 0, width: 400, height: 400 } };
    expect(wordAt([wide, word('6.90', 100)], { x: 110, y: 10 })?.text).toBe('6.90');
  });

  it('go on where the next word of a name is clicked', () => {
    const [kedai, kopi, other] = [word('KEDAI', 0), word('KOPI', 60), word('HING', 0, 7)];
    expect(withWord('merchant', 'KEDAI', kedai, kopi)).toBe('KEDAI KOPI');
    expect(withWord('merchant', 'KEDAI', kedai, other), 'a word elsewhere begins anew').toBe('HING');
    expect(withWord('merchant', 'Tesco', kedai, kopi), 'what was typed since is replaced').toBe('KOPI');
    expect(withWord('total', '23.40', word('23.40', 0), word('24.30', 60)), 'an amount is one word').toBe('24.30');
  });
});
