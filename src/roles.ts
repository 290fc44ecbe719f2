import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { sendingFiles } from './discord/files.ts';
import type { Gateway } from './discord/gateway.ts';
import type { Budget } from './discord/pace.ts';
import { type ChannelKind, createSender } from './discord/sender.ts';
import { createReader, type Reader } from './jobs/arrivals.ts';
import { watchClock } from './jobs/clock.ts';
import { createDeliverer, type Deliverer, type DelivererOptions } from './jobs/deliver.ts';
import { oweDigests } from './jobs/digests.ts';
import { keepFanningOut } from './jobs/fan_out.ts';
import { oweFeedNotices } from './jobs/feed_notices.ts';
import { oweHeldFollows } from './jobs/follows.ts';
import type { Ingest } from './jobs/ingest.ts';
import { prune } from './jobs/prune.ts';
import { createRewriter } from './jobs/rewrite.ts';
import { startSchedules } from './jobs/schedules.ts';
import { oweSummaries } from './jobs/summaries.ts';
import type { Drawer } from './pictures/draw.ts';
import { channelKinds } from './store/channel_kinds.ts';
import { beat } from './store/heartbeat.ts';
import { endOf, OfficeLost, type Offices, type Tenure } from './store/offices.ts';
import type { Db } from './store/open.ts';
import { createModel } from './summarizer/model.ts';

/** News is never too late for an alert before it is an hour old, however small FRESH_HOURS is. */
const LATE_AT_LEAST_MS = 3_600_000;

interface Parts {
  config: Config;
  token: string;
  logger: Logger;
  now: () => number;
  budget: Budget;
  drawer: Pick<Drawer, 'draw'>;
  /** This process's gateway, where it has one by now. */
  gateway: () => Gateway | null;
  onOutcome: DelivererOptions['onOutcome'];
  /** Keeps up the subscriptions to hubs; null where nobody can reach this bot. */
  askHubs: (() => Promise<void>) | null;
  /** Ingest over the store of a tenure. */
  ingestOver: (db: Db) => Ingest;
  /** The ingest that polls go to in this process; null where they are handed over by way of the store. */
  ownIngest: Ingest | null;
}

/** What one process at a time does for all, each role while its office is held. */
export interface Roles {
  read(tenure: Tenure): Promise<void>;
  deliver(tenure: Tenure): Promise<void>;
  digest(tenure: Tenure): Promise<void>;
  /** Something may be due to be sent: look now, if this process sends. */
  wakeDelivery(): void;
}

export function createRoles(parts: Parts, offices: Pick<Offices, 'onNews'>): Roles {
  const { config, logger, now } = parts;
  let deliverer: Deliverer | null = null;
  let reader: Reader | null = null;
  /** What the gateways of other processes told. */
  let kinds: ReadonlyMap<string, ChannelKind> = new Map();
  /** Reads them anew; null where this process doesn't send. False where nothing was told yet. */
  let refreshKinds: (() => Promise<boolean>) | null = null;
  const wakeDelivery = () => deliverer?.wake();
  offices.onNews('deliveries', wakeDelivery);
  offices.onNews('arrivals', () => reader?.wake());
  offices.onNews('channel_kinds', () => {
    void refreshKinds?.().catch((error: unknown) =>
      logger.error({ err: error }, 'the kinds of channels could not be read'),
    );
  });

  async function read(tenure: Tenure): Promise<void> {
    const ingest = parts.ownIngest ?? parts.ingestOver(tenure.db);
    const stop = startSchedules(
      [{ name: 'close', at: '*/10 * * * *', run: () => ingest.closeQuiet() }],
      logger,
    );
    const { between } = ingest;
    const fanOut = { db: tenure.db, now, between, onOwed: wakeDelivery, logger };
    const fanningOut = keepFanningOut(fanOut, tenure.ended);
    if (parts.ownIngest === null) {
      reader = createReader({ tenure, ingest, now, logger, onOwed: wakeDelivery });
      await reader.run();
      reader = null;
    }
    await endOf(tenure);
    await Promise.all([stop(), fanningOut]);
  }

  async function deliver(tenure: Tenure): Promise<void> {
    const { db } = tenure;
    if (parts.ownIngest === null) await learnKinds(tenure);
    const sender = createSender({
      token: parts.token,
      apiUrl: config.discordApiUrl,
      budget: parts.budget,
      requestsPerSecond: config.requestsPerSecond,
      channelKind: (channelId) => parts.gateway()?.channelKind(channelId) ?? kinds.get(channelId) ?? null,
      tenure,
    });
    const own = createDeliverer({
      db,
      sender: sendingFiles(sender, parts.drawer.draw, logger),
      now,
      random: Math.random,
      logger,
      lateMs: Math.max(config.freshMs, LATE_AT_LEAST_MS),
      ...(parts.onOutcome && { onOutcome: parts.onOutcome }),
      noticeChannel: (guildId, channelId) => parts.gateway()?.noticeChannel(guildId, channelId),
    });
    const monotonic = () => performance.now();
    // One process moves what waits, whatever clocks are set: the one that sends at these times.
    const clock = watchClock({ db, now, monotonic, logger, onJump: own.clockSet });
    await clock.compareWithLastRun();
    await beat(db, now());
    deliverer = own;
    own.start();
    clock.start();
    const stop = startSchedules([{ name: 'beat', at: '* * * * *', run: () => beat(db, now()) }], logger);
    await endOf(tenure);
    deliverer = null;
    refreshKinds = null;
    clock.stop();
    if (tenure.ended.reason instanceof OfficeLost) own.resign();
    await Promise.all([stop(), own.stop()]);
    sender.close();
  }

  /** Waits until a gateway has told what kind of channel each is: a forum must not be written to like a text channel. */
  async function learnKinds({ db, ended }: Tenure): Promise<void> {
    refreshKinds = async () => {
      const known = await channelKinds<ChannelKind>(db);
      if (known) kinds = known;
      return known !== null;
    };
    while (!(await refreshKinds()) && !ended.aborted) {
      await sleep(1_000, undefined, { signal: ended }).catch(() => undefined);
    }
  }

  async function digest({ db, ...tenure }: Tenure): Promise<void> {
    const rewrite = config.summarizer
      ? createRewriter({
          db,
          model: createModel(config.summarizer),
          dailyTokens: config.summarizer.dailyTokens,
          now,
          logger,
        })
      : null;
    const owing = (owe: () => Promise<number>) => async () => {
      if ((await owe()) > 0) wakeDelivery();
    };
    const { publicUrl } = config;
    const stop = startSchedules(
      [
        { name: 'summaries', at: '* * * * *', run: owing(() => oweSummaries(db, now())) },
        { name: 'follows', at: '* * * * *', run: owing(() => oweHeldFollows(db, now())) },
        {
          name: 'digests',
          at: '* * * * *',
          run: owing(() => oweDigests(db, now(), logger, { rewrite, publicUrl })),
        },
        { name: 'feed notices', at: '*/10 * * * *', run: owing(() => oweFeedNotices(db, now())) },
        ...(parts.askHubs ? [{ name: 'hubs', at: '* * * * *', run: parts.askHubs }] : []),
        { name: 'prune', at: '17 * * * *', run: () => prune(db, config.keepMs, now(), tenure.ended) },
      ],
      logger,
    );
    await endOf(tenure);
    await stop();
  }

  return { read, deliver, digest, wakeDelivery };
}
