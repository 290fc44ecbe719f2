import type { Selectable } from 'kysely';
import type { Hub } from '../feeds/hub.ts';
import { type Db, inTransaction } from './open.ts';
import type { Schema } from './schema.ts';

/** What was arranged with a feed's hub. Times are Unix milliseconds. */
export interface HubLease {
  feedId: string;
  hub: Hub;
  /** The secret part of the address that the hub is given. */
  token: string;
  /** What the hub signs with. */
  secret: string;
  /** Until when the hub has promised to push; null where it hasn't. */
  leaseUntil: number | null;
  /** How often it was asked without an answer. */
  asked: number;
}

/** A feed whose hub is to be asked, with what was arranged before. */
export interface HubToAsk {
  feedId: string;
  hub: Hub;
  byMembers: boolean;
  /** Null where the feed's hub was never asked, or is another one now. */
  lease: HubLease | null;
}

/** The polled feeds that name a hub which was never asked or is to be asked again by `now`, at most `limit`. */
export async function hubsToAsk(db: Db, now: number, limit: number): Promise<HubToAsk[]> {
  const rows = await db
    .selectFrom('feeds')
    .leftJoin('hub_leases', 'hub_leases.feed_id', 'feeds.id')
    .select(['feeds.id as feedId', 'feeds.hub', 'feeds.hub_topic as topic', 'feeds.by_members as byMembers'])
    .where('feeds.active', '=', 1)
    .where('feeds.hub', 'is not', null)
    .where('feeds.hub_topic', 'is not', null)
    .where((where) =>
      where.or([
        where('hub_leases.ask_at', 'is', null),
        where('hub_leases.ask_at', '<=', now),
        where('hub_leases.hub', '!=', where.ref('feeds.hub')),
        where('hub_leases.topic', '!=', where.ref('feeds.hub_topic')),
      ]),
    )
    .orderBy('feeds.id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const leases = await db
    .selectFrom('hub_leases')
    .selectAll()
    .where(
      'feed_id',
      'in',
      rows.map(({ feedId }) => feedId),
    )
    .execute();
  return rows.map(({ feedId, hub, topic, byMembers }) => {
    const lease = leases.find((row) => row.feed_id === feedId && row.hub === hub && row.topic === topic);
    return {
      ...{ feedId, hub: { url: hub ?? '', topic: topic ?? '' }, byMembers: byMembers === 1 },
      lease: lease === undefined ? null : toLease(lease),
    };
  });
}

/** Keeps what a hub is about to be asked, before it is: it may answer at once. It is asked again at `askAt`. */
export async function saveHubAsked(db: Db, lease: HubLease, askAt: number): Promise<void> {
  const asked = {
    ...{ hub: lease.hub.url, topic: lease.hub.topic, token: lease.token, secret: lease.secret },
    ...{ lease_until: lease.leaseUntil, asked: lease.asked, ask_at: askAt },
  };
  await db
    .insertInto('hub_leases')
    .values({ feed_id: lease.feedId, ...asked })
    .onConflict((conflict) => conflict.column('feed_id').doUpdateSet(asked))
    .execute();
}

/** What was arranged under a token; null where there is no such one, or its feed is no longer polled. */
export async function findHubLease(db: Db, token: string): Promise<HubLease | null> {
  const row = await db
    .selectFrom('hub_leases')
    .innerJoin('feeds', 'feeds.id', 'hub_leases.feed_id')
    .selectAll('hub_leases')
    .where('token', '=', token)
    .where('feeds.active', '=', 1)
    .executeTakeFirst();
  return row === undefined ? null : toLease(row);
}

/** What was arranged with a feed's hub, or null. */
export async function getHubLease(db: Db, feedId: string): Promise<HubLease | null> {
  const row = await db.selectFrom('hub_leases').selectAll().where('feed_id', '=', feedId).executeTakeFirst();
  return row === undefined ? null : toLease(row);
}

/** The hub pushes until `leaseUntil`, null for not at all; it is asked again at `askAt`. */
export function setHubLease(db: Db, feedId: string, leaseUntil: number | null, askAt: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx
      .updateTable('hub_leases')
      .set({ lease_until: leaseUntil, ask_at: askAt, asked: 0 })
      .where('feed_id', '=', feedId)
      .execute();
    await tx.updateTable('feeds').set({ pushed_until: leaseUntil }).where('id', '=', feedId).execute();
  });
}

function toLease(row: Selectable<Schema['hub_leases']>): HubLease {
  return {
    ...{ feedId: row.feed_id, hub: { url: row.hub, topic: row.topic }, token: row.token },
    ...{ secret: row.secret, leaseUntil: row.lease_until, asked: row.asked },
  };
}
