import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Article, FeedEntry } from '../articles/article.ts';
import { entryDate, hasOnlyWrongDates, normalizeEntry } from '../articles/normalize.ts';
import { noteOf, type Oddity } from '../feeds/note.ts';
import { readReport } from '../reports/read.ts';
import type { Report, Topic } from '../reports/report.ts';
import { type KnownArticle, knownArticles, knownToFeed } from '../store/articles.ts';
import { type FeedPatch, type FeedState, saveFeedState } from '../store/feeds.ts';
import { guildsOfFeed } from '../store/guild_feeds.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { openStories, quietStories, replaceStory, saveStories } from '../store/stories.ts';
import { createMatcher, type Matcher } from '../stories/match.ts';
import { closeIfQuiet, mergeSource } from '../stories/merge.ts';
import { sourceOf } from '../stories/source.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { takeIn } from '../stories/take_in.ts';
import { type Alerts, openAlerts } from './alerts.ts';
import { openPollStore, type PollStore, type ReadArticle } from './poll_store.ts';

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
  /** Of the articles and revisions, those with each topic. */
  topics: Record<Topic, number>;
  /** Deliveries that became due. */
  owed: number;
}

/** What one feed brought, on its way into the store. */
interface Poll {
  state: FeedState;
  entries: readonly FeedEntry[];
  cursor: FeedPatch;
  alongside: ((tx: Db) => Promise<void>) | undefined;
  done: PromiseWithResolvers<Ingested>;
}

/** What was read of a poll's entries before anything is stored. */
interface ReadPoll {
  poll: Poll;
  /** By age. */
  articles: ReadArticle[];
  counts: Ingested;
  odd: Record<Oddity, number>;
}

/** An article that a feed lists, before it is known whether it is news. */
interface Listed {
  article: Article;
  entryKey: string;
  hasWrongDates: boolean;
}

/** A poll while it is stored. */
interface Storing {
  state: FeedState;
  alerts: Alerts;
  open: Matcher;
  store: PollStore;
  at: number;
  counts: Ingested;
}

export interface Ingest {
  /**
   * Takes one poll's entries down the line, from article to delivery row, in one transaction with the feed's cursor
   * (and with what other feeds brought meanwhile). Of a feed's first document, what is too old to make a story is left.
   * @param alongside what else has to be stored in that transaction
   * @throws whatever the store throws; nothing of the poll is kept then, and the next poll reads it again
   */
  ingest(
    state: FeedState,
    entries: readonly FeedEntry[],
    cursor: FeedPatch,
    alongside?: (tx: Db) => Promise<void>,
  ): Promise<Ingested>;
  /** Closes the stories that have had no report for `storyCloseMs`. @returns how many */
  closeQuiet(): Promise<number>;
  /** Does something between two pieces of ingest: nothing moves in a story meanwhile. */
  between<T>(work: () => Promise<T>): Promise<T>;
}

/** So many polls are stored at once: more would hold up commands for longer. */
const MOST_TOGETHER = 16;
/** So soon after the last ones more polls are likely to come, and so long they are gathered. */
const BUSY_MS = 200;
const GATHER_MS = 20;
/** Open stories that are read at once. */
const LOADED_TOGETHER = 200;
/** Small enough that commands and polls get their turn between two batches. */
const CLOSE_BATCH = 200;

/** Ingests polls one at a time, over one window of open stories that is held in memory. */
export function createIngest(db: Db, settings: IngestSettings, now: () => number): Ingest {
  // The open stories, as the store has them. Dropped whenever a poll is rolled back, and loaded anew.
  let matcher: Promise<Matcher> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const waiting: Poll[] = [];
  let storedAt = 0;

  /**
   * Not within a transaction: thousands of open stories take longer to read than the store lets one stand still. Nobody
   * else writes stories meanwhile, or the transaction that follows is refused.
   */
  async function loadMatcher(): Promise<Matcher> {
    const since = now() - settings.storyCloseMs;
    const open = createMatcher([]);
    // Whoever wrote stories before has ended when a transaction begins.
    await inTransaction(db, async () => undefined);
    let last: Story | undefined;
    do {
      const stories = await openStories(db, since, { after: last, limit: LOADED_TOGETHER });
      for (const story of stories) {
        open.add(story);
        await nextTurn();
      }
      last = stories.length < LOADED_TOGETHER ? undefined : stories.at(-1);
    } while (last);
    return open;
  }

  /** Stores polls that wait together in one transaction: each one is a write to the disk that all others wait for. */
  async function ingestWaiting(): Promise<void> {
    if (waiting.length === 0) return;
    // While feed follows feed, others come within that time; one that comes alone isn't kept waiting.
    if (now() - storedAt < BUSY_MS) await wait(GATHER_MS);
    const polls = waiting.splice(0, MOST_TOGETHER);
    await storeAll(polls);
    storedAt = now();
  }

  async function storeAll(polls: readonly Poll[]): Promise<void> {
    try {
      await ingestTogether(polls);
    } catch (error) {
      if (polls.length === 1) polls[0]?.done.reject(error);
      // The fault of one of them: the others don't share in it.
      else for (const poll of polls) await ingestTogether([poll]).catch(poll.done.reject);
    }
  }

  async function ingestTogether(polls: readonly Poll[]): Promise<void> {
    const at = now();
    const read: ReadPoll[] = [];
    for (const poll of polls) read.push(await readPoll(poll, at));
    try {
      matcher ??= loadMatcher();
      const open = await matcher;
      await inTransaction(db, async (tx) => {
        for (const one of read) await storePoll(tx, one, open, at);
      });
    } catch (error) {
      matcher = null;
      throw error;
    }
    for (const { poll, counts } of read) poll.done.resolve(counts);
  }

  async function readPoll(poll: Poll, at: number): Promise<ReadPoll> {
    const { state, entries } = poll;
    const counts: Ingested = {
      articles: 0,
      revisions: 0,
      dropped: 0,
      storiesOpened: 0,
      topics: { strike: 0, diplomacy: 0 },
      owed: 0,
    };
    const odd: Record<Oddity, number> = { dates: 0, new_ids: 0, other_texts: 0, many: 0, two_feeds: 0 };
    const revisions = new Map<string, string>();
    const articles: ReadArticle[] = [];
    const listed: Listed[] = [];
    for (const entry of entries) {
      // Most of what a feed lists at first: it costs nothing but a look at its date.
      if (state.baselineAt === null && isOld(entryDate(entry, at), at)) continue;
      const normalized = normalizeEntry(entry, state.feed, at);
      if ('dropped' in normalized) counts.dropped += 1;
      else listed.push({ ...normalized, hasWrongDates: hasOnlyWrongDates(entry, at) });
      await nextTurn();
    }
    const known = await knownAs(db, state.feed.id, listed);
    for (const [n, { article, entryKey, hasWrongDates }] of listed.entries()) {
      const { id, revision } = article;
      const { isNews, how } = known[n] ?? { isNews: true, how: null };
      const renamed = how === 'renamed';
      if (hasWrongDates) odd.dates += 1;
      if ((revisions.get(id) ?? revision) !== revision || (isNews && renamed)) odd.other_texts += 1;
      else if (renamed) odd.new_ids += 1;
      if (how === 'elsewhere') odd.two_feeds += 1;
      revisions.set(id, revision);
      if (isNews) {
        articles.push({ article, entryKey, report: readReport(article) });
        // Reading is the long part of a poll: whoever else waits for the loop gets a turn between two articles.
        await nextTurn();
      }
    }
    // A first document is as long as it is.
    if (state.baselineAt !== null) odd.many = articles.length;
    return { poll, articles: articles.sort(byTime), counts, odd };
  }

  /** Whether what was published then is too old to open a story. */
  function isOld(publishedAt: number | null, at: number): boolean {
    return publishedAt !== null && publishedAt < at - settings.storyCloseMs;
  }

  async function storePoll(
    tx: Db,
    { poll: { state, cursor, alongside }, articles, counts, odd }: ReadPoll,
    open: Matcher,
    at: number,
  ): Promise<void> {
    if (articles.length > 0) {
      // What a server's members added is news to that server alone.
      const guildIds = state.byMembers ? await guildsOfFeed(tx, state.feed.id) : null;
      const alerts = await openAlerts(tx, at, guildIds);
      const store = await openPollStore(tx, articles, at);
      for (const read of articles) await ingestArticle(tx, read, { state, alerts, open, store, at, counts });
      await store.flush();
    }
    const note = noteOf(odd, at, state.note);
    await saveFeedState(tx, state.feed.id, {
      ...cursor,
      baselineAt: state.baselineAt ?? at,
      ...(note !== null && { note }),
    });
    await alongside?.(tx);
  }

  async function ingestArticle(tx: Db, read: ReadArticle, poll: Storing): Promise<void> {
    const { article, entryKey, report } = read;
    // Looked up again: an earlier article of this poll, or another feed, may have brought the same page.
    const known = poll.store.known(read);
    if (known?.revision === article.revision) return;
    const current = known ? { ...article, id: known.id } : article;
    poll.counts[known ? 'revisions' : 'articles'] += 1;
    for (const topic of report.topics) poll.counts.topics[topic] += 1;

    const told = await tell(tx, current, report, known, poll);
    poll.store.saveArticle({ article: current, entryKey, report, storyId: told?.story.id ?? null });
    if (!told) return;
    poll.store.saveStory(told.story);
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
    known: KnownArticle | null,
    { open, at, state, alerts, store, counts }: Storing,
  ): Promise<{ story: Story; changes: StoryChange[]; opened: boolean } | null> {
    const source = sourceOf(article, report, at);
    const own = known?.storyId == null ? null : await store.story(known.storyId);
    // What is closed, or tells of no event any more, stays where it is.
    const stays = own !== null && (report.topics.length === 0 || !open.has(own.id));
    if (stays) return { ...mergeSource(own, source, at), opened: false };
    if (report.topics.length === 0) return null;

    if (isOld(article.publishedAt, at) && !open.match(source)) return null;
    const taken = await store.takenIds(article.id);
    const told = takeIn(open, source, at, {
      taken: (id) => taken.has(id),
      at: isBaseline(article, state, settings, at) ? (article.publishedAt ?? at) : at,
    });
    if (told.left) {
      store.saveStory(told.left.story);
      counts.owed += await alerts.decide(told.left.story, told.left.changes);
      if (told.opened) await alerts.split(told.left.story, told.story);
    }
    if (told.joined.length > 0) await store.flush();
    for (const gone of told.joined) {
      await alerts.join(gone, told.story);
      await replaceStory(tx, gone.id, told.story.id);
    }
    return told;
  }

  async function closeBatch(): Promise<number> {
    const at = now();
    const quiet = await quietStories(db, at - settings.storyCloseMs, CLOSE_BATCH);
    const closed = quiet.flatMap((story) => closeIfQuiet(story, at, settings.storyCloseMs) ?? []);
    await saveStories(db, closed);
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
    ingest(state, entries, cursor, alongside) {
      const done = Promise.withResolvers<Ingested>();
      waiting.push({ state, entries, cursor, alongside, done });
      void inTurn(ingestWaiting);
      return done.promise;
    },
    async closeQuiet() {
      let closed = 0;
      for (;;) {
        const batch = await inTurn(closeBatch);
        closed += batch;
        if (batch < CLOSE_BATCH) return closed;
      }
    },
    between: inTurn,
  };
}

/** Of each article, whether the store lacks this revision of it, and how the feed knows it; null where it is new. */
async function knownAs(
  db: Db,
  feedId: string,
  listed: readonly Listed[],
): Promise<{ isNews: boolean; how: 'so' | 'renamed' | 'elsewhere' | null }[]> {
  const store = await knownArticles(
    db,
    listed.map(({ article: { id, url }, entryKey }) => ({ id, feedId, entryKey, url })),
  );
  const known = listed.map(({ article: { id, url }, entryKey }) => store.find({ id, feedId, entryKey, url }));
  const ids = listed.flatMap(({ entryKey }, n) => {
    const id = known[n]?.id;
    return id === undefined ? [] : { id, entryKey };
  });
  const hows = (await knownToFeed(db, feedId, ids)).values();
  return listed.map(({ article }, n) => {
    const one = known[n] ?? null;
    return { isNews: one?.revision !== article.revision, how: one && (hows.next().value ?? null) };
  });
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
