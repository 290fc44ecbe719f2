import { type Db, inTransaction } from './open.ts';

/**
 * Makes everything that hangs on one story hang on another that it was joined to: its cards, decisions and states, told tolls,
 * mutes and follows. Where a channel has a card of both, each keeps its own.
 * @returns the posts of the cards that were left over, and their channels
 */
export async function moveToStory(
  db: Db,
  from: string,
  into: string,
): Promise<{ postId: number; channelId: string }[]> {
  return inTransaction(db, async (db) => {
    const cards = (storyId: string) =>
      db
        .selectFrom('deliveries')
        .select(['id as postId', 'channel_id as channelId'])
        .where('story_id', '=', storyId)
        .where('kind', '=', 'post')
        .where('status', '!=', 'given_up')
        .orderBy('id')
        .execute();
    const taken = new Set((await cards(into)).map(({ channelId }) => channelId));
    const left = (await cards(from)).filter(({ channelId }) => taken.has(channelId));
    await db
      .updateTable('deliveries')
      .set({ story_id: into })
      .where('story_id', '=', from)
      .$if(taken.size > 0, (query) => query.where('channel_id', 'not in', [...taken]))
      .execute();
    for (const table of ['decisions', 'story_states'] as const)
      await db.updateTable(table).set({ story_id: into }).where('story_id', '=', from).execute();
    for (const [table, owner] of [
      ['told_tolls', 'channel_id'],
      ['mutes', 'channel_id'],
      ['follows', 'user_id'],
    ] as const) {
      const owners = db.selectFrom(table).select(owner).where('story_id', '=', into);
      await db
        .updateTable(table)
        .set({ story_id: into })
        .where('story_id', '=', from)
        .where(owner, 'not in', owners)
        .execute();
      await db.deleteFrom(table).where('story_id', '=', from).execute();
    }
    return left;
  });
}

/** The subscriptions for which a story has a card, sent or owed. */
export async function postedFor(
  db: Db,
  storyId: string,
): Promise<{ subscriptionId: number; channelId: string }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscription_id', 'channel_id'])
    .distinct()
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .where('status', '!=', 'given_up')
    .orderBy('subscription_id')
    .execute();
  return rows.flatMap(({ subscription_id: subscriptionId, channel_id: channelId }) =>
    subscriptionId === null ? [] : [{ subscriptionId, channelId }],
  );
}
