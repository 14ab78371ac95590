//! Palette, export, recovery kit and duplicates by keyboard.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

afterAll(stop);

describe('palette', () => {
  it('goes anywhere and gives the focus back', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('bin');
    await window.keys('Enter');
    await window.page.getByRole('heading', { name: 'Bin' }).waitFor();
    await window.keys('Control+k', 'Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    await window.close();
  });

  it('opens a receipt by its words', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('nirwana');
    await window.page.getByRole('option', { name: /Nirwana/ }).first().waitFor();
    await window.keys('Enter');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await window.page.getByText(/Nirwana/).count()).toBeGreaterThan(0);
    await window.close();
  });

  it('says when there is nothing of that name', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('zzzzz');
    await window.page.getByText('Nothing called “zzzzz”.').waitFor();
    await window.keys('Enter', 'Escape');
    await window.close();
  });
});

describe('export', () => {
  it('takes what the list shows and says what was written', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+f');
    await window.page.keyboard.type('tesco');
    await window.page.getByText(/^7 receipts/).waitFor();
    await window.keys('Control+e');
    await window.page.getByText('7 receipts, as the list shows: “tesco”.').waitFor();
    await window.page.getByRole('button', { name: 'Choose where…' }).press('Enter');
    await window.page.getByText('Receipts.csv written: 7 receipts').waitFor();
    await window.close();
  });

  it('takes the selection alone', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+2');
    await window.page.getByRole('grid').getByRole('gridcell').first().waitFor();
    await window.page.getByRole('grid').focus();
    await window.keys('Space', 'Shift+ArrowDown', 'Control+Shift+E');
    await window.page.getByText('2 selected receipts.').waitFor();
    await window.page.getByRole('button', { name: 'Choose where…' }).press('Enter');
    await window.page.getByText('Receipts.pdf written: 2 receipts').waitFor();
    await window.close();
  });

  it('offers nothing when there is nothing', async () => {
    const window = await Window.open('data=empty');
    await window.keys('Control+e');
    await window.page.getByText('There is nothing to export.').waitFor();
    expect(await window.page.getByRole('button', { name: 'Choose where…' }).isDisabled()).toBe(true);
    await window.close();
  });
});

describe('recovery kit', () => {
  async function proof(words: [string, string]): Promise<Window> {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('recovery');
    await window.keys('Enter');
    await window.page.getByRole('button', { name: 'I’ll write them down' }).click();
    await window.page.getByText('Type words 4 and 11.').waitFor();
    await window.page.keyboard.type(words[0]);
    await window.keys('Tab');
    await window.page.keyboard.type(words[1]);
    await window.keys('Enter');
    return window;
  }

  it('is saved beside the vault only after a warning', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('recovery');
    await window.keys('Enter');
    await window.page.getByRole('button', { name: 'Save PDF…' }).click();
    await window.page.getByText('This leaves the key beside the lock.').waitFor();
    await window.page.getByRole('button', { name: 'Save anyway' }).click();
    await window.page.getByText('Type words 4 and 11.').waitFor();
    await window.close();
  });

  it('stands alone on paper, without what is behind it', async () => {
    const window = await Window.open('data=some');
    await window.keys('Control+k');
    await window.page.getByRole('combobox').fill('recovery');
    await window.keys('Enter');
    await window.page.getByText('olive').waitFor();
    await window.page.emulateMedia({ media: 'print' });
    expect(await window.page.getByText('olive').isVisible(), 'the words').toBe(true);
    expect(await window.page.getByRole('button', { name: 'Print' }).isVisible(), 'buttons').toBe(false);
    const behind = window.page.locator('nav').first();
    expect(await behind.evaluate((rail) => getComputedStyle(rail).visibility), 'the rail').toBe('hidden');
    await window.close();
  });

  it('is proven by two of its words', async () => {
    const window = await proof(['winter', 'quartz']);
    await window.page.getByRole('heading', { name: 'Your kit works.' }).waitFor();
    expect(await window.page.getByText('olive').count(), 'the words are gone from the page').toBe(0);
    await window.close();
  });

  it('says when the words are others', async () => {
    const window = await proof(['winter', 'candle']);
    await window.page.getByRole('dialog').getByRole('alert').waitFor();
    await window.page.getByRole('button', { name: 'Show the words' }).click();
    await window.page.getByText('olive').waitFor();
    await window.close();
  });
});

describe('duplicates', () => {
  it('are decided with one key, and none is preset', async () => {
    const window = await Window.open('data=some&pace=100000');
    await window.page.getByRole('button', { name: 'Compare' }).click();
    const heading = window.page.getByRole('heading', { name: 'Compare two receipts' });
    await heading.waitFor();
    await window.keys('Enter', 'Space');
    expect(await heading.isVisible(), 'no answer is preset').toBe(true);
    await window.keys('+', '+', '0', 's');
    await window.page.getByText('Kept as one purchase with both pictures').waitFor();
    await heading.waitFor({ state: 'detached' });
    await window.close();
  });
});

describe('the checks themselves', () => {
  it('find a planted fault', async () => {
    const window = await Window.open('data=some');
    await window.page.evaluate(() => {
      const planted = document.createElement('img');
      document.body.append(planted);
    });
    expect((await window.findings()).join()).toContain('image-alt');
    await window.page.evaluate(() => fetch('https://example.invalid/').catch(() => null));
    expect(window.complaints.join(), 'the policy lets nothing out').toMatch(/Content Security Policy/);
    window.complaints.length = 0;
    await window.close();
  });
});
