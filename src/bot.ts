import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { readHomeChannels } from './commands/home_channels.ts';
import { type Config, ConfigError, readOwnConfig } from './config.ts';
import { createConnection } from './connection.ts';
import { createBudget } from './discord/pace.ts';
import { createFeedAccess } from './feeds/access.ts';
import { CatalogError, DEFAULT_CATALOG, loadCatalog } from './feeds/catalog.ts';
import { createFetcher } from './feeds/fetch.ts';
import { createFullText } from './feeds/full_text.ts';
import { createFeedParser } from './feeds/parse_apart.ts';
import { handOver } from './jobs/arrivals.ts';
import { createHubs } from './jobs/hubs.ts';
import { createIngest } from './jobs/ingest.ts';
import { createPoller } from './jobs/poll.ts';
import { startSchedules } from './jobs/schedules.ts';
import { createLogger, withoutSecrets } from './log.ts';
import { createDrawer } from './pictures/draw.ts';
import { createRoles, type Roles } from './roles.ts';
import { engineOf } from './store/engine.ts';
import { StoreError } from './store/errors.ts';
import { syncFeeds } from './store/feeds.ts';
import { soleProcess } from './store/offices.ts';
import { type Db, openStore } from './store/open.ts';
import { HUB_PATH } from './web/hub.ts';
import type { WebParts } from './web/routes.ts';
import type { WebServer } from './web/server.ts';

/** Exit codes: 0 asked to stop, 1 a fault or Discord out of reach (start again), 2 something that only a person can mend. */
const STOPPED = 0;
const FAILED = 1;
const UNUSABLE = 2;

/** What is under way when the bot is asked to stop has this long to end. */
const STOP_WITHIN_MS = 4_500;

/** So long a feed is left to the process that took it, which puts that off: the others take over within it. */
const FEED_LEASE_MS = 5_000;

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What a person has to mend before the bot can run: printed as it is, exit code 2. */
class StartError extends Error {}

async function run(config: Config, logger: Logger): Promise<number> {
  const { discordToken: token, discordApiUrl: apiUrl, roles, publicUrl } = config;
  if (token === undefined) {
    throw new StartError(
      'DISCORD_TOKEN is not set: make a bot at https://discord.com/developers/applications, copy its token, and run DISCORD_TOKEN=… npm start (or put it into .env).',
    );
  }
  const now = Date.now;
  const home = readHomeChannels(config.homeChannels);
  if ('faults' in home)
    throw new StartError(home.faults.map((fault) => `HOME_CHANNELS: ${fault}`).join('\n'));
  const { homes } = home;
  const feeds = roles.has('poll') ? loadCatalog(config.feedsFile ?? DEFAULT_CATALOG) : [];
  const store = await openStore(config.databaseUrl);
  const { db } = store;
  const isAlone = engineOf(db) === 'sqlite';
  const monotonic = () => performance.now();
  const budget = createBudget(monotonic);
  const metrics =
    config.web &&
    (await import('./web/metrics.ts')).createMetrics({
      db,
      version,
      now,
      shards: () => connection.shards(),
    });
  const drawer = createDrawer();
  const plainFetcher = createFetcher({ version, allowHosts: config.feedAllowHosts });
  const fetcher = metrics?.countedFetcher(plainFetcher) ?? plainFetcher;
  const parser = createFeedParser();
  const pageFetcher = createFetcher({
    ...{ version, allowHosts: config.feedAllowHosts, accept: 'text/html, application/xhtml+xml' },
    ...{ concurrency: 1, spacingMs: 1_000, timeoutMs: 8_000, maxBytes: 3_000_000 },
  });
  const fullText = createFullText({ fetcher: pageFetcher, now });

  const ended = Promise.withResolvers<number>();
  // Whoever waits for it comes later.
  ended.promise.catch(() => undefined);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      logger.info({ signal }, 'stopping');
      ended.resolve(STOPPED);
    });
  }
  // A shard goes with the process that keeps the shards.
  process.once('disconnect', () => ended.resolve(STOPPED));

  const offices = isAlone
    ? soleProcess(db, ended.reject)
    : (await import('./store/elections.ts')).electedOffices(config.databaseUrl, db, (error) =>
        logger.warn({ err: error }, 'the offices held by this process are left to others'),
      );
  const ingestOver = (db: Db) => {
    const plain = createIngest(db, config, now);
    return metrics?.countedIngest(plain) ?? plain;
  };
  const ownIngest = isAlone ? ingestOver(db) : null;
  const poller = createPoller({
    db,
    fetcher,
    parser,
    ingest: ownIngest ?? handOver(db, now),
    fullText,
    settings: { ...config.poll, concurrency: 32, fullText: config.fullText },
    now,
    random: Math.random,
    logger,
    onOwed: () => work.wakeDelivery(),
    ...(!isAlone && { leaseMs: FEED_LEASE_MS }),
  });
  const hubs =
    publicUrl === null
      ? null
      : createHubs({
          ...{ db, fetcher, now, logger, onPush: poller.take },
          callback: publicUrl + HUB_PATH,
        });
  const work: Roles = createRoles(
    {
      ...{ config, token, logger, now, budget, drawer, ingestOver, ownIngest },
      gateway: () => connection.gateway(),
      onOutcome: metrics?.onOutcome,
      askHubs: hubs?.ask ?? null,
    },
    offices,
  );
  const connection = createConnection({
    shards: config.shards,
    homes,
    options: {
      ...{ token, apiUrl, logger, db, version, now, budget, draw: drawer.draw, isShared: !isAlone },
      wakeDelivery: work.wakeDelivery,
      commandLimits: config.commandLimits,
      feeds: createFeedAccess({ fetcher, parser, fullText, mayAdd: config.memberFeeds }),
      onLost(reason) {
        logger.fatal(reason);
        ended.resolve(UNUSABLE);
      },
    },
    onRefused: (message) => ended.reject(new StartError(message)),
    onUnreachable(message) {
      logger.fatal(message);
      ended.resolve(FAILED);
    },
  });
  const parts = { db, now, shards: connection.shards, metrics, hubs, publicUrl, draw: drawer.draw };
  const web = config.web && roles.has('web') ? await startWeb(config.web, parts, logger) : null;
  if (roles.has('poll')) await syncFeeds(db, feeds, now());

  if (roles.has('gateway')) offices.stand(connection.office, connection.serve);
  // Alone, what channels are is known from its own gateway only.
  const early = isAlone ? await Promise.race([connection.connected, ended.promise]) : undefined;
  if (early !== undefined) return early;
  if (roles.has('deliver')) offices.stand('deliver', work.deliver);
  if (roles.has('read')) offices.stand('read', work.read);
  if (roles.has('digest')) offices.stand('digest', work.digest);
  const stopPolling = roles.has('poll')
    ? startSchedules([{ name: 'poll', at: '* * * * * *', run: poller.pollDue }], logger)
    : undefined;
  logger.info({ roles: [...roles], feeds: feeds.length, version }, 'Sitrep is running');

  const code = await ended.promise;
  setTimeout(() => {
    // Nothing is lost by it: what wasn't stored is read again, and what wasn't confirmed is sent again with its nonce.
    logger.warn('what was under way did not end in time');
    process.exit(code);
  }, STOP_WITHIN_MS).unref();
  await Promise.all([stopPolling?.(), poller.stop(), web?.close()]);
  await offices.close();
  await Promise.all([drawer.close(), fetcher.close(), parser.close(), pageFetcher.close(), fullText.close()]);
  await store.close();
  return code;
}

/** The web server with all routes; loaded only where it is to run. @throws StartError where its port can't be had */
async function startWeb(at: NonNullable<Config['web']>, parts: WebParts, logger: Logger): Promise<WebServer> {
  const { startWebServer } = await import('./web/server.ts');
  const { webRoutes } = await import('./web/routes.ts');
  try {
    return await startWebServer(at, webRoutes(parts), logger);
  } catch (error) {
    throw new StartError(
      `The web server can't listen on ${at.host}:${at.port} (${(error as NodeJS.ErrnoException).code}): set another WEB_PORT or WEB_HOST.`,
    );
  }
}

/** The one line, or few, for the person who started the bot; null for a fault, which keeps its stack. */
function explain(error: unknown): string | null {
  const expected = [StartError, ConfigError, CatalogError, StoreError].some((kind) => error instanceof kind);
  return expected ? (error as Error).message : null;
}

let secrets: readonly string[] = [];
try {
  const config = readOwnConfig();
  secrets = config.secrets;
  const { shards } = config;
  const named = shards?.kind === 'own' ? { shards: `${shards.ids.join()}/${shards.count}` } : {};
  const logger = createLogger(config.logLevel, secrets).child(named);
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a promise was left rejected'));
  process.exit(await run(config, logger));
} catch (error) {
  const line = explain(error);
  process.stderr.write(`${withoutSecrets(line ?? (error as Error).stack ?? String(error), secrets)}\n`);
  process.exit(line === null ? FAILED : UNUSABLE);
}
