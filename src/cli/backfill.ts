import { readOwnConfig } from '../config.ts';
import { DEFAULT_CATALOG, loadCatalog } from '../feeds/catalog.ts';
import type { Feed } from '../feeds/feed.ts';
import { createFetcher } from '../feeds/fetch.ts';
import { createFeedParser } from '../feeds/parse_apart.ts';
import { type Past, readPast } from '../feeds/past.ts';
import { replay } from '../jobs/backfill.ts';
import { syncFeeds } from '../store/feeds.ts';
import { lastBeat } from '../store/heartbeat.ts';
import { openStore } from '../store/open.ts';
import { refuseInUse } from '../store/sqlite.ts';
import { type CommandIo, type ExitCode, UsageError } from './command.ts';
import { showProgress } from './progress.ts';

/** Sites that are asked side by side; each host is still asked politely. */
const CONCURRENCY = 8;
/** A bot says once a minute that it is alive. */
const ALIVE_MS = 2 * 60_000;

/**
 * Reads what the catalog's feeds still have of the past, without alerting anybody: one JSON line a feed, and one of all; 1
 * where a feed can't be read. Run again, it adds what is missing.
 * @throws UsageError where a bot runs on the store, or what is read would be pruned at once
 */
export async function backfill({ since }: { since: number }, { write }: CommandIo): Promise<ExitCode> {
  const config = readOwnConfig();
  const now = Date.now();
  if (since >= now) throw new UsageError('--since must lie in the past.');
  if (since < now - config.keepMs) {
    throw new UsageError(
      `KEEP_DAYS would delete what is older than ${new Date(now - config.keepMs).toISOString()}: raise it first.`,
    );
  }
  const feeds = loadCatalog(config.feedsFile ?? DEFAULT_CATALOG);
  if (config.databaseUrl.startsWith('sqlite:')) refuseInUse(config.databaseUrl.slice('sqlite:'.length));
  const store = await openStore(config.databaseUrl);
  const fetcher = createFetcher({ allowHosts: config.feedAllowHosts });
  const parser = createFeedParser();
  try {
    const isPostgres = !config.databaseUrl.startsWith('sqlite:');
    const beatAt = isPostgres ? await lastBeat(store.db) : null;
    if (beatAt !== null && now - beatAt < ALIVE_MS) {
      throw new UsageError(
        'A bot runs on this store, and has its open stories in memory: stop it, wait two minutes, and run this again.',
      );
    }
    await syncFeeds(store.db, feeds, now);
    const pasts: Past[] = [];
    let [left, read] = [0, 0];
    const readNext = async (): Promise<void> => {
      while (left < feeds.length) {
        const at = left++;
        pasts[at] = await readPast({ fetcher, parser }, feeds[at] as Feed, since, now);
        showProgress('feeds', ++read, feeds.length);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, readNext));
    for (const { feed, entries, pages, failure } of pasts) {
      const oldest = entries.length === 0 ? null : Math.min(...entries.map(({ at }) => at));
      await write({
        feed: feed.id,
        pages,
        entries: entries.length,
        oldest: oldest === null ? null : new Date(oldest).toISOString(),
        ...(failure === null ? {} : { error: failure }),
      });
    }
    await write(await replay(store.db, pasts, config, now, (done, all) => showProgress('hours', done, all)));
    return pasts.some(({ failure }) => failure !== null) ? 1 : 0;
  } finally {
    await Promise.all([fetcher.close(), parser.close()]);
    await store.close();
  }
}
