import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../src/articles/article.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import { createIngest, type Ingest } from '../../src/jobs/ingest.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { listFeeds, syncFeeds } from '../../src/store/feeds.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { getStory } from '../../src/store/stories.ts';
import { latestStories } from '../../src/store/story_lists.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { aSubscription } from '../store/samples.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 9);
const SETTINGS = { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR };

const feedOf = (id: string): Feed => ({
  id,
  url: `https://${id}.example/feed.xml`,
  title: id,
  publisher: { id, name: id, kind: 'outlet', country: null },
  language: 'en',
});

const entry = (change: Partial<FeedEntry> = {}): FeedEntry => ({
  id: 'attack',
  link: 'https://first.example/attack',
  title: 'Russian drone attack on Odesa kills two',
  publishedAt: new Date(START - HOUR).toISOString(),
  updatedAt: null,
  summary:
    '<p>A Russian drone attack killed two people and wounded five in the port of Odesa on Monday, the governor said.</p>',
  content: null,
  authors: [],
  ...change,
});

describe('ingest', () => {
  let store: Store;
  let ingest: Ingest;
  let clock: number;

  beforeEach(async () => {
    clock = START;
    store = await openStore('sqlite::memory:');
    ingest = createIngest(store.db, SETTINGS, () => clock);
    await syncFeeds(store.db, [feedOf('first'), feedOf('second')], clock);
    await addSubscription(store.db, aSubscription({ kind: 'alerts', channelId: '1', createdAt: START }));
  });
  afterEach(() => store.close());

  const poll = async (entries: FeedEntry[], id = 'first') => {
    const state = (await listFeeds(store.db)).find(({ feed }) => feed.id === id);
    if (!state) throw new Error(`no feed ${id}`);
    return ingest.ingest(state, entries, { lastPolledAt: clock });
  };
  const stories = async () => (await latestStories(store.db, { limit: 50, offset: 0 })).stories;
  /** Sends all that is due, and says of what kind it was. */
  const sent = async () => {
    const kinds: string[] = [];
    for (;;) {
      const due = await claimDeliveries(store.db, clock, HOUR, 100);
      if (due.length === 0) return kinds;
      for (const { id, kind } of due) {
        await markSent(store.db, id, `m-${id}`, clock);
        kinds.push(kind);
      }
    }
  };

  it('tells of what is still news on a feed’s first poll, and just remembers the rest', async () => {
    const old = new Date(START - 7 * HOUR).toISOString();
    expect(await poll([entry({ publishedAt: old })])).toMatchObject({
      articles: 1,
      storiesOpened: 1,
      owed: 0,
    });
    expect(await poll([entry({ link: 'https://second.example/attack' })], 'second')).toMatchObject({
      articles: 1,
    });
    expect(await sent()).toEqual(['post']);
  });

  it('takes an entry without a date for old on the first poll, and for news after it', async () => {
    expect(await poll([entry({ publishedAt: null })])).toMatchObject({ articles: 1, owed: 0 });
    const other = entry({
      id: 'other',
      link: 'https://first.example/other',
      title: 'Missile strike on Kharkiv kills four',
      summary: 'A Russian missile strike killed four people in Kharkiv on Monday, police said.',
      publishedAt: null,
    });
    expect(await poll([other, entry({ publishedAt: null })])).toMatchObject({ articles: 1, owed: 1 });
  });

  it('leaves what is too old for a story on the first poll, and tells nothing of its edits', async () => {
    const old = { publishedAt: new Date(START - 73 * HOUR).toISOString() };
    expect(await poll([entry(old)])).toMatchObject({ articles: 0, storiesOpened: 0, owed: 0 });
    const edited = entry({ ...old, title: 'Russian drone attack on Odesa kills three' });
    expect(await poll([edited])).toMatchObject({ articles: 1, storiesOpened: 0, owed: 0 });
    expect(await stories()).toEqual([]);
  });

  it('keeps what other feeds brought at the same time as one whose poll fails', async () => {
    await sql`create trigger fault before update on feeds when new.id = 'first' begin select raise(abort, 'disk full'); end`.execute(
      store.db,
    );
    const failing = poll([entry()]);
    const others = poll([entry({ link: 'https://second.example/attack' })], 'second');
    await expect(failing).rejects.toThrow('disk full');
    expect(await others).toMatchObject({ articles: 1, storiesOpened: 1, owed: 1 });
    expect((await stories()).flatMap(({ sources }) => sources)).toHaveLength(1);
    expect(await sent()).toEqual(['post']);
  });

  it('does nothing about an entry that only got a new date', async () => {
    await poll([entry()]);
    expect(await sent()).toEqual(['post']);
    clock += HOUR;
    const redated = entry({ publishedAt: new Date(clock).toISOString() });
    expect(await poll([redated])).toMatchObject({ articles: 0, revisions: 0, owed: 0 });
    expect(await sent()).toEqual([]);
  });

  it('edits the card of an article that was rewritten, in the same story', async () => {
    await poll([entry()]);
    await sent();
    clock += HOUR;
    const rewritten = entry({
      title: 'Russian drone attack on Odesa kills three',
      summary:
        'A Russian drone attack killed three people and wounded five in the port of Odesa on Monday, the governor said.',
    });
    expect(await poll([rewritten])).toMatchObject({ articles: 0, revisions: 1 });
    expect(await sent()).toContain('edit');
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.strike?.killed?.shown.count).toBe(3);
  });

  it('takes one page in two feeds, and one feed’s page under a tracking link, for one article', async () => {
    await poll([entry(), entry({ id: 'again', link: 'https://first.example/attack?utm_source=rss' })]);
    await poll([entry({ id: 'elsewhere' })], 'second');
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.sources).toHaveLength(1);
    expect(await sent()).toEqual(['post']);
  });

  it('comes to the same stories whatever order the feed lists its entries in', async () => {
    const entries = [
      entry(),
      entry({
        id: 'b',
        link: 'https://first.example/b',
        title: 'Two dead after overnight drone strike hits Odesa port',
      }),
      entry({
        id: 'c',
        link: 'https://first.example/c',
        title: 'Israeli strike kills six in southern Lebanon',
        summary:
          'An Israeli air strike killed six people in southern Lebanon on Monday, the health ministry said.',
      }),
    ];
    await poll(entries.toReversed());
    const reversed = await stories();
    const other = await openStore('sqlite::memory:');
    await syncFeeds(other.db, [feedOf('first')], clock);
    const [state] = await listFeeds(other.db);
    await createIngest(other.db, SETTINGS, () => clock).ingest(state as never, entries, {});
    const listed = (await latestStories(other.db, { limit: 50, offset: 0 })).stories;
    await other.close();
    expect(reversed.length).toBe(2);
    expect(reversed.map(({ id, sources }) => [id, sources.length])).toEqual(
      listed.map(({ id, sources }) => [id, sources.length]),
    );
  });

  it('joins the stories of before a restart', async () => {
    await poll([entry()]);
    await sent();
    ingest = createIngest(store.db, SETTINGS, () => clock);
    const elsewhere = entry({
      link: 'https://second.example/x',
      title: 'Drone attack on Odesa port kills two',
      summary: 'Two port workers died when Russian drones hit Odesa overnight, the mayor said on Monday.',
    });
    await poll([elsewhere], 'second');
    expect(await stories()).toHaveLength(1);
    expect(await sent()).toEqual(['edit']);
  });

  it('keeps nothing of a poll that fails in the middle, and reads it again', async () => {
    // The last thing that a poll writes is its feed's cursor.
    await sql`create trigger fault before update on feeds begin select raise(abort, 'disk full'); end`.execute(
      store.db,
    );
    await expect(poll([entry()])).rejects.toThrow('disk full');
    await sql`drop trigger fault`.execute(store.db);
    expect(await stories()).toEqual([]);
    expect(await sent()).toEqual([]);
    expect(await poll([entry()])).toMatchObject({ articles: 1, storiesOpened: 1, owed: 1 });
  });

  it('joins two stories that a later article shows to be one: the older id stays, the other still finds it', async () => {
    const bus = (id: string, title: string, summary: string) =>
      entry({ id, link: `https://${id}.example/bus`, title, summary });
    const first = bus(
      'a',
      'Drone strikes bus with pilgrims near Latakia',
      'A drone struck a bus with pilgrims near Latakia on Monday morning, the governor said.',
    );
    const second = bus(
      'b',
      'Attack on coast road kills three',
      'Three people died on Monday when a bus burned on the coast road after an attack, rescuers said.',
    );
    const everything = { channelId: '2', regions: [], minGravity: 0, createdAt: START };
    await addSubscription(store.db, aSubscription({ kind: 'alerts', ...everything }));
    await poll([first]);
    clock += 60_000;
    await poll([second], 'second');
    const apart = (await stories()).toSorted((a, b) => a.openedAt - b.openedAt);
    expect(apart).toHaveLength(2);
    expect(await sent()).toEqual(['post', 'post']);
    clock += 60_000;
    const both = bus(
      'c',
      'Drone strike on pilgrims’ bus near Latakia kills three',
      'Three pilgrims were killed on Monday morning when a drone struck their bus on the coast road near Latakia, rescuers and the governor said; the bus burned out.',
    );
    await poll([both], 'second');
    const [story, ...more] = await stories();
    expect(more).toEqual([]);
    expect(story?.id).toBe(apart[0]?.id);
    expect(story?.sources).toHaveLength(3);
    expect(story?.timeline.find(({ kind }) => kind === 'joined')?.after).toContain(apart[1]?.id);
    expect((await getStory(store.db, apart[1]!.id))?.id).toBe(apart[0]?.id);
    // Neither card is posted anew: the older is corrected, with a reply as its toll is new; the younger becomes the way to it.
    expect((await sent()).toSorted()).toEqual(['edit', 'edit', 'reply']);
  });

  it('lets a rewritten article out of a story that it is no longer of, without a second card', async () => {
    const strikeOn = (id: string, title: string, summary: string) =>
      entry({ id, link: `https://${id}.example/live`, title, summary });
    await poll([entry()]);
    const live = strikeOn(
      'live',
      'Two dead in Russian drone attack on Odesa',
      'A Russian drone attack on the port of Odesa killed two people and wounded five on Monday.',
    );
    await poll([live], 'second');
    const [odesa, ...none] = await stories();
    expect(none).toEqual([]);
    expect(odesa?.sources).toHaveLength(2);
    await sent();
    clock += HOUR;
    const rewritten = strikeOn(
      'live',
      'Missile kills two at market in Kharkiv',
      'A Russian missile killed two people at a market in Kharkiv on Monday, the mayor said.',
    );
    await poll([rewritten], 'second');
    const [one, other, ...more] = (await stories()).toSorted((a, b) => a.openedAt - b.openedAt);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ id: odesa?.id, strike: { places: ['Odesa'] } });
    expect(other).toMatchObject({ strike: { places: ['Kharkiv'] } });
    expect(await sent()).toEqual(['edit']);
    // Its toll rises: now it is news of its own.
    clock += HOUR;
    await poll([{ ...rewritten, title: 'Missile kills nine at market in Kharkiv', summary: null }], 'second');
    expect(await sent()).toEqual(['post']);
  });

  it('closes quiet stories, which nothing joins any more', async () => {
    await poll([entry()]);
    clock += SETTINGS.storyCloseMs + 1;
    expect(await ingest.closeQuiet()).toBe(1);
    expect(await ingest.closeQuiet()).toBe(0);
    const later = new Date(clock).toISOString();
    await poll([entry({ id: 'later', link: 'https://first.example/later', publishedAt: later })]);
    expect(await stories()).toHaveLength(2);
  });
});
