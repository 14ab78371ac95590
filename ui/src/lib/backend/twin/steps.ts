//! Steps that take long, in memory: they say how far they are and can be stopped.
import type { OnProgress, ProgressStep } from '../backend';
import { fail } from './fail';

const TICKS = 4;

export class Steps {
  #stopped = false;

  /** `pace` is how long one step takes, in milliseconds. */
  constructor(private pace: number) {}

  async go(steps: ProgressStep[], onProgress: OnProgress): Promise<void> {
    this.#stopped = false;
    for (const step of steps) {
      for (let done = 0; done <= TICKS; done++) {
        if (this.#stopped) throw fail('cancelled');
        onProgress({ step, done: done * 256, total: TICKS * 256 });
        await this.#rest();
      }
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #rest(): Promise<void> {
    const until = Date.now() + this.pace / TICKS;
    while (!this.#stopped && Date.now() < until) await new Promise((rested) => setTimeout(rested, 20));
  }
}
