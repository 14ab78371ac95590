//! Every screen in every look: axe finds nothing, nothing sticks out, the page has no complaint.
import { afterAll, describe, expect, it } from 'vitest';
import { SCREENS } from './screens';
import { LOOKS, stop, Window } from './window';

afterAll(stop);

describe.each(LOOKS)('$theme $width x $height', (look) => {
  it.each(SCREENS)('$name', async ({ name, scenario, go }) => {
    const window = await Window.open(scenario, look);
    await go?.(window);
    await window.shot(name);
    expect.soft(await window.findings(), 'axe').toEqual([]);
    expect.soft(await window.overflow(), 'pixels beyond the window').toBe(0);
    await window.close();
  });
});
