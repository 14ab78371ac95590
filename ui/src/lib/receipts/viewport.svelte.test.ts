import { describe, expect, it } from 'vitest';
import { Viewport } from './viewport.svelte';

function viewport(length: number, scrollTop = 0, columns = 1): Viewport {
  const view = new Viewport(() => length);
  Object.assign(view, { scrollTop, columns, height: 440, rowHeight: 44 });
  return view;
}

describe('viewport', () => {
  it('draws what is in view and a margin, never more', () => {
    const view = viewport(100_000, 2_000_000);
    expect(view.first).toBeLessThanOrEqual(45_454);
    expect(view.end).toBeGreaterThanOrEqual(45_465);
    expect(view.end - view.first, 'a handful of rows of a hundred thousand').toBeLessThan(45);
    expect(view.extent).toBe(4_400_000);
  });

  it('gives every drawn record an element of its own', () => {
    for (const columns of [1, 4]) {
      for (let scrollTop = 0; scrollTop < 2000; scrollTop += 7) {
        const { drawn, slots } = viewport(100_000, scrollTop, columns);
        expect(new Set(drawn.map((index) => index % slots)).size).toBe(drawn.length);
      }
    }
  });

  it('begins and ends with the list', () => {
    expect(viewport(3).drawn).toEqual([0, 1, 2]);
    expect(viewport(0).drawn).toEqual([]);
    expect(viewport(10, 10_000).drawn, 'scrolled past the end of a list that shrank').toEqual([]);
  });

  it('counts whole rows of a grid', () => {
    const view = viewport(10, 0, 4);
    expect(view.extent).toBe(3 * 44);
    expect(view.top(9)).toBe(88);
    expect(view.drawn.length).toBe(10);
  });

  it('reveals a record with the least movement', () => {
    const view = viewport(1000, 440);
    expect(view.reveal(5)).toBe(220);
    expect(view.reveal(15), 'in view already').toBe(440);
    expect(view.reveal(20)).toBe(484);
  });
});
