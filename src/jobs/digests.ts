import { setImmediate as otherWork } from 'node:timers/promises';
import type { Logger } from 'pino';
import { wants } from '../alerts/filters.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { buildDigest } from '../digests/build.ts';
import type { DigestWindow } from '../digests/digest.ts';
import { daySeries } from '../digests/series.ts';
import { isLate, newestTimes, windowAt } from '../digests/window.ts';
import { digestMessages } from '../messages/digest.ts';
import type { MessageBody } from '../messages/message.ts';
import { enqueuePost } from '../store/deliveries.ts';
import { digestStories, lastDigests, recordDigest } from '../store/digests.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { activeSubscriptions, setSubscriptionStatus } from '../store/subscriptions.ts';
import type { Story } from '../stories/story.ts';

/** Alerts go first; a digest can wait the second. */
const DIGEST_URGENCY = -1;

/** So many are enqueued in one transaction: some 20 ms, after which whatever alerts wait for the store have their turn. */
const BATCH = 50;

/** So far back a digest's chart reaches. */
const CHART_MS = 7 * 86_400_000;

interface Due {
  subscription: Subscription;
  window: DigestWindow;
}

/**
 * Owes every digest whose window has ended: the messages and the window's record in one transaction, so that a
 * window is told exactly once whatever crashes. Subscriptions that want the same of the same window share one
 * digest. One whose time zone can't be read is paused with the reason; the others go on.
 * @returns how many digests became due
 */
export async function oweDigests(db: Db, now: number, logger: Pick<Logger, 'warn'>): Promise<number> {
  const due = await dueDigests(db, now, logger);
  const stories = new Map<string, Promise<Story[]>>();
  const read = (window: DigestWindow) => {
    const key = `${window.since} ${window.until}`;
    const known = stories.get(key) ?? digestStories(db, window, { topics: [], minGravity: 0 });
    stories.set(key, known);
    return known;
  };
  let owed = 0;
  for (const alike of Map.groupBy(due, contentOf).values()) {
    const { window, subscription } = alike[0]!;
    const timeZone = subscription.timeZone ?? 'UTC';
    // The chart reaches back further than the digest, which takes its own part of these.
    const charted = { since: Math.min(window.since, window.until - CHART_MS), until: window.until };
    const recent = await read(subscription.digestEvery === 'hourly' ? window : charted);
    const digest = buildDigest(recent, window, subscription, timeZone);
    const wanted = recent.filter((story) => wants(subscription, story).yes);
    const pictures =
      subscription.digestEvery === 'hourly' ? {} : { series: daySeries(wanted, charted, timeZone) };
    const late = isLate(window, now);
    const rendered = new Map<string | null, MessageBody[]>();
    for (let first = 0; first < alike.length; first += BATCH) {
      const batch = alike.slice(first, first + BATCH);
      owed += await inTransaction(db, async (tx) => {
        let recorded = 0;
        for (const { subscription } of batch) {
          const { id, roleId, channelId } = subscription;
          if (!(await recordDigest(tx, id, window, now))) continue;
          const bodies = rendered.get(roleId) ?? digestMessages(digest, { roleId, late, ...pictures });
          rendered.set(roleId, bodies);
          for (const body of bodies) {
            await enqueuePost(tx, {
              subscriptionId: id,
              channelId,
              storyId: null,
              body,
              urgency: DIGEST_URGENCY,
              now,
            });
          }
          recorded += 1;
        }
        return recorded;
      });
      await otherWork();
    }
  }
  return owed;
}

async function dueDigests(db: Db, now: number, logger: Pick<Logger, 'warn'>): Promise<Due[]> {
  const last = await lastDigests(db, now);
  const known = new Map<string, ReturnType<typeof newestTimes>>();
  const due: Due[] = [];
  for (const subscription of await activeSubscriptions(db, 'digest')) {
    const { id, timeZone, digestTime, digestEvery, digestDays } = subscription;
    try {
      // Thousands share a few schedules: each is worked out once.
      const key = JSON.stringify([timeZone, digestTime, digestEvery, digestDays]);
      const times = known.get(key) ?? newestTimes(subscription, now);
      known.set(key, times);
      const window = windowAt(times, subscription.createdAt, last.get(id) ?? null, now);
      if (window) due.push({ subscription, window });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      logger.warn({ subscription: id, timeZone, digestTime }, 'a digest has no readable time; it is paused');
      await setSubscriptionStatus(
        db,
        id,
        'paused',
        `Its time (${digestTime} ${timeZone}) can’t be read here. Remove it and subscribe again with a time zone from the list.`,
      );
    }
  }
  return due;
}

/** Equal for digests of equal content: all that a subscription says but whose it is and when it comes. */
function contentOf({ subscription, window }: Due): string {
  const whose = { id: null, channelId: null, guildId: null, roleId: null, createdBy: null, createdAt: null };
  const when = { digestTime: null, digestEvery: null, digestDays: null };
  return JSON.stringify({ ...subscription, ...whose, ...when, window });
}
