//! Whether what is here is all that there was, and as it was written.
import type { Backend, Fault, IntegrityView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { t } from '$lib/i18n/i18n';
import type { Toasts } from '$lib/shell/toasts.svelte';

/** What it needs of the backend. */
export type IntegrityDoor = Pick<Backend, 'integrity' | 'checkIntegrity' | 'acknowledgeShortened'>;

const WHOLE: IntegrityView = { shortened: [], read_only: false };

export class Integrity {
  view = $state.raw<IntegrityView>(WHOLE);
  checking = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(
    private door: IntegrityDoor,
    private toasts: Pick<Toasts, 'say' | 'faultOf'>,
  ) {}

  /** The latest time that the history was found to end early. */
  readonly shortened = $derived.by(() => this.view.shortened.at(-1) ?? null);

  clear(): void {
    this.view = WHOLE;
    this.fault = null;
  }

  async load(): Promise<void> {
    this.view = await this.door.integrity();
  }

  /** Looks at every byte. What is found is said, and shown from then on. */
  async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    await this.#try(async () => {
      const { receipts } = await this.door.checkIntegrity();
      const hint = this.view.read_only ? t('integrity.reopen') : undefined;
      this.toasts.say({ title: t('integrity.whole', { count: receipts }), hint });
    });
    if (this.fault) this.toasts.faultOf(this.fault);
    this.checking = false;
  }

  /** The user has seen it and goes on with what is here. */
  async acknowledge(): Promise<void> {
    await this.#try(() => this.door.acknowledgeShortened());
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      this.fault = null;
      await act();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
    await this.load().catch(() => {});
  }
}
