//! A batch by keyboard, reading again, splitting and joining, what is known of merchants, watched folders.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

const CALM = 'data=some&pace=100000';

afterAll(stop);

async function reviewed(window: Window): Promise<void> {
  await window.page.getByRole('button', { name: 'Review' }).first().click();
  await window.page.locator('[data-field]:focus').waitFor();
}

async function run(window: Window, command: string): Promise<void> {
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill(command);
  await window.keys('Enter');
}

describe('a batch', () => {
  it('is looked through by keys, one is left out, and one step takes it back', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    const ready = page.getByRole('region', { name: /^Ready/ }).getByRole('listitem');
    const before = await ready.count();
    await page.getByRole('button', { name: 'Confirm…' }).click();
    await page.locator('tbody [role=checkbox]:focus').waitFor();
    await window.keys('ArrowDown', 'Space', 'Enter');
    await page.getByText(`${before - 1} receipts confirmed`).waitFor();
    expect(await ready.count(), 'what was left out stays').toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => ready.count()).toBe(before);
    await window.close();
  });
});

describe('a picture', () => {
  it('is read again as it was turned and cropped by pointer', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await reviewed(window);
    await page.getByRole('button', { name: 'Read again…' }).click();
    const box = (await page.locator('.stage').boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    const part = page.getByRole('group', { name: /^Part 1 of 1/ });
    expect((await part.boundingBox())!.width, 'it follows the pointer').toBeGreaterThan(box.width / 3);
    await page.getByRole('button', { name: 'Turn to the right' }).click();
    await page.getByLabel('Language').selectOption('german');
    await page.getByRole('button', { name: 'Read again', exact: true }).click();
    await page.getByText('Reading').first().waitFor();
    await window.close();
  });

  it('keeps Enter and the arrows to itself until Escape', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await reviewed(window);
    await page.getByRole('button', { name: 'Read again…' }).click();
    await page.getByRole('button', { name: 'Part', exact: true }).click();
    await page.getByRole('group', { name: /^Part 1 of 1/ }).focus();
    await window.keys('ArrowRight', 'Shift+ArrowDown', 'Enter');
    await page.locator('.place', { hasText: '1 of 14' }).waitFor();
    await window.keys('Delete', 'Escape');
    await page.getByRole('button', { name: 'Read again…' }).waitFor();
    await window.close();
  });

  it('of two receipts is split, and joined again with the next', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await reviewed(window);
    await page.getByRole('button', { name: 'Read again…' }).click();
    const add = page.getByRole('button', { name: 'Part', exact: true });
    await add.click();
    await add.click();
    await page.getByRole('button', { name: 'Split into 2' }).click();
    await page.getByText('Split into 2 receipts').waitFor();
    await page.locator('.place', { hasText: '1 of 15' }).waitFor();
    await run(window, 'join with the next');
    await page.getByText('Joined into one receipt').waitFor();
    await page.locator('.place', { hasText: '1 of 14' }).waitFor();
    await window.close();
  });
});

describe('merchants', () => {
  it('are forgotten one by one, and remembered again', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await run(window, 'known of merchants');
    const forget = page.getByRole('button', { name: /^Forget / });
    await forget.first().waitFor();
    const before = await forget.count();
    await forget.first().click();
    await expect.poll(() => forget.count()).toBe(before - 1);
    await window.keys('Escape', 'Control+z');
    await run(window, 'known of merchants');
    await expect.poll(() => forget.count()).toBe(before);
    await window.close();
  });
});

describe('watched folders', () => {
  it('offer pictures and take in those that are wanted', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await run(window, 'watched folders');
    await page.getByRole('button', { name: 'Watch a folder…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Show' }).click();
    await page.getByRole('checkbox').first().uncheck();
    await page.getByRole('button', { name: 'Add 11' }).click();
    await page.getByText('11 files: 11 new.').waitFor();
    await page.getByText('1 picture in Downloads looks like a receipt.').waitFor();
    await window.close();
  });
});
