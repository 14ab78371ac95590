//! What is about to be exported, before the save dialog asks where to.
import type { Backend, ExportDone, ExportFormat, ExportRequest, Fault, ListTotals, Sort } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What the form needs of the backend. */
export type ExportDoor = Pick<Backend, 'exportReceipts' | 'listTotals'>;

/** The list that is exported as it is shown; `only` narrows it to a selection. */
export type ExportSubject = { query: string; sort: Sort; only: string[] | null };

export type ExportKind = ExportFormat['kind'];

export class ExportForm {
  readonly #door: ExportDoor;
  readonly subject: ExportSubject;
  kind = $state<ExportKind>('csv');
  perItem = $state(false);
  /** Excel reads UTF-8 only behind a byte order mark. */
  forExcel = $state(true);
  thumbnails = $state(true);
  totals = $state.raw<ListTotals | null>(null);
  writing = $state(false);
  fault = $state.raw<Fault | null>(null);

  /** How many receipts; none while they are being counted. */
  readonly count = $derived.by(() => this.subject.only?.length ?? this.totals?.count ?? null);

  constructor(door: ExportDoor, subject: ExportSubject, kind: ExportKind) {
    this.#door = door;
    this.subject = subject;
    this.kind = kind;
  }

  get format(): ExportFormat {
    return this.kind === 'csv'
      ? { kind: 'csv', per_item: this.perItem, byte_order_mark: this.forExcel }
      : { kind: 'pdf', thumbnails: this.thumbnails };
  }

  /** Counts what will be in the file. */
  async load(): Promise<void> {
    if (this.subject.only) return;
    try {
      this.totals = await this.#door.listTotals(this.subject.query);
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
  }

  /** Asks where to and writes. None when the save dialog was cancelled or the writing failed. */
  async write(): Promise<ExportDone | null> {
    if (this.writing) return null;
    this.writing = true;
    this.fault = null;
    try {
      return await this.#door.exportReceipts(this.#request());
    } catch (thrown) {
      this.fault = faultOf(thrown);
      return null;
    } finally {
      this.writing = false;
    }
  }

  #request(): ExportRequest {
    return { ...this.subject, format: this.format };
  }
}
