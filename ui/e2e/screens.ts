//! Every screen, and how to get there.
import { KEEPING } from './keeping-screens';
import { OTHERS } from './others-screens';
import { UNOPENED } from './unopened-screens';
import { VAULT } from './vault-screens';
import type { Window } from './window';

export type Screen = { name: string; scenario: string; go?: (window: Window) => Promise<void> };

async function receipts({ page }: Window): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.locator('header h1', { hasText: 'Receipts' }).waitFor();
}

async function listed(window: Window): Promise<void> {
  await receipts(window);
  await window.page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(4).waitFor();
}

async function run(window: Window, command: string): Promise<void> {
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill(command);
  await window.keys('Enter');
}

async function reviewed({ page }: Window): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).first().click();
  await page.getByRole('button', { name: /^Confirm/ }).first().waitFor();
}

async function watched(window: Window): Promise<void> {
  await run(window, 'watched folders');
  await window.page.getByRole('button', { name: 'Watch a folder…' }).click();
  await window.page.getByText(/look like receipts/).last().waitFor();
}

async function searched(window: Window, query: string): Promise<void> {
  await receipts(window);
  await window.keys('Control+f');
  await window.page.keyboard.type(query);
}

export const SCREENS: Screen[] = [
  { name: 'first-start', scenario: 'profile=none' },
  { name: 'first-start-no-keychain', scenario: 'profile=none&keychain=no' },
  { name: 'lock', scenario: 'profile=passphrase' },
  { name: 'lock-fault', scenario: 'profile=keychain&fault=keychain_entry_gone' },
  { name: 'inbox-empty', scenario: 'data=empty' },
  { name: 'inbox-one', scenario: 'data=one' },
  { name: 'inbox-full', scenario: 'data=some&pace=100000' },
  {
    name: 'review',
    scenario: 'data=some&pace=100000',
    go: reviewed,
  },
  {
    name: 'review-papers',
    scenario: 'data=papers&pace=100000',
    go: async (window) => {
      await reviewed(window);
      await window.page.getByRole('list', { name: /^Codes/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'review-locked',
    scenario: 'data=papers&pace=100000',
    go: async ({ page }) => {
      await page.getByText('telephone bill.pdf').first().click();
      await page.locator('form input:focus').waitFor();
      await page.keyboard.type('serai');
      await page.keyboard.press('Enter');
      await page.getByText(/does not open/).waitFor();
    },
  },
  {
    name: 'merchants',
    scenario: 'data=some&pace=100000',
    go: async (window) => {
      await run(window, 'known of merchants');
      await window.page.getByRole('button', { name: /^Forget / }).first().waitFor();
    },
  },
  {
    name: 'confirm-batch',
    scenario: 'data=some&pace=100000',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Confirm…' }).click();
      await page.getByRole('table').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
    },
  },
  {
    name: 'read-again',
    scenario: 'data=some&pace=100000',
    go: async (window) => {
      await reviewed(window);
      await window.page.getByRole('button', { name: 'Read again…' }).click();
      await window.page.getByRole('button', { name: 'Part', exact: true }).click();
    },
  },
  {
    name: 'split',
    scenario: 'data=some&pace=100000',
    go: async (window) => {
      await reviewed(window);
      await window.page.getByRole('button', { name: 'Read again…' }).click();
      const add = window.page.getByRole('button', { name: 'Part', exact: true });
      await add.click();
      await add.click();
      await window.page.getByRole('group', { name: /^Part 2 of 2/ }).focus();
      for (let press = 0; press < 30; press++) await window.page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'offers',
    scenario: 'data=some&pace=100000',
    go: async (window) => {
      await watched(window);
      await window.page.getByRole('button', { name: 'Show' }).last().click();
      await window.page.getByRole('button', { name: 'Add 12' }).waitFor();
    },
  },
  { name: 'watched-folders', scenario: 'data=some&pace=100000', go: watched },
  {
    name: 'duplicate',
    scenario: 'data=some&pace=100000',
    go: async ({ page }) => {
      await page.getByRole('button', { name: 'Compare' }).first().click();
      await page.getByRole('button', { name: 'Two purchases' }).waitFor();
    },
  },
  { name: 'receipts-empty', scenario: 'data=empty', go: receipts },
  { name: 'receipts-one', scenario: 'data=one', go: listed },
  { name: 'receipts-crowd', scenario: 'data=crowd', go: listed },
  {
    name: 'receipts-selected',
    scenario: 'data=crowd',
    go: async (window) => {
      await listed(window);
      await window.page.getByRole('grid').focus();
      await window.keys('Space', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
      await window.page.getByRole('toolbar').waitFor();
    },
  },
  {
    name: 'receipts-grid',
    scenario: 'data=crowd',
    go: async (window) => {
      await listed(window);
      await window.page.getByRole('button', { name: 'As pictures' }).click();
      await window.page.getByRole('option').nth(3).waitFor();
    },
  },
  {
    name: 'receipts-filtered',
    scenario: 'data=crowd',
    go: async (window) => {
      await searched(window, 'tesco >50 #groceries is:unsure');
      await window.page.getByRole('button', { name: /Remove the filter/ }).nth(2).waitFor();
    },
  },
  {
    name: 'receipts-nothing',
    scenario: 'data=crowd',
    go: async (window) => {
      await searched(window, 'zzz >50');
      await window.page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    },
  },
  {
    name: 'bin',
    scenario: 'data=some',
    go: async ({ page }) => {
      await page.keyboard.press('Control+3');
      await page.getByRole('grid').getByRole('gridcell').first().waitFor();
    },
  },
  {
    name: 'bin-with-an-age',
    scenario: 'data=some&rules',
    go: async ({ page }) => {
      await page.keyboard.press('Control+3');
      await page.getByText(/^Binned .* · Due /).waitFor();
    },
  },
  {
    name: 'bin-as-pictures',
    scenario: 'data=some&rules',
    go: async ({ page }) => {
      await page.keyboard.press('Control+3');
      await page.getByRole('button', { name: 'As pictures' }).click();
      await page.getByRole('option').getByText(/^Due /).waitFor();
    },
  },
  {
    name: 'purge',
    scenario: 'data=some&backups=some&rules=1',
    go: async (window) => {
      await window.page.keyboard.press('Control+3');
      await window.page.getByRole('grid').focus();
      await window.keys('Control+a', 'Delete');
      await window.page.getByText('no undo').waitFor();
    },
  },
  {
    name: 'purge-held',
    scenario: 'data=some&held=2033-12-31',
    go: async (window) => {
      await window.page.keyboard.press('Control+3');
      await window.page.getByRole('grid').focus();
      await window.keys('Delete');
      await window.page.getByText('held until').waitFor();
    },
  },
  {
    name: 'bin-empty',
    scenario: 'data=empty',
    go: async ({ page }) => {
      await page.keyboard.press('Control+3');
      await page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
    },
  },
  {
    name: 'palette',
    scenario: 'data=some',
    go: async (window) => {
      await window.keys('Control+k');
      await window.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'palette-found',
    scenario: 'data=some',
    go: async (window) => {
      await window.keys('Control+k');
      await window.page.getByRole('combobox').fill('e');
      await window.page.getByRole('group', { name: 'Receipts' }).waitFor();
    },
  },
  { name: 'export-csv', scenario: 'data=some', go: (window) => run(window, 'export csv') },
  { name: 'export-pdf', scenario: 'data=some', go: (window) => run(window, 'export pdf') },
  { name: 'kit', scenario: 'data=some', go: (window) => run(window, 'recovery kit') },
  {
    name: 'kit-proof',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'recovery kit');
      await window.page.getByRole('button', { name: 'I’ll write them down' }).click();
    },
  },
  {
    name: 'kit-beside-the-vault',
    scenario: 'data=some',
    go: async (window) => {
      await run(window, 'recovery kit');
      await window.page.getByRole('button', { name: 'Save PDF…' }).click();
    },
  },
  ...VAULT,
  ...UNOPENED,
  ...KEEPING,
  ...OTHERS,
  { name: 'about', scenario: 'data=some', go: (window) => run(window, 'about') },
];
