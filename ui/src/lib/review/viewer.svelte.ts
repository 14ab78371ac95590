//! How a picture lies in its bed: zoom, place and turn.
import type { Bounds } from '$lib/backend/backend';

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

const MOST = 8;
const EDGE = 16;
/** A picture that would be this much narrower than its bed when seen whole is read from its top instead. */
const TALL = 0.6;

export class Viewer {
  /** The bed, in CSS pixels. */
  bed = $state<Size>({ width: 0, height: 0 });
  /** The upright picture, in its own pixels. */
  picture = $state<Size>({ width: 0, height: 0 });
  zoom = $state(1);
  /** The picture's middle, seen from the bed's middle, in CSS pixels. */
  shift = $state<Point>({ x: 0, y: 0 });
  /** Quarter turns clockwise. */
  turns = $state(0);
  /** Whether the user has zoomed or moved since the last fit. */
  touched = $state(false);

  /** The zoom at which all of the picture is seen. */
  get whole(): number {
    return Math.min(this.wide, this.#zoomTo(this.bed.height, this.#turned.height));
  }

  /** The zoom at which the picture is as wide as its bed. */
  get wide(): number {
    return this.#zoomTo(this.bed.width, this.#turned.width);
  }

  #zoomTo(room: number, length: number): number {
    return length > 0 && room > 2 * EDGE ? Math.min((room - 2 * EDGE) / length, 2) : 1;
  }

  get #turned(): Size {
    const { width, height } = this.picture;
    return this.turns % 2 ? { width: height, height: width } : { width, height };
  }

  /** Takes a new size of bed or picture; a picture nobody has moved is fitted anew. */
  resize(bed: Size, picture: Size): void {
    const other = picture.width !== this.picture.width || picture.height !== this.picture.height;
    this.bed = bed;
    this.picture = picture;
    if (other || !this.touched) this.fit();
  }

  /** As it is shown first: whole, or from its top when it is too tall to be read whole. */
  fit(): void {
    if (this.whole < this.wide * TALL) this.#fitWidth();
    else this.fitWhole();
  }

  fitWhole(): void {
    this.zoom = this.whole;
    this.shift = { x: 0, y: 0 };
    this.touched = false;
  }

  #fitWidth(): void {
    this.zoom = this.wide;
    this.shift = { x: 0, y: EDGE + (this.#turned.height * this.zoom - this.bed.height) / 2 };
    this.touched = false;
  }

  /** From whole to as first shown, from anything else to whole. */
  toggleFit(): void {
    const isWhole = this.zoom === this.whole && this.shift.x === 0 && this.shift.y === 0;
    if (isWhole) this.fit();
    else this.fitWhole();
  }

  /** Turns by quarters clockwise. */
  turn(by = 1): void {
    this.turns = (this.turns + by + 4) % 4;
    this.fit();
  }

  /** Zooms by a factor about a point of the bed, so that what is under the pointer stays there. */
  zoomBy(factor: number, about: Point = { x: this.bed.width / 2, y: this.bed.height / 2 }): void {
    const zoom = Math.min(MOST, Math.max(this.whole / 2, this.zoom * factor));
    const x = about.x - this.bed.width / 2;
    const y = about.y - this.bed.height / 2;
    const by = zoom / this.zoom;
    this.shift = { x: x - (x - this.shift.x) * by, y: y - (y - this.shift.y) * by };
    this.zoom = zoom;
    this.touched = true;
    this.#keepInSight();
  }

  pan(dx: number, dy: number): void {
    this.touched = true;
    this.#shiftBy(dx, dy);
  }

  /** Moves a box that is out of sight into the middle, sideways or up and down only as far as needed. */
  reveal(bounds: Bounds): void {
    const middle = this.#seen({ x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 });
    const by = (at: number, room: number) => (at < EDGE * 2 || at > room - EDGE * 2 ? room / 2 - at : 0);
    this.#shiftBy(by(middle.x, this.bed.width), by(middle.y, this.bed.height));
  }

  #shiftBy(dx: number, dy: number): void {
    this.shift = { x: this.shift.x + dx, y: this.shift.y + dy };
    this.#keepInSight();
  }

  /** The pixel of the picture under a point of the bed. */
  pixelAt(point: Point): Point {
    const x = (point.x - this.bed.width / 2 - this.shift.x) / this.zoom;
    const y = (point.y - this.bed.height / 2 - this.shift.y) / this.zoom;
    const back = rotate({ x, y }, (4 - this.turns) % 4);
    return { x: back.x + this.picture.width / 2, y: back.y + this.picture.height / 2 };
  }

  /** Where in the bed a pixel of the picture is seen. */
  #seen(pixel: Point): Point {
    const from = { x: pixel.x - this.picture.width / 2, y: pixel.y - this.picture.height / 2 };
    const turned = rotate(from, this.turns);
    return {
      x: this.bed.width / 2 + this.shift.x + turned.x * this.zoom,
      y: this.bed.height / 2 + this.shift.y + turned.y * this.zoom,
    };
  }

  /** A picture cannot be pushed out of the bed altogether. */
  #keepInSight(): void {
    const { width, height } = this.#turned;
    const most = { x: (width * this.zoom + this.bed.width) / 2 - 64, y: (height * this.zoom + this.bed.height) / 2 - 64 };
    this.shift = { x: clamp(this.shift.x, most.x), y: clamp(this.shift.y, most.y) };
  }
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

/** Quarter turns clockwise about the origin, y downward. */
function rotate({ x, y }: Point, turns: number): Point {
  switch (turns) {
    case 1:
      return { x: -y, y: x };
    case 2:
      return { x: -x, y: -y };
    case 3:
      return { x: y, y: -x };
    default:
      return { x, y };
  }
}
