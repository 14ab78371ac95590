import { describe, expect, it } from 'vitest';
import { LockedZoom } from './zoom.svelte';

function zoom(): LockedZoom {
  const zoom = new LockedZoom();
  zoom.width = 400;
  zoom.height = 300;
  return zoom;
}

describe('locked zoom', () => {
  it('keeps the spot under the pointer where it is', () => {
    const both = zoom();
    both.zoom(2, 100, 50);
    expect([both.x, both.y], 'the spot at 100, 50 was drawn there and still is').toEqual([-100, -50]);
  });

  it('never leaves a pane empty', () => {
    const both = zoom();
    both.zoom(2);
    both.move(9999, -9999);
    expect([both.x, both.y]).toEqual([200, -150]);
    both.zoom(0.5);
    expect(both.transform, 'the whole picture stands in the middle').toBe('translate(0px, 0px) scale(1)');
  });

  it('begins with the top of a long receipt, as wide as the pane', () => {
    const both = zoom();
    both.begin(0.5);
    expect(both.scale, 'fitted, it would be 150 of 400 wide').toBeCloseTo(400 / 150);
    expect(both.y, 'the top edge stands at the top').toBeCloseTo(((400 / 150 - 1) / 2) * 300);
    both.begin(3);
    expect(both.scale, 'a wide one is shown whole').toBe(1);
  });

  it('stays within its limits', () => {
    const both = zoom();
    for (let press = 0; press < 50; press += 1) both.zoom(1.4);
    expect(both.scale).toBe(8);
    for (let press = 0; press < 50; press += 1) both.zoom(1 / 1.4);
    expect(both.scale).toBe(1);
    expect(both.zoomed).toBe(false);
  });
});
