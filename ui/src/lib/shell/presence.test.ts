import { describe, expect, it } from 'vitest';
import { EVERY, tellPresence } from './presence';

describe('presence', () => {
  it('is told with every sign of life, but not with every key', () => {
    let [now, told] = [1000, 0];
    const target = new EventTarget();
    const end = tellPresence({ touch: async () => void told++ }, target, () => now);
    target.dispatchEvent(new Event('keydown'));
    target.dispatchEvent(new Event('pointermove'));
    expect(told, 'one is enough for a while').toBe(1);
    now += EVERY;
    target.dispatchEvent(new Event('wheel'));
    expect(told).toBe(2);
    end();
    now += EVERY;
    target.dispatchEvent(new Event('keydown'));
    expect(told, 'the profile is closed').toBe(2);
  });

  it('is no trouble where nobody listens any more', () => {
    const target = new EventTarget();
    tellPresence({ touch: () => Promise.reject(new Error('locked')) }, target);
    expect(() => target.dispatchEvent(new Event('keydown'))).not.toThrow();
  });
});
