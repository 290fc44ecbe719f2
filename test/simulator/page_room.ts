import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { BROWSER_MS, hasBrowser, openBrowser } from '../browser.ts';
import { CARD, COMMANDS, EMBEDDED, TEXT } from './page_samples.ts';
import { type StandIn, startStandIn } from './page_stand_in.ts';

export const canOpenPage = hasBrowser('The simulator’s page is');

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

// What runs in the browser; the project's types know only Node.
declare function getComputedStyle(element: unknown, part: string | null): Record<string, string>;

/** The page with three messages in #strikes, and the simulator's stand-in, anew for each test. */
export interface PageRoom {
  simulator: StandIn;
  page: Page;
  message(id: string): Locator;
  /** What the browser made of the style sheets. */
  style(element: Locator, property: string, part?: string): Promise<string | undefined>;
  composer(): Locator;
  /** The field of an option of the command that is being written. */
  pill(name: string): Locator;
  /** A choice that is offered. */
  option(name: string): Locator;
}

/** Opens the page for each test of the suite that calls this; a fault in the page fails the test. */
export function openPageRoom(): PageRoom {
  let browser: Browser;
  const faults: string[] = [];
  const room = {
    message: (id) => room.page.locator(`[data-message-id="${id}"]`),
    style: (element, property, part) =>
      element.evaluate((one, [name, of]) => getComputedStyle(one, of)[name], [
        property,
        part ?? null,
      ] as const),
    composer: () => room.page.getByRole('combobox', { name: /^Message #/ }),
    pill: (name) => room.page.locator(`[data-option="${name}"] input`),
    option: (name) => room.page.locator('.choice-menu').getByRole('option', { name, exact: true }),
  } as PageRoom;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    room.simulator = await startStandIn({
      commands: COMMANDS,
      messages: { '101': [CARD, TEXT, EMBEDDED], '102': [], '103': [] },
    });
    room.page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB', timezoneId: 'UTC' });
    room.page.setDefaultTimeout(BROWSER_MS);
    faults.length = 0;
    room.page.on('pageerror', (error) => faults.push(error.message));
    await room.page.goto(room.simulator.url);
    await room.message('1003').waitFor();
  });
  afterEach(async () => {
    await room.page?.close();
    await room.simulator?.close();
    expect(faults).toEqual([]);
  });
  return room;
}
