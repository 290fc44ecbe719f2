import { describe, expect, it } from 'vitest';
import { pressButton } from '../../src/commands/components.ts';
import { MOST_FEEDS } from '../../src/commands/feeds.ts';
import type { FoundFeed } from '../../src/feeds/find.ts';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';
import { oweFeedNotices } from '../../src/jobs/feed_notices.ts';
import { deliveryCounts } from '../../src/store/deliveries.ts';
import { dueFeeds, listFeeds, saveFeedState, syncFeeds } from '../../src/store/feeds.ts';
import { addGuildFeed, guildFeeds, guildsOfFeed } from '../../src/store/guild_feeds.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { aSubscription } from '../store/samples.ts';
import { customIds, errorOf, guildId, now, openRoom, press, request, run, textOf } from './room.ts';

const HOUR = 3_600_000;

function found(site: string): Extract<FoundFeed, { kind: 'found' }> {
  const { hostname } = new URL(site);
  return {
    kind: 'found',
    feed: {
      id: `m-${hostname.replaceAll('.', '-')}`,
      url: `${site}/feed`,
      title: `News of ${hostname}`,
      publisher: { id: hostname, name: hostname, kind: 'outlet', country: null },
      language: 'en',
    },
    entries: [1, 2, 3, 4].map((day) => ({
      id: `${day}`,
      link: `${site}/${day}`,
      title: `Ferry ${day} leaves *early*`,
      publishedAt: `2026-01-0${day}T10:00:00Z`,
      updatedAt: null,
      summary: 'The ferry left the harbour before its time.',
      content: null,
      authors: [],
    })),
  };
}

/** A room whose web has these sites, and an OPML file. */
async function room(sites: string[] = ['https://harbour.example'], opml: string | null = null) {
  const { context } = await openRoom({
    feeds: {
      mayAdd: true,
      readPage: async () => null,
      find: async (address) => {
        const site = sites.find((one) => address.startsWith(one));
        return site === undefined
          ? { kind: 'failed', code: 'dns', message: 'The host name has no address.' }
          : found(site);
      },
      readText: async () => opml,
    },
  });
  return context;
}

const add = (context: Awaited<ReturnType<typeof room>>, address = 'https://harbour.example') =>
  run(context, request('feeds add', { address }));

describe('/feeds add', () => {
  it('shows the newest three articles, and adds the feed when that is confirmed', async () => {
    const context = await room();
    const { body } = await add(context);
    const text = textOf(body);
    expect(text).toContain('Ferry 4 leaves \\*early\\*');
    expect(text).toContain('Ferry 2');
    expect(text).not.toContain('Ferry 1');
    expect(text).toContain('Understood: neither');
    expect(await guildFeeds(context.db, guildId)).toEqual([]);

    const [yes = ''] = customIds(body);
    expect(textOf((await pressButton(press(yes), context)).body)).toContain('is read from now on');
    expect(await dueFeeds(context.db, now, 5)).toMatchObject([
      { byMembers: true, feed: { url: 'https://harbour.example/feed' } },
    ]);
    expect(textOf((await pressButton(press(yes), context)).body)).toContain('already');
    expect(textOf((await run(context, request('feeds list'))).body)).toContain('News of harbour');
  });

  it('leaves it when that is declined', async () => {
    const context = await room();
    const [, no = ''] = customIds((await add(context)).body);
    await pressButton(press(no), context);
    expect(await guildFeeds(context.db, guildId)).toEqual([]);
  });

  it('outlives a change of the catalog, and one of the catalog is not added twice', async () => {
    const context = await room();
    const { feed } = found('https://harbour.example');
    const by = { userId: 'member', now };
    await addGuildFeed(context.db, guildId, feed, by);
    await syncFeeds(context.db, [{ ...found('https://a.example').feed, id: 'a' }], now);
    expect(await listFeeds(context.db)).toHaveLength(2);
    const [yes = ''] = customIds(
      (await add(await withSites(context, 'https://a.example'), 'https://a.example')).body,
    );
    expect(textOf((await pressButton(press(yes), context)).body)).toContain('catalog');
  });

  it('says what is wrong with an address', async () => {
    const context = await room([]);
    expect(await errorOf(add(context))).toEqual({
      code: 'feed_unreadable',
      message: expect.stringContaining('no address'),
    });
  });

  it('is for those who manage the server, in servers, and for so many feeds', async () => {
    const context = await room();
    const denied = request('feeds add', { address: 'x' }, { permissionsIn: () => 0n });
    expect(await errorOf(run(context, denied))).toMatchObject({ code: 'not_allowed' });
    const [yes = ''] = customIds((await add(context)).body);
    expect(await errorOf(pressButton(press(yes, { permissionsIn: () => 0n }), context))).toMatchObject({
      code: 'not_allowed',
    });
    expect(await errorOf(pressButton(press(yes, { guildId: '9' }), context))).toMatchObject({
      code: 'stale_button',
    });
    for (let index = 0; index < MOST_FEEDS; index++) {
      const { feed } = found(`https://s${index}.example`);
      await addGuildFeed(context.db, guildId, feed, { userId: 'member', now });
    }
    expect(await errorOf(add(context))).toMatchObject({ code: 'too_many_feeds' });
    expect(await errorOf(pressButton(press(yes), context))).toMatchObject({ code: 'too_many_feeds' });
  });
});

const withSites = async <T extends object>(context: T, site: string): Promise<T> => ({
  ...context,
  feeds: { mayAdd: true, find: async () => found(site), readText: async () => null },
});

describe('/feeds remove', () => {
  it('ends a feed that no other server has', async () => {
    const context = await room();
    const { feed } = found('https://harbour.example');
    const by = { userId: 'member', now };
    await addGuildFeed(context.db, guildId, feed, by);
    await addGuildFeed(context.db, 'another', feed, by);
    await run(context, request('feeds remove', { feed: 'harbour' }));
    expect(await guildsOfFeed(context.db, feed.id)).toEqual(['another']);
    expect(await listFeeds(context.db)).toHaveLength(1);
    await run(context, request('feeds remove', { feed: feed.id }, { guildId: 'another' }));
    expect(await listFeeds(context.db)).toEqual([]);
    expect(await errorOf(run(context, request('feeds remove', { feed: 'harbour' })))).toMatchObject({
      code: 'unknown_feed',
    });
  });
});

describe('a feed that fails', () => {
  it('is shown with since when, why and what to do, and told once after a day', async () => {
    const context = await room();
    const { db } = context;
    const { feed } = found('https://harbour.example');
    await addGuildFeed(db, guildId, feed, { userId: 'member', now });
    await addSubscription(db, aSubscription({ guildId }));
    const failure = { code: 'http_404', message: 'The server answered 404. Look it up.', since: now };
    await saveFeedState(db, feed.id, { failure, failures: 1 });
    expect(textOf((await run(context, request('feeds status'))).body)).toContain('The server answered 404');

    await saveFeedState(db, feed.id, { note: { at: now, counts: { dates: 1 } } });
    expect(textOf((await run(context, request('feeds status'))).body)).toContain('1 date can’t be right');

    expect(await oweFeedNotices(db, now + 23 * HOUR)).toBe(0);
    expect(await oweFeedNotices(db, now + 24 * HOUR)).toBe(1);
    expect(await oweFeedNotices(db, now + 48 * HOUR)).toBe(0);
    expect((await deliveryCounts(db)).waiting).toBe(1);
    await saveFeedState(db, feed.id, { failure: null, toldAt: null });
    await saveFeedState(db, feed.id, { failure: { ...failure, since: now + 50 * HOUR } });
    expect(await oweFeedNotices(db, now + 75 * HOUR)).toBe(1);
  });
});

describe('OPML', () => {
  it('goes in: what can be read is added, what can’t is named', async () => {
    const sites = ['https://a.example', 'https://b.example'];
    const opml = writeOpml(
      'mine',
      [...sites, 'https://gone.example'].map((url) => ({ url, title: url, siteUrl: null })),
    );
    const context = await room(sites, opml);
    const text = textOf(
      (await run(context, request('feeds import', { file: 'https://cdn.example/f.opml' }))).body,
    );
    expect(text).toContain('**2** added');
    expect(text).toContain('gone.example');
    expect(await guildFeeds(context.db, guildId)).toHaveLength(2);
  });

  it('comes out as a file that reads back the same', async () => {
    const context = await room();
    await addGuildFeed(context.db, guildId, found('https://a.example').feed, { userId: 'member', now });
    const { files = [] } = await run(context, request('feeds export'));
    expect(readOpml(files[0]?.content ?? '')).toMatchObject([{ url: 'https://a.example/feed' }]);
  });

  it('is refused where it is none', async () => {
    const context = await room([], '<html></html>');
    expect(await errorOf(run(context, request('feeds import', { file: 'x' })))).toMatchObject({
      code: 'bad_file',
    });
  });
});

describe('where the host lets servers add no feeds', () => {
  it.each([
    ['add', { address: 'https://news.example/feed' }],
    ['import', { file: 'https://cdn.example/list.opml' }],
  ])('/feeds %s says who can change that', async (subcommand, options) => {
    const context = await room();
    const closed = { ...context, feeds: { ...context.feeds, mayAdd: false } };
    await expect(run(closed, request(`feeds ${subcommand}`, options))).rejects.toMatchObject({
      code: 'feeds_off',
      message: expect.stringContaining('MEMBER_FEEDS=on'),
    });
  });
});
