import { describe, expect, it } from 'vitest';
import { Viewer } from './viewer.svelte';

const bed = { width: 432, height: 632 };
const picture = { width: 800, height: 1200 };

function fitted(): Viewer {
  const viewer = new Viewer();
  viewer.resize(bed, picture);
  return viewer;
}

describe('the picture in its bed', () => {
  it('is seen whole at first', () => {
    expect(fitted().zoom, '400 and 600 remain beside the edges').toBe(0.5);
  });

  it('is read from its top when it is too tall to be read whole', () => {
    const viewer = new Viewer();
    viewer.resize(bed, { width: 400, height: 2400 });
    expect(viewer.zoom, 'as wide as the bed').toBe(1);
    expect(viewer.pixelAt({ x: 16, y: 16 }), 'the top left corner stands at the edge').toEqual({ x: 0, y: 0 });
    viewer.toggleFit();
    expect(viewer.zoom, 'whole on request').toBe(0.25);
    viewer.toggleFit();
    expect(viewer.zoom, 'and back').toBe(1);
    viewer.reveal({ x: 100, y: 2300, width: 80, height: 20 });
    const middle = viewer.pixelAt({ x: bed.width / 2, y: bed.height / 2 });
    expect(middle.y, 'the total at its foot comes into sight').toBeCloseTo(2310);
    expect(viewer.touched, 'the user has not moved it').toBe(false);
  });

  it('keeps what is under the pointer there while zooming', () => {
    const viewer = fitted();
    const pointer = { x: 100, y: 500 };
    const before = viewer.pixelAt(pointer);
    viewer.zoomBy(2.5, pointer);
    expect(viewer.pixelAt(pointer).x, 'the picture must not run away').toBeCloseTo(before.x);
    expect(viewer.pixelAt(pointer).y).toBeCloseTo(before.y);
  });

  it('stays within its zooms however long the wheel is turned', () => {
    const viewer = fitted();
    for (let turn = 0; turn < 100; turn++) viewer.zoomBy(2);
    expect(viewer.zoom).toBe(8);
    for (let turn = 0; turn < 100; turn++) viewer.zoomBy(0.5);
    expect(viewer.zoom).toBe(0.25);
  });

  it('cannot be pushed out of sight', () => {
    const viewer = fitted();
    viewer.pan(1e6, -1e6);
    const { x, y } = viewer.shift;
    expect(x, 'a part is always left to grip').toBeLessThan((400 + 432) / 2);
    expect(-y).toBeLessThan((600 + 632) / 2);
  });

  it('finds the same pixel after a turn', () => {
    const viewer = fitted();
    viewer.turn();
    expect(viewer.zoom, 'a turned picture is fitted by its other side').toBeCloseTo(400 / 1200);
    const corner = viewer.pixelAt({ x: bed.width / 2 + 200, y: bed.height / 2 - 800 / 6 });
    expect(corner.x, 'clockwise, the upper left corner comes to the upper right').toBeCloseTo(0);
    expect(corner.y).toBeCloseTo(0);
    for (let turn = 0; turn < 3; turn++) viewer.turn();
    expect(viewer.turns).toBe(0);
  });

  it('moves a box into sight, and leaves one that is seen alone', () => {
    const viewer = fitted();
    viewer.zoomBy(4);
    const before = viewer.shift;
    viewer.reveal({ x: 390, y: 590, width: 20, height: 20 });
    expect(viewer.shift, 'no jumping about').toEqual(before);
    viewer.reveal({ x: 0, y: 0, width: 20, height: 20 });
    const middle = viewer.pixelAt({ x: bed.width / 2, y: bed.height / 2 });
    expect(middle.x).toBeCloseTo(10);
    expect(middle.y).toBeCloseTo(10);
  });

  it('follows the window until the user has moved it', () => {
    const viewer = fitted();
    viewer.resize({ width: 832, height: 1232 }, picture);
    expect(viewer.zoom, 'fitted anew').toBe(1);
    viewer.zoomBy(2);
    viewer.resize(bed, picture);
    expect(viewer.zoom, 'left as it was set').toBe(2);
  });

  it('bears a picture without a size', () => {
    const viewer = new Viewer();
    viewer.resize(bed, { width: 0, height: 0 });
    expect(viewer.zoom).toBe(1);
    expect(Number.isFinite(viewer.pixelAt({ x: 3, y: 4 }).x)).toBe(true);
  });
});
