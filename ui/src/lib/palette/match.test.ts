import { describe, expect, it } from 'vitest';
import { rank } from './match';

describe('rank', () => {
  it('puts the beginning before a word before the middle', () => {
    expect(rank('Export CSV…', 'exp')).toBe(0);
    expect(rank('Export CSV…', 'csv')).toBe(1);
    expect(rank('Export CSV…', 'port')).toBe(2);
  });

  it('finds words in any order and by their first letters', () => {
    expect(rank('Go to receipts', 'rec go')).toBe(3);
    expect(rank('Use the light theme', 'utl')).toBe(3);
  });

  it('knows no label for other letters', () => {
    expect(rank('Lock', 'export')).toBeNull();
  });

  it('takes everything while nothing is typed', () => {
    expect(rank('Lock', '  ')).toBe(0);
  });
});
