import type { Selectable } from 'kysely';
import type { Said } from '../languages/say.ts';
import { type Db, inTransaction } from './open.ts';
import { saidColumn, toSaid } from './said.ts';
import type { Schema } from './schema.ts';

/** What a subscription was told of a story, or why not. Times are Unix milliseconds. */
export interface Decision {
  subscriptionId: number;
  storyId: string;
  /** `summary`: it was told in a message with others that had been held back. */
  action: Selectable<Schema['decisions']>['action'];
  reason: Said;
  at: number;
  /** When what was held back falls due; null where nothing is, or no longer. */
  heldUntil: number | null;
}

/** Decisions that are shown of one story and channel. */
export const MOST_SHOWN = 40;

type NewDecision = Omit<Decision, 'heldUntil'> & {
  heldUntil?: number | null;
  /** Whether it can be found again: then it isn't stored where nothing was for its subscription before. */
  canBeFound?: boolean;
};

/** Stores one decision as `recordDecisions` does. */
export async function recordDecision(db: Db, decision: NewDecision): Promise<void> {
  await recordDecisions(db, decision.storyId, [decision]);
}

/**
 * Stores decisions on a story after the ones before, one a subscription. The same one again only moves the time of the one
 * that stands, and what is held back already stays due when it was.
 * @returns whether some were left out, to be found again
 */
export async function recordDecisions(
  db: Db,
  storyId: string,
  decisions: readonly Omit<NewDecision, 'storyId'>[],
): Promise<boolean> {
  if (decisions.length === 0) return false;
  return inTransaction(db, async (db) => {
    const before = await db
      .selectFrom('decisions')
      .select(['id', 'subscription_id', 'action', 'reason', 'held_until'])
      .where('story_id', '=', storyId)
      .where(
        'subscription_id',
        'in',
        decisions.map(({ subscriptionId }) => subscriptionId),
      )
      .orderBy('id')
      .execute();
    const newest = new Map(before.map((row) => [row.subscription_id, row]));
    const same = new Map<number, number[]>();
    const added = [];
    let someLeftOut = false;
    for (const { subscriptionId, action, at, heldUntil = null, canBeFound, ...decision } of decisions) {
      const reason = saidColumn(decision.reason);
      const last = newest.get(subscriptionId);
      if (!last && canBeFound) {
        someLeftOut = true;
        continue;
      }
      const isSame = last?.action === action && (last.reason === reason || action === 'hold');
      if (last && isSame && (last.held_until !== null || heldUntil === null)) {
        same.set(at, [...(same.get(at) ?? []), last.id]);
      } else {
        const held_until = heldUntil;
        added.push({
          subscription_id: subscriptionId,
          story_id: storyId,
          action,
          reason,
          at,
          since: at,
          held_until,
        });
      }
    }
    for (const [at, ids] of same)
      await db.updateTable('decisions').set({ at }).where('id', 'in', ids).execute();
    if (added.length > 0) await db.insertInto('decisions').values(added).execute();
    return someLeftOut;
  });
}

/** The newest decision on a story for any subscription of a channel, or null. */
export async function lastDecision(db: Db, channelId: string, storyId: string): Promise<Decision | null> {
  return (await decisionsOf(db, channelId, storyId)).at(-1) ?? null;
}

/** The newest decisions on a story for a channel's subscriptions, oldest first. */
export async function decisionsOf(db: Db, channelId: string, storyId: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decisions')
    .innerJoin('subscriptions', 'subscriptions.id', 'decisions.subscription_id')
    .selectAll('decisions')
    .where('subscriptions.channel_id', '=', channelId)
    .where('decisions.story_id', '=', storyId)
    .orderBy('decisions.at', 'desc')
    .orderBy('decisions.id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.reverse().map(toDecision);
}

/** When something was first decided on a story for each of these subscriptions that is stored; others are absent. */
export async function firstDecidedAt(
  db: Db,
  storyId: string,
  subscriptionIds: readonly number[],
): Promise<Map<number, number>> {
  if (subscriptionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('decisions')
    .select((row) => ['subscription_id', row.fn.min(row.fn.coalesce('since', 'at')).as('since')])
    .where('story_id', '=', storyId)
    .where('subscription_id', 'in', [...subscriptionIds])
    .groupBy('subscription_id')
    .execute();
  return new Map(rows.map((row) => [row.subscription_id, Number(row.since)]));
}

/** Those of the channels to which a story was told in a message with others. */
export async function summarisedIn(
  db: Db,
  channelIds: readonly string[],
  storyId: string,
): Promise<Set<string>> {
  if (channelIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('subscriptions')
    .select('channel_id')
    .where('channel_id', 'in', [...channelIds])
    // A join would lead through all decisions on the story: as many as there are subscriptions.
    .where((where) =>
      where.exists(
        where
          .selectFrom('decisions')
          .select('decisions.id')
          .whereRef('decisions.subscription_id', '=', 'subscriptions.id')
          .where('decisions.story_id', '=', storyId)
          .where('decisions.action', '=', 'summary'),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.channel_id));
}

/** The subscriptions of which something that was held back is due. */
export async function subscriptionsWithDue(db: Db, now: number): Promise<number[]> {
  const rows = await db
    .selectFrom('decisions')
    .select('subscription_id')
    .distinct()
    .where('held_until', '<=', now)
    .orderBy('subscription_id')
    .execute();
  return rows.map((row) => row.subscription_id);
}

/** Takes all that a subscription holds back, due or not, each story once in the order in which they were held; nothing is held then. */
export async function takeHeld(db: Db, subscriptionId: number): Promise<Decision[]> {
  return inTransaction(db, async (db) => {
    const rows = await db
      .selectFrom('decisions')
      .selectAll()
      .where('subscription_id', '=', subscriptionId)
      .where('held_until', 'is not', null)
      .orderBy('id')
      .execute();
    await dropHeld(db, [subscriptionId]);
    return [...new Map(rows.map((row) => [row.story_id, toDecision(row)])).values()];
  });
}

/** What these subscriptions hold back is no longer due. */
export async function dropHeld(db: Db, subscriptionIds: readonly number[]): Promise<void> {
  if (subscriptionIds.length === 0) return;
  await db
    .updateTable('decisions')
    .set({ held_until: null })
    .where('subscription_id', 'in', [...subscriptionIds])
    .where('held_until', 'is not', null)
    .execute();
}

function toDecision(row: Selectable<Schema['decisions']>): Decision {
  return {
    subscriptionId: row.subscription_id,
    storyId: row.story_id,
    action: row.action,
    reason: toSaid(row.reason),
    at: row.at,
    heldUntil: row.held_until,
  };
}
