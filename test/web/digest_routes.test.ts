import { describe, expect, it, onTestFinished } from 'vitest';
import { oweDigests } from '../../src/jobs/digests.ts';
import { createDrawer } from '../../src/pictures/draw.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { digestRoutes } from '../../src/web/digest_routes.ts';
import { startWebServer } from '../../src/web/server.ts';
import { BROWSER_MS, hasBrowser, openBrowser } from '../browser.ts';
import { aStory, aSubscription, aTalk, HOUR, MINUTE, T0 } from '../store/samples.ts';

const eight = T0 + 20 * HOUR;
const publicUrl = 'https://sitrep.example';

/** A digest that was sent, and the server on which it stands; `path` is where its message links to. */
async function room(times = 1) {
  const store = await openStore('sqlite::memory:');
  const { db } = store;
  await saveStory(db, aStory());
  await saveStory(db, aTalk());
  for (const channelId of ['1', '2'])
    await addSubscription(
      db,
      aSubscription({
        ...{ kind: 'digest', topics: [], regions: [], minGravity: 0, channelId },
        ...{ digestTime: '08:00', timeZone: 'UTC', createdAt: T0 - 48 * HOUR },
      }),
    );
  const paths: string[] = [];
  for (let day = 0; day < times; day++) {
    const now = eight + day * 24 * HOUR;
    await oweDigests(db, now, { warn() {} }, { publicUrl });
    for (const { id, body } of await claimDeliveries(db, now, MINUTE, 10)) {
      await markSent(db, id, `m${id}`, now);
      paths.push(/https:\/\/sitrep\.example(\/digests\/[^"]+)/.exec(JSON.stringify(body))?.[1] ?? '');
    }
  }
  const drawer = createDrawer({ timeoutMs: BROWSER_MS });
  const logger = { error() {} } as never;
  const server = await startWebServer(
    { host: '127.0.0.1', port: 0 },
    digestRoutes({ db, publicUrl, draw: drawer.draw }),
    logger,
  );
  onTestFinished(async () => {
    await server.close();
    await drawer.close();
    await store.close();
  });
  return { paths, origin: `http://127.0.0.1:${server.port}` };
}

describe('digestRoutes', () => {
  it('shows a digest where its message says, the same for all who wish the same', async () => {
    const { paths, origin } = await room();
    expect(paths).toHaveLength(2);
    expect(new Set(paths).size).toBe(1);
    const page = await fetch(origin + paths[0]);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('Drone attack on Kyiv: 2 killed');

    const json = await (await fetch(`${origin}${paths[0]}.json`)).json();
    expect(json).toMatchObject({
      title: 'Daily digest',
      digest: { figures: { strikes: 1 }, strikes: [{ storyId: expect.any(String) }] },
    });
    const map = await fetch(`${origin}${paths[0]}/map.png`);
    expect(map.headers.get('content-type')).toBe('image/png');
    const series = (paths[0] ?? '').replace(/\/[^/]+$/, '');
    const feed = await fetch(`${origin}${series}/feed.atom`);
    expect(feed.headers.get('content-type')).toContain('application/atom+xml');
    expect(await feed.text()).toContain(`<id>${publicUrl}${paths[0]}</id>`);
    expect(await (await fetch(origin + series)).text()).toContain(`href="${paths[0]}"`);
  });

  it('leads from one digest to the next', async () => {
    const { paths, origin } = await room(2);
    const [first, second] = [...new Set(paths)];
    expect(await (await fetch(origin + first)).text()).toContain(`rel="next" href="${second}"`);
    expect(await (await fetch(origin + second)).text()).toContain(`rel="prev" href="${first}"`);
  });

  it.each([
    '/digests/none',
    '/digests/none/feed.atom',
    '/digests/none/20260106T080000Z',
    '/digests/none/yesterday',
    '/digests',
  ])('has nothing at %s', async (path) => {
    const { origin } = await room();
    expect((await fetch(origin + path)).status).toBe(404);
  });
});

type Shown = { text: string; ratio: number };

describe.skipIf(!hasBrowser('Digests’ pages are'))('a digest’s page in a browser', () => {
  it.each(['light', 'dark'] as const)('can be read by everybody, %s', async (colorScheme) => {
    const { paths, origin } = await room();
    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme });
    page.setDefaultTimeout(BROWSER_MS);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on(
      'console',
      (message) =>
        void (message.type() === 'error' && faults.push(`${message.text()} ${message.location().url}`)),
    );
    page.on('requestfailed', (request) => faults.push(request.url()));
    await page.goto(origin + paths[0], { waitUntil: 'networkidle' });
    expect(faults).toEqual([]);

    // Headings begin with one h1 and skip no level; there is one main.
    const levels = await page
      .locator('h1,h2,h3,h4')
      .evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.title()).toContain('Daily digest');

    const images = await page.locator('img').evaluateAll((all) =>
      all.map((one) => {
        const { alt, naturalWidth } = one as unknown as { alt: string; naturalWidth: number };
        return { isTold: alt.length > 20, isDrawn: naturalWidth === 960 };
      }),
    );
    expect(images.length).toBeGreaterThan(0);
    expect(images.every(({ isTold, isDrawn }) => isTold && isDrawn)).toBe(true);
    for (const link of await page.getByRole('link').all())
      expect((await link.innerText()).trim()).not.toBe('');

    // WCAG 2.2, 1.4.3: text stands out from its ground by 4.5 to 1; and 1.4.10: nothing needs scrolling sideways.
    const shown = (await page.evaluate(contrasts)) as Shown[];
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    const wide = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
    expect(await page.evaluate(wide)).toBe(true);
  });
});

/** Runs in the page: how far each text stands out from the nearest ground behind it, by WCAG's relative luminance. */
const contrasts = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(at).backgroundColor);
      if (alpha > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    if (text === '') continue;
    const [a, b] = [luminance(channels(getComputedStyle(element).color)), luminance(groundOf(element))];
    found.push({ text, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
  }
  return found;
})()`;
