//! The reading queue: one receipt after the other, each taking a while.

export class Queue {
  #waiting: string[] = [];
  #done = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `read` finishes one; `tell` hears how many remain and are done. */
  constructor(
    private pace: number,
    private read: (id: string) => void,
    private tell: (remaining: number, done: number) => void,
  ) {}

  /** The one that is being read. */
  get current(): string | null {
    return this.#waiting[0] ?? null;
  }

  add(ids: string[]): void {
    this.#waiting.push(...ids);
    this.#report();
    if (this.pace === 0) while (this.#waiting.length) this.#finish();
    else this.#timer ??= setTimeout(() => this.#tick(), this.pace);
  }

  /** Takes some out, or all with an empty list; answers which. */
  cancel(ids: string[]): string[] {
    const gone = this.#waiting.filter((id) => ids.length === 0 || ids.includes(id));
    this.#waiting = this.#waiting.filter((id) => !gone.includes(id));
    this.#report();
    return gone;
  }

  #tick(): void {
    this.#timer = null;
    if (this.#waiting.length) this.#finish();
    if (this.#waiting.length) this.#timer = setTimeout(() => this.#tick(), this.pace);
  }

  #finish(): void {
    const id = this.#waiting.shift();
    if (id === undefined) return;
    this.#done += 1;
    this.read(id);
    this.#report();
  }

  #report(): void {
    this.tell(this.#waiting.length, this.#done);
    if (this.#waiting.length === 0) this.#done = 0;
  }
}
