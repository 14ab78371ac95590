//! The screens of how a profile is kept: settings, restoring, damage, history.
import type { Screen } from './screens';
import type { Window } from './window';

async function settings(window: Window): Promise<void> {
  await window.keys('Control+,');
  await window.page.getByRole('heading', { name: 'This profile' }).waitFor();
}

const press = (name: string | RegExp) => async (window: Window) => {
  await settings(window);
  await window.page.getByRole('button', { name }).first().click();
};

async function chosen(window: Window): Promise<void> {
  await window.page.getByRole('button', { name: 'Restore from a backup…' }).click();
  await window.page.getByRole('button', { name: 'Choose the backup…' }).click();
  await window.page.getByRole('button', { name: 'Restore', exact: true }).waitFor();
}

export const VAULT: Screen[] = [
  { name: 'settings', scenario: 'data=some&backups=some', go: settings },
  {
    name: 'settings-backups',
    scenario: 'data=some&backups=planned&opens=two_factor',
    go: async (window) => {
      await window.keys('Control+k');
      await window.page.getByRole('combobox').fill('back up');
      await window.keys('Enter');
      await window.page.getByRole('list', { name: 'Known backups' }).waitFor();
    },
  },
  {
    name: 'settings-backup-under-way',
    scenario: 'data=some&step=100000',
    go: async (window) => {
      await press('Back up now…')(window);
      await window.page.getByRole('progressbar', { name: /database|backup/ }).waitFor();
      await window.page.getByRole('heading', { name: 'Backups' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-profile',
    scenario: 'data=some&backups=some',
    go: async (window) => {
      await settings(window);
      await window.page.getByRole('button', { name: 'Delete this profile…' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'mode',
    scenario: 'data=some',
    go: async (window) => {
      await press('Change how it opens…')(window);
      await window.page.getByRole('radio', { name: /passphrase/ }).first().check();
      await window.page.getByLabel('New passphrase').fill('walnut anchor meadow');
      await window.page.getByRole('status').filter({ hasText: 'guess' }).waitFor();
    },
  },
  {
    name: 'passphrase',
    scenario: 'data=some&opens=passphrase',
    go: async (window) => {
      await press('Change the passphrase…')(window);
      await window.page.getByLabel('Present passphrase').fill('not this one');
      await window.page.getByLabel('New passphrase').fill('password');
      await window.page.getByLabel('Passphrase again').fill('password');
      await window.keys('Enter');
      await window.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'kit-replaced',
    scenario: 'data=some&backups=some&opens=passphrase',
    go: async (window) => {
      const { page } = window;
      await settings(window);
      await page.getByRole('button', { name: 'Show and prove it…' }).click();
      await page.getByRole('button', { name: 'I’ll write them down' }).click();
      await page.getByLabel('Word 4').fill('winter');
      await page.getByLabel('Word 11').fill('quartz');
      await window.keys('Enter');
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: 'Replace it…' }).click();
      await page.getByRole('button', { name: 'I’ll write them down' }).click();
      await page.getByLabel('Word 4').fill('ginger');
      await page.getByLabel('Word 11').fill('pepper');
      await page.getByLabel('Present passphrase').fill('correct horse');
      await window.keys('Enter');
      await page.getByText('These backups still open').waitFor();
    },
  },
  {
    name: 'renew',
    scenario: 'data=some&opens=passphrase',
    go: async (window) => {
      await press('Someone may have it…')(window);
      await window.page.getByRole('button', { name: 'Use the recovery words instead' }).click();
    },
  },
  {
    name: 'renew-under-way',
    scenario: 'data=some&step=100000',
    go: async (window) => {
      await press('Someone may have it…')(window);
      await window.page.getByRole('button', { name: 'Encrypt anew' }).click();
      await window.page.getByRole('progressbar', { name: /database|backup/ }).waitFor();
    },
  },
  {
    name: 'remove',
    scenario: 'data=some&backups=some&rules&held=2027-12-31',
    go: async (window) => {
      await press('Delete this profile…')(window);
      await window.page.getByRole('dialog').getByRole('textbox').fill('Ain');
    },
  },
  {
    name: 'old-backups',
    scenario: 'data=some&backups=some&opens=passphrase',
    go: async (window) => {
      const { page } = window;
      await press('Change the passphrase…')(window);
      await page.getByLabel('Present passphrase').fill('correct horse');
      await page.getByLabel('New passphrase').fill('walnut anchor meadow');
      await page.getByLabel('Passphrase again').fill('walnut anchor meadow');
      await window.keys('Enter');
      await page.getByRole('dialog', { name: '3 backups still open the old way' }).waitFor();
    },
  },
  {
    name: 'renewed-old-backups',
    scenario: 'data=some&backups=some&step=0',
    go: async (window) => {
      await press('Someone may have it…')(window);
      await window.page.getByRole('button', { name: 'Encrypt anew' }).click();
      await window.page.getByRole('button', { name: 'Show the new kit' }).waitFor();
    },
  },
  {
    name: 'removed',
    scenario: 'data=some&backups=some',
    go: async (window) => {
      await press('Delete this profile…')(window);
      await window.page.getByRole('dialog').getByRole('textbox').fill('Aina');
      await window.keys('Enter');
      await window.page.getByText('Keys destroyed').waitFor();
    },
  },
  {
    name: 'first-start-other-ways',
    scenario: 'profile=none',
    go: async ({ page }) => {
      await page.getByText('Other ways to open').click();
      await page.getByRole('radio', { name: /desktop login and a passphrase/ }).check();
      await page.getByLabel('Passphrase', { exact: true }).fill('walnut anchor meadow drifting');
    },
  },
  { name: 'restore', scenario: 'profile=none', go: chosen },
  {
    name: 'restore-here',
    scenario: 'profile=passphrase',
    go: async (window) => {
      await chosen(window);
      await window.page.locator('summary').click();
      await window.page.getByRole('checkbox').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'restore-under-way',
    scenario: 'profile=none&step=100000',
    go: async (window) => {
      await chosen(window);
      await window.page.getByLabel('Passphrase of the backup').fill('correct horse');
      await window.keys('Enter');
      await window.page.getByRole('progressbar', { name: /database|backup/ }).waitFor();
    },
  },
  {
    name: 'damaged',
    scenario: 'data=some&pace=100000&vault=damaged',
    go: ({ page }) => page.getByText('file is damaged').waitFor(),
  },
  {
    name: 'shortened',
    scenario: 'data=some&pace=100000&vault=shortened',
    go: async (window) => {
      await window.page.getByText('3 things that were done are missing.').waitFor();
      await window.keys('Control+2');
      await window.page.getByRole('grid').getByRole('gridcell').first().waitFor();
    },
  },
  {
    name: 'undo-asks',
    scenario: 'data=some&pace=100000&earlier',
    go: async (window) => {
      await window.page.getByRole('button', { name: 'Review' }).first().waitFor();
      await window.keys('Control+z');
      await window.page.getByRole('heading', { name: /^Undo yesterday/ }).waitFor();
    },
  },
  {
    name: 'receipt-history',
    scenario: 'data=some&pace=100000&earlier',
    go: async (window) => {
      const { page } = window;
      await page.getByRole('button', { name: 'Review' }).first().click();
      await page.getByRole('button', { name: 'More', exact: true }).waitFor();
      await page.locator('[data-field="merchant"]').fill('Kedai Kenari');
      await window.keys('Tab');
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'History…' }).click();
      await page.getByText('Kedai Kenari').last().waitFor();
    },
  },
  {
    name: 'restore-ask',
    scenario: 'data=some',
    go: async (window) => {
      await window.keys('Control+k');
      await window.page.getByRole('combobox').fill('restore a backup');
      await window.keys('Enter');
      await window.page.getByRole('button', { name: 'Lock and restore…' }).waitFor();
    },
  },
];
