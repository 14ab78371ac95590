import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Commands } from './commands';
import { Desk } from './desk.svelte';
import { Events } from './events';
import { question } from './history.svelte';
import { Navigator } from './navigator.svelte';
import { pasted } from './paste';
import { STAYS, Toasts } from './toasts.svelte';
import { wire } from './wiring';
import { Work } from './work.svelte';

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leave to another place what is shown there, and say no fault twice', async () => {
    const damaged = { code: 'profile_damaged' as const, about: null, incident: null };
    let shown = true;
    const toasts = new Toasts(({ code }) => code === 'profile_damaged' && Promise.resolve(shown));
    const said = async () => (await Promise.resolve(), toasts.list.map(({ title }) => title));
    toasts.faultOf(damaged);
    expect(await said(), 'the other place shows it').toEqual([]);
    toasts.faultOf({ ...damaged, code: 'disk_full' });
    const full = toasts.list[0]!.title;
    toasts.faultOf({ ...damaged, code: 'disk_full' });
    expect(await said(), 'once').toEqual([full]);
    shown = false;
    toasts.faultOf(damaged);
    expect(await said()).toEqual([full, 'This profile’s file is damaged.']);
  });

  it('go after eight seconds, but not while they are held', () => {
    const toasts = new Toasts();
    toasts.say({ title: 'Done' });
    const { id } = toasts.list[0]!;
    toasts.hold(id);
    vi.advanceTimersByTime(STAYS * 3);
    expect(toasts.list.length, 'the pointer is on it').toBe(1);
    toasts.release(id);
    vi.advanceTimersByTime(STAYS);
    expect(toasts.list).toEqual([]);
  });

  it('keep a fault until it is closed, and three at most', () => {
    const toasts = new Toasts();
    toasts.fault(new Error('a defect'));
    vi.advanceTimersByTime(STAYS * 10);
    expect(toasts.list[0]?.title, 'no stack, no message of ours').toBe('Something went wrong on our side.');
    for (let at = 0; at < 5; at++) toasts.say({ title: String(at) });
    expect(toasts.list.map(({ title }) => title)).toEqual(['2', '3', '4']);
  });
});

describe('navigation', () => {
  it('goes through a round and stops at its ends', () => {
    const nav = new Navigator();
    nav.review(['a', 'b'], 'b');
    expect(nav.round?.at).toBe(1);
    expect(nav.step(1), 'there is no third').toBe(false);
    expect(nav.step(-1)).toBe(true);
    expect(nav.round?.at).toBe(0);
    nav.go('receipts');
    expect(nav.round, 'another place closes the review').toBeNull();
    expect(nav.step(1)).toBe(false);
  });
});

describe('commands', () => {
  it('go to the latest handler, and back when it leaves', () => {
    const commands = new Commands();
    const heard: string[] = [];
    commands.handle('find', () => heard.push('list'));
    const untie = commands.handle('find', () => heard.push('dialog'));
    commands.run('find');
    untie();
    commands.run('find');
    commands.run('unknown');
    expect(heard).toEqual(['dialog', 'list']);
  });
});

describe('work', () => {
  it('shows a drop from the drag to its end', () => {
    const events = new Events();
    const work = new Work(events);
    events.tell({ kind: 'drag_over', count: 12 });
    expect(work.dragged).toBe(12);
    events.tell({ kind: 'storing', done: 1, total: 12 });
    expect([work.dragged, work.storing?.total], 'the veil goes with the drop').toEqual([0, 12]);
    events.tell({ kind: 'refused', fault: { code: 'disk_full', about: null, incident: null } });
    expect(work.busy, 'a drop that failed is over too').toBe(false);
    events.tell({ kind: 'queue', remaining: 2, done: 1 });
    expect(work.busy).toBe(true);
    events.tell({ kind: 'queue', remaining: 0, done: 3 });
    expect(work.busy).toBe(false);
  });
});

describe('the desk', () => {
  let desk: Desk;
  let untie: () => void;

  beforeEach(async () => {
    desk = new Desk(new Twin(scenarioOf(new URLSearchParams('pace=0&data=one'))));
    await desk.events.start(desk.backend);
    untie = wire(desk);
  });
  afterEach(() => untie());

  it('does what the native menu says', async () => {
    desk.events.tell({ kind: 'command', id: 'go_receipts' });
    expect(desk.nav.place).toBe('receipts');
    desk.events.tell({ kind: 'command', id: 'theme_dark' });
    expect(document.documentElement.dataset.theme).toBe('dark');
    desk.events.tell({ kind: 'command', id: 'theme_system' });
    expect(document.documentElement.dataset.theme, 'the desktop decides').toBeUndefined();
    desk.events.tell({ kind: 'command', id: 'lock' });
    await expect.poll(() => desk.session.view?.open ?? null).toBeNull();
  });

  it('shows the words of a kit while they are here, and else what the settings tell of it', async () => {
    desk.commands.run('recovery_kit');
    await expect.poll(() => desk.nav.overlay).toBe('recovery_kit');
    desk.nav.overlay = null;
    await desk.backend.proveRecoveryKit(['winter', 'quartz']);
    desk.commands.run('recovery_kit');
    await expect.poll(() => desk.nav.place, { message: 'there are no words to show' }).toBe('settings');
    expect(desk.nav.overlay).toBeNull();
  });

  it('takes pasted pictures and leaves pasted text alone', async () => {
    const paste = (files: File[]) => Object.assign(new Event('paste', { cancelable: true }), { clipboardData: { files } }) as unknown as ClipboardEvent;
    const text = paste([]);
    await pasted(text, desk);
    expect(text.defaultPrevented, 'a field gets its text').toBe(false);
    const picture = paste([new File(['x'], 'shot.png', { type: 'image/png' })]);
    await pasted(picture, desk);
    expect(picture.defaultPrevented).toBe(true);
    expect(desk.inbox.summary?.added).toBe(1);
    await pasted(paste([new File([], 'none.png', { type: 'image/png' })]), desk);
    expect(desk.toasts.list.at(-1)?.title, 'an empty one is named').toBe('none.png is empty.');
  });

  it('asks before it undoes or redoes what was done in an earlier sitting', async () => {
    desk = new Desk(new Twin(scenarioOf(new URLSearchParams('pace=100000&data=some&earlier'))));
    await desk.history.load();
    const { undo } = desk.history.view;
    await desk.history.undo();
    expect(desk.history.view.undo, 'nothing is undone yet').toEqual(undo);
    expect(question(desk.history.asking!)).toBe('Undo yesterday’s “Edit Tesco Stores Sdn Bhd”?');
    desk.history.asking = null;
    await desk.history.confirm();
    expect(desk.history.view.undo, 'left as it is').toEqual(undo);
    await desk.history.undo();
    await desk.history.confirm();
    expect([desk.history.asking, desk.history.view.undo]).toEqual([null, null]);
    await desk.history.redo();
    expect(question(desk.history.asking!)).toMatch(/^Redo yesterday’s/);
  });

  it('does not ask for what was done since, though an older step was seen last', async () => {
    desk = new Desk(new Twin(scenarioOf(new URLSearchParams('pace=100000&data=some&earlier'))));
    await desk.history.load();
    await desk.inbox.load();
    await desk.backend.binReceipts([desk.inbox.view.to_review[0]!.id]);
    await desk.history.undo();
    expect(desk.history.asking, 'the step in hand is of just now').toBeNull();
    expect(desk.history.view.undo?.earlier, 'the older one stands').toBe(true);
  });

  it('undoes and redoes with the name of the action', async () => {
    await desk.inbox.bin(desk.inbox.rows[0]?.id ?? (await desk.backend.inbox()).to_review[0]!.id);
    expect(desk.inbox.empty).toBe(true);
    await desk.history.undo();
    expect(desk.toasts.list.at(-1)?.title).toMatch(/^Undone: /);
    await expect.poll(() => desk.inbox.empty).toBe(false);
    await desk.history.undo();
    expect(desk.toasts.list.at(-1)?.title, 'said, and not as a failure').toBe('There is nothing to undo.');
    expect(desk.toasts.list.at(-1)?.tone).toBeUndefined();
  });
});
