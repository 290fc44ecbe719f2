import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  DiscordAPIError,
  REST,
  type RESTGetAPIGatewayBotResult,
  Routes,
  type Shard,
  ShardingManager,
} from 'discord.js';
import type { Logger } from 'pino';

const main = fileURLToPath(new URL('../main.js', import.meta.url));

/** Discord takes a new session of shards that share a limit once in five seconds. */
const APART_MS = 5_500;

/**
 * A shard that ends within a minute is started again after a pause, twice as long each time: each start may cost one of
 * the thousand sessions that Discord grants a day.
 */
const YOUNG_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

export type ShardsOutcome =
  /** `stop` asks all to end and waits for it. */
  | { kind: 'started'; count: number; stop(): Promise<void> }
  | { kind: 'bad_token'; message: string }
  | { kind: 'unreachable'; message: string };

/**
 * Keeps a process for each shard, by discord.js' own manager: each is this program with the role `gateway` alone, and is
 * started anew where it ends.
 * @param options.count how many; `auto`: as many as Discord recommends
 */
export async function startShards(options: {
  token: string;
  /** Discord's REST API without a version. */
  apiUrl: string;
  count: number | 'auto';
  logger: Logger;
}): Promise<ShardsOutcome> {
  const { token, apiUrl, logger } = options;
  let gateway: RESTGetAPIGatewayBotResult;
  try {
    const rest = new REST({ api: apiUrl }).setToken(token);
    gateway = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  } catch (error) {
    const isToken = error instanceof DiscordAPIError && error.status === 401;
    if (isToken) return { kind: 'bad_token', message: 'Discord refused the bot token.' };
    return { kind: 'unreachable', message: `Discord can’t be reached: ${(error as Error).message}` };
  }
  const count = options.count === 'auto' ? gateway.shards : options.count;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const keeper = new ShardingManager(main, {
    token,
    totalShards: count,
    mode: 'process',
    // The manager's own starts a process that can't live again and again without a pause.
    respawn: false,
    shardArgs: ['--roles', 'gateway'],
  });

  async function start(shard: Shard): Promise<void> {
    if (signal.aborted) return;
    await shard.spawn(-1);
    logger.info({ shard: shard.id, of: count, pid: shard.process?.pid }, 'a shard starts');
  }

  keeper.on('shardCreate', (shard) => {
    let startedAt = 0;
    let pauseMs = FIRST_PAUSE_MS;
    shard.on('error', (error) => logger.error({ err: error, shard: shard.id }, 'a shard failed'));
    shard.on('spawn', (child) => {
      startedAt = performance.now();
      child.on('error', (error) =>
        logger.error({ err: error, shard: shard.id }, 'a shard could not be started'),
      );
    });
    shard.on('death', async (ended) => {
      if (signal.aborted) return;
      const isYoung = performance.now() - startedAt < YOUNG_MS;
      const afterMs = isYoung ? pauseMs : 0;
      pauseMs = isYoung ? Math.min(2 * pauseMs, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      const { exitCode: code, signalCode } = ended as ChildProcess;
      logger.warn(
        { shard: shard.id, code, signal: signalCode, afterMs },
        'a shard has ended and is started again',
      );
      await pause(afterMs);
      await start(shard);
    });
  });

  async function startAll(): Promise<void> {
    for (let id = 0; id < count && !signal.aborted; id++) {
      if (id > 0 && id % gateway.session_start_limit.max_concurrency === 0) await pause(APART_MS);
      await start(keeper.createShard(id));
    }
  }

  void startAll().catch((error: unknown) => logger.error({ err: error }, 'not all shards could be started'));
  return {
    kind: 'started',
    count,
    async stop() {
      stopping.abort();
      const living = [...keeper.shards.values()].flatMap((shard) => shard.process ?? []);
      const ends = living.map((child) => once(child, 'exit'));
      for (const child of living) child.kill();
      await Promise.all(ends);
    },
  };
}
