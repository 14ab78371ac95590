//! One receipt beside its picture: what is doubtful, what was typed, what is stored.
import type {
  Backend, Bounds, Fault, FieldName, FieldView, ItemView, ReceiptEdits, ReviewView, WordView,
} from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { choicesOf, isDoubtful } from './fields';
import { withWord } from './words';

/** Where the keys are: in a field, or in a line of goods. */
export type Focus = { field: FieldName } | { item: number } | null;

/** What the review needs of the backend. */
export type ReviewDoor = Pick<Backend, 'review' | 'editReceipt' | 'confirmReceipt'>;

const NO_EDITS: ReceiptEdits = { fields: [], items: null, category_id: null, note: null };

export class Review {
  view = $state.raw<ReviewView | null>(null);
  /** Why the receipt cannot be shown, or why the last step was not done. */
  fault = $state.raw<Fault | null>(null);
  focus = $state.raw<Focus>(null);
  /** Typed and not stored yet. */
  typed = $state<Partial<Record<FieldName, string>>>({});
  items = $state.raw<ItemView[] | null>(null);
  note = $state<string | null>(null);
  /** What the vault refused, by field. */
  refused = $state<Partial<Record<FieldName, boolean>>>({});
  busy = $state(false);
  /** Missing fields the user has passed with Enter: they stay empty. */
  #passed = $state.raw<ReadonlySet<FieldName>>(new Set());
  #clicked: WordView | null = null;
  #saving: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    private door: ReviewDoor,
  ) {}

  /** What still waits for the user's word, in order. */
  readonly doubtful = $derived((this.view?.fields ?? []).filter((field) => isDoubtful(field) && !this.#passed.has(field.name)));
  /** How many doubts there are, passed or not. */
  readonly doubts = $derived((this.view?.fields ?? []).filter(isDoubtful).length);
  readonly confirmed = $derived(this.view?.state === 'confirmed');
  readonly lines = $derived(this.items ?? this.view?.items ?? []);
  /** The box that lights up on the picture. */
  readonly lit = $derived(this.#lit());

  #lit(): Bounds | null {
    if (this.focus === null) return null;
    if ('item' in this.focus) return this.lines[this.focus.item]?.bounds ?? null;
    return this.field(this.focus.field)?.bounds ?? null;
  }

  field(name: FieldName): FieldView | undefined {
    return this.view?.fields.find((field) => field.name === name);
  }

  /** What stands in a field now. */
  text(name: FieldName): string {
    return this.typed[name] ?? this.field(name)?.value ?? '';
  }

  /** Loads, or loads again without touching what was typed. */
  async load(): Promise<void> {
    try {
      await this.#saving;
      this.view = await this.door.review(this.id);
      this.fault = null;
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
  }

  /** Whether there is something that Enter would take: a doubt with the keys in it, or text not stored. */
  get inHand(): boolean {
    if (this.focus === null) return false;
    if ('item' in this.focus) return this.items !== null;
    const { field } = this.focus;
    return this.typed[field] !== undefined || this.doubtful.some(({ name }) => name === field);
  }

  /** Takes what is in hand: accepts the doubt, or stores the text. False when it was refused. */
  take(): Promise<boolean> {
    if (this.focus === null) return this.leaveNote();
    if ('item' in this.focus) return this.leaveItems();
    const { field } = this.focus;
    return this.doubtful.some(({ name }) => name === field) ? this.accept(field) : this.leave(field);
  }

  type(name: FieldName, text: string): void {
    this.typed[name] = text;
    delete this.refused[name];
  }

  /** Stores what was typed into a field, if anything was. */
  async leave(name: FieldName): Promise<boolean> {
    const text = this.typed[name];
    if (text === undefined) return true;
    if (text.trim() === (this.field(name)?.value ?? '')) {
      delete this.typed[name];
      return true;
    }
    return this.#store(name, text);
  }

  /** Takes a field as it stands, or as it was typed. An empty one is passed over and stays empty. */
  async accept(name: FieldName): Promise<boolean> {
    const text = this.text(name);
    if (text.trim() !== '') return this.#store(name, text);
    if (!(await this.leave(name))) return false;
    this.#passed = new Set([...this.#passed, name]);
    return true;
  }

  /** Takes one of the readings. */
  async pick(name: FieldName, at: number): Promise<boolean> {
    const field = this.field(name);
    const choice = field && choicesOf(field)[at];
    return choice ? this.#store(name, choice.value) : false;
  }

  /** Writes a word of the picture into the field that has the keys, else into the first that is missing. */
  async fill(word: WordView): Promise<FieldName | null> {
    if (this.focus && 'item' in this.focus) {
      this.editItem(this.focus.item, { name: word.text });
      return null;
    }
    const name = this.focus?.field ?? this.doubtful[0]?.name;
    if (!name) return null;
    const text = withWord(name, this.text(name), this.#clicked, word);
    this.#clicked = word;
    await this.#store(name, text);
    return name;
  }

  editItem(at: number, change: Partial<ItemView>): void {
    this.items = this.lines.map((item, index) => (index === at ? { ...item, ...change } : item));
  }

  addItem(): void {
    const blank = { id: '', name: '', quantity: null, unit_price: null, total: '', bounds: null, check: false };
    this.items = [...this.lines, blank];
  }

  async removeItem(at: number): Promise<void> {
    this.items = this.lines.filter((_, index) => index !== at);
    await this.leaveItems();
  }

  /** Stores the lines of goods when any changed; a line without anything in it is dropped, one without an amount waits. */
  async leaveItems(): Promise<boolean> {
    if (!this.items) return true;
    const lines = this.items.filter((item) => item.name.trim() || item.total.trim());
    if (lines.some((item) => !item.total.trim())) return true;
    return this.#save({ ...NO_EDITS, items: lines }, () => (this.items = null));
  }

  async categorise(id: string): Promise<boolean> {
    return this.#save({ ...NO_EDITS, category_id: id }, () => {});
  }

  async leaveNote(): Promise<boolean> {
    if (this.note === null || this.note === this.view?.note) return true;
    return this.#save({ ...NO_EDITS, note: this.note }, () => (this.note = null));
  }

  /** Stores all that was typed. False when something was refused. */
  async flush(): Promise<boolean> {
    const names = Object.keys(this.typed) as FieldName[];
    const stored = await Promise.all([...names.map((name) => this.leave(name)), this.leaveItems(), this.leaveNote()]);
    return stored.every(Boolean);
  }

  /** Stores everything and confirms. What is left doubtful keeps its mark. */
  async confirm(): Promise<boolean> {
    const fields = Object.entries(this.typed) as [FieldName, string][];
    const edits = { ...NO_EDITS, fields, items: this.#wholeItems(), note: this.note };
    return this.#run(async () => {
      this.view = await this.door.confirmReceipt({ id: this.id, edits, as_it_stands: this.doubts > 0 });
      this.typed = {};
      this.items = null;
      this.note = null;
    });
  }

  #wholeItems(): ItemView[] | null {
    return this.items?.filter((item) => item.total.trim()) ?? null;
  }

  #store(name: FieldName, text: string): Promise<boolean> {
    this.type(name, text);
    return this.#save({ ...NO_EDITS, fields: [[name, text]] }, () => {
      if (this.typed[name] === text) delete this.typed[name];
    });
  }

  #save(edits: ReceiptEdits, settled: () => void): Promise<boolean> {
    return this.#run(async () => {
      this.view = await this.door.editReceipt(this.id, edits);
      settled();
    });
  }

  /** One step after the other, so that a late answer never overwrites a newer one. */
  #run(step: () => Promise<void>): Promise<boolean> {
    const done = this.#saving.then(async () => {
      this.busy = true;
      try {
        await step();
        this.fault = null;
        return true;
      } catch (thrown) {
        this.#refuse(faultOf(thrown));
        return false;
      } finally {
        this.busy = false;
      }
    });
    this.#saving = done;
    return done;
  }

  #refuse(fault: Fault): void {
    const field = this.view?.fields.find(({ name }) => name === fault.about);
    if (fault.code === 'invalid_value' && field) this.refused[field.name] = true;
    else this.fault = fault;
  }
}
