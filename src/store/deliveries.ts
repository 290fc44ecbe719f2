import { type Insertable, type Selectable, sql } from 'kysely';
import type { Said } from '../languages/say.ts';
import type { MessageBody } from '../messages/message.ts';
import { engineOf } from './engine.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import { toSaid } from './said.ts';
import type { DeliveryStatus, Schema } from './schema.ts';

/** One message owed to one channel, as it was claimed. */
export interface Delivery {
  id: number;
  subscriptionId: number | null;
  channelId: string;
  storyId: string | null;
  /** `thread`: a message in the thread of its card; `publish`: a message there goes to the channels that follow. */
  kind: 'post' | 'edit' | 'reply' | 'thread' | 'publish';
  body: MessageBody;
  /**
   * At most 25 characters (Discord's limit), the same on every attempt, and never the same in two databases:
   * Discord drops the second of two posts that carry it.
   */
  nonce: string;
  /** Higher leaves first. */
  urgency: number;
  /** How often it may have reached Discord, this claim included. */
  attempts: number;
  /** When it may first have reached Discord; null where this claim is the first that can. */
  attemptedAt: number | null;
  /** When it was due. */
  dueAt: number;
  /** When it was first owed. */
  createdAt: number;
  /** The message to edit, to publish or to reply to, or whose thread it is; null on a post. */
  messageId: string | null;
  /** On a post, the message of the same card that it follows as a reply, or null. */
  replyTo: string | null;
}

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

/**
 * Takes up to `limit` due deliveries for `leaseMs`, most urgent first, then oldest, one a channel and none of
 * a channel that has one in flight. One whose lease ended without a word is taken again, with its nonce.
 */
export async function claimDeliveries(
  db: Db,
  now: number,
  leaseMs: number,
  limit: number,
): Promise<Delivery[]> {
  return inTransaction(db, async (db) => {
    const due = await db
      .selectFrom('deliveries as due')
      .select('due.id')
      .where('due.due_at', 'is not', null)
      // The plus keeps SQLite from sorting all that is due: in the order of the index it can stop at the limit.
      .where(sql`+due.due_at`, '<=', now)
      .where('due.channel_id', 'not in', inFlight(db).where('due_at', '>', now))
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('deliveries as ahead')
              .select('ahead.id')
              .whereRef('ahead.channel_id', '=', 'due.channel_id')
              .where('ahead.due_at', '<=', now)
              .where((ahead) =>
                ahead.or([
                  ahead('ahead.urgency', '>', ahead.ref('due.urgency')),
                  ahead.and([
                    ahead('ahead.urgency', '=', ahead.ref('due.urgency')),
                    ahead('ahead.id', '<', ahead.ref('due.id')),
                  ]),
                ]),
              ),
          ),
        ),
      )
      .orderBy('due.urgency', 'desc')
      .orderBy('due.turn')
      .orderBy('due.id')
      .limit(limit)
      // A row that is being changed at this moment is left for the next claim.
      .$if(engineOf(db) === 'postgres', (query) => query.forUpdate('due').skipLocked())
      .execute();
    if (due.length === 0) return [];
    const prefix = await noncePrefix(db);
    const ids = due.map((row) => row.id);
    const before = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute();
    await db
      .updateTable('deliveries')
      .set((set) => ({
        status: 'in_flight',
        due_at: now + leaseMs,
        attempts: set('attempts', '+', 1),
        attempted_at: set.fn.coalesce('attempted_at', set.val(now)),
      }))
      .where('id', 'in', ids)
      .execute();
    const rows = new Map(before.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row ? [toDelivery(row, prefix)] : [];
    });
  });
}

/** A story's card in a channel, as far as its delivery is. */
export interface Card {
  postId: number;
  status: DeliveryStatus;
  messageId: string | null;
}

/**
 * The card of a story in a channel: its newest post, whichever subscription owed it. Null where there never
 * was one, or it was given up.
 */
export async function cardOf(db: Db, channelId: string, storyId: string): Promise<Card | null> {
  return (await cardsOf(db, [channelId], storyId)).get(channelId) ?? null;
}

/** The card of a story in each of these channels that has one: what `cardOf` says of it. */
export async function cardsOf(
  db: Db,
  channelIds: readonly string[],
  storyId: string,
): Promise<Map<string, Card>> {
  if (channelIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'channel_id', 'status', 'message_id'])
    .where('channel_id', 'in', [...channelIds])
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .where('status', '!=', 'given_up')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map((row) => [row.channel_id, { postId: row.id, status: row.status, messageId: row.message_id }]),
  );
}

/** What became of the newest card of a story in a channel, given up ones too; null where there never was one. */
export async function newestCard(
  db: Db,
  channelId: string,
  storyId: string,
): Promise<{ status: DeliveryStatus; reason: Said | null } | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['status', 'reason'])
    .where('channel_id', '=', channelId)
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { status: row.status, reason: row.reason === null ? null : toSaid(row.reason) } : null;
}

/** When each subscription's cards since a time were owed, given up ones left out, oldest first. */
export async function cardTimes(
  db: Db,
  subscriptionIds: readonly number[],
  since: number,
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>(subscriptionIds.map((id) => [id, []]));
  if (times.size === 0) return times;
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscription_id', 'created_at'])
    .where('subscription_id', 'in', [...times.keys()])
    .where('created_at', '>', since)
    .where('kind', '=', 'post')
    .where('story_id', 'is not', null)
    .where('status', '!=', 'given_up')
    .orderBy('created_at')
    .execute();
  for (const row of rows)
    if (row.subscription_id !== null) times.get(row.subscription_id)?.push(row.created_at);
  return times;
}

/** The cards that a channel waits for, oldest first; at most 200. */
export async function waitingPosts(db: Db, channelId: string): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('due_at', 'is not', null)
    .where('kind', '=', 'post')
    .where('status', '=', 'waiting')
    .where('story_id', 'is not', null)
    .orderBy('id')
    .limit(200)
    .execute();
  const prefix = await noncePrefix(db);
  return rows.map((row) => toDelivery(row, prefix));
}

/**
 * When there may next be something to claim, perhaps in the past; null where nothing waits. What waits behind
 * a delivery in flight counts from the end of that one's lease.
 */
export async function nextDeliveryAt(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('deliveries')
    .select('due_at')
    .where('due_at', 'is not', null)
    .where((where) =>
      where.or([where('status', '=', 'in_flight'), where('channel_id', 'not in', inFlight(db))]),
    )
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** How many deliveries of this urgency and above wait to be sent; at most `most` are counted. */
export async function countWaiting(db: Db, urgency: number, most: number): Promise<number> {
  const row = await db
    .selectFrom((from) =>
      from
        .selectFrom('deliveries')
        .select('id')
        .where('due_at', 'is not', null)
        .where('urgency', '>=', urgency)
        .limit(most)
        .as('waiting'),
    )
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** How many deliveries there are in each state. */
export async function deliveryCounts(db: Db): Promise<Record<DeliveryStatus, number>> {
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['status', select.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const counts: Record<DeliveryStatus, number> = { waiting: 0, in_flight: 0, sent: 0, given_up: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

/** The channels with a delivery in flight: never more than are sent to at once. */
function inFlight(db: Db) {
  return db.selectFrom('deliveries').select('channel_id').where('status', '=', 'in_flight');
}

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

async function noncePrefix(db: Db): Promise<string> {
  const { value } = await db
    .selectFrom('marks')
    .select('value')
    .where('name', '=', 'nonce_prefix')
    .executeTakeFirstOrThrow();
  return value;
}

function toDelivery(row: Selectable<Schema['deliveries']>, noncePrefix: string): Delivery {
  const isReply = row.kind === 'reply' || row.kind === 'thread';
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    channelId: row.channel_id,
    storyId: row.story_id,
    kind: row.kind,
    body: fromJson<MessageBody>(row.body, 'deliveries.body'),
    nonce: `${noncePrefix}-${(row.nonce_row ?? row.id).toString(36)}`,
    urgency: row.urgency,
    attempts: row.attempts + 1,
    attemptedAt: row.attempted_at,
    dueAt: row.due_at ?? 0,
    createdAt: row.created_at,
    messageId: isReply ? row.reply_to : row.message_id,
    replyTo: isReply ? null : row.reply_to,
  };
}
