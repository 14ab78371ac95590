import { describe, expect, it } from 'vitest';
import { ago } from './i18n';

describe('how old something is', () => {
  const now = new Date(2026, 2, 12, 10, 0).getTime();
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 0).toISOString();

  it('is said in days of the calendar, then in weeks and more', () => {
    expect(ago(at(12, 1), now)).toBe('today');
    expect(ago(at(11, 23), now), 'eleven hours, and yet yesterday').toBe('yesterday');
    expect(ago(at(3, 12), now)).toBe('9 days ago');
    expect(ago(at(-8, 12), now)).toBe('2 weeks ago');
    expect(ago('2023-03-12T10:00:00Z', now)).toBe('3 years ago');
    expect(ago(at(14, 12), now), 'a clock that was wrong').toBe('in 2 days');
    expect(ago('soon', now)).toBe('soon');
  });
});
