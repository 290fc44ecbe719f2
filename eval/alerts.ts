import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideAlert, type Known } from '../src/alerts/decide.ts';
import { tollOf } from '../src/alerts/rise.ts';
import { type Subscription, USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import type { Article, FeedEntry } from '../src/articles/article.ts';
import type { Feed } from '../src/feeds/feed.ts';
import { parseFeed } from '../src/feeds/parse.ts';
import { createIngest } from '../src/jobs/ingest.ts';
import { oweSummaries } from '../src/jobs/summaries.ts';
import { readReport } from '../src/reports/read.ts';
import { claimDeliveries } from '../src/store/deliveries.ts';
import { markSent } from '../src/store/delivery_outcomes.ts';
import { listFeeds, syncFeeds } from '../src/store/feeds.ts';
import { type Db, openStore } from '../src/store/open.ts';
import { addSubscription } from '../src/store/subscriptions.ts';
import { sourceOf } from '../src/stories/source.ts';
import { createStoryWindow } from '../src/stories/take_in.ts';
import { termsOf } from '../src/stories/terms.ts';

const HOUR = 3_600_000;
const LEASE = 60_000;

/** What one replayed feed came to. An alert is what makes a sound: a card, a reply or a summary. */
interface Replayed {
  feed: string;
  polls: number;
  articles: number;
  /** Articles that made a sound at least once. */
  told: number;
  cards: number;
  replies: number;
  summaries: number;
  edits: number;
  /** The most sounds that one article made. */
  most: number;
  /** Entries that came again with nothing new but their date, and the deliveries that they caused. */
  redated: number;
  causedByDates: number;
}

/**
 * Takes the stored polls of real feeds down the whole line, entry by entry, for a subscription to everything, and
 * prints how many alerts that made.
 * @returns false where a bound is broken; null where the polls aren't there
 */
export async function evaluateAlerts(data: string): Promise<boolean | null> {
  const folder = join(data, 'replay');
  if (!existsSync(folder)) return null;
  const all: Replayed[] = [];
  for (const name of readdirSync(folder).sort()) all.push(await replayFeed(join(folder, name), name));
  console.log('Alerts of replayed feeds (bounds: at most 1 an article, 0 for a date alone)');
  console.table(all);
  return all.every(({ cards, replies, summaries, articles, causedByDates }) => {
    return cards + replies + summaries <= articles && causedByDates === 0;
  });
}

interface Headline {
  first_seen: string;
  pubDate: string;
  source: string;
  title: string;
  link: string;
}

/** Cards that are shown for a person to judge whether their story was posted before. */
const JUDGED = 100;
/** A story that was posted longer ago would be a new one to a reader. */
const LOOKED_BACK_MS = 72 * HOUR;

/**
 * Takes a week of headlines through reading, matching and deciding, for a subscription to everything with the usual
 * options, and prints what a channel would have got.
 * @param sample prints 100 cards, evenly spread, each with the posted headline before it that shares the most words
 */
export function evaluateWeek(data: string, sample: boolean): boolean {
  const path = join(data, 'stream', 'headlines_2026-01-01_08.jsonl');
  if (!existsSync(path)) return false;
  const window = createStoryWindow();
  const known = new Map<string, Known>();
  const counts = { headlines: 0, stories: 0, joined: 0, cards: 0, edits: 0, replies: 0, heldBack: 0 };
  const cards: { at: number; title: string }[] = [];
  const recentCards: number[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const now = Date.parse((JSON.parse(line) as Headline).first_seen);
    counts.headlines += 1;
    const source = sourceOfHeadline(JSON.parse(line) as Headline, now);
    if (!source) continue;
    const { story, changes, opened, joined } = window.takeIn(source, now);
    counts.joined += joined.length;
    if (opened) counts.stories += 1;
    const told = [story, ...joined].map(({ id }) => known.get(id)).find((one) => one?.posted) ??
      known.get(story.id) ?? {
        posted: false,
        summarised: false,
        muted: false,
        told: null,
        recentCards,
      };
    const decision = decideAlert(EVERYTHING, story, changes, told, now);
    if (decision.action === 'edit') {
      counts.edits += 1;
      if (decision.rise !== null) counts.replies += 1;
    }
    if (decision.action === 'post') {
      counts.cards += 1;
      recentCards.push(now);
      cards.push({ at: now, title: story.headline });
    }
    if (decision.action === 'hold' && !told.summarised) counts.heldBack += 1;
    const isNews = decision.action === 'post' || decision.action === 'hold';
    if (isNews || (decision.action === 'edit' && decision.rise !== null)) {
      known.set(story.id, {
        ...told,
        posted: told.posted || decision.action === 'post',
        // As if its message had come at once.
        summarised: told.summarised || decision.action === 'hold',
        told: tollOf(story),
      });
    }
  }
  console.log('A week of headlines, for a channel that wants everything');
  console.table([counts]);
  if (sample) for (const line of sampleOf(cards)) console.log(line);
  return true;
}

function* sampleOf(cards: readonly { at: number; title: string }[]): Generator<string> {
  const step = Math.max(1, cards.length / JUDGED);
  const words = cards.map(({ title }) => new Set(termsOf(title)));
  for (let at = 0; at < cards.length; at += step) {
    const index = Math.floor(at);
    const card = cards[index];
    if (!card) continue;
    let best: { share: number; title: string } = { share: 0, title: '' };
    for (let before = index - 1; before >= 0; before--) {
      const other = cards[before];
      if (!other || card.at - other.at > LOOKED_BACK_MS) break;
      const [mine, theirs] = [words[index]!, words[before]!];
      const share = mine.intersection(theirs).size / Math.max(1, mine.union(theirs).size);
      if (share > best.share) best = { share, title: other.title };
    }
    yield `${card.title}\n  ${best.share.toFixed(2)} ${best.title}`;
  }
}

function sourceOfHeadline({ pubDate, source, title, link }: Headline, now: number) {
  const published = Date.parse(pubDate);
  const article: Article = {
    id: link,
    feedId: source,
    publisher: { id: source, name: source, kind: 'outlet', country: null },
    url: link,
    title,
    text: '',
    publishedAt: Number.isNaN(published) ? null : Math.min(published, now),
    language: null,
    authors: [],
    revision: '',
  };
  const report = readReport(article);
  return report.topics.length > 0 ? sourceOf(article, report, now) : null;
}

const EVERYTHING: Subscription = {
  ...USUAL_OPTIONS,
  id: 1,
  kind: 'alerts',
  guildId: null,
  channelId: '1',
  roleId: null,
  topics: [],
  regions: [],
  minGravity: 0,
  digestTime: null,
  timeZone: null,
  createdBy: 'eval',
  createdAt: 0,
  status: 'active',
  pausedReason: null,
};

async function replayFeed(folder: string, name: string): Promise<Replayed> {
  const { db, close } = await openStore('sqlite::memory:');
  const feed: Feed = {
    id: name,
    url: `https://${name}.example/rss`,
    title: name,
    publisher: { id: name, name, kind: 'outlet', country: null },
    language: 'en',
  };
  const polls = readdirSync(folder)
    .filter((file) => file.endsWith('.xml'))
    .sort();
  let now = timeOf(polls[0] ?? '');
  await syncFeeds(db, [feed], now);
  await addSubscription(db, { ...EVERYTHING, createdAt: now });
  const ingest = createIngest(db, { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR }, () => now);
  const result = {
    feed: name,
    polls: 0,
    articles: 0,
    told: 0,
    cards: 0,
    replies: 0,
    summaries: 0,
    edits: 0,
    most: 0,
    redated: 0,
    causedByDates: 0,
  };
  const sounds = new Map<string, number>();
  const before = new Map<string, { content: string; date: string | null }>();
  for (const file of polls) {
    now = timeOf(file);
    await oweSummaries(db, now);
    result.summaries += (await deliver(db, now)).posts;
    const parsed = await parseFeed(readFileSync(join(folder, file)), 'application/rss+xml', feed.url);
    if (parsed.kind === 'failed') continue;
    result.polls += 1;
    for (const entry of parsed.entries) {
      const state = (await listFeeds(db))[0];
      if (!state) throw new Error('the feed is not in the store');
      // Each entry a second after the one before, since polls that follow one another closely are gathered.
      now += 1000;
      const counts = await ingest.ingest(state, [entry], { lastPolledAt: now });
      result.articles += counts.articles;
      const sent = await deliver(db, now);
      result.cards += sent.posts;
      result.replies += sent.replies;
      result.edits += sent.edits;
      const id = idOf(entry);
      sounds.set(id, (sounds.get(id) ?? 0) + sent.posts + sent.replies);
      const known = before.get(id);
      const content = JSON.stringify({ ...entry, publishedAt: null, updatedAt: null });
      if (known && known.content === content && known.date !== entry.publishedAt) {
        result.redated += 1;
        result.causedByDates += sent.posts + sent.replies + sent.edits;
      }
      before.set(id, { content, date: entry.publishedAt });
    }
    await closeWhenDue(ingest, file, polls);
  }
  await close();
  const counts = [...sounds.values()];
  result.told = counts.filter((count) => count > 0).length;
  result.most = Math.max(0, ...counts);
  return result;
}

/** Stories close on time: between polls that are days apart, too. */
async function closeWhenDue(
  ingest: ReturnType<typeof createIngest>,
  file: string,
  polls: readonly string[],
): Promise<void> {
  const next = polls[polls.indexOf(file) + 1];
  if (next !== undefined && timeOf(next) - timeOf(file) > HOUR) await ingest.closeQuiet();
}

async function deliver(db: Db, now: number): Promise<{ posts: number; replies: number; edits: number }> {
  const sent = { posts: 0, replies: 0, edits: 0 };
  for (;;) {
    const claimed = await claimDeliveries(db, now, LEASE, 10);
    if (claimed.length === 0) return sent;
    for (const { id, kind, messageId } of claimed) {
      await markSent(db, id, kind === 'edit' ? (messageId ?? '') : `m-${id}`, now);
      sent[kind === 'post' ? 'posts' : kind === 'reply' ? 'replies' : 'edits'] += 1;
    }
  }
}

function idOf(entry: FeedEntry): string {
  return entry.link ?? entry.id ?? entry.title ?? '';
}

/** `20200421T004301Z.xml` */
function timeOf(file: string): number {
  return Date.parse(file.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
}
