import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export const url = process.env.E2E_URL ?? '';
const screenshots = join(__dirname, '..', 'screenshots');
const widths = [390, 768, 1440];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A visit to the portal: one browser profile, one page, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts and refusals of the content security policy, and requests to other places. */
  readonly troubles: string[];
}

export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** A user of the embedded site of the real service. */
export function demoUser(name: string): DemoUser {
  const file = join(process.env.E2E_DATA ?? '', 'demo.json');
  const { users } = JSON.parse(readFileSync(file, 'utf8')) as { users: readonly DemoUser[] };
  const user = users.find(({ username }) => username === name);
  assert(user, `demo.json names no ${name}.`);
  return user;
}

let browser: Browser | undefined;

export async function openBrowser(): Promise<void> {
  browser = await chromium.launch({ executablePath: process.env.COURSEKEEP_BROWSER, args: flags });
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

/** Opens the portal in a fresh profile, does something there, and fails if the browser had anything to complain about. */
export async function visit(
  work: (visit: Visit) => Promise<void>,
  options: BrowserContextOptions & { as?: string; troublesAllowed?: boolean } = {},
): Promise<void> {
  assert(browser, 'The browser is not open.');
  const { as, troublesAllowed, ...contextOptions } = options;
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, ...contextOptions });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('request', (request) => request.url().startsWith(url) || troubles.push(`asked for ${request.url()}`));
  try {
    if (as) await signIn(page, as);
    await work({ page, context, troubles });
    if (!troublesAllowed) assert.deepEqual(troubles, []);
  } catch (error) {
    await page
      .screenshot({ path: join(prepared('failed'), `${Date.now()}.png`), fullPage: true })
      .catch(() => undefined);
    throw error;
  } finally {
    await context.close();
  }
}

export async function signIn(page: Page, username: string, password = 'demo'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/courses');
}

/** Everything that axe can find, on the page as it is now. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, []);
}

/** Looks at the page in three widths, light and dark, from left to right and from right to left: nothing may stick out,
 *  and axe must be content. Leaves the pictures in `screenshots/`. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await assertNothingSticksOut(page, `${name} at ${width}`);
      await page.screenshot({ path: join(prepared('.'), `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await assertAccessible(page);
  }
  await page.setViewportSize({ width: 390, height: 900 });
  await assertAccessible(page);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await assertNothingSticksOut(page, `${name} from right to left`);
  await page.screenshot({ path: join(prepared('.'), `${name}-390-rtl.png`), fullPage: true });
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Waits until `read` gives what `accepts` wants. */
export async function until<T>(read: () => Promise<T>, accepts: (value: T) => boolean, ms = 20_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (accepts(value)) return value;
    assert(Date.now() < deadline, `Waited in vain; the last value was ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function assertNothingSticksOut(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(beyond, 0, `${where} is ${beyond} px too wide`);
}

function prepared(folder: string): string {
  const path = join(screenshots, folder);
  mkdirSync(path, { recursive: true });
  return path;
}
