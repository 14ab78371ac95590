//! What the commands are called outside the menu that gives them their context.
import { isKey, t } from '$lib/i18n/i18n';
import type { Desk } from '$lib/shell/desk.svelte';
import { actionWords } from '$lib/shell/history.svelte';
import type { Labels } from './palette.svelte';

/** Labels of a desk's commands; none for one that would do nothing now. */
export function commandLabels(desk: Desk): Labels {
  return (id) => (desk.commands.can(id) ? label(desk, id) : null);
}

function label(desk: Desk, id: string): string | null {
  return id === 'undo' || id === 'redo' ? historyLabel(desk, id) : plainLabel(id);
}

/** `Undo confirm Tesco`; nothing when there is nothing to undo. */
function historyLabel({ history }: Desk, id: 'undo' | 'redo'): string | null {
  const action = history.view[id];
  return action && t(`command.${id}_what`, { what: actionWords(action) });
}

function plainLabel(id: string): string | null {
  const own = `palette.command.${id}`;
  const menu = `command.${id}`;
  return isKey(own) ? t(own) : isKey(menu) ? t(menu) : null;
}
