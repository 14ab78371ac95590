//! What the user did, so that it can be taken back.
import type { ActionView, DeedView, ReviewView, UndoView } from '../backend';
import { deedsOf } from './deeds';
import { BackendFault } from '../fault';

export type Change = [id: string, before: ReviewView | undefined, after: ReviewView | undefined];
export type Action = { view: ActionView; changes: Change[]; forgets?: string };

export class Log {
  #done: Action[] = [];
  #undone: Action[] = [];

  constructor(private receipts: Map<string, ReviewView>) {}

  /** Makes the changes as one action. */
  act(code: string, after: [id: string, value: ReviewView | undefined][], about: string | null = null): void {
    const changes = after.map(([id, value]): Change => [id, this.receipts.get(id), value]);
    const view = { code, count: changes.length, about, at: new Date().toISOString(), earlier: false };
    this.#done.push({ view, changes });
    this.#undone = [];
    for (const [id, , value] of changes) this.#put(id, value);
  }

  /** Gives up what is known of a seller. */
  forget(key: string, about: string): void {
    const view = { code: 'forget_merchant', count: 1, about, at: new Date().toISOString(), earlier: false };
    this.#done.push({ view, changes: [], forgets: key });
    this.#undone = [];
  }

  /** Removes these with all that was done to them. */
  purge(ids: string[]): void {
    const gone = new Set(ids);
    const without = (actions: Action[]) =>
      actions
        .map((action) => ({ ...action, changes: action.changes.filter(([id]) => !gone.has(id)) }))
        .filter(({ changes, forgets }) => changes.length > 0 || forgets);
    this.#done = without(this.#done);
    this.#undone = without(this.#undone);
    for (const id of ids) this.receipts.delete(id);
  }

  /** The sellers that are forgotten now. */
  forgotten(): Set<string> {
    return new Set(this.#done.flatMap(({ forgets }) => forgets ?? []));
  }

  /** What was done so far was done before the profile was opened, yesterday. */
  age(): void {
    const at = new Date(Date.now() - 24 * 3600 * 1000).toISOString();
    for (const action of this.#done) action.view = { ...action.view, at, earlier: true };
  }

  /** What was done to a receipt, the latest first. */
  deeds(id: string): DeedView[] {
    return deedsOf(id, this.#done);
  }

  view(): UndoView {
    return { undo: this.#done.at(-1)?.view ?? null, redo: this.#undone.at(-1)?.view ?? null, conflicts: [] };
  }

  undo(): UndoView {
    return this.#move(this.#done, this.#undone, (change) => change[1]);
  }

  redo(): UndoView {
    return this.#move(this.#undone, this.#done, (change) => change[2]);
  }

  #move(from: Action[], to: Action[], pick: (change: Change) => ReviewView | undefined): UndoView {
    const action = from.pop();
    if (!action) throw new BackendFault({ code: 'nothing_to_undo', about: null, incident: null });
    for (const change of action.changes) this.#put(change[0], pick(change));
    to.push(action);
    return this.view();
  }

  #put(id: string, value: ReviewView | undefined): void {
    if (value) this.receipts.set(id, value);
    else this.receipts.delete(id);
  }
}
