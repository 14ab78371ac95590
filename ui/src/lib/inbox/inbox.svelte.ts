//! What was dropped and is not confirmed yet.
import type { Backend, InboxRow, InboxView, IntakeSummary } from '$lib/backend/backend';
import { t } from '$lib/i18n/i18n';
import type { History } from '$lib/shell/history.svelte';
import type { Toasts } from '$lib/shell/toasts.svelte';

const EMPTY: InboxView = {
  to_review: [], ready: [], reading: [], failed: [], duplicates: [],
  confirmed_count: 0, has_samples: false, offer_recovery_kit: false, offer_backup: false,
};

export class Inbox {
  view = $state.raw<InboxView>(EMPTY);
  loaded = $state(false);
  /** What became of the last drop, until it is closed. */
  summary = $state.raw<IntakeSummary | null>(null);
  /** Whether a place for backups is not to be asked for in this sitting. */
  backupPutOff = $state(false);
  /** The receipt the keys act on. */
  selected = $state<string | null>(null);
  #loading: Promise<void> | null = null;
  #again = false;

  constructor(
    private backend: Backend,
    private history: History,
    private toasts: Toasts,
  ) {}

  clear(): void {
    this.view = EMPTY;
    this.loaded = false;
    this.summary = null;
    this.backupPutOff = false;
    this.selected = null;
  }

  /** What can be opened, in the order it is shown. */
  get reviewable(): InboxRow[] {
    return [...this.view.to_review, ...this.view.ready];
  }

  /** Every row in the order it is shown. */
  get rows(): InboxRow[] {
    return [...this.view.to_review, ...this.view.ready, ...this.view.reading, ...this.view.failed];
  }

  /** How many things wait for the user. */
  get waiting(): number {
    const { to_review, ready, failed, duplicates } = this.view;
    return to_review.length + ready.length + failed.length + duplicates.length;
  }

  get empty(): boolean {
    return this.waiting + this.view.reading.length === 0;
  }

  /** Loads anew; calls that come while one is under way share the next. */
  load(): Promise<void> {
    if (this.#loading) this.#again = true;
    else this.#loading = this.#fetch().finally(() => (this.#loading = null));
    return this.#loading ?? Promise.resolve();
  }

  async #fetch(): Promise<void> {
    do {
      this.#again = false;
      this.view = await this.backend.inbox();
      this.loaded = true;
    } while (this.#again);
  }

  /** Moves the selection by so many rows and stays within the list. */
  select(by: number): void {
    const rows = this.rows;
    const at = rows.findIndex((row) => row.id === this.selected);
    const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
    this.selected = rows[to]?.id ?? null;
  }

  /** Confirms these of the Ready section in one step. */
  async confirmReady(ids: string[]): Promise<void> {
    await this.#attempt(async () => {
      const count = await this.backend.confirmAll(ids);
      this.history.done(t('inbox.confirmed', { count }));
    });
  }

  async retry(id: string): Promise<void> {
    await this.#attempt(() => this.backend.retryReading(id));
  }

  /** Stops the reading of some, or of all with an empty list. */
  async cancel(ids: string[]): Promise<void> {
    await this.#attempt(() => this.backend.cancelReading(ids));
  }

  async bin(id: string): Promise<void> {
    await this.#attempt(async () => {
      await this.backend.binReceipts([id]);
      this.history.done(t('inbox.binned', { count: 1 }));
    });
  }

  async import(): Promise<void> {
    await this.#attempt(async () => this.#arrived(await this.backend.importReceipts()));
  }

  async addSamples(): Promise<void> {
    await this.#attempt(async () => this.#arrived(await this.backend.addSamples()));
  }

  async removeSamples(): Promise<void> {
    await this.#attempt(async () => {
      await this.backend.removeSamples();
      this.history.done(t('inbox.samples_removed'));
    });
  }

  async paste(name: string, bytes: ArrayBuffer): Promise<void> {
    await this.#attempt(async () => this.#arrived(await this.backend.ingestPicture(name, bytes)));
  }

  #arrived(summary: IntakeSummary | null): void {
    if (summary) this.summary = summary;
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      await Promise.all([this.load(), this.history.load()]);
    } catch (thrown) {
      this.toasts.fault(thrown);
    }
  }
}
