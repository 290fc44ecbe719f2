import { type Db, inTransaction } from './open.ts';

/**
 * Notes that a delivery arrived as `messageId`. After a post, the edit that waited for it is due from `now`;
 * after an edit, older ones that never arrived are dropped, lest they undo it.
 */
export async function markSent(db: Db, id: number, messageId: string, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const sent = await db
      .updateTable('deliveries')
      .set({ status: 'sent', due_at: null, message_id: messageId, reason: null, done_at: now })
      .where('id', '=', id)
      .returning('post_id')
      .executeTakeFirst();
    if (!sent) return;
    if (sent.post_id !== null) {
      await db
        .deleteFrom('deliveries')
        .where('post_id', '=', sent.post_id)
        .where('id', '<', id)
        .where('status', 'in', ['waiting', 'in_flight'])
        .execute();
      return;
    }
    await db
      .updateTable('deliveries')
      .set({ message_id: messageId, due_at: now })
      .where('post_id', '=', id)
      .where('status', '=', 'waiting')
      .where('due_at', 'is', null)
      .execute();
  });
}

/**
 * Puts a delivery in flight off until `at`, and with it whatever else its channel waits for, so that order
 * holds; an edit that a newer one has overtaken is dropped. `attempted: false` takes back the attempt, where
 * nothing can have reached Discord.
 */
export async function retryDelivery(
  db: Db,
  id: number,
  at: number,
  reason: string | null,
  options: { attempted: boolean } = { attempted: true },
): Promise<void> {
  await inTransaction(db, async (db) => {
    const row = await db
      .updateTable('deliveries')
      .set((set) => ({
        status: 'waiting',
        due_at: at,
        reason,
        attempts: options.attempted ? set.ref('attempts') : set('attempts', '-', 1),
      }))
      .where('id', '=', id)
      .where('status', '=', 'in_flight')
      .returning(['channel_id', 'post_id'])
      .executeTakeFirst();
    if (!row) return;
    await db
      .updateTable('deliveries')
      .set({ due_at: at })
      .where('channel_id', '=', row.channel_id)
      .where('status', '=', 'waiting')
      .where('due_at', '<', at)
      .execute();
    if (row.post_id === null) return;
    const newer = await db
      .selectFrom('deliveries')
      .select('id')
      .where('post_id', '=', row.post_id)
      .where('id', '>', id)
      .executeTakeFirst();
    if (newer) await db.deleteFrom('deliveries').where('id', '=', id).execute();
  });
}

/** Ends a delivery that will never arrive, with the reason, and the edits that wait for it. */
export async function giveUpDelivery(db: Db, id: number, reason: string, now: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'given_up', due_at: null, reason, done_at: now })
    .where((where) => where.or([where('id', '=', id), where('post_id', '=', id)]))
    .where('status', 'in', ['waiting', 'in_flight'])
    .execute();
}

/**
 * Posts a card anew whose message is gone: its post row waits again, with the body of the edit that found
 * nothing to edit and with a new nonce, and the edit is done with. Returns the post's id, or null where the
 * edit is unknown.
 */
export async function repostCard(db: Db, editId: number, now: number): Promise<number | null> {
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
      .where('status', '=', 'waiting')
      .executeTakeFirst();
    await db
      .updateTable('deliveries')
      .set({
        body: newer?.body ?? edit.body,
        nonce_row: edit.id,
        attempts: 0,
        status: 'waiting',
        due_at: now,
        message_id: null,
        done_at: null,
      })
      .where('id', '=', edit.post_id)
      .execute();
    await db
      .deleteFrom('deliveries')
      .where('post_id', '=', edit.post_id)
      .where('status', 'in', ['waiting', 'in_flight'])
      .execute();
    return edit.post_id;
  });
}
