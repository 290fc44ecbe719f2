import type { AlertDecision } from '../alerts/alert.ts';
import type { Db } from './open.ts';

/** What a subscription was told of a story, or why not. */
export interface Decision {
  subscriptionId: number;
  storyId: string;
  action: AlertDecision['action'];
  reason: string;
  at: number;
}

/** Stores the newest decision on a story for a subscription, in place of the one before. */
export async function recordDecision(db: Db, decision: Decision): Promise<void> {
  const { action, reason, at } = decision;
  await db
    .insertInto('decisions')
    .values({ subscription_id: decision.subscriptionId, story_id: decision.storyId, action, reason, at })
    .onConflict((conflict) =>
      conflict.columns(['subscription_id', 'story_id']).doUpdateSet({ action, reason, at }),
    )
    .execute();
}

/** The newest decision on a story for any subscription of a channel, or null. */
export async function lastDecision(db: Db, channelId: string, storyId: string): Promise<Decision | null> {
  const row = await db
    .selectFrom('decisions')
    .innerJoin('subscriptions', 'subscriptions.id', 'decisions.subscription_id')
    .selectAll('decisions')
    .where('subscriptions.channel_id', '=', channelId)
    .where('decisions.story_id', '=', storyId)
    .orderBy('decisions.at', 'desc')
    .orderBy('decisions.subscription_id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    subscriptionId: row.subscription_id,
    storyId: row.story_id,
    action: row.action,
    reason: row.reason,
    at: row.at,
  };
}
