//! The shell's behaviour in memory.
import { sumByCurrency } from '$lib/money/decimal';
import type {
  Backend, ConfirmRequest, DuplicateDecision, DuplicateView, Event, ExportRequest, InboxRow, IntakeSummary,
  ListRequest, PictureSize, PreferencesView, ReadAgainRequest, ReceiptEdits, ReviewView, SplitRequest, Theme,
} from '../backend';
import { Door } from './door';
import { edited, stateOf } from './edit';
import { fail } from './fail';
import { find, valueOf } from './find';
import { Folders } from './folders';
import { known } from './known';
import { Log } from './log';
import { draw } from './print';
import { Queue } from './queue';
import { COMMANDS, commandOf } from './registry';
import { emptyFields, listRow, totalOf } from './rows';
import { readSample } from './sample';
import type { Scenario } from './scenario';
import { CATEGORIES, sampleOf } from './stock';

/** What opens every locked file here. */
export const PDF_PASSWORD = 'lengkuas';

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export class Twin extends Door implements Backend {
  readonly receipts = new Map<string, ReviewView>();
  readonly log = new Log(this.receipts);
  readonly #queue: Queue;
  readonly #folders = new Folders();
  #pairs: DuplicateView[] = [];
  #listeners: ((event: Event) => void)[] = [];
  #theme: Theme = 'system';
  #last = 0;

  constructor(scenario: Scenario) {
    super(scenario);
    this.#queue = new Queue(
      scenario.pace,
      (id) => this.#finishReading(id),
      (remaining, done) => this.emit({ kind: 'queue', remaining, done }),
    );
    this.#begin();
  }

  #begin(): void {
    const { profile, data } = this.scenario;
    if (profile === 'none' || data === 'empty') return;
    const [inbox, confirmed] = { one: [1, 1], some: [14, 40], many: [400, 5000], crowd: [0, 0] }[data] as [number, number];
    for (let at = 0; at < inbox; at++) this.#store(sampleOf(at));
    for (let at = 0; at < confirmed; at++) this.#confirmQuietly(this.#store(sampleOf(at + 500, false)));
    if (data !== 'one') this.#trouble();
  }

  /** A failed reading, a pair, some in the queue, one in the bin. */
  #trouble(): void {
    const failed = this.#store(sampleOf(90));
    this.#put({ ...this.receipts.get(failed)!, state: 'failed', fault: { code: 'nothing_to_read', about: null, incident: null }, fields: emptyFields(this.receipts.get(failed)!) });
    const [first, second] = [this.#store(sampleOf(21, false)), this.#store({ ...sampleOf(21, false), time: '18:41' })];
    this.#confirmQuietly(first);
    this.#pairs = [{
      id: 'pair-1', first: this.receipts.get(first)!, second: this.receipts.get(second)!,
      same: ['merchant', 'date', 'total'], different: ['time'],
    }];
    const binned = this.#store(sampleOf(77, false));
    this.#confirmQuietly(binned);
    this.#put({ ...this.receipts.get(binned)!, deleted_at: '2026-03-11T08:00:00Z' });
    this.#enqueue([this.#store(sampleOf(60)), this.#store(sampleOf(61)), this.#store(sampleOf(62))]);
  }

  #store(sample: ReturnType<typeof sampleOf>, isSample = false): string {
    const id = `receipt-${++this.#last}`;
    const added = new Date(Date.UTC(2026, 2, 12, 9, 0) - this.#last * 60000).toISOString();
    this.#put({ ...readSample(id, sample, added), sample: isSample });
    return id;
  }

  #put(receipt: ReviewView): void {
    this.receipts.set(receipt.id, receipt);
  }

  #confirmQuietly(id: string): void {
    this.#put({ ...this.receipts.get(id)!, state: 'confirmed', confirmed_at: '2026-03-12T09:31:00Z' });
  }

  #enqueue(ids: string[]): void {
    for (const id of ids) this.#put({ ...this.receipts.get(id)!, state: 'reading' });
    this.#queue.add(ids);
  }

  #finishReading(id: string): void {
    const receipt = this.receipts.get(id);
    if (receipt) this.#put({ ...receipt, state: stateOf(receipt.fields), fault: null });
    this.emit({ kind: 'changed' });
  }

  #get(id: string): ReviewView {
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
    this.#queue.add([]);
  }

  async importReceipts(): Promise<IntakeSummary | null> {
    return this.#ingest([70, 71, 72].map((at) => sampleOf(at)), {
      files: 5, already_here: 1, refused: [{ name: 'contract.docx', fault: { code: 'not_a_picture', about: 'contract.docx', incident: null } }],
    });
  }

  async ingestPicture(name: string, bytes: ArrayBuffer) {
    if (bytes.byteLength === 0) throw fail('file_empty', name);
    return this.#ingest([sampleOf(this.#last)], { files: 1 });
  }

  async addSamples() {
    return this.#ingest(Array.from({ length: 12 }, (_, at) => sampleOf(at)), { files: 12 }, true);
  }

  async #ingest(samples: ReturnType<typeof sampleOf>[], counts: Partial<IntakeSummary>, isSample = false) {
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
    for (const id of this.#queue.cancel(ids)) {
      const receipt = this.#get(id);
      this.#put({ ...receipt, state: 'failed', fault: { code: 'reading_cancelled', about: null, incident: null } });
    }
    this.emit({ kind: 'changed' });
  }

  async retryReading(id: string) {
    this.#get(id);
    this.#enqueue([id]);
    this.emit({ kind: 'changed' });
  }

  async readAgain({ id }: ReadAgainRequest) {
    if (this.#get(id).state === 'confirmed') throw fail('invalid_value', 'state');
    await this.retryReading(id);
  }

  async unlockReceipt(id: string, password: string) {
    if (password !== PDF_PASSWORD) throw fail('pdf_locked', this.#get(id).file_name);
    await this.retryReading(id);
  }

  async splitReceipt({ id, parts }: SplitRequest) {
    const whole = this.#get(id);
    const ids = parts.map((part) => {
      const made = this.#store(sampleOf(this.#last), whole.sample);
      this.#put({ ...this.#get(made), pages: whole.pages.map((page) => ({ ...page, part })) });
      return made;
    });
    this.#become('split_receipt', [id], ids);
    return ids;
  }

  async separateReceipt(id: string) {
    const whole = this.#get(id);
    const ids = whole.pages.map((page) => {
      const made = this.#store(sampleOf(this.#last), whole.sample);
      this.#put({ ...this.#get(made), pages: [page] });
      return made;
    });
    this.#become('split_receipt', [id], ids);
    return ids;
  }

  async joinReceipts(ids: string[]) {
    const all = ids.map((id) => this.#get(id));
    const [first] = all as [ReviewView];
    const made = `receipt-${++this.#last}`;
    this.#put({ ...first, id: made, items: all.flatMap(({ items }) => items), pages: all.flatMap(({ pages }) => pages) });
    this.#become('join_receipts', ids, [made]);
    return made;
  }

  /** Some receipts go to the bin, others take their place and are read. */
  #become(code: string, gone: string[], come: string[]): void {
    const deleted_at = new Date().toISOString();
    const made = come.map((id): [string, ReviewView] => [id, this.#get(id)]);
    for (const id of come) this.receipts.delete(id);
    this.log.act(code, [...made, ...gone.map((id): [string, ReviewView] => [id, { ...this.#get(id), deleted_at }])]);
    this.#enqueue(come);
    this.emit({ kind: 'changed' });
  }

  async inbox() {
    const all = [...this.receipts.values()].filter((receipt) => !receipt.deleted_at);
    const paired = new Set(this.#pairs.map((pair) => pair.second.id));
    const section = (state: ReviewView['state']) =>
      all.filter((receipt) => receipt.state === state && !paired.has(receipt.id)).map((receipt) => this.#inboxRow(receipt));
    const confirmed = all.filter(({ state }) => state === 'confirmed').length;
    return {
      to_review: section('to_review'), ready: section('ready'), reading: section('reading'), failed: section('failed'),
      duplicates: this.#pairs, confirmed_count: confirmed,
      has_samples: all.some(({ sample }) => sample),
      offer_recovery_kit: confirmed >= 3 && confirmed < 10 && !this.kitSettled,
    };
  }

  #inboxRow(receipt: ReviewView): InboxRow {
    return {
      id: receipt.id, file_name: receipt.file_name, attachment_id: receipt.id,
      merchant: valueOf(receipt, 'merchant') || null, date: valueOf(receipt, 'date') || null,
      number: valueOf(receipt, 'number') || null,
      category_id: receipt.category_id, total: totalOf(receipt),
      doubts: receipt.fields.filter(({ state }) => state === 'check' || state === 'missing').length,
      in_reader: this.#queue.current === receipt.id, fault: receipt.fault, sample: receipt.sample,
    };
  }

  async review(id: string) {
    return this.#get(id);
  }

  async editReceipt(id: string, edits: ReceiptEdits) {
    const next = edited(this.#get(id), edits);
    this.log.act('edit_receipt', [[id, next]], valueOf(next, 'merchant'));
    this.emit({ kind: 'changed' });
    return next;
  }

  async confirmReceipt({ id, edits, as_it_stands }: ConfirmRequest) {
    const next = edited(this.#get(id), edits);
    const unsure = stateOf(next.fields) === 'to_review';
    if (unsure && !as_it_stands) throw fail('invalid_value', next.fields.find(({ state }) => state === 'check' || state === 'missing')?.name);
    const confirmed: ReviewView = { ...next, state: 'confirmed', unsure, confirmed_at: new Date().toISOString() };
    this.log.act('confirm_receipt', [[id, confirmed]], valueOf(confirmed, 'merchant'));
    this.emit({ kind: 'changed' });
    return confirmed;
  }

  async confirmAll(ids: string[]) {
    this.log.act('confirm_receipt', ids.map((id) => [id, { ...this.#get(id), state: 'confirmed' as const, confirmed_at: new Date().toISOString() }]));
    this.emit({ kind: 'changed' });
    return ids.length;
  }

  async resolveDuplicate(id: string, decision: DuplicateDecision) {
    const pair = this.#pairs.find((candidate) => candidate.id === id);
    if (!pair) throw fail('not_found');
    this.#pairs = this.#pairs.filter((candidate) => candidate.id !== id);
    const [first, second] = [this.#get(pair.first.id), this.#get(pair.second.id)];
    const pages = { keep_both_pictures: [...first.pages, ...second.pages], replace_picture: second.pages, two_purchases: first.pages }[decision];
    const deleted_at = decision === 'two_purchases' ? null : new Date().toISOString();
    this.log.act('resolve_duplicate', [[first.id, { ...first, pages }], [second.id, { ...second, deleted_at }]]);
    this.emit({ kind: 'changed' });
  }

  async listReceipts({ query, sort, offset, limit }: ListRequest) {
    return find(this.receipts.values(), query, sort).slice(offset, offset + limit).map(listRow);
  }

  async listTotals(query: string) {
    const found = find(this.receipts.values(), query, { by: 'date', ascending: false });
    const amounts = found.filter(({ sample }) => !sample).map(totalOf).filter((total) => total !== null);
    return { count: found.length, sums: sumByCurrency(amounts) };
  }

  async binReceipts(ids: string[]) {
    this.#touch('bin_receipts', ids, () => ({ deleted_at: new Date().toISOString() }));
  }

  async restoreReceipts(ids: string[]) {
    this.#touch('restore_receipts', ids, () => ({ deleted_at: null }));
  }

  async categoriseReceipts(ids: string[], categoryId: string) {
    this.#touch('categorise_receipts', ids, () => ({ category_id: categoryId || null }));
  }

  #touch(code: string, ids: string[], change: () => Partial<ReviewView>): void {
    this.log.act(code, ids.map((id) => [id, { ...this.#get(id), ...change() }]));
    this.emit({ kind: 'changed' });
  }

  async categories() {
    return CATEGORIES;
  }

  async countExport({ query, sort, only }: ExportRequest) {
    return find(this.receipts.values(), query, sort).filter(({ id, sample }) => !sample && (only?.includes(id) ?? true)).length;
  }

  async exportReceipts(request: ExportRequest) {
    const receipts = await this.countExport(request);
    if (receipts === 0) throw fail('nothing_to_export');
    return { file_name: `Receipts.${request.format.kind}`, receipts, notes: [] };
  }

  async merchants() {
    const forgotten = this.log.forgotten();
    return known(this.receipts.values()).filter(({ key }) => !forgotten.has(key));
  }

  async forgetMerchant(key: string) {
    const merchant = (await this.merchants()).find((candidate) => candidate.key === key);
    if (!merchant) throw fail('not_found');
    this.log.forget(key, merchant.name);
    this.emit({ kind: 'changed' });
  }

  async watched() {
    return this.#folders.view();
  }

  async lookIntoFolders() {
    this.#folders.look();
    this.emit({ kind: 'changed' });
  }

  async watchFolder() {
    this.#folders.add();
    return true;
  }

  async unwatchFolder(_id: string) {
    this.#folders.remove();
  }

  async takeOffered(ids: string[]) {
    const count = this.#folders.settle(ids);
    return this.#ingest(Array.from({ length: count }, (_, at) => sampleOf(80 + at)), { files: count });
  }

  async dismissOffered(ids: string[]) {
    this.#folders.settle(ids);
    this.emit({ kind: 'changed' });
  }

  async undoView() {
    return this.log.view();
  }

  async undo() {
    const view = this.log.undo();
    this.emit({ kind: 'changed' });
    return view;
  }

  async redo() {
    const view = this.log.redo();
    this.emit({ kind: 'changed' });
    return view;
  }

  async preferences() {
    return { theme: this.#theme };
  }

  async setPreferences({ theme }: PreferencesView) {
    this.#theme = theme;
  }

  async commandRegistry() {
    return COMMANDS;
  }

  pictureUrl(attachmentId: string, _size: PictureSize): string {
    const pages = [...this.receipts.values()].flatMap((receipt) => receipt.pages);
    const page = pages.find((candidate) => candidate.attachment_id === attachmentId);
    return page ? draw(page.words, page.height) : 'data:,';
  }
}
