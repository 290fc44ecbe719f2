import { type Insertable, sql } from 'kysely';
import type { MessageBody } from '../messages/message.ts';
import type { Delivery } from './deliveries.ts';
import { type Db, inTransaction } from './open.ts';
import type { Schema } from './schema.ts';

/**
 * An edit leaves after every alert and before every digest, whatever its story's gravity: news comes before
 * corrections of what was told.
 */
const EDIT_URGENCY = -1_000;

/** Messages in threads leave between the two, all alike: so those of one thread come in the order of what happened. */
const THREAD_URGENCY = -500;

export interface NewPost {
  subscriptionId: number | null;
  channelId: string;
  storyId: string | null;
  body: MessageBody;
  /** Higher leaves first. */
  urgency: number;
  now: number;
}

/**
 * Owes a channel a new message, due at once; returns its row's id. Among messages of one urgency servers take
 * turns: one with a hundred channels does not hold up one with a single channel.
 */
export async function enqueuePost(db: Db, post: NewPost): Promise<number> {
  const { id } = await insertDelivery(db, {
    subscription_id: post.subscriptionId,
    channel_id: post.channelId,
    story_id: post.storyId,
    kind: 'post',
    body: JSON.stringify(post.body),
    urgency: post.urgency,
    due_at: post.now,
    created_at: post.now,
  });
  return id;
}

/**
 * Owes a posted card its newest state, and returns the id of the row that bears it. A post that never left
 * gets the body itself (`postBody` where it is given, since a post may ping and an edit can't). Once it may have
 * reached Discord an edit follows it, and takes the place of any earlier edit that hasn't left. Null where the post is unknown or was given up: there is nothing to edit.
 */
export async function enqueueEdit(
  db: Db,
  edit: { postId: number; body: MessageBody; postBody?: MessageBody; urgency: number; now: number },
): Promise<number | null> {
  const body = JSON.stringify(edit.body);
  return inTransaction(db, async (db) => {
    const post = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', edit.postId)
      .where('kind', '=', 'post')
      .executeTakeFirst();
    if (!post || post.status === 'given_up') return null;
    const overtaken = await db
      .selectFrom('deliveries')
      .select(['id', 'urgency'])
      .where('post_id', '=', post.id)
      .where('kind', '=', 'edit')
      .where('status', '=', 'waiting')
      .executeTakeFirst();
    if (overtaken) {
      const urgency = Math.max(overtaken.urgency, EDIT_URGENCY + edit.urgency);
      await db.updateTable('deliveries').set({ body, urgency }).where('id', '=', overtaken.id).execute();
      return overtaken.id;
    }
    if (post.status === 'waiting' && post.attempts === 0) {
      const urgency = Math.max(post.urgency, edit.urgency);
      await db
        .updateTable('deliveries')
        .set({ body: JSON.stringify(edit.postBody ?? edit.body), urgency })
        .where('id', '=', post.id)
        .execute();
      return post.id;
    }
    const { id } = await insertDelivery(db, {
      subscription_id: post.subscription_id,
      channel_id: post.channel_id,
      story_id: post.story_id,
      kind: 'edit',
      post_id: post.id,
      body,
      urgency: EDIT_URGENCY + edit.urgency,
      due_at: post.status === 'sent' ? edit.now : null,
      message_id: post.message_id,
      created_at: edit.now,
    });
    return id;
  });
}

/**
 * Owes a message that belongs to a posted card, once the card is there: a short reply under it (`reply`), or one in its
 * thread; returns its row's id. Null where the post is unknown or was given up.
 */
export async function enqueueReply(
  db: Db,
  reply: { kind: 'reply' | 'thread'; postId: number; body: MessageBody; urgency: number; now: number },
): Promise<number | null> {
  const post = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', reply.postId)
    .where('kind', '=', 'post')
    .executeTakeFirst();
  if (!post || post.status === 'given_up') return null;
  // What was put off in a thread must not be overtaken there.
  const before = await db
    .selectFrom('deliveries')
    .select('due_at')
    .where('post_id', '=', post.id)
    .where('kind', '=', 'thread')
    .where('status', '=', 'waiting')
    .where('due_at', 'is not', null)
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const dueAt = reply.kind === 'thread' ? Math.max(reply.now, before?.due_at ?? 0) : reply.now;
  const { id } = await insertDelivery(db, {
    subscription_id: post.subscription_id,
    channel_id: post.channel_id,
    story_id: post.story_id,
    kind: reply.kind,
    post_id: post.id,
    body: JSON.stringify(reply.body),
    urgency: reply.kind === 'thread' ? THREAD_URGENCY : reply.urgency,
    due_at: post.status === 'sent' ? dueAt : null,
    reply_to: post.message_id,
    created_at: reply.now,
  });
  return id;
}

/**
 * Owes a message that arrived its publishing, as urgent as itself: where the hour has room for few, the gravest go
 * first, each in the state that it has by then.
 */
export async function enqueuePublish(
  db: Db,
  delivery: Delivery,
  messageId: string,
  now: number,
): Promise<void> {
  await insertDelivery(db, {
    subscription_id: delivery.subscriptionId,
    channel_id: delivery.channelId,
    story_id: delivery.storyId,
    kind: 'publish',
    post_id: delivery.id,
    body: PUBLISHES,
    urgency: delivery.urgency,
    due_at: now,
    message_id: messageId,
    created_at: now,
  });
}

/** Publishing says nothing new. */
const PUBLISHES = JSON.stringify({ flags: 0, components: [], allowed_mentions: { parse: [], roles: [] } });

function insertDelivery(
  db: Db,
  row: Omit<Insertable<Schema['deliveries']>, 'attempts' | 'attempted_at' | 'status' | 'guild_id' | 'turn'>,
): Promise<{ id: number }> {
  const guild = sql<string | null>`(select guild_id from subscriptions where id = ${row.subscription_id})`;
  // After the last of its own server, and not before those that have been waiting: a turn is never jumped.
  const turn = sql<number>`(select coalesce(max(least), 0) from (
    select max(turn) + 1 as least from deliveries where guild_id = ${guild} and urgency = ${row.urgency} and due_at is not null
    union all
    select min(turn) from deliveries where urgency = ${row.urgency} and due_at is not null) as bounds)`;
  return db
    .insertInto('deliveries')
    .values({
      reply_to: null,
      ...row,
      guild_id: guild,
      turn,
      attempts: 0,
      attempted_at: null,
      status: 'waiting',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}
