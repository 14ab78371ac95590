//! From the first start to the first confirmed receipt, and through the lock screen.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

afterAll(stop);

describe('the first minute', () => {
  it('is a name, samples, and Enter', async () => {
    const window = await Window.open('profile=none&pace=0');
    const { page } = window;
    await page.keyboard.type('Aina');
    await window.keys('Enter');
    await page.getByRole('heading', { name: 'Drop receipts anywhere' }).waitFor();
    await page.getByRole('button', { name: 'Try with samples' }).click();
    await page.getByText('12 files: 12 new.').waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.locator('[data-field]:focus').waitFor();
    await window.keys('Control+Enter');
    await page.locator('.toast', { hasText: 'confirmed' }).waitFor();
    await window.close();
  });

  it('confirms what is ready in one step and then offers the kit', async () => {
    const window = await Window.open('profile=none&pace=0');
    const { page } = window;
    await page.keyboard.type('Aina');
    await window.keys('Enter');
    await page.getByRole('button', { name: 'Try with samples' }).click();
    await page.getByRole('button', { name: 'Confirm…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Confirm \d+$/ }).click();
    await page.getByRole('dialog', { name: 'If this computer is lost' }).waitFor();
    await window.close();
  });
});

describe('locked', () => {
  it('asks again after a wrong passphrase', async () => {
    const window = await Window.open('profile=passphrase&data=one');
    await window.page.keyboard.type('wrong one');
    await window.keys('Enter');
    await window.page.getByRole('alert').filter({ hasText: 'not the passphrase' }).waitFor();
    await window.page.locator('input[type=password]').fill('correct horse');
    await window.keys('Enter');
    await window.page.locator('.row').first().waitFor();
    await window.close();
  });

  it('takes a passphrase as it was pasted, however long, and shows it on demand', async () => {
    const long = 'walnut anchor seven drifting meadows. '.repeat(100);
    const window = await Window.open('profile=none&keychain=no');
    const { page } = window;
    await page.keyboard.type('Aina');
    await window.keys('Tab');
    await page.keyboard.insertText(long);
    await window.keys('Tab', 'Tab');
    await page.keyboard.insertText(long);
    await window.keys('Enter');
    await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
    await window.keys('Control+l');
    const field = page.getByLabel('Passphrase of Aina');
    await field.waitFor();
    await page.keyboard.insertText(long.repeat(2));
    await window.keys('Enter');
    await page.getByRole('alert').filter({ hasText: 'The passphrase is too long.' }).waitFor();
    await field.focus();
    await page.keyboard.insertText(long);
    await window.keys('Tab', 'Space');
    await page.getByRole('button', { name: 'Hide what is typed' }).waitFor();
    expect(await field.inputValue(), 'whole, and to be seen').toBe(long);
    expect(await field.getAttribute('type')).toBe('text');
    await field.press('Enter');
    await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
    await window.close();
  });

  it('shows nothing of the profile, and unlocking brings the same screen back', async () => {
    const window = await Window.open('data=some&pace=100000');
    const { page } = window;
    const unlock = async () => {
      await window.keys('Control+l');
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
      expect(await page.locator('body').innerText()).not.toContain('Tesco');
      await window.keys('Enter');
    };
    await page.locator('.row', { hasText: 'Tesco' }).first().waitFor();
    await window.keys('Control+f');
    await page.keyboard.type('tesco >9999');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await unlock();
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect(await page.getByRole('search').getByRole('textbox').inputValue()).toBe('tesco >9999');
    await window.keys('Control+1');
    await page.locator('.row').first().click();
    const merchant = page.getByRole('textbox', { name: 'Merchant' });
    const read = await merchant.inputValue();
    await window.keys('Control+k', 'Control+l');
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await window.keys('Enter');
    await merchant.waitFor();
    expect(await merchant.inputValue(), 'the receipt that was in hand').toBe(read);
    expect(await page.getByRole('dialog').count(), 'and no dialog').toBe(0);
    await window.close();
  });

  it('leads to the recovery words when the keychain has lost the key', async () => {
    const window = await Window.open('profile=keychain&fault=keychain_entry_gone&data=one');
    await window.page.getByRole('alert').filter({ hasText: 'no longer has' }).waitFor();
    await window.keys('Enter');
    await window.page.getByRole('textbox', { name: 'Recovery words' }).fill('not these words');
    await window.page.getByRole('button', { name: 'Open' }).click();
    await window.page.getByRole('alert').filter({ hasText: 'not the words' }).waitFor();
    await window.close();
  });
});
