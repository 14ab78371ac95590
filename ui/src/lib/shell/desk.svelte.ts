//! Everything the screens share. One desk a window; tests make their own.
import { createContext } from 'svelte';
import type { Backend, Fault } from '$lib/backend/backend';
import { Inbox } from '$lib/inbox/inbox.svelte';
import { ReceiptList } from '$lib/receipts/receipt-list.svelte';
import { Integrity } from '$lib/vault/integrity.svelte';
import { Watch } from '$lib/watch/watch.svelte';
import { Categories } from './categories.svelte';
import { Commands } from './commands';
import { Events } from './events';
import { History } from './history.svelte';
import { Navigator } from './navigator.svelte';
import { Preferences } from './preferences.svelte';
import { Session } from './session.svelte';
import { Toasts } from './toasts.svelte';
import { Whereabouts } from './whereabouts';
import { Work } from './work.svelte';

export class Desk {
  readonly events = new Events();
  readonly commands = new Commands();
  readonly toasts = new Toasts((fault) => this.#inBanner(fault));
  readonly nav = new Navigator();
  readonly work = new Work(this.events);
  readonly session: Session;
  readonly categories: Categories;
  readonly history: History;
  readonly preferences: Preferences;
  readonly inbox: Inbox;
  readonly receipts: ReceiptList;
  readonly bin: ReceiptList;
  readonly watch: Watch;
  readonly integrity: Integrity;
  readonly whereabouts: Whereabouts;

  constructor(readonly backend: Backend) {
    this.session = new Session(backend);
    this.categories = new Categories(backend);
    this.history = new History(backend, this.toasts);
    this.preferences = new Preferences(backend);
    this.inbox = new Inbox(backend, this.history, this.toasts);
    this.receipts = new ReceiptList(backend, 'kept');
    this.bin = new ReceiptList(backend, 'bin');
    this.watch = new Watch(backend);
    this.integrity = new Integrity(backend, this.toasts);
    this.whereabouts = new Whereabouts(backend, this.nav, this);
  }

  /** Begins where a newly opened profile begins: nothing of another one is shown. */
  clear(): void {
    this.nav.go('inbox');
    this.nav.overlay = null;
    this.history.asking = null;
    this.inbox.clear();
    this.watch.clear();
    this.integrity.clear();
    this.toasts.clear();
  }

  /** What every screen needs as soon as a profile is open. */
  async fill(): Promise<void> {
    const { categories, history, inbox, integrity, preferences, watch, whereabouts } = this;
    const loads = [whereabouts, categories, history, preferences, inbox, watch, integrity].map((part) => part.load());
    // Of a damaged profile what can be read is shown.
    const failed = (await Promise.allSettled(loads)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  /** Who first comes upon damage of the open profile has its banner shown, with the ways out. */
  #inBanner({ code }: Fault): Promise<boolean> | false {
    if (code !== 'profile_damaged' || !this.session.view?.open || this.integrity.view.read_only) return false;
    const loaded = this.integrity.load().catch(() => {});
    return loaded.then(() => this.integrity.view.read_only);
  }

  /** Runs an action of the user; what goes wrong is shown. False when it did. */
  attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    try {
      await action();
      return true;
    } catch (thrown) {
      this.toasts.fault(thrown);
      return false;
    }
  };
}

export const [useDesk, provideDesk] = createContext<Desk>();
