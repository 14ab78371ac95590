//! A locked profile that is being opened.
import type { Fault, ProfileView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What opening needs of the session. */
export type OpeningDoor = {
  open(id: string, passphrase: string | null): Promise<void>;
  openWithKit(id: string, words: string): Promise<void>;
};

export class Opening {
  passphrase = $state('');
  words = $state('');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(
    readonly profile: ProfileView,
    private door: OpeningDoor,
    fault: Fault | null = null,
  ) {
    this.fault = fault;
  }

  /** How many recovery words were typed. */
  readonly count = $derived(this.words.split(/\s+/).filter(Boolean).length);

  /** Whether there is enough to try with. */
  readonly ready = $derived.by(() => this.profile.mode === 'keychain' || this.passphrase !== '');

  async open(): Promise<void> {
    const passphrase = this.profile.mode !== 'keychain' ? this.passphrase : null;
    await this.#try(() => this.door.open(this.profile.id, passphrase));
    this.passphrase = '';
  }

  /** The words stay when they were wrong, so that one letter can be mended. */
  async openWithKit(): Promise<void> {
    const opened = await this.#try(() => this.door.openWithKit(this.profile.id, this.words.trim().replace(/\s+/g, ' ')));
    if (opened) this.words = '';
  }

  async #try(step: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = null;
    try {
      await step();
      return true;
    } catch (thrown) {
      this.fault = faultOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
