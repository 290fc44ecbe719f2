import { fileURLToPath } from 'node:url';
import { DiscordAPIError, REST, type RESTGetAPIGatewayBotResult, Routes, ShardingManager } from 'discord.js';
import type { Logger } from 'pino';

const main = fileURLToPath(new URL('../main.js', import.meta.url));

/** Discord lets a bot identify about once in five seconds. */
const APART_MS = 5_500;

export type ShardsOutcome =
  | { kind: 'started'; stop: () => void }
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
  let count: number;
  try {
    const rest = new REST({ api: apiUrl }).setToken(token);
    const { shards } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    count = options.count === 'auto' ? shards : options.count;
  } catch (error) {
    const isToken = error instanceof DiscordAPIError && error.status === 401;
    if (isToken) return { kind: 'bad_token', message: 'Discord refused the bot token.' };
    return { kind: 'unreachable', message: `Discord can’t be reached: ${(error as Error).message}` };
  }
  const keeper = new ShardingManager(main, {
    token,
    totalShards: count,
    mode: 'process',
    shardArgs: ['--roles', 'gateway'],
  });
  keeper.on('shardCreate', (shard) => {
    shard.on('error', (error) => logger.error({ err: error, shard: shard.id }, 'a shard failed'));
    shard.on('death', () => logger.warn({ shard: shard.id }, 'a shard has ended'));
    logger.info({ shard: shard.id, of: count }, 'a shard starts');
  });
  void keeper
    .spawn({ delay: APART_MS, timeout: -1 })
    .catch((error: unknown) => logger.error({ err: error }, 'not all shards could be started'));
  return {
    kind: 'started',
    stop() {
      keeper.respawn = false;
      for (const shard of keeper.shards.values()) {
        if (shard.process) shard.kill();
      }
    },
  };
}
