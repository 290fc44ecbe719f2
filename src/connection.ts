import type { HomeChannel } from './alerts/home_channel.ts';
import type { Config } from './config.ts';
import { connectGateway, type Gateway, type GatewayOptions } from './discord/gateway.ts';
import { startShards } from './discord/shards.ts';
import { openHomeChannels } from './jobs/home_channels.ts';
import { startSchedules } from './jobs/schedules.ts';
import { endOf, type Tenure } from './store/offices.ts';
import { type ShardState, saveShards, toldShards } from './store/shards.ts';

interface Parts {
  shards: Config['shards'];
  homes: readonly HomeChannel[];
  /** How to connect; which shards is told by `shards`. */
  options: Omit<GatewayOptions, 'shards'>;
  /** What only a person can mend, in one line. */
  onRefused(message: string): void;
  /** Discord can't be reached. */
  onUnreachable(message: string): void;
}

/** This process's part in the bot's connection to Discord: shards that it holds, or processes for them that it keeps. */
export interface Connection {
  /** The office that goes with it: one for each set of shards. */
  office: string;
  /** Connects for as long as the tenure lasts. */
  serve(tenure: Tenure): Promise<void>;
  /** Where this process is connected itself, and is by now. */
  gateway(): Gateway | null;
  /** The shards that this process has to do with now, connected or not; none where another process has its office. */
  shards(): Promise<ShardState[]>;
  /** Resolves once this process is first connected. */
  connected: Promise<void>;
}

/** As long as nothing else is known. */
const ONE = [{ id: 0, of: 1 }];

export function createConnection({ shards, homes, options, onRefused, onUnreachable }: Parts): Connection {
  const { db, now, logger } = options;
  const connected = Promise.withResolvers<void>();
  let gateway: Gateway | null = null;
  /** What is to be connected now. */
  let expected: readonly Pick<ShardState, 'id' | 'of'>[] = options.isShared ? [] : ONE;

  async function hold(tenure: Tenure): Promise<void> {
    const own = shards?.kind === 'own' ? shards : { ids: [0], count: 1 };
    expected = own.ids.map((id) => ({ id, of: own.count }));
    const connecting = connectGateway({
      ...options,
      ...(shards?.kind === 'own' && { shards }),
      ...(shards?.kind === 'all' && { shards: 'auto' as const }),
    });
    const outcome = await Promise.race([connecting, endOf(tenure)]);
    if (outcome?.kind === 'bad_token' || outcome?.kind === 'refused') return onRefused(outcome.message);
    if (outcome?.kind === 'unreachable') onUnreachable(outcome.message);
    if (outcome?.kind === 'connected') await stayConnected(outcome.gateway, tenure);
    gateway = null;
    const late = await connecting;
    if (late.kind === 'connected') await late.gateway.close();
  }

  async function stayConnected(own: Gateway, tenure: Tenure): Promise<void> {
    gateway = own;
    logger.info({ bot: own.name, version: options.version }, 'connected to Discord');
    const look = own.lookAtHome;
    const hasFirst = own.status().some(({ id }) => id === 0);
    if (hasFirst) await openHomeChannels({ db: tenure.db, homes, look, now: now(), logger });
    connected.resolve();
    if (!options.isShared) return endOf(tenure);
    const tell = () => saveShards(db, own.status(), now());
    await tell();
    const stop = startSchedules([{ name: 'shards', at: '*/5 * * * * *', run: tell }], logger);
    await endOf(tenure);
    await stop();
  }

  async function keep(tenure: Tenure, count: number | 'auto'): Promise<void> {
    const { token, apiUrl } = options;
    const outcome = await startShards({ token, apiUrl, count, logger });
    if (outcome.kind === 'bad_token') return onRefused(outcome.message);
    if (outcome.kind === 'unreachable') return onUnreachable(outcome.message);
    expected = Array.from({ length: outcome.count }, (_, id) => ({ id, of: outcome.count }));
    await endOf(tenure);
    await outcome.stop();
  }

  return {
    office: shards?.kind === 'own' ? `gateway ${shards.ids.join()}/${shards.count}` : 'gateway',
    async serve(tenure) {
      expected = ONE;
      await (shards?.kind === 'kept' ? keep(tenure, shards.count) : hold(tenure));
      expected = [];
    },
    gateway: () => gateway,
    async shards() {
      if (gateway) return gateway.status();
      const told = shards?.kind === 'kept' && expected.length > 0 ? await toldShards(db, now()) : [];
      return expected.map(
        (shard) =>
          told.find(({ id, of }) => id === shard.id && of === shard.of) ?? {
            ...{ ...shard, connected: false, pingMs: null, guilds: 0 },
          },
      );
    },
    connected: connected.promise,
  };
}
