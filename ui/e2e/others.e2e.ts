//! Leaving, coming back, merging and mending, by keyboard.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

const CALM = 'data=some&pace=100000&step=0';
const PASSPHRASE = 'walnut anchor meadow';

afterAll(stop);

const button = ({ page }: Window, name: string) => page.getByRole('button', { name, exact: true });

async function run(window: Window, command: string): Promise<void> {
  await window.keys('Control+k');
  await window.page.getByRole('combobox').fill(command);
  await window.keys('Enter');
}

describe('everything', () => {
  it('leaves in a file, and plain only after a question', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await run(window, 'export everything');
    await page.getByRole('checkbox', { name: 'Without a passphrase' }).press('Space');
    await button(window, 'Choose where…').press('Enter');
    await button(window, 'Write it plain').waitFor();
    await window.keys('Escape');
    await page.getByRole('checkbox', { name: 'Without a passphrase' }).press('Space');
    await page.getByLabel('Passphrase of the archive').fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await window.keys('Enter');
    await page.getByText('Quittance archive.tar.age written').waitFor();
    await window.close();
  });

  it('comes back on the first page', async () => {
    const window = await Window.open('profile=none&pace=0&step=0');
    const { page } = window;
    await button(window, 'Restore from a backup…').press('Enter');
    await button(window, 'Bring back an archive…').press('Enter');
    await page.locator('button:focus', { hasText: 'Choose the archive…' }).press('Enter');
    await page.getByLabel('Passphrase of the archive').fill('another');
    await window.keys('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Passphrase of the archive').fill(PASSPHRASE);
    await window.keys('Enter');
    await page.getByTitle('Profile: Aina').waitFor();
    await window.close();
  });

  it('of a list leaves encrypted with a passphrase of its own', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await window.keys('Control+e');
    await page.getByRole('checkbox', { name: 'Encrypt with a passphrase' }).press('Space');
    expect(await button(window, 'Choose where…').isDisabled()).toBe(true);
    await page.getByLabel('Passphrase of the file').fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await button(window, 'Choose where…').press('Enter');
    await page.getByText('Receipts.csv.age written').waitFor();
    await window.close();
  });
});

describe('another copy', () => {
  it('is shown before it is merged, and a second time there is nothing', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    for (const time of ['first', 'second']) {
      await run(window, 'another quittance');
      await button(window, 'Choose the file…').press('Enter');
      await page.getByLabel('Passphrase of the backup').fill('correct horse');
      await window.keys('Enter');
      if (time === 'second') break;
      await page.getByText('2 things were changed on both sides.').first().waitFor();
      await button(window, 'Merge').press('Enter');
      await page.getByText('Merged: 9 things').waitFor();
    }
    await page.getByText('Nothing is there that is not here already.').waitFor();
    await window.close();
  });
});

describe('a damaged profile', () => {
  it('is saved as far as it can be read, and written again', async () => {
    const window = await Window.open(`${CALM}&vault=damaged`);
    const { page } = window;
    await button(window, 'Save what can be read…').press('Enter');
    await button(window, 'Save it').press('Enter');
    await page.getByText('Make a backup now.').waitFor();
    await window.keys('Escape');
    await page.getByRole('region', { name: 'State of the vault' }).waitFor({ state: 'detached' });
    await window.close();
  });

  it('is told of in a report that is shown before it is saved', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await run(window, 'report for support');
    await page.getByRole('region', { name: 'The report' }).getByText('linux x86_64').waitFor();
    await button(window, 'Save…').press('Enter');
    await page.getByText('The report was saved').waitFor();
    await window.close();
  });
});

describe('a place for backups', () => {
  it('is asked for, put off for this sitting, declined, or chosen', async () => {
    const window = await Window.open(`${CALM}&asks`);
    const { page } = window;
    const bar = page.getByRole('region', { name: 'A place for backups' });
    await bar.getByRole('button', { name: 'Not now' }).press('Enter');
    await bar.waitFor({ state: 'detached' });
    await window.close();
    const again = await Window.open(`${CALM}&asks`);
    await again.page.getByRole('button', { name: 'Choose a folder…' }).press('Enter');
    await again.page.getByText('Backups go into USB stick').waitFor();
    await again.page.getByRole('region', { name: 'A place for backups' }).waitFor({ state: 'detached' });
    await again.close();
  });
});
