import { createHash } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Logger } from 'pino';
import { wants } from '../alerts/filters.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { buildDigest } from '../digests/build.ts';
import type { DigestWindow } from '../digests/digest.ts';
import { daySeries } from '../digests/series.ts';
import { isLate, newestTimes, windowAt } from '../digests/window.ts';
import { type Say, speakIn } from '../languages/say.ts';
import { digestMessages } from '../messages/digest.ts';
import type { MessageBody } from '../messages/message.ts';
import { type Published, pathOf } from '../pages/published.ts';
import { languageOf } from '../rewriting/languages.ts';
import { withOwnSentences } from '../rewriting/passages.ts';
import { digestStories, lastDigests, recordDigest } from '../store/digests.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { publishDigest } from '../store/published.ts';
import { activeSubscriptions, setSubscriptionStatus } from '../store/subscriptions.ts';
import type { Story } from '../stories/story.ts';
import type { Rewrite } from './rewrite.ts';

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

/** So many digests are rewritten at once, and so long after its minute none is waited for any more. */
const REWRITTEN_AT_ONCE = 4;
const REWRITE_MS = 45_000;

/**
 * Owes every digest whose window has ended: the messages and the window's record in one transaction, so that a
 * window is told exactly once whatever crashes. Subscriptions that want the same of the same window share one
 * digest. One whose time zone can't be read is paused with the reason; the others go on.
 * @param options.rewrite rephrases each digest in its subscription's language; null where none does
 * @param options.publicUrl where digests can be read on the web; null where they can't
 * @returns how many digests became due
 */
export async function oweDigests(
  db: Db,
  now: number,
  logger: Pick<Logger, 'warn'>,
  options: { rewrite?: Rewrite | null; publicUrl?: string | null } = {},
): Promise<number> {
  const { rewrite = null, publicUrl = null } = options;
  const due = await dueDigests(db, now, logger);
  if (due.length === 0) return 0;
  const read = storiesOnce(db);
  const groups = Map.groupBy(due, (one) => contentOf(one, rewrite !== null, publicUrl !== null)).values();
  const signal = rewrite ? AbortSignal.timeout(REWRITE_MS) : null;
  let owed = 0;
  const oweInTurn = async () => {
    for (const alike of groups) {
      const { window, subscription } = alike[0]!;
      const timeZone = subscription.timeZone ?? 'UTC';
      // The chart reaches back further than the digest, which takes its own part of these.
      const isCharted = subscription.digestEvery !== 'hourly';
      const charted = { since: Math.min(window.since, window.until - CHART_MS), until: window.until };
      const recent = await read(isCharted ? charted : window);
      const wanted = recent.filter((story) => wants(subscription, story).yes);
      const built = buildDigest(wanted, window, subscription, timeZone);
      const say = speakIn(subscription.language);
      const own = buildDigest(wanted, window, subscription, timeZone, say);
      const language = languageOf(subscription.language ?? 'en') ?? 'en';
      const rewritten = rewrite && signal ? await rewrite(built, language, signal) : null;
      const digest = rewritten ? withOwnSentences(rewritten, built, own) : own;
      const days = isCharted ? daySeries(wanted, charted, timeZone) : null;
      const late = isLate(window, now);
      const page = {
        title: titleOf(subscription, say),
        language: rewritten ? language : 'en',
        spoken: say.language,
        late,
        at: now,
        digest,
        days,
      };
      const pageUrl = publicUrl && `${publicUrl}${await publish(db, subscription, page)}`;
      const covered = subscription.spoilers;
      const shown = { late, covered, ...(days ? { series: days } : {}), ...(pageUrl ? { pageUrl } : {}) };
      // Added after the wait: several of these run at once.
      const told = await oweAlike(
        db,
        alike,
        (roleId) => digestMessages(digest, { roleId, ...shown }, say),
        now,
      );
      owed += told;
    }
  };
  await Promise.all(Array.from({ length: rewrite ? REWRITTEN_AT_ONCE : 1 }, oweInTurn));
  return owed;
}

/** `Daily digest: Ukraine and Sudan`. */
function titleOf(subscription: Subscription, say: Say): string {
  const { topics, regions } = subscription;
  const about = [topics.length === 1 ? say(`topic.${topics[0]!}`) : '', say.listed(regions)];
  const named = about.filter(Boolean).join(', ');
  const name = say(`digest.${subscription.digestEvery ?? 'daily'}`);
  return `${name}${named && `: ${named}`}`;
}

/**
 * Puts a digest on the web; its path there. All who wish for the same at the same time share a series, which is named
 * by what is wished and tells nothing of who wishes it.
 */
async function publish(db: Db, subscription: Subscription, page: Omit<Published, 'series'>): Promise<string> {
  const wish = JSON.stringify([
    ...[subscription.topics, subscription.regions, subscription.minGravity, subscription.withinKm],
    ...[subscription.words, subscription.minPublishers, subscription.withoutKinds, page.language],
    ...[subscription.digestTime, subscription.timeZone, subscription.digestEvery, subscription.digestDays],
    // English came first: the addresses of its series stay.
    ...(page.spoken === 'en' ? [] : [page.spoken]),
  ]);
  const series = createHash('sha256').update(wish).digest('hex').slice(0, 16);
  await publishDigest(db, { ...page, series });
  return pathOf(series, page.digest.window.until);
}

/** Reads the stories of each window once. */
function storiesOnce(db: Db): (window: DigestWindow) => Promise<Story[]> {
  const stories = new Map<string, Promise<Story[]>>();
  return (window) => {
    const key = `${window.since} ${window.until}`;
    const known = stories.get(key) ?? digestStories(db, window, { topics: [], minGravity: 0 });
    stories.set(key, known);
    return known;
  };
}

/** Owes one digest to all who want it; how many got it. */
async function oweAlike(
  db: Db,
  alike: readonly Due[],
  render: (roleId: string | null) => MessageBody[],
  now: number,
): Promise<number> {
  const rendered = new Map<string | null, MessageBody[]>();
  let owed = 0;
  for (let first = 0; first < alike.length; first += BATCH) {
    owed += await inTransaction(db, async (tx) => {
      let recorded = 0;
      for (const { subscription, window } of alike.slice(first, first + BATCH)) {
        const { id, roleId, channelId } = subscription;
        if (!(await recordDigest(tx, id, window, now))) continue;
        const bodies = rendered.get(roleId) ?? render(roleId);
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
      await setSubscriptionStatus(db, id, 'paused', {
        key: 'pause.no_time',
        values: { time: digestTime, timeZone },
      });
    }
  }
  return due;
}

/** Equal for digests of equal content: all that a subscription says but whose it is and when it comes. */
function contentOf({ subscription, window }: Due, isRewritten: boolean, isPublished: boolean): string {
  const whose = { id: null, channelId: null, guildId: null, roleId: null, createdBy: null, createdAt: null };
  // On the web each schedule is a series of its own.
  const when = isPublished ? {} : { digestTime: null, digestEvery: null, digestDays: null };
  const { language: spoken } = speakIn(subscription.language);
  const language = isRewritten ? (languageOf(subscription.language ?? 'en') ?? 'en') : spoken;
  // Hourly digests carry no chart.
  const isHourly = subscription.digestEvery === 'hourly';
  return JSON.stringify({ ...subscription, ...whose, ...when, window, language, spoken, isHourly });
}
