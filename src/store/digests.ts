import type { AlertFilters } from '../alerts/subscription.ts';
import type { DigestWindow } from '../digests/digest.ts';
import type { Story } from '../stories/story.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/**
 * The end of the newest window that each subscription got a digest of, by the subscription's id; none before its
 * first. One that ends after `now` was recorded by a clock that ran ahead: it stays recorded, but bars nothing
 * that comes before it.
 */
export async function lastDigests(db: Db, now: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('digests')
    .select((select) => ['subscription_id', select.fn.max('until').as('until')])
    .where('until', '<=', now)
    .groupBy('subscription_id')
    .execute();
  return new Map(rows.map((row) => [Number(row.subscription_id), Number(row.until)]));
}

/**
 * Remembers that a subscription's digest of a window was built at `now`; belongs into the transaction that
 * enqueues it. False where that window's was built before, and nothing may be enqueued. Records of windows before
 * the last are dropped: they bar nothing.
 */
export async function recordDigest(
  db: Db,
  subscriptionId: number,
  window: DigestWindow,
  now: number,
): Promise<boolean> {
  const inserted = await db
    .insertInto('digests')
    .values({ subscription_id: subscriptionId, since: window.since, until: window.until, at: now })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'until']).doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await db
    .deleteFrom('digests')
    .where('subscription_id', '=', subscriptionId)
    .where('until', '<', window.since)
    .execute();
  return true;
}

/** More stories than this no digest, chart or map looks through: the gravest are kept. */
const MOST_STORIES = 5_000;

/** So many are read at once, in some milliseconds: others have their turn in between. */
const READ_TOGETHER = 200;

/**
 * The stories that opened or changed in a window and that a digest with these filters may want, at most 5,000, the
 * gravest first: the answer is bounded however much is stored. Filters are applied as far as columns go; `wants` has
 * the last word.
 */
export async function digestStories(
  db: Db,
  { since, until }: DigestWindow,
  filters: Pick<AlertFilters, 'topics' | 'minGravity'>,
): Promise<Story[]> {
  const [topic, ...more] = filters.topics;
  const gravest = await db
    .selectFrom('stories')
    .select('id')
    .where('updated_at', '>=', since)
    .where('opened_at', '<', until)
    .$if(filters.minGravity > 0, (query) => query.where('gravity', '>=', filters.minGravity))
    .$if(topic !== undefined && more.length === 0, (query) => query.where(topic ?? 'strike', '=', 1))
    .orderBy('gravity', 'desc')
    .orderBy('id')
    .limit(MOST_STORIES)
    .execute();
  const stories: Story[] = [];
  for (let from = 0; from < gravest.length; from += READ_TOGETHER)
    stories.push(
      ...(await readStories(
        db,
        gravest.slice(from, from + READ_TOGETHER).map(({ id }) => id),
      )),
    );
  return stories;
}

/** The stories with these ids, in their order; without those that were joined to another meanwhile. */
async function readStories(db: Db, ids: readonly string[]): Promise<Story[]> {
  const rows = await db.selectFrom('stories').select(['id', 'story']).where('id', 'in', ids).execute();
  const stories = new Map(rows.map(({ id, story }) => [id, fromJson<Story>(story, 'stories.story')]));
  return ids.flatMap((id) => stories.get(id) ?? []);
}
