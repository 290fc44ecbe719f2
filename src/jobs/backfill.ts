import type { FeedEntry } from '../articles/article.ts';
import type { Past } from '../feeds/past.ts';
import { type FeedState, getFeed, saveFeedState } from '../store/feeds.ts';
import type { Db } from '../store/open.ts';
import { createIngest } from './ingest.ts';

const STEP_MS = 3_600_000;
const DAY_MS = 24 * STEP_MS;

/** What a replay came to. */
export interface Replayed {
  articles: number;
  storiesOpened: number;
}

/**
 * Takes the past down the line as it would have come: hour by hour, oldest first, with the clock of that hour, so that
 * reports join the stories that were open then, and those close that fell silent. Nobody is alerted of any of it. What the
 * store knows already stays as it is.
 * @param now Unix milliseconds
 * @param onStep told of each hour that is done
 */
export async function replay(
  db: Db,
  pasts: readonly Past[],
  settings: { storyCloseMs: number },
  now: number,
  onStep: (done: number, all: number) => void,
): Promise<Replayed> {
  const hours = hoursOf(pasts);
  let clock = 0;
  // On a feed's first poll what is older than this is silent: all of the past is.
  const ingest = createIngest(db, { ...settings, freshMs: 0 }, () => clock);
  const states = new Map<string, FeedState>();
  for (const { feed } of pasts) {
    const state = await getFeed(db, feed.id);
    if (state) states.set(feed.id, state);
  }
  const replayed: Replayed = { articles: 0, storiesOpened: 0 };
  let closedAt = hours[0]?.[0] ?? 0;
  let done = 0;
  for (const [hour, feeds] of hours) {
    clock = Math.min(hour + STEP_MS, now);
    const counts = await Promise.all(
      [...feeds].flatMap(([feedId, entries]) => {
        const state = states.get(feedId);
        return state ? ingest.ingest({ ...state, baselineAt: null }, entries, {}) : [];
      }),
    );
    for (const { articles, storiesOpened } of counts) {
      replayed.articles += articles;
      replayed.storiesOpened += storiesOpened;
    }
    if (clock - closedAt >= DAY_MS) {
      await ingest.closeQuiet();
      closedAt = clock;
    }
    onStep(++done, hours.length);
  }
  clock = now;
  await ingest.closeQuiet();
  // Whether a feed's next poll is its first one is as it was.
  for (const [id, { baselineAt }] of states) await saveFeedState(db, id, { baselineAt });
  return replayed;
}

/** The entries of each hour by feed, oldest hour first. */
function hoursOf(pasts: readonly Past[]): [hour: number, entries: Map<string, FeedEntry[]>][] {
  const hours = new Map<number, Map<string, FeedEntry[]>>();
  for (const { feed, entries } of pasts) {
    for (const { entry, at } of entries) {
      const hour = Math.floor(at / STEP_MS) * STEP_MS;
      const feeds = hours.get(hour) ?? new Map<string, FeedEntry[]>();
      hours.set(hour, feeds);
      feeds.set(feed.id, [...(feeds.get(feed.id) ?? []), entry]);
    }
  }
  return [...hours].sort(([a], [b]) => a - b);
}
