import type { Subscription } from '../alerts/subscription.ts';
import { fromJson } from './json.ts';
import { type Deletion, oldRows } from './old_rows.ts';
import type { Db } from './open.ts';

/** What a subscription was, paused ones among them, up to a state of a story (`DecidedState.id`) and since the version before. */
export interface SubscriptionVersion {
  untilState: number;
  subscription: Subscription;
}

/**
 * Keeps subscriptions as they are, before they are changed: what was decided for them so far follows from that. Belongs into
 * the transaction of the change.
 */
export async function keepVersions(tx: Db, subscriptions: readonly Subscription[]): Promise<void> {
  const alerts = subscriptions.filter(({ kind }) => kind === 'alerts');
  if (alerts.length === 0) return;
  const newest = await tx
    .selectFrom('story_states')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return;
  await tx
    .insertInto('subscription_versions')
    .values(
      alerts.map((subscription) => ({
        subscription_id: subscription.id,
        until_state: newest.id,
        subscription: JSON.stringify(subscription),
      })),
    )
    // Nothing was decided by what it was in between.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The versions from before every state that is kept, in deletions of so many as `limit` says by then. */
export async function* oldVersions(db: Db, limit: () => number): AsyncGenerator<Deletion> {
  const oldest = await db.selectFrom('story_states').select('id').orderBy('id').limit(1).executeTakeFirst();
  yield* oldRows(db, 'subscription_versions', oldest?.id ?? Number.MAX_SAFE_INTEGER, limit);
}

/** What a subscription was before, oldest first. */
export async function versionsOf(db: Db, subscriptionId: number): Promise<SubscriptionVersion[]> {
  const rows = await db
    .selectFrom('subscription_versions')
    .selectAll()
    .where('subscription_id', '=', subscriptionId)
    .orderBy('until_state')
    .execute();
  return rows.map((row) => ({
    untilState: row.until_state,
    subscription: fromJson<Subscription>(row.subscription, 'subscription_versions.subscription'),
  }));
}
