//! The shell's behaviour in memory.
import { sumByCurrency } from '$lib/money/decimal';
import type {
  Backend, ConfirmRequest, DuplicateDecision, ExportRequest, InboxRow, ListRequest, PictureSize, PreferencesView,
  ReceiptEdits, ReviewView, Theme,
} from '../backend';
import { edited, stateOf } from './edit';
import { fail } from './fail';
import { find, valueOf } from './find';
import { Folders } from './folders';
import { Others } from './others';
import { known } from './known';
import { draw } from './print';
import { COMMANDS } from './registry';
import { listRow, totalOf } from './rows';
import { CATEGORIES, sampleOf } from './stock';

export class Twin extends Others implements Backend {
  readonly #folders = new Folders();
  #theme: Theme = 'system';

  async inbox() {
    const all = [...this.receipts.values()].filter((receipt) => !receipt.deleted_at);
    const paired = new Set(this.pairs.map((pair) => pair.second.id));
    const section = (state: ReviewView['state']) =>
      all.filter((receipt) => receipt.state === state && !paired.has(receipt.id)).map((receipt) => this.#inboxRow(receipt));
    const confirmed = all.filter(({ state }) => state === 'confirmed').length;
    return {
      to_review: section('to_review'), ready: section('ready'), reading: section('reading'), failed: section('failed'),
      duplicates: this.pairs, confirmed_count: confirmed,
      has_samples: all.some(({ sample }) => sample),
      offer_recovery_kit: confirmed >= 3 && confirmed < 10 && !this.kitSettled,
      offer_backup: confirmed >= 10 && this.asksForBackups,
    };
  }

  #inboxRow(receipt: ReviewView): InboxRow {
    return {
      id: receipt.id, file_name: receipt.file_name, attachment_id: receipt.id,
      merchant: valueOf(receipt, 'merchant') || null, date: valueOf(receipt, 'date') || null,
      number: valueOf(receipt, 'number') || null,
      category_id: receipt.category_id, total: totalOf(receipt),
      doubts: receipt.fields.filter(({ state }) => state === 'check' || state === 'missing').length,
      in_reader: this.queue.current === receipt.id, fault: receipt.fault, sample: receipt.sample,
    };
  }

  async review(id: string) {
    return this.get(id);
  }

  async editReceipt(id: string, edits: ReceiptEdits) {
    const next = edited(this.get(id), edits);
    this.log.act('edit_receipt', [[id, next]], valueOf(next, 'merchant'));
    this.emit({ kind: 'changed' });
    return next;
  }

  async confirmReceipt({ id, edits, as_it_stands }: ConfirmRequest) {
    const next = edited(this.get(id), edits);
    const unsure = stateOf(next.fields) === 'to_review';
    if (unsure && !as_it_stands) throw fail('invalid_value', next.fields.find(({ state }) => state === 'check' || state === 'missing')?.name);
    const confirmed: ReviewView = { ...next, state: 'confirmed', unsure, confirmed_at: new Date().toISOString() };
    this.log.act('confirm_receipt', [[id, confirmed]], valueOf(confirmed, 'merchant'));
    this.emit({ kind: 'changed' });
    return confirmed;
  }

  async confirmAll(ids: string[]) {
    this.log.act('confirm_receipt', ids.map((id) => [id, { ...this.get(id), state: 'confirmed' as const, confirmed_at: new Date().toISOString() }]));
    this.emit({ kind: 'changed' });
    return ids.length;
  }

  async resolveDuplicate(id: string, decision: DuplicateDecision) {
    const pair = this.pairs.find((candidate) => candidate.id === id);
    if (!pair) throw fail('not_found');
    this.pairs = this.pairs.filter((candidate) => candidate.id !== id);
    const [first, second] = [this.get(pair.first.id), this.get(pair.second.id)];
    const pages = { keep_both_pictures: [...first.pages, ...second.pages], replace_picture: second.pages, two_purchases: first.pages }[decision];
    const deleted_at = decision === 'two_purchases' ? null : new Date().toISOString();
    this.log.act('resolve_duplicate', [[first.id, { ...first, pages }], [second.id, { ...second, deleted_at }]]);
    this.emit({ kind: 'changed' });
  }

  async listReceipts({ query, sort, offset, limit }: ListRequest) {
    return find(this.receipts.values(), query, sort).slice(offset, offset + limit).map((receipt) => listRow(receipt, this.goesOn(receipt)));
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
    this.log.act(code, ids.map((id) => [id, { ...this.get(id), ...change() }]));
    this.emit({ kind: 'changed' });
  }

  async categories() {
    return CATEGORIES;
  }

  async countExport({ query, sort, only }: ExportRequest) {
    return find(this.receipts.values(), query, sort).filter(({ id, sample }) => !sample && (only?.includes(id) ?? true)).length;
  }

  async exportReceipts(request: ExportRequest, passphrase: string | null) {
    const receipts = await this.countExport(request);
    if (receipts === 0) throw fail('nothing_to_export');
    return { file_name: `Receipts.${request.format.kind}${passphrase ? '.age' : ''}`, receipts, notes: [] };
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
    return this.ingest(Array.from({ length: count }, (_, at) => sampleOf(80 + at)), { files: count });
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

  async receiptHistory(id: string) {
    this.get(id);
    return this.log.deeds(id);
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
