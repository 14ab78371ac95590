import { describe, expect, it } from 'vitest';
import { noteWords } from './notes';

describe('notes on a file', () => {
  it('count what is missing and say what would help', () => {
    expect(noteWords({ kind: 'missing_characters', count: 1, chinese: false })).toContain('1 character');
    expect(noteWords({ kind: 'missing_characters', count: 7, chinese: true })).toMatch(/7 .*Chinese font/);
    expect(noteWords({ kind: 'pictures_left_out', count: 2 })).toContain('2 pictures');
  });
});
