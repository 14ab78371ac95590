import { describe, expect, it } from 'vitest';
import { PictureEdit } from './picture-edit.svelte';

const edit = () => new PictureEdit({ width: 1000, height: 2000 });

describe('a picture to be read again', () => {
  it('turns both ways and comes round', () => {
    const one = edit();
    one.turn(-1);
    expect(one.request('r', 0).turn).toBe('left');
    one.turn(1);
    expect(one.request('r', 0).turn).toBe('none');
    for (let turn = 0; turn < 6; turn++) one.turn(1);
    expect(one.request('r', 0).turn).toBe('half');
  });

  it('draws a part by each of its edges and keeps it within the picture', () => {
    const one = edit();
    one.begin({ x: 100, y: 200 });
    one.drag(0, one.parts[0]!, 'se', { x: 376, y: 476 });
    expect(one.parts[0]).toEqual({ x: 100, y: 200, width: 400, height: 500 });
    one.drag(0, one.parts[0]!, 'w', { x: 50, y: 999 });
    expect(one.parts[0], 'the left edge moves, the right one stays').toEqual({ x: 150, y: 200, width: 350, height: 500 });
    one.drag(0, one.parts[0]!, 'all', { x: 5000, y: -5000 });
    expect(one.parts[0], 'pushed into the corner').toEqual({ x: 650, y: 0, width: 350, height: 500 });
    one.drag(0, one.parts[0]!, 'nw', { x: 5000, y: 5000 });
    expect(one.parts[0], 'an edge does not pass the one across').toMatchObject({ width: 24, height: 24 });
  });

  it('is a crop with one part and a split with more', () => {
    const one = edit();
    expect(one.request('r', 0).crop, 'all of it').toBeNull();
    one.add();
    expect(one.splits).toBe(false);
    expect(one.request('r', 0).crop).toEqual({ x: 250, y: 500, width: 500, height: 1000 });
    one.add();
    expect(one.splits).toBe(true);
    one.remove(0);
    expect([one.splits, one.at]).toEqual([false, 0]);
  });

  it('asks for a language by the names the reader knows', () => {
    const one = edit();
    expect(one.request('r', 0).languages, 'seen on the picture').toEqual([]);
    one.language = 'chinese';
    expect(one.request('r', 0).languages).toEqual(['chi_sim', 'eng']);
  });
});
