import { beforeEach, describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { choicesOf } from './fields';
import { Review } from './review.svelte';

let twin: Twin;

/** The first receipt of the inbox that the predicate likes. */
async function open(liking: (review: Review) => boolean = () => true): Promise<Review> {
  for (const row of (await twin.inbox()).to_review) {
    const review = new Review(row.id, twin);
    await review.load();
    if (liking(review)) return review;
  }
  throw new Error('the twin has no such receipt');
}

const doubtIn = (name: string) => (review: Review) => review.doubtful.some((field) => field.name === name);

beforeEach(() => (twin = new Twin(scenarioOf(new URLSearchParams('pace=0')))));

describe('a receipt in review', () => {
  it('accepts a doubt as it stands', async () => {
    const review = await open(doubtIn('total'));
    review.focus = { field: 'total' };
    expect(review.inHand, 'Enter has something to take').toBe(true);
    expect(await review.take()).toBe(true);
    expect(review.field('total')?.state).toBe('confirmed');
    expect(review.doubts, 'and nothing else was doubtful').toBe(0);
  });

  it('takes another reading, and the sum follows', async () => {
    const review = await open(doubtIn('total'));
    expect(review.view?.sum?.agrees).toBe(false);
    const summed = choicesOf(review.field('total')!).findIndex(({ source }) => source === 'summed');
    await review.pick('total', summed);
    expect(review.view?.sum?.agrees, 'the strip must show that it adds up now').toBe(true);
    expect(review.field('total')?.as_read, 'what was read stays known').not.toBeNull();
    expect(await review.pick('total', 7), 'a reading that is not there').toBe(false);
  });

  it('keeps what was typed when the vault refuses it', async () => {
    const review = await open();
    review.type('date', 'tomorrow');
    expect(await review.leave('date')).toBe(false);
    expect(review.refused.date).toBe(true);
    expect(review.text('date'), 'nothing typed is thrown away').toBe('tomorrow');
    expect(review.fault, 'it is said at the field, not over the receipt').toBeNull();
    review.type('date', '12/03/2026');
    expect(review.refused.date, 'typing clears the complaint').toBeUndefined();
    expect(await review.leave('date')).toBe(true);
    expect(review.text('date'), 'stored in its canonical form').toBe('2026-03-12');
  });

  it('does not store what was not changed', async () => {
    const review = await open();
    const before = (await twin.undoView()).undo?.at;
    review.type('merchant', `${review.text('merchant')} `);
    await review.leave('merchant');
    await review.leave('date');
    expect((await twin.undoView()).undo?.at, 'no empty step in the history').toBe(before);
  });

  it('passes a missing field with Enter and leaves it empty', async () => {
    const review = await open(({ doubtful }) => doubtful.some(({ state }) => state === 'missing'));
    const missing = review.doubtful.find(({ state }) => state === 'missing')!.name;
    const before = review.doubtful.length;
    expect(await review.accept(missing)).toBe(true);
    expect(review.doubtful.length, 'Enter goes on').toBe(before - 1);
    expect(review.doubts, 'but the mark remains').toBeGreaterThan(0);
    await review.confirm();
    expect(review.view?.unsure, 'warned, not blocked').toBe(true);
  });

  it('fills the field in hand from the picture', async () => {
    const review = await open();
    const words = review.view!.pages[0]!.words;
    review.focus = { field: 'merchant' };
    await review.fill(words[0]!);
    expect(review.text('merchant')).toBe(words[0]!.text);
    await review.fill(words[1]!);
    expect(review.text('merchant'), 'the next word goes on').toBe(`${words[0]!.text} ${words[1]!.text}`);
  });

  it('fills the first doubt when no field has the keys', async () => {
    const review = await open(doubtIn('date'));
    const [doubt] = review.doubtful;
    const word = review.view!.pages[0]!.words.find(({ text }) => /^\d+\/\d+\/\d+$/.test(text))!;
    expect(await review.fill(word)).toBe(doubt!.name);
  });

  it('adds, changes and removes lines, and stores them whole', async () => {
    const review = await open();
    const before = review.lines.length;
    review.addItem();
    await review.leaveItems();
    expect(review.view?.items.length, 'a blank line is not stored').toBe(before);
    review.addItem();
    review.editItem(before, { name: 'Parking', total: '3.00' });
    await review.leaveItems();
    expect(review.view?.items.at(-1)).toMatchObject({ name: 'Parking', total: '3.00' });
    await review.removeItem(before);
    expect(review.view?.items.length).toBe(before);
  });

  it('lights the box of what has the keys', async () => {
    const review = await open();
    expect(review.lit).toBeNull();
    review.focus = { field: 'total' };
    expect(review.lit).toEqual(review.field('total')?.bounds);
    review.focus = { item: 0 };
    expect(review.lit).toEqual(review.lines[0]?.bounds);
    review.focus = { item: 99 };
    expect(review.lit, 'a line that is gone').toBeNull();
  });

  it('confirms with the last edits in one step', async () => {
    const review = await open(doubtIn('total'));
    review.type('merchant', 'Kedai Baru');
    review.note = 'lunch';
    expect(await review.confirm()).toBe(true);
    expect(review.view).toMatchObject({ state: 'confirmed', unsure: true, note: 'lunch' });
    expect(review.text('merchant')).toBe('Kedai Baru');
    expect((await twin.undoView()).undo?.code, 'one step, not three').toBe('confirm_receipt');
  });

  it('says that a receipt is gone', async () => {
    const review = new Review('nothing', twin);
    await review.load();
    expect(review.fault?.code).toBe('not_found');
  });

  it('stores everything that was typed when it is left', async () => {
    const review = await open();
    review.type('number', '77');
    review.note = 'kept';
    expect(await review.flush()).toBe(true);
    const stored = await twin.review(review.id);
    expect(stored.note).toBe('kept');
    expect(stored.fields.find(({ name }) => name === 'number')?.value).toBe('77');
  });
});
