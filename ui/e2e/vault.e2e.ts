//! How a profile is kept, by keyboard: opening, kit, backups, restoring, its end.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

const CALM = 'data=some&pace=100000&step=0';
const FIRST = 'olive copper harbour winter lemon basket velvet anchor meadow signal quartz ribbon walnut pepper island thunder orchard candle marble falcon ginger bridge saddle zenith';

afterAll(stop);

async function settings(scenario: string): Promise<Window> {
  const window = await Window.open(scenario);
  await window.keys('Control+,');
  await window.page.getByRole('heading', { name: 'This profile' }).waitFor();
  return window;
}

const button = ({ page }: Window, name: string) => page.getByRole('button', { name, exact: true });

describe('settings', () => {
  it('are reached from the rail and the palette, the menu’s key too', async () => {
    const window = await Window.open(CALM);
    await button(window, 'Settings').press('Enter');
    await window.page.locator('header h1', { hasText: 'Settings' }).waitFor();
    await window.keys('Control+1', 'Control+k');
    await window.page.getByRole('combobox').fill('back up');
    await window.keys('Enter');
    await window.page.locator('#backups button:focus', { hasText: 'Back up now…' }).waitFor();
    await window.close();
  });

  it('let the profile open another way, by keys alone', async () => {
    const window = await settings(CALM);
    const { page } = window;
    await button(window, 'Change how it opens…').press('Enter');
    await page.getByRole('radio').first().focus();
    await window.keys('ArrowDown', 'ArrowDown', 'Tab');
    await page.keyboard.type('walnut anchor meadow');
    await page.getByRole('status').filter({ hasText: 'guess' }).waitFor();
    await window.keys('Tab', 'Tab');
    await page.keyboard.type('walnut anchor meadow');
    await window.keys('Enter');
    await page.getByText('The profile now opens with a passphrase.').waitFor();
    await window.keys('Control+l');
    await page.getByLabel('Passphrase of Aina').fill('walnut anchor meadow');
    await window.keys('Enter');
    await page.locator('header h1', { hasText: 'Settings' }).waitFor();
    await window.close();
  });

  it('rename the profile, and its rail says so', async () => {
    const window = await settings(CALM);
    const { page } = window;
    await page.getByRole('textbox', { name: 'Name' }).fill('Household');
    await window.keys('Enter');
    await page.getByText('The profile is called “Household”.').waitFor();
    await page.getByRole('radio', { name: 'Violet' }).check();
    await page.getByTitle('Profile: Household').waitFor();
    await window.close();
  });
});

describe('the recovery kit', () => {
  it('gives way to another, and the old one opens nothing', async () => {
    const window = await settings(`${CALM}&backups=some`);
    const { page } = window;
    await button(window, 'Show and prove it…').click();
    await button(window, 'I’ll write them down').click();
    await page.getByLabel('Word 4').fill('winter');
    await page.getByLabel('Word 11').fill('quartz');
    await window.keys('Enter');
    await button(window, 'Done').click();
    await button(window, 'Replace it…').click();
    await page.getByText('Until then the old one opens.').waitFor();
    await button(window, 'I’ll write them down').click();
    await page.getByLabel('Word 4').fill('ginger');
    await page.getByLabel('Word 11').fill('pepper');
    await window.keys('Enter');
    await page.getByText('These backups still open with the old kit:').waitFor();
    await button(window, 'Done').click();
    await expect.poll(() => page.getByText('Opens the old way').count()).toBe(3);
    await page.getByRole('button', { name: /^Make anew/ }).first().click();
    await expect.poll(() => page.getByText('Opens the old way').count()).toBe(2);
    await window.close();
  });

  it('that someone may have leads to a new key and a new kit', async () => {
    const window = await settings(`${CALM}&opens=passphrase`);
    const { page } = window;
    await button(window, 'Someone may have it…').click();
    await button(window, 'Use the recovery words instead').click();
    await page.getByRole('textbox', { name: 'Recovery words' }).fill(FIRST);
    await page.getByLabel('New passphrase').fill('walnut anchor meadow');
    await page.getByLabel('Passphrase again').fill('walnut anchor meadow');
    await window.keys('Enter');
    await page.getByText('Everything is encrypted under a new key.').waitFor();
    await page.getByRole('dialog', { name: 'If this computer is lost' }).waitFor();
    await window.close();
  });

  it('is kept when encrypting anew is stopped, which Escape alone does not do', async () => {
    const window = await settings('data=some&pace=100000&step=100000');
    const { page } = window;
    await button(window, 'Someone may have it…').click();
    await button(window, 'Encrypt anew').click();
    await page.getByText('Copying the database…').waitFor();
    await window.keys('Escape');
    await button(window, 'Stop').click();
    await page.getByRole('alert').filter({ hasText: 'Nothing was changed' }).waitFor();
    await window.close();
  });
});

describe('backups', () => {
  it('are made with a word on how far, checked, and planned', async () => {
    const window = await settings('data=some&pace=100000&step=400');
    const { page } = window;
    await button(window, 'Back up now…').click();
    await page.getByText('Writing the backup…').waitFor();
    await page.getByText('Backup written and read back').waitFor();
    await page.getByText('Backups on the disk of the vault are lost with it.').waitFor();
    await page.getByRole('button', { name: /^Check Aina/ }).click();
    await page.getByText(/is whole: 1,284 receipts/).waitFor();
    await button(window, 'Choose a folder…').click();
    await page.getByText('Into USB stick').waitFor();
    await page.getByLabel('Keep', { exact: true }).selectOption('8');
    await button(window, 'Turn off').click();
    await page.getByText('Backups are made only when you ask').waitFor();
    await window.close();
  });
});

describe('restoring', () => {
  it('on an empty computer takes the file and the words', async () => {
    const window = await Window.open('profile=none&pace=0&step=0');
    const { page } = window;
    await button(window, 'Restore from a backup…').press('Enter');
    await page.locator('button:focus', { hasText: 'Choose the backup…' }).press('Enter');
    await button(window, 'Use the recovery words instead').click();
    await page.getByRole('textbox', { name: 'Recovery words' }).fill('olive copper');
    await button(window, 'Restore').click();
    await page.getByRole('alert').filter({ hasText: 'not the words' }).waitFor();
    await page.getByRole('textbox', { name: 'Recovery words' }).fill(FIRST);
    await page.getByRole('radio', { name: /^Copy/ }).check();
    await button(window, 'Restore').click();
    await page.getByTitle('Profile: Aina (copy)').waitFor();
    await window.close();
  });

  it('from an open profile locks it first, and sets it aside only when told', async () => {
    const window = await Window.open(CALM);
    const { page } = window;
    await window.keys('Control+k');
    await page.getByRole('combobox').fill('restore a backup');
    await window.keys('Enter');
    await button(window, 'Lock and restore…').click();
    await page.getByRole('heading', { name: 'Restore from a backup' }).waitFor();
    expect(await page.locator('body').innerText(), 'nothing of it is left').not.toContain('Tesco');
    await button(window, 'Choose the backup…').click();
    await page.getByLabel('Passphrase of the backup').fill('correct horse');
    expect(await button(window, 'Restore').isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Set the present one aside' }).check();
    await button(window, 'Restore').click();
    await page.locator('header h1', { hasText: 'Inbox' }).waitFor();
    await window.close();
  });
});

describe('the end of a profile', () => {
  it('wants its name, says what is out of reach, and leaves nothing', async () => {
    const window = await settings(`${CALM}&backups=some&rules`);
    const { page } = window;
    await button(window, 'Delete this profile…').click();
    await page.getByText('3 backups, exports, paper.').waitFor();
    expect(await page.getByText('Not plugged in, or not found now').count(), 'the one whose disk is out is named').toBe(1);
    await page.getByText('Also the copy of this profile that was set aside on').waitFor();
    await page.getByText('Your 2025 records are due until 31 Dec 2033.').waitFor();
    await page.keyboard.type('aina');
    expect(await button(window, 'Delete for good').isDisabled(), 'another name').toBe(true);
    await page.getByRole('dialog').getByRole('textbox').fill('Aina');
    await window.keys('Enter');
    await page.getByText('Files gone').waitFor();
    await window.keys('Enter');
    await page.getByRole('heading', { name: 'Welcome to Quittance' }).waitFor();
    await window.close();
  });
});

describe('what goes on opening the old way', () => {
  it('is named after another passphrase, also where its disk is out', async () => {
    const window = await settings(`${CALM}&backups=some&opens=passphrase`);
    const { page } = window;
    await button(window, 'Change the passphrase…').click();
    await page.getByLabel('Present passphrase').fill('correct horse');
    await page.getByLabel('New passphrase').fill('walnut anchor meadow');
    await page.getByLabel('Passphrase again').fill('walnut anchor meadow');
    await window.keys('Enter');
    const dialog = page.getByRole('dialog', { name: '3 backups still open the old way' });
    expect(await dialog.getByText('Not plugged in, or not found now').count()).toBe(1);
    await button(window, 'Show Backups').click();
    await page.locator('#backups button:focus').waitFor();
    expect(await page.getByText('Opens the old way').count(), 'each is marked there').toBe(3);
    await window.close();
  });

  it('is named after everything was encrypted anew, before the new kit is shown', async () => {
    const window = await settings(`${CALM}&backups=some`);
    const { page } = window;
    await button(window, 'Someone may have it…').click();
    await button(window, 'Encrypt anew').click();
    await page.getByText('These backups still do:').waitFor();
    await window.keys('Escape');
    await page.getByRole('dialog', { name: 'If this computer is lost' }).waitFor();
    await window.close();
  });
});

describe('what was done in an earlier sitting', () => {
  it('is asked for before it is undone, and left with Escape', async () => {
    const window = await Window.open(`${CALM}&earlier`);
    const { page } = window;
    await button(window, 'Review').waitFor();
    const question = page.getByRole('dialog', { name: /^Undo yesterday’s “Edit Tesco/ });
    await window.keys('Control+z');
    await question.waitFor();
    await window.keys('Escape');
    await question.waitFor({ state: 'detached' });
    await window.keys('Control+z', 'Tab', 'Enter');
    await page.getByText(/^Undone: /).waitFor();
    await window.close();
  });

  it('stands in the history of its receipt, by menu and by palette', async () => {
    const window = await Window.open(`${CALM}&earlier`);
    const { page } = window;
    await button(window, 'Review').click();
    await page.locator('[data-field]:focus').waitFor();
    await window.keys('Control+k');
    await page.getByRole('combobox', { name: 'Commands and receipts' }).fill('history of');
    await window.keys('Enter');
    await page.getByText('Lunch with Mei').last().waitFor();
    await window.keys('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.place', { hasText: '1 of' }).waitFor();
    await button(window, 'More').click();
    await page.getByRole('menuitem', { name: 'History…' }).press('Enter');
    await page.getByRole('list', { name: 'What was done, the latest first' }).waitFor();
    await window.close();
  });
});

describe('a vault that is not whole', () => {
  it('says so on every screen until it is acknowledged', async () => {
    const window = await Window.open(`${CALM}&vault=shortened`);
    const { page } = window;
    const banner = page.getByRole('region', { name: 'State of the vault' });
    await banner.getByText('3 things that were done are missing.').waitFor();
    await window.keys('Control+2');
    await banner.waitFor();
    await banner.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Every byte can be read').waitFor();
    await banner.getByRole('button', { name: 'Go on with what is here' }).click();
    await banner.waitFor({ state: 'detached' });
    await window.close();
  });

  it('leads from damage to export and to restoring', async () => {
    const window = await Window.open(`${CALM}&vault=damaged`);
    const { page } = window;
    const banner = page.getByRole('region', { name: 'State of the vault' });
    await banner.getByRole('button', { name: 'Export what is there…' }).click();
    await page.getByRole('dialog', { name: 'Export CSV' }).waitFor();
    await window.keys('Escape');
    await banner.getByRole('button', { name: 'Restore a backup…' }).click();
    await button(window, 'Lock and restore…').click();
    await page.getByRole('heading', { name: 'Restore from a backup' }).waitFor();
    await window.close();
  });
});
