import { describe, expect, it } from 'vitest';
import type { CreateProfileRequest } from '$lib/backend/backend';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Session } from '$lib/shell/session.svelte';
import { NewProfile } from './new-profile.svelte';
import { Opening } from './opening.svelte';

async function sessionOf(query: string): Promise<Session> {
  const session = new Session(new Twin(scenarioOf(new URLSearchParams(query))));
  await session.load();
  return session;
}

const strength = (passphrase: string, name: string) => new Twin(scenarioOf(new URLSearchParams())).strength(passphrase, name);

describe('a new profile', () => {
  it('needs a name and nothing else where there is a keychain', async () => {
    const session = await sessionOf('profile=none');
    const profile = new NewProfile('ready', { create: (request) => session.create(request), strength });
    expect(profile.ready).toBe(false);
    profile.name = '  Aina ';
    expect(profile.ready).toBe(true);
    await profile.make();
    expect(session.view?.open).toMatchObject({ name: 'Aina', mode: 'keychain' });
  });

  it('opens with a passphrase where there is none, typed twice', () => {
    const profile = new NewProfile('missing', { create: () => Promise.resolve(), strength });
    profile.name = 'Aina';
    expect(profile.mode).toBe('passphrase');
    profile.secret.value = 'short';
    profile.secret.again = 'short';
    expect(profile.ready, 'too short').toBe(false);
    profile.secret.value = 'long enough';
    expect([profile.ready, profile.secret.differs]).toEqual([false, true]);
    profile.secret.again = 'long enough';
    expect(profile.ready).toBe(true);
  });

  it('keeps the form when the vault says no, and makes one at a time', async () => {
    const session = await sessionOf('profile=keychain');
    const profile = new NewProfile('ready', { create: (request) => session.create(request), strength });
    profile.name = 'Aina';
    await profile.make();
    expect(profile.fault?.code, 'the name is taken').toBe('profile_name');
    expect(profile.name).toBe('Aina');
    let made = 0;
    const slow = new NewProfile('ready', { create: async (_: CreateProfileRequest) => void made++, strength });
    slow.name = 'B';
    await Promise.all([slow.make(), slow.make()]);
    expect(made, 'a double click must not make two').toBe(1);
  });

  it('forgets the passphrase once it is made', async () => {
    const profile = new NewProfile('missing', { create: () => Promise.resolve(), strength });
    profile.name = 'A';
    Object.assign(profile.secret, { value: 'long enough', again: 'long enough' });
    await profile.make();
    expect([profile.secret.value, profile.secret.again]).toEqual(['', '']);
  });
});

describe('opening', () => {
  it('says that the passphrase is wrong and asks again', async () => {
    const session = await sessionOf('profile=passphrase');
    const opening = new Opening(session.view!.profiles[0]!, session);
    expect(opening.ready, 'nothing typed').toBe(false);
    opening.passphrase = 'wrong';
    await opening.open();
    expect(opening.fault?.code).toBe('wrong_passphrase');
    expect(opening.passphrase, 'typed anew').toBe('');
    opening.passphrase = 'correct horse';
    await opening.open();
    expect(session.view?.open?.name).toBe('Aina');
  });

  it('leaves the recovery words when one is wrong', async () => {
    const session = await sessionOf('profile=keychain&fault=keychain_entry_gone');
    const opening = new Opening(session.view!.profiles[0]!, session, session.view!.opening_fault);
    expect(opening.fault?.code).toBe('keychain_entry_gone');
    opening.words = ' olive  copper\nharbor ';
    expect(opening.count).toBe(3);
    await opening.openWithKit();
    expect(opening.fault?.code).toBe('wrong_kit');
    expect(opening.words, 'one letter can be mended').toContain('harbor');
    const { words } = await new Twin(scenarioOf(new URLSearchParams())).recoveryKit();
    opening.words = `\n${words.join('\n')} `;
    await opening.openWithKit();
    expect(session.view?.open, 'line breaks do not matter').not.toBeNull();
    expect(opening.words, 'and are forgotten').toBe('');
  });
});
