import { describe, expect, it } from 'vitest';
import type { BackupFileView, RestoreRequest } from '$lib/backend/backend';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Restore } from './restore.svelte';

function begin(query: string, file?: Partial<BackupFileView> | null) {
  const twin = new Twin(scenarioOf(new URLSearchParams(`step=0&${query}`)));
  const requests: RestoreRequest[] = [];
  const restore = new Restore({
    cancelStep: () => twin.cancelStep(),
    strength: (passphrase, name) => twin.strength(passphrase, name),
    chooseBackup: async () => {
      const chosen = await twin.chooseBackup();
      return file === null ? (null as never) : { ...chosen, ...file };
    },
    regain: (proof) => twin.regainKey(proof),
    restore: (request, onProgress) => (requests.push(request), twin.restoreBackup(request, onProgress)),
  });
  return { twin, restore, requests };
}

describe('restoring', () => {
  it('needs a file and what opens it', async () => {
    const { restore, requests, twin } = begin('profile=none');
    expect(await restore.restore(), 'no file yet').toBe(false);
    await restore.choose();
    expect(restore.ready).toBe(false);
    restore.proof.passphrase = 'correct horse';
    expect(await restore.restore()).toBe(true);
    expect(requests[0]).toEqual({
      proof: { passphrase: 'correct horse', kit: null }, restore_as: 'move', set_aside: false, mode: null, passphrase: null,
    });
    expect((await twin.session()).open?.name).toBe('Aina');
    expect(restore.proof.passphrase, 'it is not kept').toBe('');
  });

  it('keeps the chosen file when the next question is cancelled', async () => {
    const { restore } = begin('profile=none', null);
    await restore.choose();
    expect([restore.file, restore.step.fault]).toEqual([null, null]);
  });

  it('asks for the words where the keychain of another computer has a part', async () => {
    for (const mode of ['keychain', 'two_factor'] as const) {
      const { restore } = begin('profile=none', { mode });
      await restore.choose();
      expect(restore.proof.byWords, mode).toBe(true);
    }
    const { restore } = begin('profile=keychain', { mode: 'keychain', here: true });
    await restore.choose();
    expect(restore.proof.byWords, 'the one of this computer may open it').toBe(false);
  });

  it('sets a profile that is here aside only when that is said', async () => {
    const { restore, requests } = begin('profile=passphrase');
    await restore.choose();
    restore.proof.passphrase = 'correct horse';
    expect(restore.ready, 'nobody said so').toBe(false);
    restore.setAside = true;
    restore.as = 'copy';
    expect(await restore.restore()).toBe(true);
    expect(requests[0]).toMatchObject({ set_aside: true, restore_as: 'copy' });
  });

  it('takes a new passphrase along where it shall open another way', async () => {
    const { restore, requests } = begin('profile=none');
    await restore.choose();
    restore.proof.passphrase = 'correct horse';
    restore.way = 'two_factor';
    expect(restore.ready, 'none is chosen').toBe(false);
    restore.secret.value = restore.secret.again = 'walnut anchor meadow';
    await restore.restore();
    expect(requests[0]).toMatchObject({ mode: 'two_factor', passphrase: 'walnut anchor meadow' });
  });

  it('says what is wrong, and keeps all but the passphrase', async () => {
    const { restore } = begin('profile=none');
    await restore.choose();
    restore.proof.passphrase = 'wrong';
    expect(await restore.restore()).toBe(false);
    expect([restore.step.fault?.code, restore.file !== null, restore.proof.passphrase]).toEqual(['wrong_passphrase', true, '']);
    restore.proof.turn();
    restore.proof.words = 'olive copper';
    await restore.restore();
    expect([restore.step.fault?.code, restore.proof.words], 'one word can be mended').toEqual(['wrong_kit', 'olive copper']);
  });

  it('gives a profile that has lost its key file that of the backup, and leaves what is here', async () => {
    const { restore, requests, twin } = begin('profile=passphrase&fault=header_damaged');
    await restore.choose();
    expect([restore.as, restore.ready], 'it is what is offered first').toEqual(['key', false]);
    restore.proof.passphrase = 'wrong';
    await restore.restore();
    expect(restore.step.fault?.code).toBe('wrong_passphrase');
    restore.proof.passphrase = 'correct horse';
    expect(restore.ready, 'nothing has to make room').toBe(true);
    expect(await restore.restore()).toBe(true);
    expect([requests.length, (await twin.session()).open?.name], 'nothing is restored').toEqual([0, 'Aina']);
  });

  it('names a file that is no backup, and chooses none', async () => {
    const { restore, twin } = begin('profile=none');
    twin.chooseBackup = () => Promise.reject(new BackendFault({ code: 'not_a_backup', about: null, incident: null }));
    await restore.choose();
    expect([restore.step.fault?.code, restore.file]).toEqual(['not_a_backup', null]);
  });

  it('can be stopped', async () => {
    const { restore, twin } = begin('profile=none&step=100000');
    await restore.choose();
    restore.proof.passphrase = 'correct horse';
    const running = restore.restore();
    await restore.step.stop();
    expect(await running).toBe(false);
    expect([restore.step.fault?.code, (await twin.session()).open]).toEqual(['cancelled', null]);
  });
});
