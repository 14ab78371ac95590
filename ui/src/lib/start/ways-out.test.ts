import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Code } from '$lib/backend/backend';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { KIT } from '$lib/backend/twin/door';
import { Twin } from '$lib/backend/twin/twin';
import { isKey } from '$lib/i18n/i18n';
import { Salvage } from '$lib/mending/salvage.svelte';
import { Session } from '$lib/shell/session.svelte';
import { Opening } from './opening.svelte';
import { waysOut } from './ways-out';

async function begin(query: string) {
  const twin = new Twin(scenarioOf(new URLSearchParams(`step=0&pace=100000&${query}`)));
  const session = new Session(twin);
  await session.load();
  return { twin, session, opening: new Opening(session.view!.profiles[0]!, session, session.view!.opening_fault) };
}

const fault = (code: Code) => ({ code, about: null, incident: null });

afterEach(() => vi.useRealTimers());

describe('a profile that does not open', () => {
  it('has ways out, each with its words, and none where something was typed wrong', () => {
    for (const code of ['database_broken', 'database_foreign', 'database_missing', 'database_unreadable', 'header_damaged', 'profile_newer'] as const) {
      const ways = waysOut(fault(code))!;
      expect(ways.every((way) => isKey(`unopened.${way}`)), code).toBe(true);
      expect(ways, 'a report can be made of each').toContain('report');
      expect(ways.includes('salvage'), `${code}: only what can be read is offered to be saved`).toBe(code === 'database_broken');
    }
    for (const code of ['wrong_passphrase', 'try_later', 'keychain_denied', 'header_older'] as const) expect(waysOut(fault(code)), code).toBeNull();
    expect(waysOut(null)).toBeNull();
  });

  it('is saved with what was typed to open it, once', async () => {
    const { twin, session, opening } = await begin('profile=passphrase&fault=database_broken');
    opening.passphrase = 'not it';
    await opening.open();
    expect([opening.fault?.code, opening.shown], 'a slip is asked for again').toEqual(['wrong_passphrase', null]);
    opening.passphrase = 'correct horse';
    await opening.open();
    expect([opening.fault?.code, opening.passphrase], 'the field is empty').toEqual(['database_broken', '']);
    const salvage = new Salvage(twin, 'passphrase', opening.profile.id);
    salvage.proof.take(opening.shown!);
    expect(await salvage.save()).toBe(true);
    expect(salvage.proof.passphrase, 'and is kept no longer').toBe('');
    await session.load();
    expect(session.view?.open?.name).toBe('Aina');
  });

  it('keeps nothing that was typed where no way out needs it', async () => {
    const { opening } = await begin('profile=passphrase&fault=database_missing');
    opening.passphrase = 'correct horse';
    await opening.open();
    expect([opening.fault?.code, opening.shown, opening.passphrase]).toEqual(['database_missing', null, '']);
  });

  it('forgets what was typed after two minutes, and when it is left', async () => {
    vi.useFakeTimers();
    const { opening } = await begin('profile=passphrase&fault=database_broken');
    opening.passphrase = 'correct horse';
    await opening.open();
    expect(opening.shown).not.toBeNull();
    vi.advanceTimersByTime(119_000);
    expect(opening.shown).not.toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(opening.shown).toBeNull();
    opening.words = KIT.join(' ');
    await opening.openWithKit();
    expect([opening.fault?.code, opening.shown?.kit, opening.words]).toEqual(['database_broken', KIT.join(' '), '']);
    await opening.again();
    expect([opening.fault, opening.shown]).toEqual([null, null]);
  });

  it('is tried again at once where nothing has to be typed', async () => {
    const { opening, twin } = await begin('profile=keychain&fault=database_missing');
    expect(opening.fault?.code).toBe('database_missing');
    const tried = vi.spyOn(twin, 'openProfile');
    await opening.again();
    expect([tried.mock.calls.length, opening.fault?.code]).toEqual([1, 'database_missing']);
  });
});
