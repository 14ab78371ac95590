//! The screens of how long receipts are kept and what is held.
import type { Screen } from './screens';
import type { Window } from './window';

async function keeping(window: Window): Promise<void> {
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill('how long receipts');
  await window.keys('Enter');
  await window.page.getByRole('group', { name: 'Held receipts' }).waitFor();
}

export const KEEPING: Screen[] = [
  { name: 'keeping-empty', scenario: 'data=some', go: keeping },
  { name: 'keeping-many', scenario: 'data=some&rules&held=2033-12-31', go: keeping },
  {
    name: 'keeping-own',
    scenario: 'data=some&rules',
    go: async (window) => {
      await keeping(window);
      await window.page.getByLabel('Rule', { exact: true }).selectOption('own');
    },
  },
  {
    name: 'keeping-due',
    scenario: 'data=some&rules&backups=some',
    go: async (window) => {
      await keeping(window);
      await window.page.getByRole('button', { name: 'See what is due…' }).click();
      await window.page.getByText('had to be kept until').first().waitFor();
    },
  },
  {
    name: 'keeping-none-due',
    scenario: 'data=some',
    go: async (window) => {
      await keeping(window);
      await window.page.getByRole('button', { name: 'See what is due…' }).click();
      await window.page.getByRole('heading', { name: 'Nothing is due' }).waitFor();
    },
  },
  {
    name: 'keeping-automatic',
    scenario: 'data=some&rules',
    go: async (window) => {
      await keeping(window);
      await window.page.getByRole('checkbox', { name: 'Remove what is due by itself' }).click();
      await window.page.getByRole('button', { name: 'Turn it on' }).waitFor();
    },
  },
  {
    name: 'hold',
    scenario: 'data=some&held=2033-12-31',
    go: async (window) => {
      await window.keys('Control+2');
      await window.page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(4).waitFor();
      await window.page.getByRole('grid').focus();
      await window.keys('Space');
      await window.page.getByRole('button', { name: 'Hold…' }).click();
      await window.page.getByLabel('Until').fill('2020-01-01');
    },
  },
  {
    name: 'review-held',
    scenario: 'data=some&held=2033-12-31',
    go: async (window) => {
      await window.keys('Control+2');
      await window.page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(4).waitFor();
      await window.page.getByRole('grid').focus();
      await window.keys('Enter');
      await window.page.getByText('Held', { exact: true }).waitFor();
    },
  },
];
