import { describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { ComeBack } from '$lib/restore/come-back.svelte';
import { ArchiveForm } from './archive-form.svelte';

const twinOf = (query: string) => new Twin(scenarioOf(new URLSearchParams(`pace=100000&${query}`)));
const PASSPHRASE = 'walnut anchor meadow';

describe('an archive', () => {
  it('is encrypted unless that is turned off, and plain only after a question', async () => {
    const form = new ArchiveForm(twinOf('step=0'), 'Aina');
    expect(form.ready, 'without a passphrase').toBe(false);
    form.secret.value = form.secret.again = PASSPHRASE;
    expect((await form.write())?.encrypted).toBe(true);
    expect(form.secret.value, 'it is not kept').toBe('');
    form.plain = true;
    expect([await form.write(), form.asking]).toEqual([null, true]);
    expect((await form.write(true))?.encrypted).toBe(false);
  });

  it('is stopped and says so', async () => {
    const form = new ArchiveForm(twinOf('step=100000'), 'Aina');
    form.secret.value = form.secret.again = PASSPHRASE;
    const writing = form.write();
    await form.step.stop();
    expect([await writing, form.step.fault?.code, form.secret.value]).toEqual([null, 'cancelled', PASSPHRASE]);
  });

  it('comes back as a profile with what opens it', async () => {
    const twin = twinOf('step=0&profile=none');
    const back = new ComeBack('ready', {
      cancelStep: () => twin.cancelStep(), chooseOther: () => twin.chooseOther(),
      strength: (...judged) => twin.strength(...judged), comeBack: (...asked) => twin.comeBack(...asked),
    });
    expect(back.ready, 'no file yet').toBe(false);
    await back.choose();
    back.archivePassphrase = 'not this one';
    expect([await back.comeBack(), back.step.fault?.code, back.archivePassphrase]).toEqual([false, 'archive_locked', '']);
    back.archivePassphrase = PASSPHRASE;
    back.name = 'Aina again';
    expect(await back.comeBack()).toBe(true);
    expect((await twin.session()).open?.name).toBe('Aina again');
  });
});
