//! The screens of a profile that does not open.
import type { Screen } from './screens';
import type { Window } from './window';

const NAMES = ['database_broken', 'database_foreign', 'database_missing', 'database_unreadable', 'header_damaged', 'profile_newer'];

/** Past a passphrase that is right. */
async function typed({ page }: Window): Promise<void> {
  await page.getByLabel('Passphrase of Aina').fill('correct horse');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'This profile does not open' }).waitFor();
}

export const UNOPENED: Screen[] = [
  ...NAMES.map((fault) => ({
    name: `unopened-${fault.replaceAll('_', '-')}`,
    scenario: `profile=keychain&fault=${fault}`,
    go: async ({ page }: Window) => page.getByRole('heading', { name: 'This profile does not open' }).waitFor(),
  })),
  {
    name: 'unopened-salvage',
    scenario: 'profile=passphrase&fault=database_broken',
    go: async (window) => {
      await typed(window);
      await window.page.getByRole('button', { name: 'Save what can be read…' }).click();
      await window.page.getByRole('button', { name: 'Save it' }).waitFor();
    },
  },
  {
    name: 'unopened-saved',
    scenario: 'profile=keychain&fault=database_broken&step=0',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Save what can be read…' }).click();
      await page.getByRole('button', { name: 'Save it' }).click();
      await page.getByText('Make a backup now.').waitFor();
    },
  },
  {
    name: 'unopened-report',
    scenario: 'profile=keychain&fault=database_unreadable',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Report for support…' }).click();
      await page.getByText('database_unreadable').waitFor();
    },
  },
  {
    name: 'unopened-key',
    scenario: 'profile=keychain&fault=header_damaged',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Take the key from a backup…' }).click();
      await page.getByRole('button', { name: 'Choose the backup…' }).click();
      await page.getByRole('radio', { name: /^Its key alone/ }).waitFor();
    },
  },
];
