//! Ties the events of the shell and the commands of the menu to the desk while a profile is open.
import type { Desk } from './desk.svelte';
import { tellPresence } from './presence';
import { TextEdit } from './text-edit';

/** Ties everything; the returned function unties it. */
export function wire(desk: Desk): () => void {
  desk.clear();
  const untie = [...wireCommands(desk), ...wireEvents(desk)];
  void desk.attempt(() => desk.fill());
  return () => untie.forEach((one) => one());
}

function wireCommands(desk: Desk): (() => void)[] {
  const { attempt, commands, history, inbox, nav, preferences, session } = desk;
  const textEdit = new TextEdit(document);
  const show = (overlay: NonNullable<typeof nav.overlay>) => () => (nav.overlay = overlay);
  return [
    () => textEdit.stop(),
    commands.handle('import', () => inbox.import()),
    commands.handle('add_samples', () => inbox.addSamples()),
    commands.handle('remove_samples', () => inbox.removeSamples()),
    commands.handle('cancel_reading', () => inbox.cancel([])),
    commands.handle('export_csv', show('export_csv')),
    commands.handle('export_pdf', show('export_pdf')),
    commands.handle('export_archive', show('export_archive')),
    commands.handle('merge', show('merge')),
    commands.handle('diagnostics', show('diagnostics')),
    commands.handle('salvage', () => desk.integrity.view.read_only && show('salvage')()),
    commands.handle('recovery_kit', () => attempt(() => showKit(desk))),
    commands.handle('merchants', show('merchants')),
    commands.handle('watched_folders', show('watched_folders')),
    commands.handle('about', show('about')),
    commands.handle('palette', show('palette')),
    commands.handle('go_inbox', () => nav.go('inbox')),
    commands.handle('go_receipts', () => nav.go('receipts')),
    commands.handle('go_bin', () => nav.go('bin')),
    commands.handle('settings', () => nav.settings()),
    commands.handle('backup', () => nav.settings('backups')),
    commands.handle('keeping', () => nav.settings('keeping')),
    commands.handle('restore', show('restore')),
    commands.handle('check_integrity', () => desk.integrity.check()),
    commands.handle('find', () => find(desk)),
    commands.handle('theme_system', () => attempt(() => preferences.setTheme('system'))),
    commands.handle('theme_light', () => attempt(() => preferences.setTheme('light'))),
    commands.handle('theme_dark', () => attempt(() => preferences.setTheme('dark'))),
    commands.handle('lock', () => attempt(() => session.lock())),
    commands.handle('undo', () => textEdit.take('undo') || history.undo()),
    commands.handle('redo', () => textEdit.take('redo') || history.redo()),
  ];
}

/** Words that are still here are shown; of a kit that was proven, or waits to take another's place, the settings tell. */
async function showKit({ backend, nav }: Desk): Promise<void> {
  const { kit } = await backend.vault();
  if (kit === 'unproven') nav.overlay = 'recovery_kit';
  else nav.settings('kit');
}

/** The search of the list one is in; from elsewhere that of the receipts. */
function find({ bin, nav, receipts }: Desk): void {
  const list = nav.place === 'bin' ? bin : receipts;
  nav.go(list.shelf === 'bin' ? 'bin' : 'receipts');
  list.finding = true;
}

function wireEvents(desk: Desk): (() => void)[] {
  const { commands, events, history, inbox, integrity, session, toasts, watch } = desk;
  return [
    events.on('command', ({ id }) => commands.run(id)),
    events.on('changed', () => void (session.away || desk.attempt(() => Promise.all([inbox, history, watch, integrity].map((part) => part.load()))))),
    events.on('ingested', ({ summary }) => (inbox.summary = summary)),
    events.on('refused', ({ fault }) => toasts.fault(fault)),
    watch.begin(window),
    tellPresence(desk.backend, window),
  ];
}
