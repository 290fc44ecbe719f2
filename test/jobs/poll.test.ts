import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FetchOutcome } from '../../src/feeds/fetch.ts';
import type { FullText } from '../../src/feeds/full_text.ts';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';
import { NEVER } from '../../src/feeds/schedule.ts';
import { createPoller } from '../../src/jobs/poll.ts';
import { listFeeds, saveFeedState, syncFeeds } from '../../src/store/feeds.ts';
import { openStore } from '../../src/store/open.ts';
import { aFeed } from '../store/samples.ts';

const MINUTE = 60_000;
const entry = (id: number, title = `Ferry ${id}`, date = '') =>
  `<item><title>${title}</title><guid>${id}</guid><pubDate>${date}</pubDate></item>`;
const rss = (...entries: string[]) =>
  `<rss version="2.0"><channel><title>t</title>${entries.join('')}</channel></rss>`;

/** A poller of feeds whose answers the test gives, one after another; the last one stays. */
async function room(answers: Partial<FetchOutcome>[], ids = ['a'], fullText?: FullText['complete']) {
  const { db, close } = await openStore('sqlite::memory:');
  onTestFinished(close);
  const parser = createFeedParser();
  onTestFinished(() => parser.close());
  const room = {
    now: Date.UTC(2026, 0, 5),
    asked: [] as string[],
    ingested: [] as string[][],
    failing: false,
  };
  await syncFeeds(
    db,
    ids.map((id) => aFeed(id)),
    room.now,
  );
  const poller = createPoller({
    ...{
      db,
      parser,
      now: () => room.now,
      random: () => 0.5,
      logger: pino({ level: 'silent' }),
      onOwed: () => {},
    },
    fetcher: {
      async fetch({ url }) {
        room.asked.push(url);
        const answer = answers[Math.min(room.asked.length, answers.length) - 1];
        return {
          ...{
            etag: null,
            lastModified: null,
            bodyHash: 'h',
            finalUrl: url,
            permanentUrl: null,
            linkHeader: null,
          },
          ...answer,
        } as FetchOutcome;
      },
    },
    fullText: { complete: fullText ?? (() => Promise.reject(new Error('not wanted'))) },
    ingest: {
      async ingest(state, entries, cursor) {
        if (room.failing) throw new Error('no room on the disk');
        room.ingested.push(entries.map(({ id }) => id ?? ''));
        await saveFeedState(db, state.feed.id, { ...cursor, baselineAt: state.baselineAt ?? room.now });
        return {
          articles: entries.length,
          revisions: 0,
          dropped: 0,
          storiesOpened: 0,
          topics: { strike: 0, diplomacy: 0 },
          owed: 0,
        };
      },
    },
    settings: { minMs: 2 * MINUTE, maxMs: 60 * MINUTE, concurrency: 2, fullText: fullText !== undefined },
  });
  onTestFinished(() => poller.stop());
  return {
    ...{ room, db, poller },
    /** Polls what is due and gives the feed's state. */
    async poll(afterMs = 0) {
      room.now += afterMs;
      await poller.pollDue();
      await poller.settled();
      const [state] = await listFeeds(db);
      if (state === undefined) throw new Error('no feed');
      return state;
    },
  };
}

const changed = (document: string) =>
  ({ kind: 'changed', document: Buffer.from(document), contentType: null, freshForMs: null }) as const;
const unchanged = { kind: 'unchanged', freshForMs: null } as const;
const failed = (code: 'timeout' | 'http_410') =>
  ({ kind: 'failed', code, message: 'It failed.', retryAfterMs: null }) as const;
const HOUR = 60 * MINUTE;

describe('createPoller', () => {
  it('hands on what the last document didn’t have; a changed date alone is nothing new', async () => {
    const { poll, room: state } = await room([
      changed(rss(entry(1), entry(2))),
      changed(rss(entry(3), entry(1), entry(2, 'Ferry 2 sank'))),
      changed(rss(entry(3, 'Ferry 3', '2026-01-05T10:00:00Z'), entry(1))),
    ]);
    for (let round = 0; round < 3; round++) await poll(2 * HOUR);
    expect(state.ingested).toEqual([
      ['1', '2'],
      ['3', '2'],
    ]);
  });

  it('polls more often while there is news, and more seldom while not', async () => {
    const { poll } = await room([
      changed(rss(entry(1))),
      changed(rss(entry(2))),
      changed(rss(entry(3))),
      unchanged,
    ]);
    const intervals: number[] = [];
    for (let round = 0; round < 6; round++) intervals.push((await poll(2 * HOUR)).intervalMs ?? 0);
    const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = intervals;
    expect(second).toBeLessThan(first);
    expect(third).toBeLessThan(second);
    expect(fourth).toBeGreaterThan(third);
    expect(fifth).toBeGreaterThan(fourth);
  });

  it('keeps why and since when a feed fails, until it is well', async () => {
    const { poll, room: state } = await room([failed('timeout'), failed('timeout'), unchanged]);
    const since = state.now;
    expect(await poll()).toMatchObject({ failures: 1, failure: { code: 'timeout', since } });
    expect(await poll(HOUR)).toMatchObject({ failures: 2, failure: { since } });
    expect(await poll(HOUR)).toMatchObject({ failures: 0, failure: null });
  });

  it('hands on what the pages of teasers say, and keeps why and since when they can’t be read', async () => {
    const failure = { code: 'page_no_article', message: 'No article.' } as const;
    let failing = true;
    const { poll, room: state } = await room(
      [1, 2, 3].map((id) => changed(rss(entry(id)))),
      ['a'],
      async (entries) => ({
        entries: entries.map((one) => ({ ...one, id: `whole ${one.id}` })),
        ...{ pages: 1, failure: failing ? failure : null },
      }),
    );
    const since = state.now;
    expect(await poll()).toMatchObject({ pageFailure: { ...failure, since }, failure: null });
    expect(await poll(HOUR)).toMatchObject({ pageFailure: { since } });
    failing = false;
    expect((await poll(HOUR)).pageFailure).toBeNull();
    expect(state.ingested).toEqual([['whole 1'], ['whole 2'], ['whole 3']]);
  });

  it('never asks again for a feed that is gone', async () => {
    const { poll, room: state } = await room([failed('http_410'), unchanged]);
    expect((await poll()).nextPollAt).toBe(NEVER);
    await poll(365 * 24 * HOUR);
    expect(state.asked).toHaveLength(1);
  });

  it('reads a document again whose ingest failed', async () => {
    const { poll, room: state } = await room([changed(rss(entry(1)))]);
    state.failing = true;
    expect(await poll()).toMatchObject({ bodyHash: null, seen: [], failure: { code: 'fault' } });
    state.failing = false;
    await poll(HOUR);
    expect(state.ingested).toEqual([['1']]);
  });

  it('polls all that is due, however few at a time, each once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `feed-${index}`);
    const { poll, room: state } = await room([unchanged], ids);
    await poll();
    expect(new Set(state.asked).size).toBe(50);
    expect(state.asked).toHaveLength(50);
  });

  it('stops while feeds are still waiting', async () => {
    const { poller, room: state } = await room([unchanged], ['a', 'b', 'c', 'd', 'e']);
    await poller.pollDue();
    await poller.stop();
    await poller.pollDue();
    expect(state.asked.length).toBeLessThanOrEqual(5);
  });
});
