import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Feed } from '../src/feeds/feed.ts';
import { createFetcher } from '../src/feeds/fetch.ts';
import { createFeedParser } from '../src/feeds/parse_apart.ts';
import { createPoller } from '../src/jobs/poll.ts';
import { listFeeds, saveFeedState, syncFeeds } from '../src/store/feeds.ts';
import { openStore } from '../src/store/open.ts';

/** What each ends in: the code of its failure, or `read` where what there is of it makes a feed. */
const ENDS: Record<string, string> = {
  ...{ laughs: 'read', xxe: 'read', deep: 'read', attribute: 'too_complex', nul: 'read', utf8: 'read' },
  ...{ manyEntities: 'read', brackets: 'too_complex', bomb: 'too_large', entities50mb: 'too_large' },
  ...{ loris: 'timeout', redirects: 'too_many_redirects', flood: 'bad_response' },
};
const TICK_MS = 5;
const GOOD = 20;
const NOTHING = {
  articles: 0,
  revisions: 0,
  dropped: 0,
  storiesOpened: 0,
  owed: 0,
  topics: { strike: 0, diplomacy: 0 },
};
const BOUNDS = { endsMs: 10_000, overIdleMb: 100, heldMs: 50, goodMs: 5_000 };

/** Watches how long one turn of the loop takes at most, and how much memory there is at most. */
function watchLoop() {
  const idle = process.memoryUsage.rss();
  let peak = idle;
  let held = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    // By the thread's own CPU time: a busy machine holds it up, too.
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    held = Math.max(held, user + system);
    peak = Math.max(peak, process.memoryUsage.rss());
  }, TICK_MS);
  return {
    startedAt: Date.now(),
    end() {
      clearInterval(timer);
      return { overIdleMb: (peak - idle) / 1e6, blockedMs: held / 1e3 };
    },
  };
}

/**
 * Polls feeds that are made to hurt one after another beside twenty good ones, as the bot does, and prints how each
 * ended and when, how long it held the loop at most and how much memory it took. True where all is within its bound.
 */
export async function benchTorture(): Promise<boolean> {
  const server = spawn(process.execPath, [fileURLToPath(new URL('torture_server.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { port, floodPort } = JSON.parse(line.toString()) as { port: number; floodPort: number };
  const { db, close } = await openStore('sqlite::memory:');
  const fetcher = createFetcher({ allowHosts: ['127.0.0.1'], concurrency: 32, spacingMs: 0 });
  const parser = createFeedParser();
  try {
    const publisher = { id: 'p', name: 'P', kind: 'outlet', country: null } as const;
    const feed = (id: string, url: string) => ({ id, url, title: id, publisher, language: 'en' });
    const origin = `http://127.0.0.1:${port}`;
    const poller = createPoller({
      ...{ db, fetcher, parser, now: Date.now, random: Math.random, onOwed: () => {} },
      logger: pino({ level: 'silent' }),
      fullText: { complete: () => Promise.reject(new Error('not wanted')) },
      settings: { minMs: 3_600_000, maxMs: 3_600_000, concurrency: 32, fullText: false },
      ingest: {
        async ingest(state, _entries, cursor) {
          await saveFeedState(db, state.feed.id, { ...cursor, baselineAt: Date.now() });
          return NOTHING;
        },
      },
    });
    const pollAll = async (feeds: Feed[]) => {
      await syncFeeds(db, feeds, 0);
      const started = performance.now();
      await poller.pollDue();
      await poller.settled();
      return performance.now() - started;
    };
    const stateOf = async (id: string) => (await listFeeds(db)).find((state) => state.feed.id === id);
    // What is compiled and allocated by reading feeds at all, also in the thread, is not the doing of bad ones.
    await pollAll([feed('warm', `${origin}/good/0`), feed('large', `${origin}/large`)]);

    const rows = [];
    for (const [number, [id, asked]] of Object.entries(ENDS).entries()) {
      const url = id === 'flood' ? `http://127.0.0.1:${floodPort}/` : `${origin}/${id}`;
      const good = Array.from({ length: GOOD }, (_, index) => GOOD * (number + 1) + index);
      globalThis.gc?.();
      const watch = watchLoop();
      const ms = await pollAll([
        feed(id, url),
        ...good.map((one) => feed(`good-${one}`, `${origin}/good/${one}`)),
      ]);
      const { overIdleMb, blockedMs } = watch.end();
      const state = await stateOf(id);
      let goodMs = 0;
      for (const one of good) {
        const { failure, lastPolledAt } = (await stateOf(`good-${one}`)) ?? {};
        const late = failure !== null || lastPolledAt == null;
        goodMs = Math.max(goodMs, late ? Number.POSITIVE_INFINITY : lastPolledAt - watch.startedAt);
      }
      rows.push({
        ...{
          document: id,
          asked,
          end: state?.lastPolledAt === null ? 'nothing' : (state?.failure?.code ?? 'read'),
        },
        ...{ 'ends, ms': Math.round(ms), 'good feeds read, ms': goodMs },
        ...{ 'over idle, MB': Math.round(overIdleMb), 'loop held, ms': Math.round(blockedMs) },
      });
    }
    console.table(rows);
    console.log(`bounds: ${JSON.stringify(BOUNDS)}`);
    return rows.every(
      (row) =>
        row.end === row.asked &&
        row['ends, ms'] <= BOUNDS.endsMs &&
        row['good feeds read, ms'] <= BOUNDS.goodMs &&
        row['over idle, MB'] <= BOUNDS.overIdleMb &&
        row['loop held, ms'] <= BOUNDS.heldMs,
    );
  } finally {
    server.kill();
    await Promise.all([fetcher.close(), parser.close()]);
    await close();
  }
}
