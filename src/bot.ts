import { readFileSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { type Config, ConfigError, readOwnConfig } from './config.ts';
import { sendingFiles } from './discord/files.ts';
import { connectGateway, type Gateway } from './discord/gateway.ts';
import { createBudget } from './discord/pace.ts';
import { createSender } from './discord/sender.ts';
import { createFeedAccess } from './feeds/access.ts';
import { CatalogError, DEFAULT_CATALOG, loadCatalog } from './feeds/catalog.ts';
import { createFetcher } from './feeds/fetch.ts';
import { createFeedParser } from './feeds/parse_apart.ts';
import { watchClock } from './jobs/clock.ts';
import { createDeliverer } from './jobs/deliver.ts';
import { oweDigests } from './jobs/digests.ts';
import { oweFeedNotices } from './jobs/feed_notices.ts';
import { createIngest } from './jobs/ingest.ts';
import { createPoller } from './jobs/poll.ts';
import { pruneOldArticles, pruneOldDecisions } from './jobs/prune.ts';
import { startSchedules } from './jobs/schedules.ts';
import { oweSummaries } from './jobs/summaries.ts';
import { createDrawer } from './pictures/draw.ts';
import { StoreError } from './store/errors.ts';
import { syncFeeds } from './store/feeds.ts';
import { beat } from './store/heartbeat.ts';
import { openStore } from './store/open.ts';

/** Exit codes: 0 asked to stop, 1 a fault or Discord out of reach (start again), 2 something that only a person can mend. */
const STOPPED = 0;
const FAILED = 1;
const UNUSABLE = 2;

/** What is under way when the bot is asked to stop has this long to end. */
const STOP_WITHIN_MS = 4_500;

/** News is never too late for an alert before it is an hour old, however small FRESH_HOURS is. */
const LATE_AT_LEAST_MS = 3_600_000;

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What a person has to mend before the bot can run: printed as it is, exit code 2. */
class StartError extends Error {}

async function run(config: Config, logger: Logger): Promise<number> {
  const { discordToken: token, discordApiUrl: apiUrl } = config;
  if (token === undefined) {
    throw new StartError(
      'DISCORD_TOKEN is not set: make a bot at https://discord.com/developers/applications, copy its token, and run DISCORD_TOKEN=… npm start (or put it into .env).',
    );
  }
  const now = Date.now;
  const feeds = loadCatalog(config.feedsFile ?? DEFAULT_CATALOG);
  const store = await openStore(config.databaseUrl);
  const { db } = store;
  const monotonic = () => performance.now();
  const budget = createBudget(monotonic);
  let gateway: Gateway | null = null;
  const drawer = createDrawer();
  const plainSender = createSender({
    token,
    apiUrl,
    budget,
    channelKind: (channelId) => gateway?.channelKind(channelId) ?? { kind: 'text' },
  });
  const sender = sendingFiles(plainSender, drawer.draw, logger);
  const deliverer = createDeliverer({
    db,
    sender,
    now,
    random: Math.random,
    logger,
    lateMs: Math.max(config.freshMs, LATE_AT_LEAST_MS),
    noticeChannel: (guildId, channelId) => gateway?.noticeChannel(guildId, channelId) ?? null,
  });
  const clock = watchClock({ db, now, monotonic, logger, onJump: deliverer.clockSet });
  const fetcher = createFetcher({ version, allowHosts: config.feedAllowHosts });
  const parser = createFeedParser();

  const ended = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      logger.info({ signal }, 'stopping');
      ended.resolve(STOPPED);
    });
  }

  await clock.compareWithLastRun();
  await syncFeeds(db, feeds, now());
  const connection = await Promise.race([
    connectGateway({
      token,
      apiUrl,
      logger,
      db,
      version,
      now,
      budget,
      wakeDelivery: deliverer.wake,
      draw: drawer.draw,
      feeds: createFeedAccess(fetcher, parser, config.memberFeeds),
      onLost(reason) {
        logger.fatal(reason);
        ended.resolve(UNUSABLE);
      },
    }),
    ended.promise,
  ]);
  if (typeof connection === 'number') return connection;
  if (connection.kind === 'bad_token' || connection.kind === 'refused')
    throw new StartError(connection.message);
  if (connection.kind === 'unreachable') {
    logger.fatal(connection.message);
    return FAILED;
  }
  gateway = connection.gateway;

  const ingest = createIngest(db, config, now);
  const poller = createPoller({
    db,
    fetcher,
    parser,
    ingest,
    settings: { ...config.poll, concurrency: 32 },
    now,
    random: Math.random,
    logger,
    onOwed: deliverer.wake,
  });
  deliverer.start();
  await beat(db, now());
  clock.start();
  const stopSchedules = startSchedules(
    [
      { name: 'poll', at: '* * * * * *', run: () => poller.pollDue() },
      {
        name: 'summaries',
        at: '* * * * *',
        run: async () => {
          if ((await oweSummaries(db, now())) > 0) deliverer.wake();
        },
      },
      {
        name: 'digests',
        at: '* * * * *',
        run: async () => {
          if ((await oweDigests(db, now(), logger)) > 0) deliverer.wake();
        },
      },
      {
        name: 'feed notices',
        at: '*/10 * * * *',
        run: async () => {
          if ((await oweFeedNotices(db, now())) > 0) deliverer.wake();
        },
      },
      { name: 'beat', at: '* * * * *', run: () => beat(db, now()) },
      { name: 'close', at: '*/10 * * * *', run: () => ingest.closeQuiet() },
      { name: 'prune decisions', at: '47 3 * * *', run: () => pruneOldDecisions(db, now()) },
      { name: 'prune', at: '17 3 * * *', run: () => pruneOldArticles(db, config.keepMs, now()) },
    ],
    logger,
  );
  logger.info({ bot: gateway.name, feeds: feeds.length, version }, 'Sitrep is running');

  const code = await ended.promise;
  setTimeout(() => {
    // Nothing is lost by it: what wasn't stored is read again, and what wasn't confirmed is sent again with its nonce.
    logger.warn('what was under way did not end in time');
    process.exit(code);
  }, STOP_WITHIN_MS).unref();
  clock.stop();
  await Promise.all([stopSchedules(), poller.stop()]);
  await Promise.all([gateway.close(), deliverer.stop()]);
  await Promise.all([sender.close(), drawer.close(), fetcher.close(), parser.close()]);
  await store.close();
  return code;
}

/** The one line, or few, for the person who started the bot; null for a fault, which keeps its stack. */
function explain(error: unknown): string | null {
  const expected = [StartError, ConfigError, CatalogError, StoreError].some((kind) => error instanceof kind);
  return expected ? (error as Error).message : null;
}

try {
  const config = readOwnConfig();
  const logger = pino({ level: config.logLevel });
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a promise was left rejected'));
  process.exit(await run(config, logger));
} catch (error) {
  const line = explain(error);
  process.stderr.write(`${line ?? (error as Error).stack ?? String(error)}\n`);
  process.exit(line === null ? FAILED : UNUSABLE);
}
