//! The screens of leaving, coming back, merging, and of what helps when something is wrong.
import type { Screen } from './screens';
import type { Window } from './window';

async function run(window: Window, command: string): Promise<void> {
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill(command);
  await window.keys('Enter');
  await window.page.getByRole('dialog').waitFor();
}

async function merged(window: Window): Promise<void> {
  await run(window, 'another quittance');
  await window.page.getByRole('button', { name: 'Choose the file…' }).click();
  await window.page.getByLabel('Passphrase of the backup').fill('correct horse');
  await window.keys('Enter');
}

export const OTHERS: Screen[] = [
  {
    name: 'archive',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'export everything');
      await window.page.getByLabel('Passphrase of the archive').fill('walnut anchor meadow');
    },
  },
  {
    name: 'archive-plain',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'export everything');
      await window.page.getByRole('checkbox', { name: 'Without a passphrase' }).check();
      await window.page.getByRole('button', { name: 'Choose where…' }).click();
      await window.page.getByRole('button', { name: 'Write it plain' }).waitFor();
    },
  },
  {
    name: 'export-encrypted',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'export csv');
      await window.page.getByRole('checkbox', { name: 'Encrypt with a passphrase' }).check();
    },
  },
  {
    name: 'come-back',
    scenario: 'profile=none',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Restore from a backup…' }).click();
      await page.getByRole('button', { name: 'Bring back an archive…' }).click();
      await page.getByRole('button', { name: 'Choose the archive…' }).click();
      await page.getByLabel('Passphrase of the archive').waitFor();
    },
  },
  { name: 'merge', scenario: 'data=some', go: (window) => run(window, 'another quittance') },
  {
    name: 'merge-preview',
    scenario: 'data=some&step=0&pace=100000',
    go: async (window) => {
      await merged(window);
      await window.page.getByText('3 receipts are new').waitFor();
    },
  },
  {
    name: 'salvage',
    scenario: 'data=some&vault=damaged&opens=passphrase&pace=100000',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Save what can be read…' }).click();
      await page.getByRole('button', { name: 'Save it' }).waitFor();
    },
  },
  {
    name: 'salvage-done',
    scenario: 'data=some&vault=damaged&step=0&pace=100000',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Save what can be read…' }).click();
      await page.getByRole('button', { name: 'Save it' }).click();
      await page.getByText('Make a backup now.').waitFor();
    },
  },
  {
    name: 'settings-damaged',
    scenario: 'data=some&vault=damaged&step=0&pace=100000',
    go: async (window) => {
      const { page } = window;
      await page.getByRole('button', { name: 'Save what can be read…' }).click();
      await page.getByRole('button', { name: 'Save it' }).click();
      await page.getByRole('button', { name: 'Close' }).click();
      await window.keys('Control+k');
      await page.getByRole('combobox').fill('back up');
      await window.keys('Enter');
      await page.getByRole('button', { name: 'Remove the damaged file…' }).waitFor();
    },
  },
  {
    name: 'diagnostics',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'report for support');
      await window.page.getByText('linux x86_64').waitFor();
    },
  },
  {
    name: 'backup-asked',
    scenario: 'data=some&asks',
    go: ({ page }) => page.getByText('There is no backup yet.').waitFor(),
  },
  {
    name: 'settings-synced',
    scenario: 'data=some&synced=syncthing',
    go: async (window) => {
      await window.keys('Control+k');
      await window.page.getByRole('combobox').fill('back up');
      await window.keys('Enter');
      await window.page.getByText('copied elsewhere by Syncthing').waitFor();
    },
  },
];
