import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { serve } from '../feeds/serve.ts';
import { aFeed, aSubscription } from '../store/samples.ts';
import { runCli } from './run.ts';

const DAY = 86_400_000;
const NOW = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-cli-backfill-'));

/** Two reports of an attack ten days ago and one of another three days ago, over two pages. */
const item = (days: number, title: string, text: string) =>
  `<item><guid>${days} ${title}</guid><title>${title}</title><description>${text}</description><pubDate>${new Date(NOW - days * DAY).toUTCString()}</pubDate></item>`;
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Harbour</title><generator>https://wordpress.org/?v=6</generator>${items.join('')}</channel></rss>`;
const pages: Record<string, string> = {
  '/feed': rss(
    item(
      3,
      'Drone attack on Odesa port injures four',
      'Four people were injured when drones hit the port of Odesa, the governor said.',
    ),
  ),
  '/feed?paged=2': rss(
    item(
      9.9,
      'Death toll of Kharkiv market strike rises to nine',
      'Nine people were killed by the Russian missile that hit a market in Kharkiv, the governor said.',
    ),
    item(
      10,
      'Russian missile strike on Kharkiv market kills two',
      'Two people were killed when a Russian missile hit a market in Kharkiv, the regional governor said.',
    ),
  ),
};

async function place(name: string) {
  const origin = await serve((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.end(page);
  });
  const catalog = join(folder, `${name}.json`);
  writeFileSync(catalog, JSON.stringify([{ ...aFeed(), url: `${origin}/feed` }]));
  const DATABASE_URL = `sqlite:${join(folder, `${name}.db`)}`;
  return { DATABASE_URL, FEEDS_FILE: catalog, FEED_ALLOW_HOSTS: '127.0.0.1' };
}

const since = new Date(NOW - 30 * DAY).toISOString();

describe('backfill', () => {
  it('takes in what a feed still has, as it would have come, and alerts nobody; a second run adds nothing', async () => {
    const environment = await place('past');
    const before = await openStore(environment.DATABASE_URL);
    await addSubscription(before.db, aSubscription({ topics: [], regions: [], minGravity: 0 }));
    await before.close();

    const { code, lines, errors } = await runCli(['backfill', '--since', since], environment);
    expect([code, errors]).toEqual([0, '']);
    expect(lines()).toEqual([
      {
        feed: aFeed().id,
        pages: 2,
        entries: 3,
        oldest: new Date(Math.floor((NOW - 10 * DAY) / 1_000) * 1_000).toISOString(),
      },
      { articles: 3, storiesOpened: 2 },
    ]);

    const { db, close } = await openStore(environment.DATABASE_URL);
    const stories = await db
      .selectFrom('stories')
      .select(['opened_at', 'closed_at', 'headline'])
      .orderBy('opened_at')
      .execute();
    expect(stories.map(({ opened_at }) => Math.round((NOW - opened_at) / DAY))).toEqual([10, 3]);
    expect(stories[0]?.closed_at).not.toBeNull();
    expect(await db.selectFrom('deliveries').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('decisions').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('feeds').select('baseline_at').execute()).toEqual([{ baseline_at: null }]);
    await close();

    const again = await runCli(['backfill', '--since', since], environment);
    expect(again.lines().at(-1)).toEqual({ articles: 0, storiesOpened: 0 });
  });

  it('is refused where what it reads would be deleted, where a date is none, and while a bot runs', async () => {
    const environment = await place('refused');
    const kept = await runCli(['backfill', '--since', since], { ...environment, KEEP_DAYS: '7' });
    expect(kept.code).toBe(2);
    expect(kept.errors).toContain('KEEP_DAYS');
    expect((await runCli(['backfill', '--since', 'yore'], environment)).errors).toContain('2026-01-31');
    const { close } = await openStore(environment.DATABASE_URL);
    const running = await runCli(['backfill', '--since', since], environment);
    await close();
    expect(running.code).toBe(2);
    expect(running.errors).toContain('locked');
  });
});
