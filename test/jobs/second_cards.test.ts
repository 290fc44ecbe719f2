import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FeedEntry } from '../../src/articles/article.ts';
import { createIngest, type Ingest } from '../../src/jobs/ingest.ts';
import { oweSummaries } from '../../src/jobs/summaries.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { listFeeds, syncFeeds } from '../../src/store/feeds.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { aFeed, aSubscription, HOUR, MINUTE, T0 } from '../store/samples.ts';

let db: Db;
let ingest: Ingest;
let now: number;

beforeEach(async () => {
  now = T0;
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  db = store.db;
  const feeds = ['one', 'two'].map((id) => ({
    ...aFeed(id),
    publisher: { id, name: id, kind: 'outlet' as const, country: null },
  }));
  await syncFeeds(db, feeds, T0);
  await addSubscription(db, aSubscription({ topics: [], regions: [], minGravity: 0 }));
  ingest = createIngest(db, { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR }, () => now);
  // The first polls of the feeds, which are silent.
  for (const id of ['one', 'two']) await poll([], id);
});

const entry = (change: Partial<FeedEntry> = {}): FeedEntry => ({
  id: 'attack',
  link: 'https://one.example/attack',
  title: 'Russian drone attack on Odesa kills two',
  publishedAt: new Date(T0 - HOUR).toISOString(),
  updatedAt: null,
  summary: 'A Russian drone attack killed two people in the port of Odesa on Monday, the governor said.',
  content: null,
  authors: [],
  ...change,
});

async function poll(entries: FeedEntry[], id = 'one') {
  const state = (await listFeeds(db)).find(({ feed }) => feed.id === id)!;
  return ingest.ingest(state, entries, { lastPolledAt: now });
}

/** The kinds of what is sent now. */
async function sent(): Promise<string[]> {
  const kinds: string[] = [];
  for (;;) {
    const claimed = await claimDeliveries(db, now, MINUTE, 10);
    if (claimed.length === 0) return kinds;
    for (const { id, kind, messageId } of claimed) {
      kinds.push(kind);
      await markSent(db, id, kind === 'edit' ? (messageId ?? '') : `m-${id}`, now);
    }
  }
}

describe('no second card', () => {
  it.each<[name: string, again: Partial<FeedEntry>]>([
    ['for a page that comes with other texts', { title: 'Two dead as drones hit Odesa port', id: 'another' }],
    ['for a feed that changed all its ids overnight', { id: 'new-id-of-the-night' }],
    ['for a new date', { publishedAt: new Date(T0 + 20 * HOUR).toISOString() }],
    ['for a date in 2099', { publishedAt: '2099-12-31T23:00:00Z' }],
    ['for a date in 1970', { publishedAt: '1970-01-01T00:00:00Z' }],
    ['for a date that is none', { publishedAt: 'yesterday-ish' }],
    ['for a link with a tracking tail', { link: 'https://one.example/attack?utm_source=rss', id: 'tail' }],
  ])('%s', async (_name, again) => {
    await poll([entry()]);
    expect(await sent()).toEqual(['post']);
    now += HOUR;
    await poll([entry(again)]);
    expect(await sent()).not.toContain('post');
  });

  it('for one event in two feeds at once', async () => {
    await Promise.all([
      poll([entry()]),
      poll([entry({ id: 'same', link: 'https://two.example/odesa' })], 'two'),
    ]);
    expect((await sent()).filter((kind) => kind === 'post')).toEqual(['post']);
  });

  it('for two entries of one poll with the same link', async () => {
    await poll([entry(), entry({ id: 'twin', title: 'Drones kill two in Odesa, Ukraine says' })]);
    expect((await sent()).filter((kind) => kind === 'post')).toEqual(['post']);
  });

  it('and none for an old article that a feed brings out again', async () => {
    await poll([entry({ publishedAt: '2019-03-01T00:00:00Z' })]);
    expect(await sent()).toEqual([]);
  });

  it('and one for a date that can’t be right: it is news when it is seen', async () => {
    await poll([entry({ publishedAt: '1970-01-01T00:00:00Z' })]);
    expect(await sent()).toEqual(['post']);
    const future = { id: 'later', link: 'https://one.example/later', publishedAt: '2126-01-01T00:00:00Z' };
    await poll([
      entry({
        ...future,
        title: 'Shelling of Sumy kills five',
        summary: 'Shells killed five people in Sumy.',
      }),
    ]);
    expect(await sent()).toEqual(['post']);
  });
});

describe('what was odd in a poll is noted on its feed', () => {
  const noted = async () => (await listFeeds(db)).find(({ feed }) => feed.id === 'one')?.note;
  const page = (index: number, change: Partial<FeedEntry> = {}) =>
    entry({ id: `id-${index}`, link: `https://one.example/${index}`, ...change });

  it('dates that can’t be right', async () => {
    const dates = ['1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'yesterday-ish', '', null];
    await poll(dates.map((publishedAt, index) => page(index, { publishedAt })));
    expect(await noted()).toEqual({ at: now, counts: { dates: 3 } });
  });

  it('a whole feed with new ids, for which nothing is posted', async () => {
    await poll([page(1), page(2), page(3)]);
    expect(await noted()).toBeNull();
    await sent();
    now += 12 * HOUR;
    const counts = await poll([1, 2, 3].map((index) => page(index, { id: `new-${index}` })));
    expect(counts).toMatchObject({ articles: 0, revisions: 0, owed: 0 });
    expect(await sent()).toEqual([]);
    expect(await noted()).toEqual({ at: now, counts: { new_ids: 3 } });
  });

  it('another text at the address of another article, in one poll and later', async () => {
    await poll([page(1), page(1, { id: 'twin', title: 'Drones kill two in Odesa, Ukraine says' })]);
    expect(await noted()).toEqual({ at: T0, counts: { other_texts: 1 } });
    now += HOUR;
    await poll([page(1, { id: 'third', title: 'Two dead as drones hit Odesa port' })]);
    expect(await noted()).toEqual({ at: now, counts: { other_texts: 1 } });
  });

  it('articles that another feed brings too, for which nothing is posted', async () => {
    await poll([page(1)]);
    await sent();
    expect(await poll([page(1), page(2)], 'two')).toMatchObject({ articles: 1, revisions: 0 });
    expect(await sent()).not.toContain('post');
    const notes = (await listFeeds(db)).map(({ feed, note }) => [feed.id, note]);
    expect(notes).toEqual([
      ['one', null],
      ['two', { at: now, counts: { two_feeds: 1 } }],
    ]);
  });

  it('but not an article that was revised', async () => {
    await poll([page(1)]);
    await poll([page(1, { title: 'Two dead as drones hit Odesa port' })]);
    expect(await noted()).toBeNull();
  });

  it('and it stays until something else is odd', async () => {
    await poll([page(1, { publishedAt: '2099-01-01T00:00:00Z' })]);
    now += HOUR;
    await poll([page(2)]);
    expect(await noted()).toEqual({ at: T0, counts: { dates: 1 } });
    // That two feeds overlap is not odd enough to forget it for.
    await poll([page(3)], 'two');
    await poll([page(3)]);
    expect(await noted()).toEqual({ at: T0, counts: { dates: 1 } });
  });
});

describe('a thousand articles in one poll', () => {
  it('make at most the hour’s cards and one message', async () => {
    const towns = [
      'Kharkiv',
      'Sumy',
      'Kherson',
      'Nikopol',
      'Izmail',
      'Poltava',
      'Konotop',
      'Pavlohrad',
      'Chernihiv',
      'Dnipro',
      'Lviv',
      'Rivne',
      'Lutsk',
      'Uzhhorod',
    ];
    const entries = Array.from({ length: 1_000 }, (_, index) => {
      const town = towns[(index / 25) % towns.length];
      // Most of what a feed brings is no alert.
      if (index % 25 !== 0) {
        const title = `Council ${index} opens a library`;
        return entry({
          id: `${index}`,
          link: `https://one.example/${index}`,
          title,
          summary: `${title} on Monday.`,
        });
      }
      return entry({
        id: `${index}`,
        link: `https://one.example/${index}`,
        title: `Russian missile strike on ${town} kills ${((index / 25) % towns.length) + 1}`,
        summary: `A Russian missile killed ${((index / 25) % towns.length) + 1} people in ${town} on Monday, report ${index} says.`,
      });
    });
    const counts = await poll(entries);
    expect(counts.articles).toBe(1_000);
    expect((await listFeeds(db))[0]?.note).toEqual({ at: T0, counts: { many: 1_000 } });
    const kinds = await sent();
    expect(kinds.filter((kind) => kind === 'post')).toHaveLength(10);
    now += HOUR;
    expect(await oweSummaries(db, now)).toBe(1);
    expect(await sent()).toEqual(['post']);
  });
});
