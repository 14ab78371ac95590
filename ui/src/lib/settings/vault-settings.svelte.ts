//! How the open profile is kept, as the settings show it.
import type { Backend, Fault, LockView, VaultView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What the settings need of the backend. */
export type VaultDoor = Pick<Backend, 'vault' | 'setLock'>;

export class VaultSettings {
  view = $state.raw<VaultView | null>(null);
  fault = $state.raw<Fault | null>(null);

  constructor(private door: VaultDoor) {}

  async load(): Promise<void> {
    await this.#try(async () => {});
  }

  async setLock(lock: LockView): Promise<void> {
    await this.#try(() => this.door.setLock(lock));
  }

  /** What stands is shown whatever came of it. */
  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.fault = null;
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
    try {
      this.view = await this.door.vault();
    } catch (thrown) {
      this.fault ??= faultOf(thrown);
    }
  }
}
