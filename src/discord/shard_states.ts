import { type Client, Status } from 'discord.js';
import type { ShardState } from '../store/shards.ts';

/** The shards that a client holds. */
export function statusOf(client: Client): ShardState[] {
  const guilds = Map.groupBy(client.guilds.cache.values(), ({ shardId }) => shardId);
  return [...client.ws.shards.values()].map(({ id, status, ping }) => ({
    id,
    of: client.options.shardCount ?? 1,
    // The client's own status stays as it was when it first got ready.
    connected: status === Status.Ready,
    pingMs: ping >= 0 ? ping : null,
    guilds: guilds.get(id)?.length ?? 0,
  }));
}

/** The shards that are held here, and what other processes told of theirs. */
export function withOthers(own: readonly ShardState[], told: readonly ShardState[]): ShardState[] {
  const others = told.filter(({ id, of }) => of === own[0]?.of && own.every((shard) => shard.id !== id));
  return [...own, ...others];
}
