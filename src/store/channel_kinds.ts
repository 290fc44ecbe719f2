import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import type { ShardState } from './shards.ts';

/** Set for each shard that has told of all channels that it sees. */
const KNOWN = 'channel_kinds_known ';

/** What the gateway tells of channels that are no plain text channels, for senders in other processes. */
export async function saveChannelKinds(
  db: Db,
  kinds: readonly (readonly [channelId: string, kind: object])[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const [id, told] of kinds) {
      const kind = JSON.stringify(told);
      await tx
        .insertInto('channel_kinds')
        .values({ channel_id: id, kind })
        .onConflict((conflict) => conflict.column('channel_id').doUpdateSet({ kind }))
        .execute();
    }
  });
}

/** Notes that these shards have told of all channels that they see. */
export async function markKindsKnown(
  db: Db,
  shards: readonly Pick<ShardState, 'id' | 'of'>[],
): Promise<void> {
  await db
    .insertInto('marks')
    .values(shards.map(({ id, of }) => ({ name: `${KNOWN}${id}/${of}`, value: String(of) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What was told of channels, by their ids; null where not all shards have told of theirs yet. */
export async function channelKinds<Kind>(db: Db): Promise<Map<string, Kind> | null> {
  const known = await db
    .selectFrom('marks')
    .select((select) => ['value', select.fn.countAll<number>().as('count')])
    .where('name', 'like', `${KNOWN}%`)
    .groupBy('value')
    .execute();
  if (!known.some(({ value, count }) => Number(count) === Number(value))) return null;
  const rows = await db.selectFrom('channel_kinds').selectAll().execute();
  return new Map(rows.map((row) => [row.channel_id, fromJson<Kind>(row.kind, 'channel_kinds.kind')]));
}
