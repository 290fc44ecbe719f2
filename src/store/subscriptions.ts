import type { Selectable } from 'kysely';
import {
  type AlertManners,
  type DigestEvery,
  type FinerFilters,
  type Followed,
  type Looks,
  type Subscription,
  USUAL_OPTIONS,
  type Wish,
} from '../alerts/subscription.ts';
import type { Said } from '../languages/say.ts';
import type { Topic } from '../reports/report.ts';
import { dropHeld } from './decisions.ts';
import { endFollowsIn } from './follows.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import { saidColumn, toSaid } from './said.ts';
import type { Schema } from './schema.ts';
import { keepVersions } from './subscription_versions.ts';

/** Stores a new, active subscription and returns it with its id. */
export async function addSubscription(db: Db, subscription: Wish): Promise<Subscription> {
  const row = await db
    .insertInto('subscriptions')
    .values({ ...rowOf(subscription), status: 'active' })
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

/** A member's own subscriptions, which are told by direct message; oldest first, paused ones among them. */
export async function memberSubscriptions(db: Db, userId: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('guild_id', 'is', null)
    .where('created_by', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(toSubscription);
}

/**
 * Changes what a subscription asks for; its id, whose it is and whether it is paused stay. What it held back is
 * dropped: it was held back for what was asked before.
 * @returns false where there is none
 */
export async function changeSubscription(db: Db, id: number, subscription: Wish): Promise<boolean> {
  return inTransaction(db, async (db) => {
    const { guild_id, created_by, created_at, ...wanted } = rowOf(subscription);
    await keepVersion(db, id);
    await dropHeld(db, [id]);
    const changed = await db.updateTable('subscriptions').set(wanted).where('id', '=', id).executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  });
}

/** The subscription with that id, or null. */
export async function getSubscription(db: Db, id: number): Promise<Subscription | null> {
  const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toSubscription(row) : null;
}

/** Which subscriptions are handed out: all where nothing is said. */
export interface SubscriptionPage {
  /** Only those with a greater id. */
  after?: number;
  limit?: number;
  /** Only those of these servers; null for all. */
  guildIds?: readonly string[] | null;
}

/** How many subscriptions of each kind are active. */
export async function countSubscriptions(db: Db): Promise<Record<Subscription['kind'], number>> {
  const rows = await db
    .selectFrom('subscriptions')
    .select((select) => ['kind', select.fn.countAll<number>().as('count')])
    .where('status', '=', 'active')
    .groupBy('kind')
    .execute();
  const counts = { alerts: 0, digest: 0 };
  for (const { kind, count } of rows) counts[kind] = Number(count);
  return counts;
}

/** Every active subscription of a kind that is not served by a home channel which is posted to, oldest first. */
export async function activeSubscriptions(
  db: Db,
  kind: Subscription['kind'],
  page: SubscriptionPage = {},
): Promise<Subscription[]> {
  const { after = 0, limit, guildIds = null } = page;
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('kind', '=', kind)
    .where('status', '=', 'active')
    .where('id', '>', after)
    .$if(guildIds !== null, (query) => query.where('guild_id', 'in', [...(guildIds ?? [])]))
    .where((where) =>
      where.or([
        where('followed_channel_id', 'is', null),
        where('followed_channel_id', 'not in', (homes) =>
          homes
            .selectFrom('home_channels')
            .innerJoin('subscriptions as home', 'home.id', 'home_channels.subscription_id')
            .select('home_channels.channel_id')
            .where('home.status', '=', 'active'),
        ),
      ]),
    )
    .orderBy('id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toSubscription);
}

/** Notes that a subscription's channel follows a home channel, or (null) that it is posted to directly. */
export async function setFollowed(db: Db, id: number, followed: Followed | null): Promise<void> {
  await inTransaction(db, async (db) => {
    await keepVersion(db, id);
    await db
      .updateTable('subscriptions')
      .set({ followed_channel_id: followed?.channelId ?? null, webhook_id: followed?.webhookId ?? null })
      .where('id', '=', id)
      .execute();
  });
}

async function keepVersion(tx: Db, id: number): Promise<void> {
  const subscription = await getSubscription(tx, id);
  if (subscription) await keepVersions(tx, [subscription]);
}

/**
 * Pauses (with a reason for its server's admin) or resumes (null) a subscription; false where there is none.
 * What a paused one still waits for is given up: old alerts must not pour out when it resumes.
 */
export async function setSubscriptionStatus(
  db: Db,
  id: number,
  status: Subscription['status'],
  reason: Said | null,
): Promise<boolean> {
  return inTransaction(db, async (db) => {
    await keepVersion(db, id);
    const updated = await db
      .updateTable('subscriptions')
      .set({ status, paused_reason: status === 'paused' && reason !== null ? saidColumn(reason) : null })
      .where('id', '=', id)
      .executeTakeFirst();
    if (status === 'paused') {
      await dropHeld(db, [id]);
      await db
        .updateTable('deliveries')
        .set({ status: 'given_up', due_at: null, reason: saidColumn({ key: 'delivery.paused' }) })
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
export async function pauseChannel(db: Db, channelId: string, reason: Said): Promise<number[]> {
  return inTransaction(db, async (db) => {
    await db
      .updateTable('deliveries')
      .set({ status: 'given_up', due_at: null, reason: saidColumn(reason) })
      .where('channel_id', '=', channelId)
      .where('status', '=', 'waiting')
      .where('attempted_at', 'is', null)
      .execute();
    const active = await db
      .selectFrom('subscriptions')
      .selectAll()
      .where('channel_id', '=', channelId)
      .where('status', '=', 'active')
      .orderBy('id')
      .execute();
    await keepVersions(db, active.map(toSubscription));
    await db
      .updateTable('subscriptions')
      .set({ status: 'paused', paused_reason: saidColumn(reason) })
      .where('channel_id', '=', channelId)
      .where('status', '=', 'active')
      .execute();
    const ids = active.map((row) => row.id);
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

type Options = FinerFilters & AlertManners & Looks;

function optionsOf(subscription: Options): Options {
  const { withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises } = subscription;
  const { postAs, spoilers } = subscription;
  return { withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises, postAs, spoilers };
}

function rowOf(subscription: Wish) {
  return {
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
    language: subscription.language ?? null,
    created_by: subscription.createdBy,
    created_at: subscription.createdAt,
  };
}

/** The subscription that a row holds. */
export function toSubscription(row: Selectable<Schema['subscriptions']>): Subscription {
  return {
    id: row.id,
    kind: row.kind,
    guildId: row.guild_id,
    channelId: row.channel_id,
    roleId: row.role_id,
    topics: fromJson<Topic[]>(row.topics, 'subscriptions.topics'),
    regions: fromJson<string[]>(row.regions, 'subscriptions.regions'),
    minGravity: row.min_gravity,
    // What was stored before an option existed lacks it.
    ...USUAL_OPTIONS,
    ...fromJson<Partial<Options>>(row.options, 'subscriptions.options'),
    digestTime: row.digest_time,
    timeZone: row.time_zone,
    digestEvery: (row.digest_every as DigestEvery | null) ?? undefined,
    digestDays:
      row.digest_days === null ? undefined : fromJson<number[]>(row.digest_days, 'subscriptions.digest_days'),
    language: row.language ?? undefined,
    createdBy: row.created_by,
    createdAt: row.created_at,
    status: row.status,
    pausedReason: row.paused_reason === null ? null : toSaid(row.paused_reason),
    ...(row.followed_channel_id !== null && row.webhook_id !== null
      ? { followed: { channelId: row.followed_channel_id, webhookId: row.webhook_id } }
      : {}),
  };
}
