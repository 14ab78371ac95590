//! The commands of menu, palette and keys, and who carries them out.

export type Handler = () => unknown;

export class Commands {
  #handlers = new Map<string, Handler[]>();

  /** Carries out `id` from now on until the returned function is called; the latest handler wins. */
  handle(id: string, handler: Handler): () => void {
    const handlers = this.#handlers.get(id) ?? [];
    this.#handlers.set(id, handlers);
    handlers.push(handler);
    return () => handlers.splice(handlers.indexOf(handler), 1);
  }

  /** Whether anything would happen. */
  can(id: string): boolean {
    return (this.#handlers.get(id)?.length ?? 0) > 0;
  }

  /** Carries out a command; one that no screen handles now does nothing. */
  run(id: string): void {
    this.#handlers.get(id)?.at(-1)?.();
  }
}
