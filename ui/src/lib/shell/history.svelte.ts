//! Undo and redo of what the user did, with its name.
import type { ActionView, Backend, UndoView } from '$lib/backend/backend';
import { isKey, t, when } from '$lib/i18n/i18n';
import type { Toasts } from './toasts.svelte';

/** An action in words, `Confirm 3 receipts`. */
export function actionWords({ code, count, about }: ActionView): string {
  const key = `action.${code}`;
  return isKey(key) ? t(key, { count, about: about ?? '' }) : code;
}

/** As {@link actionWords}, where it stands by itself. */
export function actionTitle(action: ActionView): string {
  const words = actionWords(action);
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** `Undo yesterday’s “Confirm 3 receipts”?` */
export function question({ what, action }: Asking): string {
  const { kind, time, day } = when(action.at);
  return t(`undo.${what === 'redo' ? 'redo_' : ''}ask_${kind}`, { action: actionTitle(action), time, day });
}

/** A step of an earlier sitting that is asked for first, since nobody has it in mind any more. */
export type Asking = { what: 'undo' | 'redo'; action: ActionView };

/** What an undo left alone because it has changed since; nothing when all was taken back. */
function keptWords(conflicts: string[]): string | undefined {
  if (conflicts.length === 0) return undefined;
  const keys = conflicts.map((column) => `field.${column}`).filter(isKey);
  return keys.length ? t('toast.kept_fields', { fields: keys.map((key) => t(key)).join(', ') }) : t('toast.kept');
}

export class History {
  view = $state<UndoView>({ undo: null, redo: null, conflicts: [] });
  /** The step that waits for an answer. */
  asking = $state.raw<Asking | null>(null);

  constructor(private backend: Backend, private toasts: Toasts) {}

  async load(): Promise<void> {
    this.view = await this.backend.undoView();
  }

  async undo(): Promise<void> {
    await this.#ask('undo', t('fault.nothing_to_undo'));
  }

  async redo(): Promise<void> {
    await this.#ask('redo', t('toast.nothing_to_redo'));
  }

  /** The question was answered with yes. */
  async confirm(): Promise<void> {
    const { asking } = this;
    this.asking = null;
    if (asking) await this.#take(asking);
  }

  /** What was done in this sitting is taken back at once; what was done earlier is asked for. */
  async #ask(what: Asking['what'], none: string): Promise<void> {
    // What was seen last may be of before the step that is meant.
    if (this.view[what]?.earlier) await this.#try(() => this.load());
    const action = this.view[what];
    if (!action) return this.toasts.say({ title: none });
    if (action.earlier) this.asking = { what, action };
    else await this.#take({ what, action });
  }

  async #take({ what, action }: Asking): Promise<void> {
    const said = t(what === 'undo' ? 'toast.undone' : 'toast.redone', { action: actionWords(action) });
    await this.#try(async () => {
      this.view = await this.backend[what]();
      this.toasts.say({ title: said, hint: keptWords(this.view.conflicts) });
    });
  }

  /** Says what was done and offers to take it back. */
  done(title: string): void {
    this.toasts.say({ title, action: { label: t('toast.undo'), run: () => void this.undo() } });
  }

  async #try(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      this.toasts.fault(thrown);
    }
  }
}
