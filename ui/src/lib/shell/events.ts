//! What the shell tells, handed on to whoever listens.
import type { Backend, Event } from '$lib/backend/backend';

type Kind = Event['kind'];
type Of<K extends Kind> = Extract<Event, { kind: K }>;
type Listener = (event: Event) => void;

export class Events {
  #listeners = new Map<Kind, Set<Listener>>();

  /** Begins to listen to the shell. */
  async start(backend: Backend): Promise<void> {
    await backend.watch((event) => this.tell(event));
  }

  /** Calls `listener` for every event of a kind until the returned function is called. */
  on<K extends Kind>(kind: K, listener: (event: Of<K>) => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener as Listener));
    return () => listeners.delete(listener as Listener);
  }

  /** Hands one event on. */
  tell(event: Event): void {
    for (const listener of [...(this.#listeners.get(event.kind) ?? [])]) listener(event);
  }
}
