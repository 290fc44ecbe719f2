import type { Selectable } from 'kysely';
import type { AlertManners, DigestEvery, FinerFilters, Subscription } from '../alerts/subscription.ts';
import type { Topic } from '../reports/report.ts';
import { dropHeld } from './decisions.ts';
import { endFollowsIn } from './follows.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import type { Schema } from './schema.ts';

/** Stores a new, active subscription and returns it with its id. */
export async function addSubscription(
  db: Db,
  subscription: Omit<Subscription, 'id' | 'status' | 'pausedReason'>,
): Promise<Subscription> {
  const row = await db
    .insertInto('subscriptions')
    .values({
      kind: subscription.kind,
      guild_id: subscription.guildId,
      channel_id: subscription.channelId,
      role_id: subscription.roleId,
      topics: JSON.stringify(subscription.topics),
      regions: JSON.stringify(subscription.regions),
      min_gravity: subscription.minGravity,
      options: JSON.stringify(optionsOf(subscription)),
      digest_time: subscription.digestTime,
      time_zone: subscription.timeZone,
      digest_every: subscription.digestEvery ?? null,
      digest_days: subscription.digestDays?.length ? JSON.stringify(subscription.digestDays) : null,
      created_by: subscription.createdBy,
      created_at: subscription.createdAt,
      status: 'active',
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toSubscription(row);
}

/** A server's subscriptions, oldest first, paused ones among them. */
export async function listSubscriptions(db: Db, guildId: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('guild_id', '=', guildId)
    .orderBy('id')
    .execute();
  return rows.map(toSubscription);
}

/** The subscription with that id, or null. */
export async function getSubscription(db: Db, id: number): Promise<Subscription | null> {
  const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** Every active subscription of a kind, oldest first. */
export async function activeSubscriptions(db: Db, kind: Subscription['kind']): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('kind', '=', kind)
    .where('status', '=', 'active')
    .orderBy('id')
    .execute();
  return rows.map(toSubscription);
}

/**
 * Pauses (with a reason for its server's admin) or resumes (null) a subscription; false where there is none.
 * What a paused one still waits for is given up: old alerts must not pour out when it resumes.
 */
export async function setSubscriptionStatus(
  db: Db,
  id: number,
  status: Subscription['status'],
  reason: string | null,
): Promise<boolean> {
  return inTransaction(db, async (db) => {
    const updated = await db
      .updateTable('subscriptions')
      .set({ status, paused_reason: status === 'paused' ? reason : null })
      .where('id', '=', id)
      .executeTakeFirst();
    if (status === 'paused') {
      await dropHeld(db, [id]);
      await db
        .updateTable('deliveries')
        .set({ status: 'given_up', due_at: null, reason: 'The subscription was paused.' })
        .where('subscription_id', '=', id)
        .where('status', '=', 'waiting')
        .execute();
    }
    return updated.numUpdatedRows > 0n;
  });
}

/**
 * Pauses a channel's active subscriptions and gives up whatever the channel waits for; returns their ids. One
 * that is paused already keeps its reason. What may have arrived stays until that is found out.
 */
export async function pauseChannel(db: Db, channelId: string, reason: string): Promise<number[]> {
  return inTransaction(db, async (db) => {
    await db
      .updateTable('deliveries')
      .set({ status: 'given_up', due_at: null, reason })
      .where('channel_id', '=', channelId)
      .where('status', '=', 'waiting')
      .where('attempted_at', 'is', null)
      .execute();
    const rows = await db
      .updateTable('subscriptions')
      .set({ status: 'paused', paused_reason: reason })
      .where('channel_id', '=', channelId)
      .where('status', '=', 'active')
      .returning('id')
      .execute();
    const ids = rows.map((row) => row.id).sort((a, b) => a - b);
    await dropHeld(db, ids);
    await endFollowsIn(db, channelId, reason);
    return ids;
  });
}

/** Removes a subscription and the deliveries that it still waits for; what was sent stays known. */
export async function removeSubscription(db: Db, id: number): Promise<boolean> {
  return inTransaction(db, async (db) => {
    await db
      .deleteFrom('deliveries')
      .where('subscription_id', '=', id)
      .where('status', 'in', ['waiting', 'in_flight'])
      .execute();
    const removed = await db.deleteFrom('subscriptions').where('id', '=', id).executeTakeFirst();
    return removed.numDeletedRows > 0n;
  });
}

type Options = FinerFilters & AlertManners;

function optionsOf(subscription: Options): Options {
  const { withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises } = subscription;
  return { withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises };
}

function toSubscription(row: Selectable<Schema['subscriptions']>): Subscription {
  return {
    id: row.id,
    kind: row.kind,
    guildId: row.guild_id,
    channelId: row.channel_id,
    roleId: row.role_id,
    topics: fromJson<Topic[]>(row.topics, 'subscriptions.topics'),
    regions: fromJson<string[]>(row.regions, 'subscriptions.regions'),
    minGravity: row.min_gravity,
    ...fromJson<Options>(row.options, 'subscriptions.options'),
    digestTime: row.digest_time,
    timeZone: row.time_zone,
    digestEvery: (row.digest_every as DigestEvery | null) ?? undefined,
    digestDays:
      row.digest_days === null ? undefined : fromJson<number[]>(row.digest_days, 'subscriptions.digest_days'),
    createdBy: row.created_by,
    createdAt: row.created_at,
    status: row.status,
    pausedReason: row.paused_reason,
  };
}
