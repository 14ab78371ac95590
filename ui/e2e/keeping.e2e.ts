//! How long receipts are kept, by keyboard: rules, what is due, holds.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

const CALM = 'data=some&pace=100000&step=0';

afterAll(stop);

const button = ({ page }: Window, name: string) => page.getByRole('button', { name, exact: true });

async function keeping(scenario: string): Promise<Window> {
  const window = await Window.open(scenario);
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill('how long receipts');
  await window.keys('Enter');
  await window.page.getByRole('group', { name: 'Held receipts' }).waitFor();
  return window;
}

describe('rules', () => {
  it('are set by keys, and what they end is removed with its proof', async () => {
    const window = await keeping(CALM);
    const { page } = window;
    await page.getByLabel('For', { exact: true }).selectOption({ label: 'Dining' });
    await page.getByLabel('Rule', { exact: true }).selectOption('own');
    await page.getByLabel('Years').fill('1');
    await window.keys('Enter');
    await page.getByRole('list', { name: 'Rules that are set' }).getByText('1 year after the sale').waitFor();
    await button(window, 'See what is due…').press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('had to be kept until').first().waitFor();
    await button(window, 'Remove for good').press('Enter');
    await dialog.getByText('none is found now').waitFor();
    await window.keys('Escape');
    await button(window, 'See what is due…').press('Enter');
    await page.getByRole('heading', { name: 'Nothing is due' }).waitFor();
    await window.close();
  });

  it('act by themselves only after a question', async () => {
    const window = await keeping(`${CALM}&rules`);
    const { page } = window;
    const automatic = page.getByRole('checkbox', { name: 'Remove what is due by itself' });
    await automatic.press('Space');
    await window.keys('Escape');
    expect(await automatic.isChecked(), 'leaving is no').toBe(false);
    await automatic.press('Space');
    await button(window, 'Turn it on').press('Enter');
    await page.getByText('On. What is due goes for good').waitFor();
    expect(await automatic.isChecked()).toBe(true);
    await automatic.press('Space');
    await page.getByText('Off. What is due stays').waitFor();
    await window.close();
  });
});

describe('a hold', () => {
  it('is put on a selection, shown in list and settings, and lifted', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await window.keys('Control+2');
    await page.getByRole('grid').getByRole('gridcell').first().waitFor();
    await page.getByRole('grid').focus();
    await window.keys('Space', 'Shift+ArrowDown');
    await button(window, 'Hold…').press('Enter');
    await page.getByLabel('Until').fill('2999-12-31');
    await page.getByLabel('Why').fill('Claim of 2025');
    await window.keys('Enter');
    await page.getByText('2 receipts are held').waitFor();
    await expect.poll(() => page.getByTitle('Held: it is not removed for good').count()).toBe(2);
    await window.keys('Control+k');
    await page.getByRole('combobox').fill('how long receipts');
    await window.keys('Enter');
    const held = page.getByRole('group', { name: 'Held receipts' });
    await held.getByText('Until 31 Dec 2999 · Claim of 2025').first().waitFor();
    await held.getByRole('button').first().press('Enter');
    await page.getByText('The hold is lifted').waitFor();
    await expect.poll(() => held.getByRole('listitem').count()).toBe(1);
    await window.close();
  });
});
