import { describe, expect, it } from 'vitest';
import type { DeedView } from '$lib/backend/backend';
import { changeWords, whoWords } from './words';

const change = (field: string, old: string | null, now: string | null) => changeWords({ field, old, new: now });

describe('what was done', () => {
  it('is told with the names and days that people use', () => {
    expect(change('merchant', null, 'Tesco')).toEqual({ field: 'Merchant', old: '(empty)', had: false, new: 'Tesco' });
    expect(change('note', '', 'Lunch'), 'an empty field held nothing').toMatchObject({ old: '(empty)', had: false });
    expect(change('date', '2026-03-01', '2026-03-12').new).toMatch(/Mar.*2026/);
    expect(change('total', 'MYR 24.30', 'MYR 23.40')).toMatchObject({ old: 'MYR 24.30', new: 'MYR 23.40' });
  });

  it('never shows what only the app keeps', () => {
    expect(change('picture', null, '0197-uuid').new, 'an id is nobody’s word').toBe('there');
    expect(change('picture', null, '2026-03-12T09:00:00Z')).toMatchObject({ old: 'there', new: 'taken away' });
    expect(change('item', '2026-03-12T09:00:00Z', null), 'an undo brings it back').toMatchObject({ old: 'taken away', new: 'there' });
    expect(change('bin', null, '2026-03-12T09:00:00Z').old).toBe('not in the bin');
  });

  it('says who did it', () => {
    const deed: DeedView = { action: { code: 'edit_receipt', count: 1, about: null, at: '2026-03-12T09:00:00Z', earlier: true }, by_user: false, device: 'Aina', changes: [] };
    expect(whoWords(deed)).toMatch(/^Quittance · .*2026.* · on “Aina”$/);
    expect(whoWords({ ...deed, by_user: true })).toMatch(/^You/);
  });
});
