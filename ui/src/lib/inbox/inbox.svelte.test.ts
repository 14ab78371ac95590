import { beforeEach, describe, expect, it } from 'vitest';
import { BackendFault } from '$lib/backend/fault';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { Desk } from '$lib/shell/desk.svelte';
import { summaryWords } from './summary';

let twin: Twin;
let desk: Desk;

async function fill(query: string): Promise<void> {
  twin = new Twin(scenarioOf(new URLSearchParams(query)));
  desk = new Desk(twin);
  await desk.fill();
}

beforeEach(() => fill('pace=100000'));

describe('the inbox', () => {
  it('counts what waits for the user, not what is being read', () => {
    const { to_review, ready, reading, failed, duplicates } = desk.inbox.view;
    expect(reading.length).toBeGreaterThan(0);
    expect(desk.inbox.waiting).toBe(to_review.length + ready.length + failed.length + duplicates.length);
  });

  it('selects within its rows', () => {
    const { inbox } = desk;
    inbox.select(1);
    expect(inbox.selected).toBe(inbox.rows[0]?.id);
    inbox.select(-5);
    expect(inbox.selected, 'the first row is the end').toBe(inbox.rows[0]?.id);
    inbox.select(Infinity);
    expect(inbox.selected).toBe(inbox.rows.at(-1)?.id);
    inbox.selected = 'gone';
    inbox.select(-1);
    expect(inbox.selected, 'a row that is gone is forgotten').toBe(inbox.rows.at(-1)?.id);
  });

  it('confirms Ready in one step that can be taken back', async () => {
    const ready = desk.inbox.view.ready.map(({ id }) => id);
    const before = ready.length;
    await desk.inbox.confirmReady(ready.slice(1));
    expect(desk.inbox.view.ready.map(({ id }) => id), 'what is left out stays').toEqual(ready.slice(0, 1));
    const toast = desk.toasts.list.at(-1);
    expect(toast?.title).toContain(String(before - 1));
    toast?.action?.run();
    await expect.poll(() => twin.inbox().then((view) => view.ready.length)).toBe(before);
  });

  it('cancels all and retries one', async () => {
    const waiting = desk.inbox.view.reading.length;
    const failed = desk.inbox.view.failed.length;
    await desk.inbox.cancel([]);
    expect(desk.inbox.view.failed.length, 'the pictures are kept').toBe(failed + waiting);
    await desk.inbox.retry(desk.inbox.view.failed[0]!.id);
    expect(desk.inbox.view.reading.length).toBe(1);
  });

  it('says what went wrong and stays as it was', async () => {
    twin.importReceipts = () => Promise.reject(new BackendFault({ code: 'disk_full', about: null, incident: null }));
    const before = desk.inbox.rows.length;
    await desk.inbox.import();
    expect(desk.toasts.list.at(-1)).toMatchObject({ title: 'The disk is full.', tone: 'red' });
    expect(desk.inbox.rows.length).toBe(before);
  });

  it('keeps quiet when the open dialog was cancelled', async () => {
    twin.importReceipts = () => Promise.resolve(null);
    await desk.inbox.import();
    expect(desk.inbox.summary).toBeNull();
    expect(desk.toasts.list).toEqual([]);
  });

  it('shares one load among calls that come at once', async () => {
    let loads = 0;
    const inbox = twin.inbox.bind(twin);
    twin.inbox = () => (loads++, inbox());
    await Promise.all(Array.from({ length: 50 }, () => desk.inbox.load()));
    expect(loads, 'one under way and one after it').toBe(2);
  });

  it('loads again after a load that failed', async () => {
    const inbox = twin.inbox.bind(twin);
    twin.inbox = () => Promise.reject(new BackendFault({ code: 'internal', about: null, incident: null }));
    await expect(desk.inbox.load()).rejects.toThrow();
    twin.inbox = inbox;
    await desk.inbox.load();
    expect(desk.inbox.rows.length).toBeGreaterThan(0);
  });

  it('is empty before the first drop', async () => {
    await fill('data=empty');
    expect(desk.inbox.empty).toBe(true);
    desk.inbox.select(1);
    expect(desk.inbox.selected, 'there is nothing to select').toBeNull();
  });
});

describe('the summary of a drop', () => {
  const refused = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, fault: { code: 'not_a_picture' as const, about: null, incident: null } }));

  it('counts every file once', () => {
    const summary = { files: 37, added: 25, already_here: 9, refused: refused(3), receipts: [] };
    expect(summaryWords(summary)).toBe('37 files: 25 new, 9 already here, 3 don’t look like receipts.');
  });

  it('leaves out what there was none of', () => {
    expect(summaryWords({ files: 1, added: 1, already_here: 0, refused: [], receipts: [] })).toBe('1 file: 1 new.');
    expect(summaryWords({ files: 1, added: 0, already_here: 0, refused: refused(1), receipts: [] })).toBe('1 file: 1 doesn’t look like a receipt.');
  });

  it('says so when there was nothing', () => {
    expect(summaryWords({ files: 0, added: 0, already_here: 0, refused: [], receipts: [] })).toBe('Nothing in it to read.');
  });
});
