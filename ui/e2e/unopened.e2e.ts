//! A profile that does not open at all: its ways out by keyboard.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

const CALM = 'data=some&pace=100000&step=0';

afterAll(stop);

const button = ({ page }: Window, name: string) => page.getByRole('button', { name, exact: true });

/** Opens by the passphrase, as far as it goes. */
async function typed(fault: string): Promise<Window> {
  const window = await Window.open(`${CALM}&profile=passphrase&fault=${fault}`);
  await window.page.keyboard.type('correct horse');
  await window.keys('Enter');
  await window.page.getByRole('heading', { name: 'This profile does not open' }).waitFor();
  return window;
}

describe('a profile that does not open', () => {
  it('is saved as far as it can be read, and the passphrase is typed once', async () => {
    const window = await typed('database_broken');
    const { page } = window;
    await page.getByRole('alert').filter({ hasText: 'too damaged to open' }).waitFor();
    await page.locator('button:focus', { hasText: 'Save what can be read…' }).press('Enter');
    expect(await page.locator('input[type=password]').count(), 'not asked for again').toBe(0);
    await button(window, 'Save it').press('Enter');
    await page.getByText('Make a backup now.').waitFor();
    await page.getByRole('row', { name: /^Receipts/ }).getByText('1,281').waitFor();
    await window.keys('Escape');
    await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
    await window.close();
  });

  it('comes back from a backup, and the one that is here is set aside', async () => {
    for (const [fault, says] of [
      ['database_unreadable', 'says what is in it is destroyed'],
      ['database_missing', 'is gone or empty'],
      ['database_foreign', 'is not the one this profile’s key belongs to'],
    ] as const) {
      const window = await typed(fault);
      const { page } = window;
      await page.getByRole('alert').filter({ hasText: says }).waitFor();
      expect(await button(window, 'Save what can be read…').count(), 'there is nothing to save').toBe(0);
      await button(window, 'Restore a backup…').press('Enter');
      await button(window, 'Choose the backup…').press('Enter');
      await page.getByLabel('Passphrase of the backup').fill('correct horse');
      await page.getByRole('checkbox', { name: 'Set the present one aside' }).check();
      await button(window, 'Restore').press('Enter');
      await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
      await window.close();
    }
  });

  it('gets a lost key file back from a backup, with all that is here', async () => {
    const window = await Window.open(`${CALM}&profile=keychain&fault=header_damaged`);
    const { page } = window;
    await button(window, 'Take the key from a backup…').press('Enter');
    await button(window, 'Choose the backup…').press('Enter');
    expect(await page.getByRole('radio', { name: /^Its key alone/ }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox').count(), 'nothing has to make room').toBe(0);
    await page.getByLabel('Passphrase of the backup').fill('correct horse');
    await button(window, 'Take the key').press('Enter');
    await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
    await window.close();
  });

  it('of a newer version is left to that', async () => {
    const window = await Window.open(`${CALM}&profile=keychain&fault=profile_newer`);
    await window.page.getByRole('alert').filter({ hasText: 'Install the newer version' }).waitFor();
    expect(await button(window, 'Save what can be read…').count()).toBe(0);
    await window.close();
  });

  it('is reported without opening it, shown before it is saved', async () => {
    const window = await typed('database_missing');
    const { page } = window;
    await button(window, 'Report for support…').press('Enter');
    await page.getByRole('region', { name: 'The report' }).getByText('database_missing').waitFor();
    await button(window, 'Save…').press('Enter');
    await page.getByText('The report was saved').waitFor();
    await window.close();
  });

  it('is tried again once the right file is back', async () => {
    const window = await typed('database_foreign');
    const { page } = window;
    await button(window, 'Try again').press('Enter');
    await page.locator('input[type=password]:focus').waitFor();
    await window.close();
  });

  it('leads to the words where the earlier key file does not open', async () => {
    const window = await Window.open(`${CALM}&profile=keychain&fault=header_older`);
    await window.page.getByRole('alert').filter({ hasText: 'earlier copy' }).waitFor();
    await window.keys('Enter');
    await window.page.getByRole('textbox', { name: 'Recovery words' }).waitFor();
    await window.close();
  });
});
