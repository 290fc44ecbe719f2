import type { Insertable, Selectable } from 'kysely';
import type { MessageBody } from '../messages/message.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import type { DeliveryStatus, Schema } from './schema.ts';

/** One message owed to one channel, as it was claimed. */
export interface Delivery {
  id: number;
  subscriptionId: number | null;
  channelId: string;
  storyId: string | null;
  kind: 'post' | 'edit';
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
  /** When it was due. */
  dueAt: number;
  /** The message to edit; null on a post. */
  messageId: string | null;
}

export interface NewPost {
  subscriptionId: number | null;
  channelId: string;
  storyId: string | null;
  body: MessageBody;
  /** Higher leaves first. */
  urgency: number;
  now: number;
}

/** Owes a channel a new message, due at once; returns its row's id. */
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
 * gets the body itself (`postBody` where it is given, since a post may ping and an edit can't). Once it may have reached Discord an edit follows it, and takes the place of any
 * earlier edit that hasn't left. Null where the post is unknown or was given up: there is nothing to edit.
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
      .where('status', '=', 'waiting')
      .executeTakeFirst();
    if (overtaken) {
      const urgency = Math.max(overtaken.urgency, edit.urgency);
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
      urgency: edit.urgency,
      due_at: post.status === 'sent' ? edit.now : null,
      message_id: post.message_id,
      created_at: edit.now,
    });
    return id;
  });
}

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
      .where('due.due_at', '<=', now)
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
      .orderBy('due.id')
      .limit(limit)
      .execute();
    if (due.length === 0) return [];
    const { value: prefix } = await db
      .selectFrom('marks')
      .select('value')
      .where('name', '=', 'nonce_prefix')
      .executeTakeFirstOrThrow();
    const ids = due.map((row) => row.id);
    const before = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).execute();
    await db
      .updateTable('deliveries')
      .set((set) => ({ status: 'in_flight', due_at: now + leaseMs, attempts: set('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .execute();
    const rows = new Map(before.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row ? [toDelivery(row, prefix)] : [];
    });
  });
}

/**
 * The card of a story in a channel: its newest post, whichever subscription owed it. Null where there never
 * was one, or it was given up.
 */
export async function cardOf(
  db: Db,
  channelId: string,
  storyId: string,
): Promise<{ postId: number; status: DeliveryStatus; messageId: string | null } | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'status', 'message_id'])
    .where('channel_id', '=', channelId)
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .where('status', '!=', 'given_up')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { postId: row.id, status: row.status, messageId: row.message_id } : null;
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
  row: Omit<Insertable<Schema['deliveries']>, 'attempts' | 'status'>,
): Promise<{ id: number }> {
  return db
    .insertInto('deliveries')
    .values({ ...row, attempts: 0, status: 'waiting' })
    .returning('id')
    .executeTakeFirstOrThrow();
}

function toDelivery(row: Selectable<Schema['deliveries']>, noncePrefix: string): Delivery {
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
    dueAt: row.due_at ?? 0,
    messageId: row.message_id,
  };
}
