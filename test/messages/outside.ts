import fc from 'fast-check';
import type { Digest } from '../../src/digests/digest.ts';
import type { ArticleLine, ListPage } from '../../src/messages/list.ts';
import type { Source, Story } from '../../src/stories/story.ts';

const NASTY = [
  '@everyone',
  '@here',
  '<@123>',
  '<@&456>',
  '<#789>',
  '</status:1>',
  '<t:0:R>',
  '<:smile:1>',
  ':smile:',
  '[safe](https://evil.example)',
  'https://evil.example/a_b',
  'discord.gg/raid',
  '# ',
  '-# ',
  '- ',
  '> ',
  '>>> ',
  '1. ',
  '```',
  '`',
  '||',
  '**',
  '__',
  '~~',
  '\\',
  '\n',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\ud800',
  '\u0301'.repeat(9),
  '👩‍👩‍👧‍👦',
  '🇺🇦',
  'Київ',
  '北京',
  'القاهرة',
];

/** What a text shows where a value was forgotten: no outside text holds it, so whatever shows it is our fault. */
export const FORGOTTEN_VALUE = /undefined|NaN|Infinity|\[object/;
const withoutForgotten = (text: string) => !FORGOTTEN_VALUE.test(text);

/** Text as feeds could give it: any script, broken code units, Markdown, and up to thousands of characters. */
export const outsideText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.constantFrom(...NASTY, 'word', ' '), { maxLength: 20 }).map((words) => words.join('')),
    fc
      .tuple(fc.constantFrom(...NASTY, 'x', '字', 'слово '), fc.integer({ min: 1, max: 3_000 }))
      .map(([text, times]) => text.repeat(times).slice(0, 4_500)),
  )
  .filter(withoutForgotten);

const url = fc.option(
  fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }).filter(withoutForgotten),
    fc.constantFrom(
      'javascript:alert(1)',
      'https://bbc.example@evil.example/',
      'https://a.example/)](x',
      'http://[::1]/',
      '',
    ),
    fc.integer({ min: 0, max: 600 }).map((length) => `https://a.example/${'(_'.repeat(length / 2)}`),
    outsideText,
  ),
);
const at = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.maxSafeInteger());
const count = fc.oneof(fc.nat({ max: 300 }), fc.maxSafeNat());
const few = <T>(value: fc.Arbitrary<T>, maxLength = 6) => fc.array(value, { maxLength, size: 'medium' });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);

const topic = fc.constantFrom('strike' as const, 'diplomacy' as const);
const qualifier = fc.constantFrom('exact' as const, 'at_least' as const, 'up_to' as const, 'about' as const);
const toll = fc.record({ count, qualifier });
const figure = fc.record({
  shown: toll,
  low: count,
  high: count,
  sayings: few(
    fc.record({ toll, publishers: few(outsideText), saidBy: few(outsideText), firstAt: at, lastAt: at }),
  ),
});
const weapon = fc.record({
  kind: fc.constantFrom(
    'drone' as const,
    'missile' as const,
    'gunfire' as const,
    'airstrike' as const,
    'other' as const,
  ),
  launched: maybe(count),
  intercepted: maybe(count),
  hit: maybe(count),
  qualifier,
});
const strikeFacts = {
  attacker: maybe(outsideText),
  country: maybe(outsideText),
  places: few(outsideText, 12),
  when: maybe(fc.oneof(fc.constant('2026-01-05'), outsideText)),
  weapons: few(weapon, 12),
  targets: few(outsideText),
  effects: few(outsideText),
  tollSource: maybe(outsideText),
};
const diplomacy = fc.record({
  kind: fc.constantFrom('meeting' as const, 'prisoner_exchange' as const, 'other' as const),
  participants: few(outsideText, 12),
  place: maybe(outsideText),
  date: maybe(outsideText),
  topics: few(outsideText),
});
const publisher = fc.record({
  id: fc.oneof(fc.constantFrom('a', 'b', 'c'), outsideText),
  name: outsideText,
  kind: fc.constantFrom('wire' as const, 'outlet' as const, 'state_media' as const, 'official' as const),
  country: maybe(outsideText),
});
const evidence = fc.record({
  field: fc.oneof(
    fc.constantFrom('strike.killed', 'strike.weapons.drone', 'strike.places', 'disputes.0', 'diplomacy.kind'),
    outsideText,
  ),
  sentence: outsideText,
  start: fc.nat(),
  end: fc.nat(),
  in: fc.constantFrom('title' as const, 'text' as const),
});
const source: fc.Arbitrary<Source> = fc.record({
  articleId: outsideText,
  publisher,
  title: outsideText,
  lead: outsideText,
  url,
  publishedAt: maybe(at),
  seenAt: at,
  revisedAt: maybe(at),
  topics: few(topic, 2),
  strike: maybe(fc.record({ ...strikeFacts, killed: maybe(toll), injured: maybe(toll) })),
  diplomacy: maybe(diplomacy),
  disputes: few(
    fc.record({ claim: outsideText, claimedBy: maybe(outsideText), disputedBy: few(outsideText) }),
  ),
  evidence: few(evidence),
});
const storyId = fc.oneof(fc.constantFrom('K7F3QP', 'M2X9AB'), outsideText);

/** A story of any size and script. */
export const outsideStory: fc.Arbitrary<Story> = fc.record({
  id: storyId,
  headline: outsideText,
  topics: few(topic, 2),
  strike: maybe(fc.record({ ...strikeFacts, killed: maybe(figure), injured: maybe(figure) })),
  diplomacy: maybe(diplomacy),
  disputes: few(fc.record({ claim: outsideText, claimedBy: few(outsideText), disputedBy: few(outsideText) })),
  sources: few(source, 8),
  publishers: few(publisher, 12),
  gravity: fc.record({ score: fc.integer({ min: 0, max: 100 }), reasons: few(outsideText) }),
  openedAt: at,
  updatedAt: at,
  closedAt: maybe(at),
  timeline: few(
    fc.record({
      kind: fc.constantFrom('new' as const, 'killed' as const, 'denial' as const, 'closed' as const),
      before: maybe(outsideText),
      after: outsideText,
      at,
      publisherId: maybe(outsideText),
      articleId: maybe(outsideText),
    }),
    30,
  ),
});

const digestStory = fc.record({
  storyId,
  headline: outsideText,
  summary: outsideText,
  quote: maybe(fc.record({ text: outsideText, publisher: outsideText })),
  gravity: fc.integer({ min: 0, max: 100 }),
  country: maybe(outsideText),
  places: few(outsideText),
  sources: few(fc.record({ publisher: outsideText, url })),
  also: few(fc.record({ storyId, headline: outsideText })),
});

/** A digest of any size and script. */
export const outsideDigest: fc.Arbitrary<Digest> = fc.record({
  window: fc.record({ since: at, until: at }),
  timeZone: outsideText,
  topics: few(topic, 2),
  figures: fc.record({
    ...{ strikes: count, killed: count, injured: count },
    ...{ launched: count, intercepted: count, diplomacy: count },
  }),
  barrages: few(
    fc.record({
      country: outsideText,
      weapons: few(
        fc.record({
          kind: fc.constantFrom('drone' as const, 'missile' as const),
          launched: maybe(count),
          intercepted: maybe(count),
          qualifier: fc.constantFrom('exact' as const, 'at_least' as const),
        }),
      ),
      saidBy: few(outsideText),
      days: few(outsideText),
      storyIds: few(storyId),
    }),
    8,
  ),
  changes: few(
    fc.record({
      storyId,
      headline: outsideText,
      gravity: count,
      changes: few(outsideText, 6),
      sources: few(fc.record({ publisher: outsideText, url })),
    }),
    12,
  ),
  strikes: few(digestStory, 25),
  diplomacy: few(digestStory, 25),
  disputes: few(
    fc.record({ storyId, claim: outsideText, claimedBy: few(outsideText), disputedBy: few(outsideText) }),
    12,
  ),
});

export const outsidePage: fc.Arbitrary<ListPage> = fc.record({
  kind: fc.constantFrom('strikes', 'search'),
  arg: outsideText,
  page: fc.nat({ max: 20 }),
  pages: fc.nat({ max: 20 }),
  total: count,
});

export const outsideArticle: fc.Arbitrary<ArticleLine> = fc.record({
  title: outsideText,
  url,
  publisher: outsideText,
  publishedAt: maybe(at),
  storyId: maybe(storyId),
});
