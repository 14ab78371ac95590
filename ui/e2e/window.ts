//! A browser window on the face, watched for everything that should not happen.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

/** How the window looks. */
export type Look = { theme: 'light' | 'dark'; width: number; height: number };

/** The looks every screen is checked in. */
export const LOOKS: Look[] = (['light', 'dark'] as const).flatMap((theme) => [
  { theme, width: 1280, height: 800 },
  { theme, width: 900, height: 600 },
]);

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

let browser: Promise<Browser> | undefined;

/** The browser all windows of a test file share. */
export function start(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
  return browser;
}

export async function stop(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export class Window {
  /** What the page complained of: errors, refused by the policy, asked of the network. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    public look: Look,
  ) {}

  /** Opens the face in a state of the twin: `profile=open&data=some`. */
  static async open(scenario: string, look: Look = LOOKS[0]!): Promise<Window> {
    const { theme, width, height } = look;
    const context = await (await start()).newContext({
      colorScheme: theme,
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Asia/Kuala_Lumpur',
    });
    const page = await context.newPage();
    const window = new Window(page, look);
    await window.#watch();
    await page.goto(`${inject('address')}?${scenario}`);
    await page.locator('#app > *').first().waitFor();
    return window;
  }

  async #watch(): Promise<void> {
    const address = inject('address');
    this.page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    this.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    await this.page.route('**', (route) => {
      const url = route.request().url();
      if (url.startsWith(address) || url.startsWith('data:')) return route.continue();
      this.complaints.push(`network: ${url}`);
      return route.abort();
    });
  }

  /** Looks another way without a new page. */
  async turn(look: Look): Promise<void> {
    const { theme, width, height } = look;
    this.look = look;
    await this.page.emulateMedia({ colorScheme: theme });
    await this.page.setViewportSize({ width, height });
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  /** Presses keys one after the other. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** A picture of the window, outside the repository. */
  async shot(name: string): Promise<void> {
    const folder = process.env.SHOTS ?? join(tmpdir(), 'quittance-shots');
    mkdirSync(folder, { recursive: true });
    const { theme, width, height } = this.look;
    await this.page.screenshot({ path: join(folder, `${name}-${theme}-${width}x${height}.png`) });
  }

  /** What axe finds, in one line each. */
  async findings(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      return axe.run(document, { resultTypes: ['violations'] });
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary?.split('\n')[1]?.trim()}`),
    );
  }

  /** Nothing may stick out of the window sideways. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Ends with the proof that nothing went wrong unseen. */
  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints, 'the page complained').toEqual([]);
  }
}
