//! The list of receipts by keyboard, a hundred thousand of them too.
import { afterAll, describe, expect, it } from 'vitest';
import { stop, Window } from './window';

afterAll(stop);

async function open(scenario: string, place = 'Control+2'): Promise<Window> {
  const window = await Window.open(scenario);
  await window.keys(place);
  await window.page.getByRole('grid').getByRole('gridcell').first().waitFor();
  await window.page.getByRole('grid').focus();
  return window;
}

/** The row that the keyboard acts on. */
async function active({ page }: Window): Promise<number> {
  const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
  return Number(await page.locator(`[id="${id}"]`).getAttribute('aria-rowindex')) - 2;
}

describe('receipts', () => {
  it('are searched, opened and found again as they were left', async () => {
    const window = await open('data=some');
    await window.keys('Control+f');
    await window.page.keyboard.type('tesco');
    await window.page.getByText(/^7 receipts/).waitFor();
    await window.keys('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await active(window)).toBe(2);
    await window.keys('Enter');
    await window.page.getByRole('grid').waitFor({ state: 'detached' });
    await window.keys('Escape');
    await window.page.getByRole('grid').waitFor();
    expect(await active(window), 'the cursor is where it was').toBe(2);
    expect(await window.page.getByRole('textbox', { name: 'Search receipts' }).inputValue()).toBe('tesco');
    await window.close();
  });

  it('are selected in ranges, all at once, and let go', async () => {
    const window = await open('data=some');
    const selected = window.page.getByRole('toolbar').getByRole('status');
    await window.keys('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await selected.getByText('3 selected').waitFor();
    await window.keys('Shift+ArrowUp');
    await selected.getByText('2 selected').waitFor();
    await window.keys('ArrowDown', 'ArrowDown', 'Space');
    await selected.getByText('3 selected').waitFor();
    await window.keys('Control+a');
    await selected.getByText('41 selected').waitFor();
    await window.keys('Escape');
    await window.page.getByRole('toolbar').waitFor({ state: 'detached' });
    await window.close();
  });

  it('go to the bin, come back by undo, and by Restore', async () => {
    const window = await open('data=some');
    const total = (text: string) => window.page.getByRole('status').getByText(text).first().waitFor();
    await total('41 receipts');
    await window.keys('Delete');
    await total('40 receipts');
    await window.keys('Control+z');
    await total('41 receipts');
    await window.keys('Delete', 'Control+3');
    await total('2 receipts');
    await window.page.getByRole('grid').focus();
    await window.keys('Control+a');
    await window.page.getByRole('button', { name: 'Restore' }).click();
    await window.page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
    await window.keys('Control+2');
    await total('42 receipts');
    await window.close();
  });

  it('go for good from the bin, after a question that says what goes', async () => {
    const window = await open('data=some&backups=some');
    await window.keys('Control+3');
    await window.page.getByRole('grid').focus();
    await window.keys('Control+a', 'Delete');
    const dialog = window.page.getByRole('dialog');
    await dialog.getByText('There is no undo').waitFor();
    await dialog.getByText('may hold it still').waitFor();
    await window.keys('Escape');
    await window.page.getByRole('grid').focus();
    await window.keys('Control+a');
    await window.page.getByRole('button', { name: 'Remove for good' }).click();
    await dialog.getByRole('button', { name: 'Remove for good' }).click();
    await dialog.getByText('none is found now').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await window.page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
    await window.keys('Control+z');
    await window.keys('Control+3');
    await window.page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
    await window.close();
  });

  it('that are held stay', async () => {
    const window = await open('data=some&held=2033-12-31');
    await window.keys('Control+3');
    await window.page.getByRole('grid').focus();
    await window.keys('Delete');
    const dialog = window.page.getByRole('dialog');
    await dialog.getByText('held until 31 Dec 2033 (Claim of 2025)').waitFor();
    expect(await dialog.getByRole('button', { name: 'Remove for good' }).count(), 'nothing is left to remove').toBe(0);
    await window.close();
  });

  it('are put into a category together', async () => {
    const window = await open('data=some');
    await window.keys('Space', 'Shift+ArrowDown');
    await window.page.getByRole('button', { name: 'Categorise' }).click();
    await window.page.getByRole('menuitem', { name: 'Travel' }).click();
    await window.page.getByText('2 receipts put into Travel').waitFor();
    expect(await window.page.getByRole('gridcell', { name: 'Travel' }).count()).toBe(2);
    await window.close();
  });

  it('are ordered by their column heads', async () => {
    const window = await open('data=some');
    const head = window.page.getByRole('columnheader', { name: 'Total' });
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort'), 'the largest first').toBe('descending');
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await window.close();
  });

  it('are filtered by a chip, which goes with one press', async () => {
    const window = await open('data=some');
    await window.page.getByRole('button', { name: 'Category' }).click();
    await window.page.getByRole('menuitem', { name: 'Dining' }).click();
    const chip = window.page.getByRole('button', { name: 'Remove the filter Dining' });
    await chip.waitFor();
    expect(await window.page.getByRole('textbox', { name: 'Search receipts' }).inputValue()).toBe('#dining');
    await chip.click();
    await window.page.getByText(/^41 receipts/).waitFor();
    await window.close();
  });

  it('can be a hundred thousand: few rows are drawn and every scroll is answered', async () => {
    const window = await open('data=crowd');
    await window.page.getByText(/^100,000 receipts/).waitFor();
    const drawn = () => window.page.getByRole('grid').getByRole('row').count();
    await window.keys('End');
    await window.page.locator('[aria-rowindex="100001"] [role=gridcell]').nth(4).waitFor();
    expect(await drawn(), 'rows in the page').toBeLessThan(60);
    const fast = await cost(window, () => window.page.getByRole('grid').evaluate(fling, { steps: FRAMES, by: 36_000 }));
    const slow = await cost(window, () => window.page.getByRole('grid').evaluate(fling, { steps: FRAMES, by: 120 }));
    process.stdout.write(`e2e: 100,000 rows, main thread a frame: fling ${fast.toFixed(1)} ms, scroll ${slow.toFixed(1)} ms\n`);
    expect(await drawn(), 'rows in the page after a fling').toBeLessThan(60);
    expect(fast, 'of 120 frames that each show other rows').toBeLessThan(120);
    expect(slow, 'of 120 frames that scroll by three rows').toBeLessThan(25);
    await window.close();
  });
});

const FRAMES = 120;

/** Scrolls by so many pixels a frame from the top. */
async function fling(grid: Element, { steps, by }: { steps: number; by: number }): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    grid.scrollTop = step * by;
    await new Promise(requestAnimationFrame);
  }
}

/** Processor time of the page's main thread for one frame of an action, in milliseconds; a busy machine does not count. */
async function cost({ page }: Window, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  await act();
  return ((await busy()) - before) * (1000 / FRAMES);
}
