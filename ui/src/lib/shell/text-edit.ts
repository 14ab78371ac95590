//! Undo within a text field belongs to the text, as long as something was typed into it.

export class TextEdit {
  #typed: EventTarget | null = null;
  #ears = new AbortController();

  constructor(private page: Document) {
    const options = { capture: true, signal: this.#ears.signal };
    page.addEventListener('input', (event) => (this.#typed = event.target), options);
    page.addEventListener('focusin', () => (this.#typed = null), options);
  }

  /** Undoes or redoes typing. False when nothing was typed into the field that has the focus. */
  take(what: 'undo' | 'redo'): boolean {
    return this.#typed !== null && this.#typed === this.page.activeElement && this.page.execCommand(what);
  }

  stop(): void {
    this.#ears.abort();
  }
}
