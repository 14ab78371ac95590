//! What is about to be exported, before the save dialog asks where to.
import type { Backend, ExportDone, ExportFormat, ExportRequest, Fault, Sort } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { NewPassphrase, type StrengthDoor } from '$lib/keys/new-passphrase.svelte';

/** What the form needs of the backend. */
export type ExportDoor = StrengthDoor & Pick<Backend, 'countExport' | 'exportReceipts'>;

/** The list that is exported as it is shown. */
export type ExportSubject = {
  readonly query: string;
  readonly sort: Sort;
  /** The selection that narrows it; none for all rows. */
  exported(): Promise<string[] | null>;
};

export type ExportKind = ExportFormat['kind'];

export class ExportForm {
  readonly #door: ExportDoor;
  readonly #subject: ExportSubject;
  readonly kind: ExportKind;
  rows = $state<'receipt' | 'item'>('receipt');
  /** Excel reads UTF-8 only behind a byte order mark. */
  forExcel = $state(true);
  thumbnails = $state(true);
  /** Whether a passphrase of its own opens the file. */
  encrypted = $state(false);
  readonly secret: NewPassphrase;
  /** The selection, once it is known. */
  only = $state.raw<string[] | null>(null);
  /** How many receipts; none while they are being counted. */
  count = $state<number | null>(null);
  writing = $state(false);
  fault = $state.raw<Fault | null>(null);

  constructor(door: ExportDoor, subject: ExportSubject, kind: ExportKind) {
    this.#door = door;
    this.#subject = subject;
    this.kind = kind;
    this.secret = new NewPassphrase(door, () => '');
  }

  readonly ready = $derived.by(() => !this.writing && Boolean(this.count) && (!this.encrypted || this.secret.ready));

  get query(): string {
    return this.#subject.query;
  }

  get format(): ExportFormat {
    return this.kind === 'csv'
      ? { kind: 'csv', per_item: this.rows === 'item', byte_order_mark: this.forExcel }
      : { kind: 'pdf', thumbnails: this.thumbnails };
  }

  get #request(): ExportRequest {
    const { query, sort } = this.#subject;
    return { query, sort, only: this.only, format: this.format };
  }

  /** Counts what will be in the file. */
  async load(): Promise<void> {
    await this.#try(async () => {
      this.only = await this.#subject.exported();
      this.count = await this.#door.countExport(this.#request);
    });
  }

  /** Asks where to and writes. None when the save dialog was cancelled or the writing failed. */
  async write(): Promise<ExportDone | null> {
    if (this.writing || (this.encrypted && !this.secret.ready)) return null;
    this.writing = true;
    const passphrase = this.encrypted ? this.secret.value : null;
    const done = await this.#try(() => this.#door.exportReceipts(this.#request, passphrase));
    if (done) this.secret.forget();
    this.writing = false;
    return done;
  }

  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    this.fault = null;
    try {
      return await act();
    } catch (thrown) {
      this.fault = faultOf(thrown);
      return null;
    }
  }
}
