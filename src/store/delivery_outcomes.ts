import { sql } from 'kysely';
import { NEVER } from '../feeds/schedule.ts';
import type { Said } from '../languages/say.ts';
import { type Db, inTransaction } from './open.ts';
import { saidColumn } from './said.ts';

/**
 * Notes that a delivery arrived as `messageId`. After a post, the edit and replies that waited for it are due from `now`;
 * after an edit, older ones that never arrived are dropped, lest they undo it.
 */
export async function markSent(db: Db, id: number, messageId: string, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const sent = await db
      .updateTable('deliveries')
      .set({ status: 'sent', due_at: null, message_id: messageId, reason: null, done_at: now })
      .where('id', '=', id)
      .returning(['post_id', 'kind'])
      .executeTakeFirst();
    if (sent?.kind !== 'post' && sent?.kind !== 'edit') return;
    if (sent.post_id !== null) {
      await db
        .deleteFrom('deliveries')
        .where('post_id', '=', sent.post_id)
        .where('kind', '=', 'edit')
        .where('id', '<', id)
        .where('status', 'in', ['waiting', 'in_flight'])
        .execute();
      return;
    }
    await db
      .updateTable('deliveries')
      .set({ message_id: messageId, due_at: now })
      .where('post_id', '=', id)
      .where('kind', '=', 'edit')
      .where('status', '=', 'waiting')
      .where('due_at', 'is', null)
      .execute();
    await db
      .updateTable('deliveries')
      .set({ reply_to: messageId, due_at: now })
      .where('post_id', '=', id)
      .where('kind', 'in', ['reply', 'thread'])
      .where('status', '=', 'waiting')
      .where('due_at', 'is', null)
      .execute();
  });
}

/**
 * Puts a delivery in flight off until `at`, and with it whatever else its channel waits for, so that order
 * holds; an edit that a newer one has overtaken is dropped. `attempted: false` takes back the attempt, where
 * nothing can have reached Discord; `alone: true` says the same, and lets the rest of the channel go on.
 */
export async function retryDelivery(
  db: Db,
  id: number,
  at: number,
  reason: Said | null,
  options: { attempted?: boolean; alone?: boolean } = {},
): Promise<void> {
  const { alone = false, attempted = !alone } = options;
  await inTransaction(db, async (db) => {
    const row = await db
      .updateTable('deliveries')
      .set((set) => ({
        status: 'waiting',
        due_at: at,
        reason: reason === null ? null : saidColumn(reason),
        attempts: attempted ? set.ref('attempts') : set('attempts', '-', 1),
        ...(attempted
          ? {}
          : { attempted_at: sql<number | null>`case when attempts > 1 then attempted_at end` }),
      }))
      .where('id', '=', id)
      .where('status', '=', 'in_flight')
      .returning(['channel_id', 'post_id', 'kind'])
      .executeTakeFirst();
    if (!row) return;
    if (!alone) {
      await db
        .updateTable('deliveries')
        .set({ due_at: at })
        .where('channel_id', '=', row.channel_id)
        .where('status', '=', 'waiting')
        .where('due_at', '<', at)
        .execute();
    }
    if (row.post_id === null || row.kind !== 'edit') return;
    const newer = await db
      .selectFrom('deliveries')
      .select('id')
      .where('post_id', '=', row.post_id)
      .where('kind', '=', 'edit')
      .where('id', '>', id)
      .executeTakeFirst();
    if (newer) await db.deleteFrom('deliveries').where('id', '=', id).execute();
  });
}

/** Notes that none of a delivery's attempts has arrived: it is as though there had been none. */
export async function forgetAttempts(db: Db, id: number): Promise<void> {
  await db.updateTable('deliveries').set({ attempts: 0, attempted_at: null }).where('id', '=', id).execute();
}

/** Ends a delivery that will never arrive, with the reason, and the edits that wait for it. */
export async function giveUpDelivery(db: Db, id: number, reason: Said, now: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'given_up', due_at: null, reason: saidColumn(reason), done_at: now })
    .where((where) => where.or([where('id', '=', id), where('post_id', '=', id)]))
    .where('status', 'in', ['waiting', 'in_flight'])
    .execute();
}

/**
 * Posts a card anew whose message is gone or, with `asReply`, too old to be edited: its post row waits again,
 * with the body of the edit that failed and with a new nonce, and the edit is done with. Returns the post's id,
 * or null where the edit is unknown.
 */
export async function repostCard(
  db: Db,
  editId: number,
  now: number,
  options: { asReply: boolean } = { asReply: false },
): Promise<number | null> {
  return inTransaction(db, async (db) => {
    const edit = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', editId)
      .where('kind', '=', 'edit')
      .executeTakeFirst();
    if (!edit?.post_id) return null;
    const newer = await db
      .selectFrom('deliveries')
      .select('body')
      .where('post_id', '=', edit.post_id)
      .where('kind', '=', 'edit')
      .where('status', '=', 'waiting')
      .executeTakeFirst();
    await db
      .updateTable('deliveries')
      .set({
        body: newer?.body ?? edit.body,
        nonce_row: edit.id,
        attempts: 0,
        attempted_at: null,
        status: 'waiting',
        due_at: now,
        message_id: null,
        reply_to: options.asReply ? edit.message_id : null,
        done_at: null,
      })
      .where('id', '=', edit.post_id)
      .execute();
    await db
      .deleteFrom('deliveries')
      .where('post_id', '=', edit.post_id)
      .where('kind', '=', 'edit')
      .where('status', 'in', ['waiting', 'in_flight'])
      .execute();
    // Replies wait for the new message.
    await db
      .updateTable('deliveries')
      .set({ reply_to: null, due_at: null })
      .where('post_id', '=', edit.post_id)
      .where('kind', 'in', ['reply', 'thread'])
      .where('status', '=', 'waiting')
      .execute();
    return edit.post_id;
  });
}

/**
 * Takes over what a sender that died left in flight: it is due again from `at`, and an edit that a newer one has
 * overtaken is dropped. Only for the one process that sends; `at` leaves requests of the dead one time to arrive.
 */
export async function releaseDeliveries(db: Db, at: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await db
      .updateTable('deliveries')
      .set({ due_at: at })
      .where('status', '=', 'waiting')
      .where('due_at', '<', at)
      .where('channel_id', 'in', (where) =>
        where
          .selectFrom('deliveries as left')
          .select('left.channel_id')
          .where('left.status', '=', 'in_flight'),
      )
      .execute();
    await db
      .deleteFrom('deliveries')
      .where('status', '=', 'in_flight')
      .where('kind', '=', 'edit')
      .where((where) =>
        where.exists(
          where
            .selectFrom('deliveries as newer')
            .select('newer.id')
            .whereRef('newer.post_id', '=', 'deliveries.post_id')
            .where('newer.kind', '=', 'edit')
            .whereRef('newer.id', '>', 'deliveries.id'),
        ),
      )
      .execute();
    await db
      .updateTable('deliveries')
      .set({ due_at: at })
      .where('status', '=', 'in_flight')
      .where('due_at', '>', at)
      .execute();
  });
}

/** Moves every time that the outbox waits for by `ms`, after the clock jumped by as much; polls likewise. */
export async function moveWaits(db: Db, ms: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await db
      .updateTable('deliveries')
      .set((set) => ({ due_at: set('due_at', '+', ms), attempted_at: set('attempted_at', '+', ms) }))
      .where('due_at', 'is not', null)
      .execute();
    await db
      .updateTable('feeds')
      .set((set) => ({ next_poll_at: set('next_poll_at', '+', ms) }))
      .where('next_poll_at', '<', NEVER)
      .execute();
  });
}

/** Those of the messages that are known to be other deliveries' of the channel. */
export async function knownMessages(
  db: Db,
  channelId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('deliveries')
    .select('message_id')
    .where('channel_id', '=', channelId)
    .where('message_id', 'in', [...messageIds])
    .execute();
  return new Set(rows.flatMap((row) => row.message_id ?? []));
}
