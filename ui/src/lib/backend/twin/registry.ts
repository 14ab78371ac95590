//! The menu's commands as the shell declares them, and their keys, which a browser has no menu for.
import type { CommandView } from '../backend';

const entry = (id: string, menu: string | null, accelerator: string | null = null): CommandView => ({ id, menu, accelerator });

export const COMMANDS: CommandView[] = [
  entry('import', 'file', 'CmdOrCtrl+O'),
  entry('export_csv', 'export', 'CmdOrCtrl+E'),
  entry('export_pdf', 'export', 'CmdOrCtrl+Shift+E'),
  entry('export_archive', 'export'),
  entry('merge', 'file'),
  entry('watched_folders', 'file'),
  entry('backup', 'file'),
  entry('restore', 'file'),
  entry('recovery_kit', 'file'),
  entry('settings', 'file', 'CmdOrCtrl+,'),
  entry('lock', 'file', 'CmdOrCtrl+L'),
  entry('quit', 'file', 'CmdOrCtrl+Q'),
  entry('undo', 'edit', 'CmdOrCtrl+Z'),
  entry('redo', 'edit', 'CmdOrCtrl+Shift+Z'),
  entry('find', 'edit', 'CmdOrCtrl+F'),
  entry('palette', 'edit', 'CmdOrCtrl+K'),
  entry('theme_system', 'view'),
  entry('theme_light', 'view'),
  entry('theme_dark', 'view'),
  entry('merchants', 'view'),
  entry('go_inbox', 'go', 'CmdOrCtrl+1'),
  entry('go_receipts', 'go', 'CmdOrCtrl+2'),
  entry('go_bin', 'go', 'CmdOrCtrl+3'),
  entry('diagnostics', 'help'),
  entry('add_samples', 'help'),
  entry('remove_samples', 'help'),
  entry('about', 'help'),
  entry('cancel_reading', null),
  entry('read_again', null),
  entry('receipt_history', null),
  entry('salvage', null),
  entry('hold_receipt', null),
  entry('keeping', null),
  entry('check_integrity', null),
  entry('join_previous', null),
  entry('join_next', null),
];

/** The command of a key press, if it is one's accelerator. */
export function commandOf(event: KeyboardEvent): string | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const pressed = `CmdOrCtrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toUpperCase()}`;
  return COMMANDS.find((command) => command.accelerator === pressed)?.id ?? null;
}
