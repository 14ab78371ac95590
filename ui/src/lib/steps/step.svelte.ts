//! A step that takes long: how far it is, and its end.
import type { Backend, Fault, OnProgress, ProgressView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What a step needs of the backend. */
export type StepDoor = Pick<Backend, 'cancelStep'>;

export class Step {
  /** How far it is; none before the first word of it, and afterwards. */
  progress = $state.raw<ProgressView | null>(null);
  busy = $state(false);
  stopping = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(private door: StepDoor) {}

  /** Takes one step at a time; none when it failed or was stopped, which `fault` says. */
  async run<T>(take: (onProgress: OnProgress) => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.fault = null;
    try {
      return await take((progress) => (this.progress = progress));
    } catch (thrown) {
      this.fault = faultOf(thrown);
      return null;
    } finally {
      this.busy = false;
      this.stopping = false;
      this.progress = null;
    }
  }

  /** It stops where it can; past its commit point it goes on to its end. */
  async stop(): Promise<void> {
    if (!this.busy) return;
    this.stopping = true;
    await this.door.cancelStep();
  }
}
