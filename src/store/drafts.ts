import type { Wish } from '../alerts/subscription.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/** A subscription that is being put together or changed. */
export interface Draft {
  /** The subscription that it changes; null for a new one. */
  subscriptionId: number | null;
  wish: Wish;
}

/** So long a member may take over one. */
const KEPT_MS = 86_400_000;

/** Keeps a member's draft and forgets those that were left lying; returns its id. */
export async function addDraft(db: Db, userId: string, draft: Draft, now: number): Promise<number> {
  await db
    .deleteFrom('drafts')
    .where('at', '<', now - KEPT_MS)
    .execute();
  const row = await db
    .insertInto('drafts')
    .values({ user_id: userId, draft: JSON.stringify(draft), at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A member's own draft; null where it is gone or another's. */
export async function getDraft(db: Db, id: number, userId: string, now: number): Promise<Draft | null> {
  const row = await db
    .selectFrom('drafts')
    .select('draft')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('at', '>=', now - KEPT_MS)
    .executeTakeFirst();
  return row ? fromJson<Draft>(row.draft, 'drafts.draft') : null;
}

/** Keeps a draft as it was changed. */
export async function changeDraft(db: Db, id: number, draft: Draft): Promise<void> {
  await db
    .updateTable('drafts')
    .set({ draft: JSON.stringify(draft) })
    .where('id', '=', id)
    .execute();
}

/** Forgets a draft. */
export async function removeDraft(db: Db, id: number): Promise<void> {
  await db.deleteFrom('drafts').where('id', '=', id).execute();
}
