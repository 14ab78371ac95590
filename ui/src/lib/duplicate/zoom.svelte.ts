//! One zoom for two pictures, so that the same spot is compared with the same spot.

const LEAST = 1;
const MOST = 8;
/** One press of a key or button. */
export const STEP = 1.4;

export class LockedZoom {
  /** 1 shows the whole picture. */
  scale = $state(LEAST);
  /** How far the pictures are moved from the middle, in pixels of a pane. */
  x = $state(0);
  y = $state(0);
  /** Size of one pane; both have the same. */
  width = $state(0);
  height = $state(0);

  readonly zoomed = $derived(this.scale > LEAST);
  readonly transform = $derived(`translate(${this.x}px, ${this.y}px) scale(${this.scale})`);

  /** Zooms and keeps the spot that is so far from the pane's middle where it is. */
  zoom(factor: number, fromX = 0, fromY = 0): void {
    const scale = clamp(this.scale * factor, LEAST, MOST);
    const grown = scale / this.scale;
    this.scale = scale;
    this.#place(fromX - (fromX - this.x) * grown, fromY - (fromY - this.y) * grown);
  }

  move(byX: number, byY: number): void {
    this.#place(this.x + byX, this.y + byY);
  }

  /** Fills the panes' width with a picture of this shape (width by height) and shows its top. */
  begin(shape: number): void {
    this.scale = clamp(this.width / (this.height * shape), LEAST, MOST);
    this.#place(0, Number.MAX_SAFE_INTEGER);
  }

  /** The whole pictures. */
  reset(): void {
    this.scale = LEAST;
    this.#place(0, 0);
  }

  /** A pane is never left empty: the picture stops at its edge. */
  #place(x: number, y: number): void {
    const room = (this.scale - 1) / 2;
    this.x = clamp(x, -room * this.width, room * this.width);
    this.y = clamp(y, -room * this.height, room * this.height);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
