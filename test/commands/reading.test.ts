import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete, requireCommand } from '../../src/commands/all.ts';
import type { CommandRequest } from '../../src/commands/command.ts';
import { pressButton } from '../../src/commands/components.ts';
import { saveArticle } from '../../src/store/articles.ts';
import { saveFeedState, syncFeeds } from '../../src/store/feeds.ts';
import { sampleStory } from '../messages/samples.ts';
import { customIds, errorOf, now, openRoom, press, request, run, saveStories, textOf } from './room.ts';

const talks = { topics: ['diplomacy' as const], strike: null, disputes: [] };
const publisher = { id: 'harbour', name: 'Harbour Post', kind: 'outlet' as const, country: null };
const feed = {
  id: 'harbour-world',
  url: 'https://harbour.example/feed',
  title: 'Harbour Post: World',
  publisher,
  language: 'en',
};

function article(number: number) {
  return {
    id: `article-${number}`,
    feedId: feed.id,
    publisher,
    url: `https://harbour.example/${number}`,
    title: `Ferry drill number ${number}`,
    text: 'The crew practised with lifeboats.',
    publishedAt: now - number * 60_000,
    language: 'en',
    authors: [],
    revision: `r${number}`,
  };
}

describe('/latest, /strikes and /diplomacy', () => {
  it('show the newest first, of their topic', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      { headline: 'Older strike', topics: ['strike'] },
      { headline: 'Newer strike', topics: ['strike'] },
      { headline: 'Envoys met', ...talks },
    );
    const latest = textOf((await run(context, request('latest'))).body);
    expect(latest.indexOf('Envoys met')).toBeLessThan(latest.indexOf('Newer strike'));
    expect(latest.indexOf('Newer strike')).toBeLessThan(latest.indexOf('Older strike'));
    expect(textOf((await run(context, request('strikes'))).body)).not.toContain('Envoys met');
    expect(textOf((await run(context, request('diplomacy'))).body)).not.toContain('strike');
  });

  it('keep to a country, and to a place within one', async () => {
    const { context } = await openRoom();
    const strike = sampleStory.strike!;
    await saveStories(
      context,
      { headline: 'In Kyiv', strike: { ...strike, places: ['Kyiv'] } },
      { headline: 'In Odesa', strike: { ...strike, places: ['Odesa'] } },
      {
        headline: 'In Khartoum',
        strike: { ...strike, country: 'Sudan', places: ['Khartoum'], attacker: null },
        diplomacy: null,
      },
    );
    const country = textOf((await run(context, request('strikes', { region: 'ukraine' }))).body);
    expect(country).toContain('In Kyiv');
    expect(country).toContain('In Odesa');
    expect(country).not.toContain('In Khartoum');
    const place = textOf((await run(context, request('strikes', { region: 'Kiev' }))).body);
    expect(place).toContain('In Kyiv');
    expect(place).not.toContain('In Odesa');
    const both = textOf((await run(context, request('strikes', { region: 'Odesa, Sudan' }))).body);
    expect(both).not.toContain('In Kyiv');
    expect(both).toContain('In Odesa');
    expect(both).toContain('In Khartoum');
  });

  it('turn pages by buttons, read afresh', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      ...Array.from({ length: 7 }, (_, index) => ({ headline: `Strike ${index + 1} of many` })),
    );
    const { body } = await run(context, request('strikes'));
    expect(textOf(body)).toContain('Strike 7 of many');
    expect(textOf(body)).not.toContain('Strike 2 of many');
    const next = customIds(body).find((id) => id.startsWith('list:strikes:'));
    const page = await pressButton(press(next!), context);
    expect(page.action).toBe('update');
    expect(textOf(page.body)).toContain('Strike 2 of many');
    const past = await pressButton(press('list:strikes::99', { ownReply: false }), context);
    expect(past.action).toBe('reply');
    expect(textOf(past.body)).toContain('Strike 1 of many');
  });
});

describe('/story', () => {
  it('takes the id in any case', async () => {
    const { context } = await openRoom();
    await saveStories(context, { id: 'K7F3QP', headline: 'Night drones hit a clinic' });
    expect(textOf((await run(context, request('story', { id: ' k7f3qp ' }))).body)).toContain(
      'Night drones hit a clinic',
    );
  });

  it('turns its pages in the member’s own reply, and apart under a channel’s card', async () => {
    const { context } = await openRoom();
    await saveStories(context, { id: 'K7F3QP' });
    const own = await pressButton(press('story:K7F3QP:sources'), context);
    expect(own.action).toBe('update');
    expect(textOf(own.body)).toContain('Meridian Wire');
    const card = await pressButton(
      press('story:K7F3QP:timeline', { ownReply: false, guildId: null }),
      context,
    );
    expect(card.action).toBe('reply');
  });

  it('suggests by id and by headline', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      { id: 'K7F3QP', headline: 'Night drones hit a clinic' },
      { id: 'M2X9AB', headline: `Envoys met ${'and talked '.repeat(20)}` },
    );
    const suggest = (value: string) =>
      complete({ ...request('story'), focused: { name: 'id', value } }, context);
    expect(await suggest('k7')).toEqual([{ name: 'K7F3QP · Night drones hit a clinic', value: 'K7F3QP' }]);
    expect(await suggest('envoys')).toEqual([
      { name: expect.stringMatching(/^M2X9AB · .{90}…$/), value: 'M2X9AB' },
    ]);
    expect(await suggest('')).toHaveLength(2);
  });
});

describe('/digest', () => {
  it('covers the last day unless told otherwise', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      { headline: 'Struck this morning' },
      {
        headline: 'Struck days ago',
        openedAt: now - 3 * 86_400_000,
        updatedAt: now - 2 * 86_400_000,
        timeline: [],
      },
    );
    const day = textOf((await run(context, request('digest'))).body);
    expect(day).toContain('Struck this morning');
    expect(day).not.toContain('Struck days ago');
    expect(textOf((await run(context, request('digest', { hours: 72 }))).body)).toContain('Struck days ago');
  });

  it('begins at the last midnight of a time zone', async () => {
    const { context } = await openRoom();
    // 23:30 UTC of the day before is after midnight in Kyiv.
    const at = Date.UTC(2026, 0, 5, 23, 30);
    await saveStories(context, {
      headline: 'Struck at half past one',
      openedAt: at,
      updatedAt: at,
      timeline: [],
    });
    const since = (options: CommandRequest['options']) =>
      run(context, request('digest', { 'since-midnight': true, ...options }));
    expect(textOf((await since({ timezone: 'kyiv' })).body)).toContain('Struck at half past one');
    expect(textOf((await since({})).body)).not.toContain('Struck at half past one');
  });

  it('keeps to topic and region', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      { headline: 'Struck', topics: ['strike'], diplomacy: null, disputes: [] },
      { headline: 'Envoys met', ...talks },
    );
    const text = textOf((await run(context, request('digest', { topic: 'diplomacy' }))).body);
    expect(text).toContain('Envoys met');
    expect(text).not.toContain('Struck');
    const elsewhere = textOf((await run(context, request('digest', { region: 'Sudan' }))).body);
    expect(elsewhere).not.toContain('Struck');
  });

  it('of many stories goes on in further messages', async () => {
    const { context } = await openRoom();
    await saveStories(
      context,
      ...Array.from({ length: 20 }, (_, index) => ({
        headline: `Strike number ${index} ${'on a long road '.repeat(8)}`,
      })),
    );
    const { body, followUps = [] } = await run(context, request('digest'));
    expect(followUps.length).toBeGreaterThan(0);
    expect(textOf(body)).toContain('Strike number 19');
    expect(followUps.map(textOf).join()).toContain('Strike number 8');
  });
});

describe('/search', () => {
  it('finds articles and turns pages', async () => {
    const { context } = await openRoom();
    await syncFeeds(context.db, [feed], now);
    for (let number = 1; number <= 7; number++)
      await saveArticle(context.db, article(number), `key-${number}`, now, null, null);
    const { body } = await run(context, request('search', { query: 'ferry lifeboats' }));
    expect(textOf(body)).toContain('Ferry drill number 1');
    const next = customIds(body).find((id) => id.startsWith('list:search:'));
    expect(textOf((await pressButton(press(next!), context)).body)).toContain('Ferry drill number 7');
  });

  it('takes any text', async () => {
    const { context } = await openRoom();
    await syncFeeds(context.db, [feed], now);
    await saveArticle(context.db, article(1), 'key', now, null, null);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 100 }), async (query) => {
        const work = run(context, request('search', { query }));
        const found = await work.then(
          () => 'found',
          () => errorOf(work).then(({ code }) => code),
        );
        expect(['found', 'nothing_found']).toContain(found);
      }),
      { numRuns: 100 },
    );
  });
});

describe('/status', () => {
  it('says of each failing feed why and since when', async () => {
    const { context } = await openRoom();
    await syncFeeds(
      context.db,
      [feed, { ...feed, id: 'meridian', url: 'https://meridian.example/feed', title: 'Meridian *Wire*' }],
      now,
    );
    await saveFeedState(context.db, feed.id, { lastPolledAt: now - 5_000, lastOkAt: now - 5_000 });
    const failure = { code: 'http_500', message: 'The server answered 500.', since: now - 7_200_000 };
    await saveFeedState(context.db, 'meridian', { failure, failures: 3, lastPolledAt: now - 9_000 });
    await saveStories(context, {}, {});
    await run(context, request('subscribe alerts', { 'min-gravity': 0 }));
    const text = textOf((await run(context, request('status'))).body);
    expect(text).toContain(`1 of 2 in order, last read <t:${Math.floor((now - 5_000) / 1_000)}:R>`);
    expect(text).toContain(
      `Meridian \\*Wire\\*: The server answered 500. (since <t:${(now - 7_200_000) / 1_000}:R>, never read)`,
    );
    expect(text).toContain('connected (42 ms), 3 servers');
    expect(text).toContain('0 articles, 2 stories');
    expect(text).toContain('1 for alerts, 0 for digests');
    expect(text).toContain('Sitrep 0.1.0');
  });

  it('says of each feed what was odd in its polls of the last week', async () => {
    const { context } = await openRoom();
    const old = { ...feed, id: 'meridian', url: 'https://meridian.example/feed', title: 'Meridian Wire' };
    await syncFeeds(context.db, [{ ...feed, title: 'Harbour *Post*' }, old], now);
    const counts = { dates: 2, new_ids: 40, other_texts: 1, many: 1_000, two_feeds: 7 };
    await saveFeedState(context.db, feed.id, { note: { at: now - 60_000, counts } });
    await saveFeedState(context.db, old.id, { note: { at: now - 8 * 24 * 3_600_000, counts } });
    const text = textOf((await run(context, request('status'))).body);
    expect(text).toContain(`**Harbour \\*Post\\*** was odd <t:${(now - 60_000) / 1_000}:R>: 2 dates`);
    expect(text).toContain('40 known articles came under new ids');
    expect(text).toContain('1 article at the address of another');
    expect(text).toContain('1,000 new articles at once');
    expect(text).toContain('7 articles that another feed brought too');
    expect(text).not.toContain('Meridian');
  });

  it('stays readable when every feed fails', async () => {
    const { context } = await openRoom({ gateway: async () => [] });
    const feeds = Array.from({ length: 60 }, (_, index) => ({
      ...feed,
      id: `feed-${index}`,
      url: `https://harbour.example/${index}`,
    }));
    await syncFeeds(context.db, feeds, now);
    const failure = { code: 'timeout', message: 'x'.repeat(5_000), since: now };
    const note = { at: now, counts: { dates: 1, new_ids: 3, other_texts: 1, many: 300 } };
    for (const { id } of feeds) await saveFeedState(context.db, id, { failure, note });
    const text = textOf((await run(context, request('status'))).body);
    expect(text).toContain('… and 50 more');
    expect(text).toContain('was odd');
    expect(text).toContain('reconnecting');
    expect(text.length).toBeLessThan(4_000);
  });
});

describe('/help', () => {
  it('names every command and every subcommand', async () => {
    const { context } = await openRoom();
    const text = textOf((await run(context, request('help'))).body);
    for (const name of [
      'latest',
      'strikes',
      'diplomacy',
      'story',
      'search',
      'digest',
      'subscribe alerts',
      'subscribe digest',
      'subscriptions list',
      'subscriptions remove',
      'status',
      'help',
    ]) {
      expect(text).toContain(`\`/${name}\``);
    }
  });

  it('explains one command with its options', async () => {
    const { context } = await openRoom();
    const text = textOf((await run(context, request('help', { command: '/subscribe' }))).body);
    expect(text).toContain('**/subscribe digest**');
    expect(text).toContain('`timezone`');
    expect(text).toContain('Manage Server');
    expect(
      await complete({ ...request('help'), focused: { name: 'command', value: '/s' } }, context),
    ).toContainEqual({ name: '/status', value: 'status' });
  });
});

describe('what reading commands can’t answer', () => {
  it.each<[string, string, CommandRequest, string]>([
    ['no story at all', 'nothing_found', request('latest'), '`/status`'],
    [
      'no strike in a place',
      'nothing_found',
      request('strikes', { region: 'Sudan' }),
      'any strikes in **Sudan** yet',
    ],
    [
      'an unknown place',
      'unknown_region',
      request('diplomacy', { region: 'Atlantis' }),
      'I don’t know the place “Atlantis”',
    ],
    ['an unknown story', 'unknown_story', request('story', { id: 'ZZZZZZ' }), '`/latest`'],
    ['an empty story id', 'unknown_story', request('story', { id: ' ' }), 'No story has the id'],
    ['too long a story id', 'too_long', request('story', { id: 'x'.repeat(101) }), '100 characters at most'],
    ['a search without a hit', 'nothing_found', request('search', { query: 'zeppelin' }), '“zeppelin”'],
    [
      'a search without a word',
      'nothing_found',
      request('search', { query: ' "*" ' }),
      'Use fewer or other words',
    ],
    ['too long a search', 'too_long', request('search', { query: 'x'.repeat(101) }), 'Shorten it'],
    ['a digest of no hours', 'bad_hours', request('digest', { hours: 0 }), '1 to 168 hours'],
    ['a digest of a year', 'bad_hours', request('digest', { hours: 8760 }), '1 to 168 hours'],
    [
      'a digest of two periods',
      'bad_hours',
      request('digest', { hours: 3, 'since-midnight': true }),
      'not both',
    ],
    [
      'a digest with a bad time zone',
      'unknown_time_zone',
      request('digest', { timezone: 'Mars/Base' }),
      'time zone “Mars/Base”',
    ],
    ['help on an unknown command', 'unknown_command', request('help', { command: 'dance' }), '“dance”'],
  ])('%s', async (_case, code, asked, words) => {
    const { context } = await openRoom();
    const error = await errorOf(run(context, asked));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('suggests stories for words in place of an id', async () => {
    const { context } = await openRoom();
    await saveStories(context, { id: 'K7F3QP', headline: 'Night drones hit a *clinic*' });
    const { code, message } = await errorOf(run(context, request('story', { id: 'clinic' })));
    expect(code).toBe('unknown_story');
    expect(message).toContain('`K7F3QP` Night drones hit a \\*clinic\\*');
  });

  it('a command that this version lacks', () => {
    expect(() => requireCommand('constructor')).toThrow('no longer has that command');
  });

  it('a button of a story that is gone', async () => {
    const { context } = await openRoom();
    expect((await errorOf(pressButton(press('story:K7F3QP:card'), context))).code).toBe('unknown_story');
  });
});
