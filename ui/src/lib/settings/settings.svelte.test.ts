import { describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Renewal } from '$lib/kit/renewal.svelte';
import { Desk } from '$lib/shell/desk.svelte';
import { Toasts } from '$lib/shell/toasts.svelte';
import { Backups, besideVault, size } from './backups.svelte';
import { ModeChange } from './mode-change.svelte';
import { VaultSettings } from './vault-settings.svelte';

async function open(query: string) {
  const twin = new Twin(scenarioOf(new URLSearchParams(`pace=100000&step=0&${query}`)));
  const vault = new VaultSettings(twin);
  await vault.load();
  const toasts = new Toasts();
  const backups = new Backups(twin, toasts, () => vault.load());
  return { twin, vault, toasts, backups, view: () => vault.view! };
}

const KIT = 'olive copper harbour winter lemon basket velvet anchor meadow signal quartz ribbon walnut pepper island thunder orchard candle marble falcon ginger bridge saddle zenith';

describe('how the profile opens', () => {
  it('changes to two factors with a passphrase of its own', async () => {
    const { twin, view } = await open('');
    const change = new ModeChange(twin, view().profile, false);
    expect([change.differs, change.ready], 'nothing to change yet').toEqual([false, false]);
    change.mode = 'two_factor';
    expect(change.asksNew).toBe(true);
    change.secret.value = change.secret.again = 'walnut anchor meadow';
    expect((await change.change())?.mode).toBe('two_factor');
    expect(change.secret.value, 'it is not kept').toBe('');
  });

  it('wants no passphrase where the keychain is to open it', async () => {
    const { twin, view } = await open('opens=passphrase');
    const change = new ModeChange(twin, view().profile, false);
    change.mode = 'keychain';
    expect([change.asksNew, change.ready], 'but the present one').toEqual([false, false]);
    change.proof.passphrase = 'correct horse';
    expect((await change.change())?.mode).toBe('keychain');
  });

  it('stays when the proof is wrong, and keeps what was chosen', async () => {
    const { twin, view } = await open('opens=passphrase');
    const change = new ModeChange(twin, view().profile, true);
    change.proof.passphrase = 'not it';
    change.secret.value = change.secret.again = 'walnut anchor meadow';
    expect(await change.change()).toBeNull();
    expect(change.fault?.code).toBe('wrong_passphrase');
    expect([change.proof.passphrase, change.secret.value], 'only the wrong one is typed again').toEqual(['', 'walnut anchor meadow']);
    change.proof.byWords = true;
    change.proof.words = KIT;
    expect(await change.change(), 'the kit proves it too').not.toBeNull();
  });

  it('names the backups that still open the old way', async () => {
    const { twin, vault, view } = await open('backups=some');
    const change = new ModeChange(twin, view().profile, false);
    change.mode = 'passphrase';
    change.secret.value = change.secret.again = 'walnut anchor meadow';
    await change.change();
    await vault.load();
    expect(view().backups.every(({ opens_old_way }) => opens_old_way)).toBe(true);
  });
});

describe('backups', () => {
  it('are made, checked, made anew and forgotten', async () => {
    const { backups, toasts, view } = await open('backups=some');
    await backups.make(false);
    expect(view().backups).toHaveLength(4);
    const old = view().backups.find(({ opens_old_way }) => opens_old_way)!;
    await backups.remake(old);
    expect(view().backups.some(({ opens_old_way }) => opens_old_way), 'the old way is closed').toBe(false);
    await backups.check(view().backups[0]!);
    expect(toasts.list.at(-1)?.title).toContain('is whole');
    const gone = view().backups.find(({ there }) => !there)!;
    await backups.check(gone);
    expect(backups.step.fault?.code).toBe('file_gone');
    await backups.forget(gone);
    expect(view().backups.map(({ id }) => id)).not.toContain(gone.id);
  });

  it('say nothing when the question for the folder was cancelled', async () => {
    const { backups, toasts, twin } = await open('');
    twin.makeBackup = async () => null as never;
    await backups.make(true);
    expect([toasts.list, backups.step.fault]).toEqual([[], null]);
  });

  it('say why none was made', async () => {
    const { backups, twin, view } = await open('');
    twin.makeBackup = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    await backups.make(false);
    expect([backups.step.fault?.code, view().backups]).toEqual(['disk_full', []]);
  });

  it('make themselves as planned until that is turned off', async () => {
    const { backups, view } = await open('');
    await backups.plan(3, 8, true);
    expect(view().plan).toMatchObject({ every_days: 3, keep: 8 });
    await backups.plan(0, 8, false);
    expect(backups.step.fault).toMatchObject({ code: 'invalid_value', about: 'every_days' });
    await backups.endPlan();
    expect(view().plan).toBeNull();
  });

  it('warn only when all that would be left lies on the broken disk', async () => {
    const { backups, view } = await open('');
    expect(besideVault(view()), 'there is none to warn of').toBe(false);
    await backups.make(false);
    expect(besideVault(view())).toBe(true);
    await backups.plan(7, 4, true);
    await backups.make(false);
    expect(besideVault(view()), 'one is on the stick').toBe(false);
  });

  it('have sizes as people know them', () => {
    expect([size(12), size(1023), size(1024), size(48_300)]).toEqual(['12 KB', '1,023 KB', '1 MB', '47 MB']);
  });
});

describe('when somebody may have the kit', () => {
  it('a new passphrase is asked for only where the words are shown', async () => {
    const { twin, view } = await open('opens=passphrase');
    const renewal = new Renewal(twin, view().profile);
    renewal.proof.passphrase = 'correct horse';
    expect([renewal.asksNew, renewal.ready]).toEqual([false, true]);
    renewal.proof.turn();
    renewal.proof.words = KIT;
    expect([renewal.asksNew, renewal.ready]).toEqual([true, false]);
    renewal.secret.value = renewal.secret.again = 'walnut anchor meadow';
    expect(await renewal.renew()).toBe(true);
    expect([renewal.proof.words, renewal.secret.value], 'nothing typed is kept').toEqual(['', '']);
  });

  it('nothing changes when it is stopped', async () => {
    const { twin, view } = await open('step=100000');
    const renewal = new Renewal(twin, view().profile);
    const before = (await twin.recoveryKit()).words;
    const running = renewal.renew();
    await renewal.step.stop();
    expect(await running).toBe(false);
    expect((await twin.recoveryKit()).words, 'the old kit stands').toEqual(before);
  });

  it('nothing is loaded while the profile is closed', async () => {
    const desk = new Desk((await open('')).twin);
    await desk.session.awayFor(async () => expect(desk.session.away).toBe(true));
    await expect(desk.session.awayFor(() => Promise.reject(new Error('no')))).rejects.toThrow();
    expect(desk.session.away, 'it is back whatever came of it').toBe(false);
  });
});

describe('the profile', () => {
  it('locks by itself as it is told', async () => {
    const { vault, twin, view } = await open('');
    await vault.setLock({ ...view().lock, idle_minutes: 15 });
    expect(view().lock.idle_minutes).toBe(15);
    twin.setLock = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    await vault.setLock({ ...view().lock, idle_minutes: null });
    expect([vault.fault?.code, view().lock.idle_minutes], 'what stands is shown').toEqual(['disk_full', 15]);
  });

  it('says what concerned its keys, the latest first', async () => {
    const { twin, vault, view } = await open('backups=some');
    const change = new ModeChange(twin, view().profile, false);
    change.mode = 'passphrase';
    change.secret.value = change.secret.again = 'walnut anchor meadow';
    await change.change();
    await vault.load();
    expect(view().events.map(({ kind }) => kind)).toEqual(['mode_changed', 'failed_unlock', 'kit_replaced', 'restored']);
  });

  it('goes for good and leaves nothing on the screen, only its report', async () => {
    const desk = new Desk((await open('backups=some')).twin);
    await desk.session.load();
    await desk.session.remove(desk.session.view!.open!, 2);
    expect(desk.session.view?.open).toBeNull();
    expect(desk.session.removed).toMatchObject({ name: 'Aina', backups: 2 });
    await desk.session.leaveRemoved();
    expect([desk.session.removed, desk.session.view?.profiles]).toEqual([null, []]);
  });

  it('is closed even where removing it came to no end', async () => {
    const { twin } = await open('');
    const desk = new Desk(twin);
    await desk.session.load();
    twin.removeProfile = async () => {
      await twin.lock();
      throw new BackendFault({ code: 'vault_read_only', about: null, incident: null });
    };
    expect(await desk.attempt(() => desk.session.remove(desk.session.view!.open!, 0))).toBe(false);
    expect([desk.session.view?.open, desk.session.removed]).toEqual([null, null]);
    expect(desk.toasts.list.at(-1)?.tone).toBe('red');
  });
});
