//! Undo and redo of what the user did, with its name.
import type { ActionView, Backend, UndoView } from '$lib/backend/backend';
import { isKey, t } from '$lib/i18n/i18n';
import type { Toasts } from './toasts.svelte';

/** An action in words, `Confirm 3 receipts`. */
export function actionWords({ code, count, about }: ActionView): string {
  const key = `action.${code}`;
  return isKey(key) ? t(key, { count, about: about ?? '' }) : code;
}

/** What an undo left alone because it has changed since; nothing when all was taken back. */
function keptWords(conflicts: string[]): string | undefined {
  if (conflicts.length === 0) return undefined;
  const keys = conflicts.map((column) => `field.${column}`).filter(isKey);
  return keys.length ? t('toast.kept_fields', { fields: keys.map((key) => t(key)).join(', ') }) : t('toast.kept');
}

export class History {
  view = $state<UndoView>({ undo: null, redo: null, conflicts: [] });

  constructor(private backend: Backend, private toasts: Toasts) {}

  async load(): Promise<void> {
    this.view = await this.backend.undoView();
  }

  async undo(): Promise<void> {
    const action = this.view.undo;
    if (!action) return this.toasts.say({ title: t('fault.nothing_to_undo') });
    await this.#step(() => this.backend.undo(), t('toast.undone', { action: actionWords(action) }));
  }

  async redo(): Promise<void> {
    const action = this.view.redo;
    if (!action) return this.toasts.say({ title: t('toast.nothing_to_redo') });
    await this.#step(() => this.backend.redo(), t('toast.redone', { action: actionWords(action) }));
  }

  /** Says what was done and offers to take it back. */
  done(title: string): void {
    this.toasts.say({ title, action: { label: t('toast.undo'), run: () => void this.undo() } });
  }

  async #step(run: () => Promise<UndoView>, said: string): Promise<void> {
    try {
      this.view = await run();
      this.toasts.say({ title: said, hint: keptWords(this.view.conflicts) });
    } catch (thrown) {
      this.toasts.fault(thrown);
    }
  }
}
