//! Short messages at the foot of the window. They go by themselves, but not while they are held.
import type { Fault } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { faultWords } from '$lib/i18n/fault';

/** What a toast says and offers. */
export type ToastText = {
  title: string;
  hint?: string;
  tone?: 'plain' | 'red';
  action?: { label: string; run: () => void };
};

export type Toast = ToastText & { id: number };

/** How long one stays, in milliseconds. A fault stays until it is closed. */
export const STAYS = 8000;

export class Toasts {
  list = $state<Toast[]>([]);
  #last = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** `elsewhere` tries to show a fault in another place. */
  constructor(private elsewhere: (fault: Fault) => Promise<boolean> | false = () => false) {}

  /** Shows a message, a fault in the place of one that says the same; at most three stand at once. */
  say(text: ToastText): void {
    const says = ({ title, hint, tone }: ToastText) => tone === 'red' && title === text.title && hint === text.hint;
    for (const same of this.list.filter(says)) this.close(same.id);
    const toast = { ...text, id: ++this.#last };
    this.list.push(toast);
    for (const old of this.list.slice(0, -3)) this.close(old.id);
    this.release(toast.id);
  }

  /** Shows what went wrong, in words. */
  fault(thrown: unknown): void {
    this.faultOf(faultOf(thrown));
  }

  faultOf(fault: Fault): void {
    const say = () => this.say({ ...faultWords(fault), tone: 'red' });
    const elsewhere = this.elsewhere(fault);
    if (elsewhere) void elsewhere.then((shown) => shown || say());
    else say();
  }

  clear(): void {
    this.list.forEach(({ id }) => this.close(id));
  }

  close(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Stops the clock while the pointer or the focus is on a toast. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  release(id: number): void {
    this.hold(id);
    const toast = this.list.find((candidate) => candidate.id === id);
    if (toast && toast.tone !== 'red') this.#timers.set(id, setTimeout(() => this.close(id), STAYS));
  }
}
