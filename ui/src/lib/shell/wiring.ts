//! Ties the events of the shell and the commands of the menu to the desk while a profile is open.
import type { Desk } from './desk.svelte';

/** Ties everything; the returned function unties it. */
export function wire(desk: Desk): () => void {
  const untie = [...wireCommands(desk), ...wireEvents(desk)];
  void desk.attempt(() => desk.fill());
  return () => untie.forEach((one) => one());
}

function wireCommands(desk: Desk): (() => void)[] {
  const { attempt, commands, history, inbox, nav, preferences, session } = desk;
  const show = (overlay: NonNullable<typeof nav.overlay>) => () => (nav.overlay = overlay);
  return [
    commands.handle('import', () => inbox.import()),
    commands.handle('add_samples', () => inbox.addSamples()),
    commands.handle('remove_samples', () => inbox.removeSamples()),
    commands.handle('cancel_reading', () => inbox.cancel([])),
    commands.handle('export_csv', show('export_csv')),
    commands.handle('export_pdf', show('export_pdf')),
    commands.handle('recovery_kit', show('recovery_kit')),
    commands.handle('about', show('about')),
    commands.handle('palette', show('palette')),
    commands.handle('go_inbox', () => nav.go('inbox')),
    commands.handle('go_receipts', () => nav.go('receipts')),
    commands.handle('go_bin', () => nav.go('bin')),
    commands.handle('find', () => find(desk)),
    commands.handle('theme_system', () => attempt(() => preferences.setTheme('system'))),
    commands.handle('theme_light', () => attempt(() => preferences.setTheme('light'))),
    commands.handle('theme_dark', () => attempt(() => preferences.setTheme('dark'))),
    commands.handle('lock', () => attempt(() => session.lock())),
    commands.handle('undo', () => typed('undo') || history.undo()),
    commands.handle('redo', () => typed('redo') || history.redo()),
  ];
}

/** The search of the list one is in; from elsewhere that of the receipts. */
function find({ bin, nav, receipts }: Desk): void {
  const list = nav.place === 'bin' ? bin : receipts;
  nav.go(list.shelf === 'bin' ? 'bin' : 'receipts');
  list.finding = true;
}

/** In a text field the key belongs to the text. False when none has the focus or it has nothing to take back. */
function typed(what: 'undo' | 'redo'): boolean {
  const focused = document.activeElement;
  const writing = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return writing && document.execCommand(what);
}

function wireEvents(desk: Desk): (() => void)[] {
  const { commands, events, history, inbox, toasts } = desk;
  return [
    events.on('command', ({ id }) => commands.run(id)),
    events.on('changed', () => void desk.attempt(() => Promise.all([inbox.load(), history.load()]))),
    events.on('ingested', ({ summary }) => (inbox.summary = summary)),
    events.on('refused', ({ fault }) => toasts.fault(fault)),
  ];
}
