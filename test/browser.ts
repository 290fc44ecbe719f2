import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** @param what is not tested where there is no Chromium; that is said once, with where it was looked for */
export function hasBrowser(what: string): boolean {
  const has = existsSync(CHROMIUM);
  if (!has) console.log(`${what} not tested: there is no Chromium at ${CHROMIUM}.`);
  return has;
}

/** How long a busy machine may take for what a browser is asked; ends what hangs, and measures nothing. */
export const BROWSER_MS = 100_000;

/** Chromium without a window, which asks nothing of the network on its own account. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    timeout: BROWSER_MS,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
