import { describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { Steps } from '$lib/backend/twin/steps';
import { Step } from './step.svelte';

describe('a step that takes long', () => {
  it('says how far it is, and nothing afterwards', async () => {
    const step = new Step({ cancelStep: async () => {} });
    const seen: (string | undefined)[] = [];
    const done = await step.run(async (onProgress) => {
      await new Steps(0).go(['copying', 'writing'], (progress) => {
        onProgress(progress);
        seen.push(step.progress?.step);
      });
      return 'made';
    });
    expect(done).toBe('made');
    expect([...new Set(seen)]).toEqual(['copying', 'writing']);
    expect([step.busy, step.progress, step.fault]).toEqual([false, null, null]);
  });

  it('is stopped, and says that nothing was changed', async () => {
    const steps = new Steps(100_000);
    const step = new Step({ cancelStep: async () => steps.stop() });
    const running = step.run((onProgress) => steps.go(['copying'], onProgress));
    await step.stop();
    expect(await running).toBeNull();
    expect([step.fault?.code, step.busy, step.stopping]).toEqual(['cancelled', false, false]);
  });

  it('goes one at a time', async () => {
    let begun = 0;
    const step = new Step({ cancelStep: async () => {} });
    const slow = () => new Promise<void>((done) => ((begun += 1), setTimeout(done, 10)));
    await Promise.all([step.run(slow), step.run(slow)]);
    expect(begun, 'a double click must not make two').toBe(1);
    await step.stop();
    expect(step.stopping, 'there is nothing to stop').toBe(false);
  });

  it('keeps why it failed until the next', async () => {
    const step = new Step({ cancelStep: async () => {} });
    await step.run(() => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null })));
    expect(step.fault?.code).toBe('disk_full');
    await step.run(async () => {});
    expect(step.fault).toBeNull();
  });
});
