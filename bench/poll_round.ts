import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createFetcher } from '../src/feeds/fetch.ts';
import { createFeedParser } from '../src/feeds/parse_apart.ts';
import { NOTHING } from '../src/jobs/arrivals.ts';
import { createPoller } from '../src/jobs/poll.ts';
import { type FeedPatch, saveFeedStates, syncFeeds } from '../src/store/feeds.ts';
import { openStore } from '../src/store/open.ts';

/**
 * One poll of every feed, as one process: `ORIGIN COUNT STORE MODE`. But for the mode `full` new articles are normalized,
 * and not understood and matched. Prints what it cost.
 */
const [origin = '', count = '0', path = '', mode] = process.argv.slice(-4);
const { db, close } = await openStore(`sqlite:${path}`);
const now = Date.now();
await syncFeeds(
  db,
  Array.from({ length: Number(count) }, (_, number) => ({
    id: `feed-${number}`,
    url: `${origin}/${number}`,
    title: `Feed ${number}`,
    publisher: {
      id: `publisher-${number}`,
      name: `Publisher ${number}`,
      kind: 'outlet' as const,
      country: null,
    },
    language: 'en',
  })),
  now,
);
await db
  .updateTable('feeds')
  .set({ next_poll_at: now - 1 })
  .execute();

const fetcher = createFetcher({
  allowHosts: ['127.0.0.1'],
  concurrency: 32,
  spacingMs: 0,
  timeoutMs: 300_000,
});
const parser = createFeedParser();
const normalizing = () => import('../src/articles/normalize.ts');
let normalizer: ReturnType<typeof normalizing> | undefined;
/** As ingest does it. */
const GATHER_MS = 20;
const storyCloseMs = 72 * 3_600_000;
const cursors: [string, FeedPatch][] = [];
let saving: Promise<void> | null = null;
let entries = 0;
let articles = 0;
// Loaded only where it is measured: the lexicons of understanding take their time.
const line =
  mode === 'full'
    ? (await import('../src/jobs/ingest.ts')).createIngest(db, { freshMs: 3_600_000, storyCloseMs }, Date.now)
    : null;
const poller = createPoller({
  ...{ db, fetcher, parser, now: Date.now, random: Math.random, onOwed: () => {} },
  logger: pino({ level: 'silent' }),
  settings: { minMs: 120_000, maxMs: 3_600_000, concurrency: 32, fullText: false },
  fullText: { complete: () => Promise.reject(new Error('not wanted')) },
  ingest: {
    async ingest(state, fresh, cursor) {
      entries += fresh.length;
      if (line !== null) {
        const ingested = await line.ingest(state, fresh, cursor);
        articles += ingested.articles;
        return ingested;
      }
      normalizer ??= normalizing();
      const { entryDate, normalizeEntry } = await normalizer;
      for (const entry of fresh) {
        const old = state.baselineAt === null && (entryDate(entry, now) ?? now) < now - storyCloseMs;
        if (old) continue;
        normalizeEntry(entry, state.feed, now);
        articles++;
      }
      cursors.push([state.feed.id, { ...cursor, baselineAt: now }]);
      saving ??= wait(GATHER_MS).then(() => {
        saving = null;
        return saveFeedStates(db, cursors.splice(0));
      });
      await saving;
      return NOTHING;
    },
  },
});
const started = performance.now();
await poller.pollDue();
await poller.settled();
const pollMs = performance.now() - started;
const { failing } = await db
  .selectFrom('feeds')
  .select((select) => select.fn.countAll<number>().as('failing'))
  .where((where) => where.or([where('failure_code', 'is not', null), where('last_polled_at', 'is', null)]))
  .executeTakeFirstOrThrow();
await Promise.all([fetcher.close(), parser.close()]);
await close();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    cpuMs: (userCPUTime + systemCPUTime) / 1_000,
    wallMs: process.uptime() * 1_000,
    ...{ pollMs, entries, articles, failing, peakMb: maxRSS / 1_000 },
  }),
);
