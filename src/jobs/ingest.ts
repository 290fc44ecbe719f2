import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article, FeedEntry } from '../articles/article.ts';
import { normalizeEntry } from '../articles/normalize.ts';
import { readReport } from '../reports/read.ts';
import type { Report } from '../reports/report.ts';
import { findArticle, saveArticle } from '../store/articles.ts';
import { type FeedPatch, type FeedState, saveFeedState } from '../store/feeds.ts';
import { guildsOfFeed } from '../store/guild_feeds.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory, openStories, quietStories, replaceStory, saveStory } from '../store/stories.ts';
import { createMatcher, type Matcher } from '../stories/match.ts';
import { closeIfQuiet, joinStories, mergeSource, openStory } from '../stories/merge.ts';
import { sourceOf } from '../stories/source.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { type Alerts, openAlerts } from './alerts.ts';

export interface IngestSettings {
  /** On a feed's first poll only articles younger than this are told. */
  freshMs: number;
  /** Reports join stories that had one within this time; an older article opens none. */
  storyCloseMs: number;
}

/** What one poll's entries came to. */
export interface Ingested {
  articles: number;
  revisions: number;
  dropped: number;
  storiesOpened: number;
  /** Deliveries that became due. */
  owed: number;
}

interface ReadArticle {
  article: Article;
  entryKey: string;
  report: Report;
}

export interface Ingest {
  /**
   * Takes one poll's entries down the line, from article to delivery row, in one transaction with the feed's cursor.
   * @throws whatever the store throws; nothing of the poll is kept then, and the next poll reads it again
   */
  ingest(state: FeedState, entries: readonly FeedEntry[], cursor: FeedPatch): Promise<Ingested>;
  /** Closes the stories that have had no report for `storyCloseMs`. @returns how many */
  closeQuiet(): Promise<number>;
}

/** Small enough that commands and polls get their turn between two batches. */
const CLOSE_BATCH = 200;

/** Ingests polls one at a time, over one window of open stories that is held in memory. */
export function createIngest(db: Db, settings: IngestSettings, now: () => number): Ingest {
  // The open stories, as the store has them. Dropped whenever a poll is rolled back, and loaded anew.
  let matcher: Promise<Matcher> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const loadMatcher = async () => createMatcher(await openStories(db, now() - settings.storyCloseMs));

  async function ingestOne(state: FeedState, entries: readonly FeedEntry[], cursor: FeedPatch) {
    const at = now();
    const counts: Ingested = { articles: 0, revisions: 0, dropped: 0, storiesOpened: 0, owed: 0 };
    const articles: ReadArticle[] = [];
    for (const entry of entries) {
      const normalized = normalizeEntry(entry, state.feed, at);
      if ('dropped' in normalized) counts.dropped += 1;
      else if (await isNews(db, normalized)) {
        articles.push({ ...normalized, report: readReport(normalized.article) });
        // Reading is the long part of a poll: whoever else waits for the loop gets a turn between two articles.
        await nextTurn();
      }
    }
    articles.sort(byTime);

    matcher ??= loadMatcher();
    const open = await matcher;
    try {
      await inTransaction(db, async (tx) => {
        // What a server's members added is news to that server alone.
        const guildIds = state.byMembers ? await guildsOfFeed(tx, state.feed.id) : null;
        const alerts = await openAlerts(tx, at, guildIds);
        for (const read of articles) await ingestArticle(tx, read, { state, alerts, open, at, counts });
        await saveFeedState(tx, state.feed.id, { ...cursor, baselineAt: state.baselineAt ?? at });
      });
    } catch (error) {
      matcher = null;
      throw error;
    }
    return counts;
  }

  async function ingestArticle(
    tx: Db,
    { article, entryKey, report }: ReadArticle,
    poll: { state: FeedState; alerts: Alerts; open: Matcher; at: number; counts: Ingested },
  ): Promise<void> {
    // Looked up again: an earlier article of this poll, or another feed, may have brought the same page.
    const known = await findArticle(tx, {
      id: article.id,
      feedId: article.feedId,
      entryKey,
      url: article.url,
    });
    if (known?.revision === article.revision) return;
    const current = known ? { ...article, id: known.id } : article;
    poll.counts[known ? 'revisions' : 'articles'] += 1;

    const told = await tell(tx, current, report, known?.storyId ?? null, poll);
    await saveArticle(tx, current, entryKey, poll.at, report, told?.story.id ?? null);
    if (!told) return;
    await saveStory(tx, told.story);
    poll.open.add(told.story);
    if (told.opened) poll.counts.storiesOpened += 1;
    if (!isBaseline(current, poll.state, settings, poll.at)) {
      poll.counts.owed += await poll.alerts.decide(told.story, told.changes);
    }
  }

  /** Joins the article's report to its story or opens one; null where it tells of no event. */
  async function tell(
    tx: Db,
    article: Article,
    report: Report,
    storyId: string | null,
    { open, at, state, alerts }: { open: Matcher; at: number; state: FeedState; alerts: Alerts },
  ): Promise<{ story: Story; changes: StoryChange[]; opened: boolean } | null> {
    const source = sourceOf(article, report, at);
    // An article that is in a story stays there, whatever its new revision says.
    const own = storyId === null ? null : await getStory(tx, storyId);
    if (own) return { ...mergeSource(own, source, at), opened: false };
    if (report.topics.length === 0) return null;

    const match = open.match(source);
    if (match) {
      const joined = joinStories(match.story, match.joins, at);
      for (const gone of match.joins) {
        await alerts.join(gone, joined.story);
        await replaceStory(tx, gone.id, joined.story.id);
        open.remove(gone.id);
      }
      const merged = mergeSource(joined.story, source, at);
      return { story: merged.story, changes: [...joined.changes, ...merged.changes], opened: false };
    }
    const openedAt = isBaseline(article, state, settings, at) ? (article.publishedAt ?? at) : at;
    if (openedAt < at - settings.storyCloseMs) return null;
    const taken = new Set<string>();
    let story = openStory(source, openedAt, (id) => taken.has(id));
    while (await getStory(tx, story.id)) {
      taken.add(story.id);
      story = openStory(source, openedAt, (id) => taken.has(id));
    }
    return { story, changes: story.timeline, opened: true };
  }

  async function closeBatch(): Promise<number> {
    const at = now();
    const quiet = await quietStories(db, at - settings.storyCloseMs, CLOSE_BATCH);
    const closed = quiet.flatMap((story) => closeIfQuiet(story, at, settings.storyCloseMs) ?? []);
    await inTransaction(db, async (tx) => {
      for (const story of closed) await saveStory(tx, story);
    });
    const open = await matcher;
    for (const story of closed) open?.add(story);
    return closed.length;
  }

  /** One piece of work at a time: each sees the stories as the one before left them. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  return {
    ingest: (state, entries, cursor) => inTurn(() => ingestOne(state, entries, cursor)),
    async closeQuiet() {
      let closed = 0;
      for (;;) {
        const batch = await inTurn(closeBatch);
        closed += batch;
        if (batch < CLOSE_BATCH) return closed;
      }
    },
  };
}

/** Whether the store lacks this revision of the article. */
async function isNews(
  db: Db,
  { article, entryKey }: { article: Article; entryKey: string },
): Promise<boolean> {
  const known = await findArticle(db, { id: article.id, feedId: article.feedId, entryKey, url: article.url });
  return known?.revision !== article.revision;
}

/** Oldest first, then by id: the order in which a feed lists its entries decides nothing. */
function byTime(a: ReadArticle, b: ReadArticle): number {
  const [first, second] = [a.article, b.article];
  return (
    (first.publishedAt ?? Number.MAX_SAFE_INTEGER) - (second.publishedAt ?? Number.MAX_SAFE_INTEGER) ||
    (first.id < second.id ? -1 : 1)
  );
}

/** A feed's first poll is silent, but for articles that are still news. */
function isBaseline(article: Article, state: FeedState, settings: IngestSettings, at: number): boolean {
  return (
    state.baselineAt === null && (article.publishedAt === null || article.publishedAt < at - settings.freshMs)
  );
}
