//! The review by keyboard and by mouse, as a person works through a pile.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOOKS, stop, Window } from './window';

let window: Window;

const heading = () => window.page.locator('.side h2').first().innerText();
const place = () => window.page.locator('footer .place').innerText();
const focused = () => window.page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('data-confirm'));
const waiting = () => window.page.locator('nav .count').innerText();

async function review(name: string): Promise<void> {
  await window.page.locator('.row .name', { hasText: name }).first().click();
  await window.page.locator('footer .place').waitFor();
  await expect.poll(focused, { message: 'the keys go to the first doubt' }).not.toBe('');
}

async function toast(text: string): Promise<void> {
  await window.page.locator('.toast', { hasText: text }).waitFor();
}

beforeEach(async () => {
  window = await Window.open('data=some&pace=100000', LOOKS[0]);
  await window.page.locator('.row').first().waitFor();
});
afterEach(() => window.close());
afterAll(stop);

describe('a pile by keyboard', () => {
  it('Enter accepts the doubt, Enter again confirms and moves on, and Undo takes it back', async () => {
    await window.page.getByRole('button', { name: 'Review' }).click();
    await expect.poll(focused).toBe('field-total');
    const before = Number(await waiting());
    await window.keys('Enter');
    await expect.poll(focused, { message: 'with no doubt left the keys are on Confirm' }).toBe('true');
    expect(await window.page.locator('.field.check').count()).toBe(0);
    await window.keys('Enter');
    await toast('confirmed');
    expect(await place()).toContain('2 of 14');
    await expect.poll(waiting).toBe(String(before - 1));
    await window.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(waiting, { message: 'it waits again' }).toBe(String(before));
  });

  it('Alt+2 takes the second reading and the sum agrees', async () => {
    await review('Tesco');
    await window.keys('Alt+2');
    await window.page.locator('.side p.figures:not(.differs) svg').waitFor();
    expect(await window.page.locator('.differs').count()).toBe(0);
  });

  it('Ctrl+Enter confirms as it stands and says so', async () => {
    await review('Tesco');
    await window.keys('Control+Enter');
    await toast('confirmed as it stands');
  });

  it('Enter in an empty field goes on and does not block', async () => {
    await review('Merchant not found');
    await expect.poll(focused).toBe('field-merchant');
    await window.keys('Enter');
    await expect.poll(focused).toBe('true');
    await window.keys('Enter');
    await toast('confirmed as it stands');
  });

  it('Escape goes back to the list, Alt and arrows from receipt to receipt', async () => {
    await window.page.getByRole('button', { name: 'Review' }).click();
    await expect.poll(focused).toBe('field-total');
    await window.keys('Alt+ArrowDown');
    await expect.poll(place).toContain('2 of 14');
    await window.keys('Alt+ArrowUp');
    await expect.poll(place).toContain('1 of 14');
    await window.keys('Escape');
    await window.page.locator('header h1', { hasText: 'Inbox' }).waitFor();
  });

  it('keeps what was typed when another place is opened', async () => {
    await review('Tesco');
    await window.page.locator('#field-merchant').fill('Tesco Ampang');
    await window.keys('Control+2', 'Control+1');
    await window.page.locator('.row .name', { hasText: 'Tesco Ampang' }).waitFor();
  });

  it('says at the field what it does not take', async () => {
    await review('Tesco');
    await window.page.locator('#field-date').fill('someday');
    await window.keys('Enter');
    await window.page.getByRole('alert').filter({ hasText: 'Write a date' }).waitFor();
    expect(await window.page.locator('#field-date').inputValue(), 'the text stays').toBe('someday');
  });

  it('Ctrl+Z belongs to the text while one types, and to the receipt otherwise', async () => {
    await review('Tesco');
    await window.page.locator('#field-number').focus();
    await window.page.keyboard.type('9');
    await window.keys('Control+z');
    expect(await window.page.locator('.toast').count(), 'only the letter is taken back').toBe(0);
    await window.keys('Escape', 'ArrowDown', 'Delete');
    await toast('Moved to the bin');
    await window.keys('Control+z');
    await toast('Undone');
  });
});

describe('the picture', () => {
  it('lights the field in hand, and a click on a word fills it', async () => {
    await review('Merchant not found');
    expect(await window.page.locator('.lit').count(), 'a missing field has no box').toBe(0);
    await window.page.locator('#field-total').focus();
    await window.page.locator('.lit').waitFor();
    await window.page.locator('#field-merchant').focus();
    const image = (await window.page.locator('.stage').boundingBox())!;
    await window.page.mouse.click(image.x + image.width / 2 - 30, image.y + (51 / 640) * image.width);
    await expect.poll(() => window.page.locator('#field-merchant').inputValue()).toMatch(/^[A-Z]+$/);
    expect(await focused(), 'the keys stay in the field').toBe('field-merchant');
  });

  it('zooms by wheel and button, pans by drag, turns, and fits again', async () => {
    await review('Tesco');
    const box = async () => (await window.page.locator('.stage').boundingBox())!;
    const bed = (await window.page.locator('.view').boundingBox())!;
    const first = await box();
    await window.page.mouse.move(bed.x + bed.width / 2, bed.y + bed.height / 2);
    await window.page.mouse.wheel(0, -200);
    await expect.poll(async () => (await box()).width).toBeGreaterThan(first.width);
    await window.page.mouse.down();
    await window.page.mouse.move(bed.x + bed.width / 2 + 60, bed.y + bed.height / 2 + 40, { steps: 4 });
    await window.page.mouse.up();
    const moved = await box();
    await window.page.getByRole('button', { name: 'Zoom out' }).click();
    expect((await box()).width).toBeLessThan(moved.width);
    await window.page.getByRole('button', { name: 'Turn' }).click();
    const turned = await box();
    expect(turned.width / turned.height).toBeCloseTo(first.height / first.width, 1);
    for (let turn = 0; turn < 3; turn++) await window.page.getByRole('button', { name: 'Turn' }).click();
    await window.page.getByRole('button', { name: 'Fit' }).click();
    expect((await box()).width).toBeCloseTo(first.width, 0);
  });

  it('stays at least 380 wide in the smallest window', async () => {
    await window.turn({ theme: 'light', width: 900, height: 600 });
    await review('Tesco');
    expect((await window.page.locator('.bed').boundingBox())!.width).toBeGreaterThanOrEqual(380);
  });
});

describe('lines of goods', () => {
  it('are added, removed and summed', async () => {
    await review('Tesco');
    await window.page.getByRole('button', { name: 'Add a line' }).click();
    await window.page.keyboard.type('Parking');
    await window.page.getByRole('textbox', { name: 'Amount of line 2' }).fill('3.00');
    await window.page.locator('#field-number').focus();
    await window.page.locator('p.figures', { hasText: '9.90 + 0.10 tax' }).waitFor();
    await window.page.getByRole('button', { name: 'Remove Parking' }).click();
    await window.page.locator('p.figures', { hasText: '6.90 + 0.10 tax' }).waitFor();
  });
});

describe('what could not be read', () => {
  it('can be typed in all the same', async () => {
    await window.page.locator('.row', { hasText: 'No text was found' }).locator('.open').click();
    await expect.poll(focused).toBe('field-merchant');
    await window.page.keyboard.type('Stall 7');
    await window.keys('Enter');
    await expect.poll(heading).toBe('Stall 7');
    await expect.poll(focused, { message: 'and on to the next that is missing' }).toBe('field-date');
  });

  it('is read again on request', async () => {
    const reading = window.page.locator('section', { hasText: 'Reading' }).locator('.row');
    const before = await reading.count();
    await window.page.getByRole('button', { name: 'Retry' }).click();
    await expect.poll(() => reading.count()).toBe(before + 1);
  });
});
