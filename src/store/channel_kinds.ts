import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';

/** Set once a gateway has told of all channels that it sees. */
const KNOWN = 'channel_kinds_known';

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
    await tx
      .insertInto('marks')
      .values({ name: KNOWN, value: '1' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** What was told of channels, by their ids; null where no gateway has told anything yet. */
export async function channelKinds<Kind>(db: Db): Promise<Map<string, Kind> | null> {
  const known = await db.selectFrom('marks').select('name').where('name', '=', KNOWN).executeTakeFirst();
  if (!known) return null;
  const rows = await db.selectFrom('channel_kinds').selectAll().execute();
  return new Map(rows.map((row) => [row.channel_id, fromJson<Kind>(row.kind, 'channel_kinds.kind')]));
}
