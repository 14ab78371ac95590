//! How receipts come into the twin: dropped, read, parted and joined.
import type { DuplicateView, Event, IntakeSummary, ReadAgainRequest, ReviewView, SplitRequest } from '../backend';
import { stateOf } from './edit';
import { fail } from './fail';
import { Log } from './log';
import { invoice, locked, PDF_PASSWORD } from './papers';
import { Queue } from './queue';
import { commandOf } from './registry';
import { emptyFields } from './rows';
import { readSample } from './sample';
import type { Scenario } from './scenario';
import { sampleOf } from './stock';
import { Vault } from './vault';

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export class Intake extends Vault {
  readonly receipts = new Map<string, ReviewView>();
  readonly log = new Log(this.receipts);
  protected readonly queue: Queue;
  protected pairs: DuplicateView[] = [];
  #listeners: ((event: Event) => void)[] = [];
  #last = 0;

  constructor(scenario: Scenario) {
    super(scenario);
    this.queue = new Queue(
      scenario.pace,
      (id) => this.#finishReading(id),
      (remaining, done) => this.emit({ kind: 'queue', remaining, done }),
    );
    this.#begin();
    if (scenario.earlier) this.#yesterday();
  }

  /** The last thing that was done is a day old. */
  #yesterday(): void {
    const [first] = this.receipts.values();
    if (first) this.log.act('edit_receipt', [[first.id, { ...first, note: 'Lunch with Mei' }]], 'Tesco Stores Sdn Bhd');
    this.log.age();
  }

  #begin(): void {
    const { profile, data } = this.scenario;
    if (profile === 'none' || data === 'empty') return;
    if (data === 'papers') return this.#papers();
    const [inbox, confirmed] = { one: [1, 1], some: [14, 40], many: [400, 5000], crowd: [0, 0] }[data] as [number, number];
    for (let at = 0; at < inbox; at++) this.#store(sampleOf(at));
    for (let at = 0; at < confirmed; at++) this.#confirmQuietly(this.#store(sampleOf(at + 500, false)));
    if (data !== 'one') this.#trouble();
  }

  /** An invoice of two pages with its code, and a bill that is locked. */
  #papers(): void {
    const [first, second] = [this.#store(sampleOf(1)), this.#store(sampleOf(2))];
    this.put(invoice(this.get(first)));
    this.put(locked(this.get(second)));
  }

  /** A failed reading, a pair, some in the queue, one in the bin. */
  #trouble(): void {
    const failed = this.#store(sampleOf(90));
    this.put({ ...this.receipts.get(failed)!, state: 'failed', fault: { code: 'nothing_to_read', about: null, incident: null }, fields: emptyFields(this.receipts.get(failed)!) });
    const [first, second] = [this.#store(sampleOf(21, false)), this.#store({ ...sampleOf(21, false), time: '18:41' })];
    this.#confirmQuietly(first);
    this.pairs = [{
      id: 'pair-1', first: this.receipts.get(first)!, second: this.receipts.get(second)!,
      same: ['merchant', 'date', 'total'], different: ['time'],
    }];
    const binned = this.#store(sampleOf(77, false));
    this.#confirmQuietly(binned);
    this.put({ ...this.receipts.get(binned)!, deleted_at: '2026-03-11T08:00:00Z' });
    this.#enqueue([this.#store(sampleOf(60)), this.#store(sampleOf(61)), this.#store(sampleOf(62))]);
  }

  #store(sample: ReturnType<typeof sampleOf>, isSample = false): string {
    const id = `receipt-${++this.#last}`;
    const added = new Date(Date.UTC(2026, 2, 12, 9, 0) - this.#last * 60000).toISOString();
    this.put({ ...readSample(id, sample, added), sample: isSample });
    return id;
  }

  protected put(receipt: ReviewView): void {
    this.receipts.set(receipt.id, receipt);
  }

  #confirmQuietly(id: string): void {
    this.put({ ...this.receipts.get(id)!, state: 'confirmed', confirmed_at: '2026-03-12T09:31:00Z' });
  }

  #enqueue(ids: string[]): void {
    for (const id of ids) this.put({ ...this.receipts.get(id)!, state: 'reading' });
    this.queue.add(ids);
  }

  #finishReading(id: string): void {
    const receipt = this.receipts.get(id);
    if (receipt) this.put({ ...receipt, state: stateOf(receipt.fields), fault: null });
    this.emit({ kind: 'changed' });
  }

  protected get(id: string): ReviewView {
    const receipt = this.receipts.get(id);
    if (!receipt) throw fail('not_found');
    return receipt;
  }

  /** Tells the window something, as the shell would. */
  emit(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The accelerators of the native menu, which a browser page has not. */
  hearKeys(target: Window): void {
    target.addEventListener('keydown', (event) => {
      const id = commandOf(event);
      if (!id) return;
      event.preventDefault();
      this.emit({ kind: 'command', id });
    });
  }

  async watch(listener: (event: Event) => void) {
    this.#listeners.push(listener);
    this.queue.add([]);
  }

  async importReceipts(): Promise<IntakeSummary | null> {
    return this.ingest([70, 71, 72].map((at) => sampleOf(at)), {
      files: 5, already_here: 1, refused: [{ name: 'contract.docx', fault: { code: 'not_a_picture', about: 'contract.docx', incident: null } }],
    });
  }

  async ingestPicture(name: string, bytes: ArrayBuffer) {
    if (bytes.byteLength === 0) throw fail('file_empty', name);
    return this.ingest([sampleOf(this.#last)], { files: 1 });
  }

  async addSamples() {
    return this.ingest(Array.from({ length: 12 }, (_, at) => sampleOf(at)), { files: 12 }, true);
  }

  protected async ingest(samples: ReturnType<typeof sampleOf>[], counts: Partial<IntakeSummary>, isSample = false) {
    const total = counts.files ?? samples.length;
    for (let done = 1; done <= total; done++) {
      this.emit({ kind: 'storing', done, total });
      if (this.scenario.pace) await pause(40);
    }
    const ids = samples.map((sample) => this.#store(sample, isSample));
    this.log.act('ingest', ids.map((id) => [id, this.receipts.get(id)]));
    this.#enqueue(ids);
    const summary = { files: total, added: ids.length, already_here: 0, refused: [], ...counts, receipts: ids };
    this.emit({ kind: 'ingested', summary });
    this.emit({ kind: 'changed' });
    return summary;
  }

  async removeSamples() {
    this.log.act('remove_samples', [...this.receipts.values()].filter(({ sample }) => sample).map(({ id }) => [id, undefined]));
    this.emit({ kind: 'changed' });
  }

  async cancelReading(ids: string[]) {
    for (const id of this.queue.cancel(ids)) {
      const receipt = this.get(id);
      this.put({ ...receipt, state: 'failed', fault: { code: 'reading_cancelled', about: null, incident: null } });
    }
    this.emit({ kind: 'changed' });
  }

  async retryReading(id: string) {
    this.get(id);
    this.#enqueue([id]);
    this.emit({ kind: 'changed' });
  }

  async readAgain({ id }: ReadAgainRequest) {
    if (this.get(id).state === 'confirmed') throw fail('invalid_value', 'state');
    await this.retryReading(id);
  }

  async unlockReceipt(id: string, password: string) {
    if (password !== PDF_PASSWORD) throw fail('pdf_locked', this.get(id).file_name);
    await this.retryReading(id);
  }

  async splitReceipt({ id, parts }: SplitRequest) {
    const whole = this.get(id);
    const ids = parts.map((part) => {
      const made = this.#store(sampleOf(this.#last), whole.sample);
      this.put({ ...this.get(made), pages: whole.pages.map((page) => ({ ...page, part })) });
      return made;
    });
    this.#become('split_receipt', [id], ids);
    return ids;
  }

  async separateReceipt(id: string) {
    const whole = this.get(id);
    const ids = whole.pages.map((page) => {
      const made = this.#store(sampleOf(this.#last), whole.sample);
      this.put({ ...this.get(made), pages: [page] });
      return made;
    });
    this.#become('split_receipt', [id], ids);
    return ids;
  }

  async joinReceipts(ids: string[]) {
    const all = ids.map((id) => this.get(id));
    const [first] = all as [ReviewView];
    const made = `receipt-${++this.#last}`;
    this.put({ ...first, id: made, items: all.flatMap(({ items }) => items), pages: all.flatMap(({ pages }) => pages) });
    this.#become('join_receipts', ids, [made]);
    return made;
  }

  /** Some receipts go to the bin, others take their place and are read. */
  #become(code: string, gone: string[], come: string[]): void {
    const deleted_at = new Date().toISOString();
    const made = come.map((id): [string, ReviewView] => [id, this.get(id)]);
    for (const id of come) this.receipts.delete(id);
    this.log.act(code, [...made, ...gone.map((id): [string, ReviewView] => [id, { ...this.get(id), deleted_at }])]);
    this.#enqueue(come);
    this.emit({ kind: 'changed' });
  }
}
