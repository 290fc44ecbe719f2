import { sql } from 'kysely';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/** One connection to Discord's gateway. */
export interface ShardState {
  /** From 0 on. */
  id: number;
  /** How many there are. */
  of: number;
  connected: boolean;
  /** Null before the first heartbeat. */
  pingMs: number | null;
  /** The servers that it is told of. */
  guilds: number;
}

/** What was told longer ago says nothing any more; its process tells every five seconds. */
const FRESH_MS = 20_000;

const PREFIX = 'shard ';

/** Tells all processes of the shards that this one holds. */
export async function saveShards(db: Db, shards: readonly ShardState[], now: number): Promise<void> {
  if (shards.length === 0) return;
  await db
    .insertInto('marks')
    .values(
      shards.map((shard) => ({
        name: `${PREFIX}${shard.id}/${shard.of}`,
        value: JSON.stringify({ ...shard, at: now }),
      })),
    )
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql.ref('excluded.value') }))
    .execute();
}

/** What was told of the bot's shards within the last seconds, by any process, in their order. */
export async function toldShards(db: Db, now: number): Promise<ShardState[]> {
  const rows = await db.selectFrom('marks').select('value').where('name', 'like', `${PREFIX}%`).execute();
  const told = rows
    .map(({ value }) => fromJson<ShardState & { at: number }>(value, 'marks.value'))
    .filter(({ at }) => now - at < FRESH_MS)
    .sort((a, b) => b.at - a.at);
  // Where their number was changed, what was told last counts.
  return told
    .filter(({ of }) => of === told[0]?.of)
    .map(({ at: _, ...shard }) => shard)
    .sort((a, b) => a.id - b.id);
}
