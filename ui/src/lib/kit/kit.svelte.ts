//! The recovery kit: shown, carried away, proven.
import { faultOf } from '$lib/backend/fault';
import type { Backend, Fault, KitSaved, RecoveryKitView } from '$lib/backend/backend';

/** What the kit needs of the backend. */
export type KitDoor = Pick<
  Backend,
  'recoveryKit' | 'proveRecoveryKit' | 'saveRecoveryKit' | 'saveRecoveryKitBesideVault' | 'printWindow' | 'dismissRecoveryKit'
>;

/** Where the user stands: reading the words, warned of the place, typing two of them, or done. */
export type Step = 'words' | 'beside' | 'prove' | 'done';

export class Kit {
  readonly #door: KitDoor;
  /** The words, until the dialog closes; never kept elsewhere. */
  view = $state.raw<RecoveryKitView | null>(null);
  step = $state<Step>('words');
  typed = $state<[string, string]>(['', '']);
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** Whether a PDF was written, so that the proof can say so. */
  saved = $state(false);

  readonly complete = $derived(this.typed.every((word) => word.trim() !== ''));

  constructor(door: KitDoor) {
    this.#door = door;
  }

  load(): Promise<void> {
    return this.#try(async () => {
      this.view = await this.#door.recoveryKit();
    });
  }

  /** A cancelled save dialog leaves the words on the page. */
  save(): Promise<void> {
    return this.#try(async () => this.#after(await this.#door.saveRecoveryKit()));
  }

  /** The key may lie beside the lock: the user was told. */
  saveAnyway(): Promise<void> {
    return this.#try(async () => this.#after(await this.#door.saveRecoveryKitBesideVault()));
  }

  #after(saved: KitSaved): void {
    if (saved === 'saved') this.saved = true;
    this.step = ({ saved: 'prove', beside_vault: 'beside', cancelled: 'words' } as const)[saved];
  }

  /** Whether it was printed, the system does not tell; the proof will. */
  print(): Promise<void> {
    return this.#try(async () => {
      await this.#door.printWindow();
      this.step = 'prove';
    });
  }

  writeDown(): void {
    this.fault = null;
    this.step = 'prove';
  }

  back(): void {
    this.fault = null;
    this.step = 'words';
  }

  prove(): Promise<void> {
    return this.#try(async () => {
      const [first, second] = this.typed;
      await this.#door.proveRecoveryKit([cleaned(first), cleaned(second)]);
      this.step = 'done';
      this.forget();
    });
  }

  /** [Later]: nothing is blocked. False when that could not be kept in mind. */
  async later(): Promise<boolean> {
    await this.#try(() => this.#door.dismissRecoveryKit());
    if (!this.fault) this.forget();
    return !this.fault;
  }

  /** Lets go of the words. */
  forget(): void {
    this.view = null;
    this.typed = ['', ''];
  }

  async #try(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      await act();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    } finally {
      this.busy = false;
    }
  }
}

function cleaned(word: string): string {
  return word.trim().toLowerCase();
}
