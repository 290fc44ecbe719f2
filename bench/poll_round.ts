import { pino } from 'pino';
import { normalizeEntry } from '../src/articles/normalize.ts';
import { createFetcher } from '../src/feeds/fetch.ts';
import { createFeedParser } from '../src/feeds/parse_apart.ts';
import type { Ingested } from '../src/jobs/ingest.ts';
import { createPoller } from '../src/jobs/poll.ts';
import { listFeeds, saveFeedState, syncFeeds } from '../src/store/feeds.ts';
import { openStore } from '../src/store/open.ts';

/**
 * One poll of every feed, as one process: `ORIGIN COUNT STORE [full]`. Without `full` new articles are normalized but
 * not understood and matched. Prints what it cost.
 */
const [origin = '', count = '0', path = '', mode] = process.argv.slice(2);
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
let articles = 0;
const none: Ingested = { articles: 0, revisions: 0, dropped: 0, storiesOpened: 0, owed: 0 };
// Loaded only where it is measured: the lexicons of understanding take their time.
const line =
  mode === 'full'
    ? (await import('../src/jobs/ingest.ts')).createIngest(
        db,
        { freshMs: 3_600_000, storyCloseMs: 72 * 3_600_000 },
        Date.now,
      )
    : null;
const poller = createPoller({
  ...{ db, fetcher, parser, now: Date.now, random: Math.random, onOwed: () => {} },
  logger: pino({ level: 'silent' }),
  settings: { minMs: 120_000, maxMs: 3_600_000, concurrency: 32 },
  ingest: {
    async ingest(state, entries, cursor) {
      articles += entries.length;
      if (line !== null) return line.ingest(state, entries, cursor);
      for (const entry of entries) normalizeEntry(entry, state.feed, now);
      await saveFeedState(db, state.feed.id, { ...cursor, baselineAt: now });
      return none;
    },
  },
});
const started = performance.now();
await poller.pollDue();
await poller.settled();
const pollMs = performance.now() - started;
const failing = (await listFeeds(db)).filter(
  ({ failure, lastPolledAt }) => failure !== null || lastPolledAt === null,
);
await Promise.all([fetcher.close(), parser.close()]);
await close();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    cpuMs: (userCPUTime + systemCPUTime) / 1_000,
    wallMs: process.uptime() * 1_000,
    ...{ pollMs, articles, failing: failing.length, peakMb: maxRSS / 1_000 },
  }),
);
