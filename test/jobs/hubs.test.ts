import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';
import { createHubs } from '../../src/jobs/hubs.ts';
import { createPoller } from '../../src/jobs/poll.ts';
import { listFeeds, saveFeedState, syncFeeds } from '../../src/store/feeds.ts';
import { openStore } from '../../src/store/open.ts';
import { HUB_PATH, hubRoutes } from '../../src/web/hub.ts';
import { startWebServer } from '../../src/web/server.ts';
import { serve } from '../feeds/serve.ts';
import { aFeed, HOUR, MINUTE, T0 } from '../store/samples.ts';

const logger = pino({ level: 'silent' });
const entry = (id: number) => `<item><title>Ferry ${id}</title><guid>${id}</guid></item>`;

/** A site with a feed, its hub, and a Sitrep that the hub can reach; all on loopback. */
async function room() {
  const room = {
    now: T0,
    entries: [entry(1)],
    /** What the hub answers to a subscription, and how long it promises to push. */
    hubStatus: 202,
    leaseSeconds: 3_600,
    /** The forms that the hub was sent. */
    asked: [] as URLSearchParams[],
    polls: 0,
    ingested: [] as string[][],
  };
  const site = await serve(async (request, response) => {
    if (request.url === '/hub') {
      const form = new URLSearchParams(await text(request));
      room.asked.push(form);
      response.writeHead(room.hubStatus).end();
      return;
    }
    room.polls++;
    response.setHeader('link', `<${site}/hub>; rel="hub", <${site}/topic.xml>; rel="self"`);
    response.end(`<rss><channel><title>t</title>${room.entries.join('')}</channel></rss>`);
  });

  const { db, close } = await openStore('sqlite::memory:');
  const fetcher = createFetcher({ allowHosts: ['127.0.0.1'], spacingMs: 0 });
  const parser = createFeedParser();
  const poller = createPoller({
    ...{ db, fetcher, parser, logger, now: () => room.now, random: () => 0.5, onOwed: () => {} },
    settings: { minMs: 2 * MINUTE, maxMs: HOUR, concurrency: 2, fullText: false },
    fullText: { complete: () => Promise.reject(new Error('not wanted')) },
    ingest: {
      async ingest(state, entries, cursor) {
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
  });
  const web = await startWebServer(
    { host: '127.0.0.1', port: 0 },
    hubRoutes({
      knows: (...given) => hubs.knows(...given),
      confirm: (...given) => hubs.confirm(...given),
      take: (...given) => hubs.take(...given),
    }),
    logger,
  );
  const hubs = createHubs({
    ...{ db, fetcher, logger, now: () => room.now, onPush: poller.take },
    callback: `http://127.0.0.1:${web.port}${HUB_PATH}`,
  });
  onTestFinished(async () => {
    await Promise.all([poller.stop(), web.close()]);
    await Promise.all([fetcher.close(), parser.close()]);
    await close();
  });
  await syncFeeds(db, [{ ...aFeed(), url: `${site}/feed.xml` }], room.now);

  const lastAsked = () => {
    const form = room.asked.at(-1);
    if (form === undefined) throw new Error('the hub was not asked');
    return form;
  };
  return {
    ...{ room, hubs, site, lastAsked },
    async poll(afterMs = 0) {
      room.now += afterMs;
      await poller.pollDue();
      await poller.settled();
    },
    async state() {
      const [state] = await listFeeds(db);
      if (state === undefined) throw new Error('no feed');
      return state;
    },
    /** What the hub does once it was asked: it makes sure that it was meant. */
    verify(changes: Record<string, string> = {}) {
      const url = new URL(lastAsked().get('hub.callback') ?? '');
      const question = {
        ...{ 'hub.mode': 'subscribe', 'hub.topic': `${site}/topic.xml`, 'hub.challenge': 'rope' },
        ...{ 'hub.lease_seconds': String(room.leaseSeconds), ...changes },
      };
      for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value);
      return fetch(url);
    },
    async push(entries: string[], secret = lastAsked().get('hub.secret') ?? '') {
      const body = `<rss><channel><title>t</title>${entries.join('')}</channel></rss>`;
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      const { status } = await fetch(lastAsked().get('hub.callback') ?? '', {
        ...{ method: 'POST', body, headers: { 'x-hub-signature': signature } },
      });
      await poller.settled();
      return status;
    },
  };
}

/** As far as the hub's promise. */
async function subscribed(leaseSeconds = 3_600) {
  const made = await room();
  made.room.leaseSeconds = leaseSeconds;
  await made.poll();
  await made.hubs.ask();
  const answer = await made.verify();
  expect([answer.status, await answer.text()]).toEqual([200, 'rope']);
  return made;
}

describe('a feed with a hub', () => {
  it('is subscribed to by its topic, with a secret, at an address that nobody can guess', async () => {
    const { room, hubs, lastAsked, site, poll } = await subscribed();
    expect(lastAsked().get('hub.mode')).toBe('subscribe');
    expect(lastAsked().get('hub.topic')).toBe(`${site}/topic.xml`);
    expect(lastAsked().get('hub.secret')?.length).toBeGreaterThan(40);
    expect(lastAsked().get('hub.callback')).toMatch(/\/hub\/[\w-]{32}$/);
    await poll(2 * MINUTE);
    await hubs.ask();
    expect(room.asked).toHaveLength(1);
  });

  it('brings what is pushed, once, and is polled seldom meanwhile', async () => {
    const { room, push, poll, state } = await subscribed();
    expect(await push([entry(2)])).toBe(202);
    expect(await push([entry(2)])).toBe(202);
    expect(room.ingested).toEqual([['1'], ['2'], []]);
    expect((await state()).nextPollAt).toBe(T0 + HOUR);
    room.entries = [entry(2), entry(1)];
    await poll(30 * MINUTE);
    expect(room.polls).toBe(1);
    await poll(30 * MINUTE);
    expect(room.polls).toBe(2);
    expect(room.ingested).toHaveLength(3);
  });

  it('is polled as before when the hub misses something, until it pushes again', async () => {
    const { room, push, poll, state } = await subscribed(86_400);
    await push([]);
    room.entries = [entry(2), entry(1)];
    await poll(HOUR);
    const missed = await state();
    expect(missed.pushedUntil).toBeNull();
    expect(missed.nextPollAt - room.now).toBeLessThan(HOUR / 2);
    await push([entry(3)]);
    const again = await state();
    expect(again.pushedUntil).toBe(T0 + 24 * HOUR);
    expect(again.nextPollAt).toBe(room.now + HOUR);
  });

  it('is polled as usual once the promise has ended', async () => {
    const { room, push, poll, state } = await subscribed();
    await push([]);
    await poll(HOUR);
    const { nextPollAt } = await state();
    expect(nextPollAt - room.now).toBeLessThan(HOUR / 2);
  });

  it('asks for another promise before the end of the first', async () => {
    const { room, hubs, lastAsked, verify, state } = await subscribed();
    const [first] = room.asked;
    room.now += 0.8 * HOUR;
    await hubs.ask();
    expect(room.asked).toHaveLength(2);
    expect(lastAsked().get('hub.callback')).toBe(first?.get('hub.callback'));
    await verify();
    expect((await state()).pushedUntil).toBe(room.now + HOUR);
  });

  it('asks again, more and more seldom, a hub that doesn’t answer', async () => {
    const made = await room();
    const { hubs, poll, state } = made;
    made.room.hubStatus = 500;
    await poll();
    for (const minutes of [0, 9, 1, 19, 1]) {
      made.room.now += minutes * MINUTE;
      await hubs.ask();
    }
    expect(made.room.asked).toHaveLength(3);
    expect((await state()).pushedUntil).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ['another topic', { 'hub.topic': 'https://elsewhere.example/' }],
    ['an end that nobody asked for', { 'hub.mode': 'unsubscribe' }],
    ['no time at all', { 'hub.lease_seconds': '0' }],
  ])('does not agree to %s', async (_, changes) => {
    const { poll, hubs, verify, state } = await room();
    await poll();
    await hubs.ask();
    expect((await verify(changes)).status).toBe(404);
    expect((await state()).pushedUntil).toBeNull();
  });

  it('leaves what is not signed with its secret', async () => {
    const { room, push } = await subscribed();
    expect(await push([entry(2)], 'another')).toBe(202);
    expect(room.ingested).toEqual([['1']]);
  });

  it('is polled on when the hub denies the subscription, also later', async () => {
    const { verify, push, state } = await subscribed();
    expect((await verify({ 'hub.mode': 'denied' })).status).toBe(200);
    expect((await state()).pushedUntil).toBeNull();
    expect(await push([entry(2)])).toBe(410);
  });

  it('knows no other address', async () => {
    const { lastAsked } = await subscribed();
    const guessed = `${lastAsked().get('hub.callback')}x`;
    expect((await fetch(guessed, { method: 'POST', body: 'x' })).status).toBe(410);
    expect((await fetch(`${guessed}?hub.mode=subscribe`)).status).toBe(404);
  });
});
