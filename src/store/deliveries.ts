import { type Selectable, sql } from 'kysely';
import type { MessageBody } from '../messages/message.ts';
import { engineOf } from './engine.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
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
