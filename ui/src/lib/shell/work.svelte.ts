//! What is going on behind the window: files dragged over it, being stored, being read.
import type { Events } from './events';

export class Work {
  /** Files held over the window. */
  dragged = $state(0);
  /** The drop that is being stored. */
  storing = $state<{ done: number; total: number } | null>(null);
  /** The reading queue, while it is not empty. */
  reading = $state<{ done: number; remaining: number } | null>(null);

  /** Whether the status line has anything to say. */
  get busy(): boolean {
    return this.storing !== null || this.reading !== null;
  }

  constructor(events: Events) {
    events.on('drag_over', ({ count }) => (this.dragged = count));
    events.on('storing', ({ done, total }) => {
      this.dragged = 0;
      this.storing = done < total ? { done, total } : null;
    });
    events.on('queue', ({ done, remaining }) => (this.reading = remaining > 0 ? { done, remaining } : null));
    events.on('ingested', () => this.#settle());
    events.on('refused', () => this.#settle());
  }

  #settle(): void {
    this.dragged = 0;
    this.storing = null;
  }
}
