//! Every screen in every look: axe finds nothing, nothing sticks out, the page has no complaint.
import { afterAll, describe, it } from 'vitest';
import { SCREENS } from './screens';
import { LOOKS, stop, Window } from './window';

afterAll(stop);

describe.concurrent('screens', () => {
  it.for(SCREENS)('$name', async ({ name, scenario, go }, { expect }) => {
    const window = await Window.open(scenario);
    await go?.(window);
    for (const look of LOOKS) {
      await window.turn(look);
      await window.shot(name);
      const where = `${look.theme} ${look.width}x${look.height}`;
      expect.soft(await window.findings(), `axe, ${where}`).toEqual([]);
      expect.soft(await window.overflow(), `pixels beyond the window, ${where}`).toBe(0);
    }
    await window.close();
  });
});
