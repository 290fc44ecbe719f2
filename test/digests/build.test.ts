import { describe, expect, it } from 'vitest';
import type { AlertFilters } from '../../src/alerts/subscription.ts';
import { buildDigest } from '../../src/digests/build.ts';
import { digestText } from '../../src/digests/text.ts';
import { speakIn } from '../../src/languages/say.ts';
import { HOUR, MORNING, source, storyOf, strike, tale, toll } from '../stories/samples.ts';

const everything: AlertFilters = { topics: [], regions: [], minGravity: 0 };
const day = { since: MORNING - 12 * HOUR, until: MORNING + 12 * HOUR };
// Each event's sources as one story, whatever matching would make of them.
const stories = [
  storyOf(tale.attackFirst, tale.attackSecond, tale.attackThird),
  storyOf(tale.talksFirst, tale.talksSecond),
  storyOf(tale.claimFirst, tale.claimSecond),
];

describe('buildDigest', () => {
  it('tells the day: each story once, the gravest first, with its facts, links and disputes', () => {
    const digest = buildDigest(stories, day, everything, 'Europe/Kyiv');
    expect(digest.strikes[0]).toEqual({
      storyId: stories[0]!.id,
      headline: 'Russian barrage kills two in Kyiv and Fastiv, cuts power',
      summary:
        '2 killed (1 to 2: regional governor 2, city authorities 1), 3 injured in Kyiv and Fastiv, Ukraine (regional governor); 165 drones and at least 9 missiles launched by Russia; hit: private clinic; power outage. Meeting in Paris on 6 January: Ukraine and France.',
      quote: null,
      gravity: stories[0]!.gravity.score,
      country: 'Ukraine',
      places: ['Kyiv', 'Fastiv'],
      sources: [
        { publisher: 'Dniepr', url: tale.attackFirst.url },
        { publisher: 'Continental', url: tale.attackSecond.url },
        { publisher: 'Meridian', url: tale.attackThird.url },
      ],
      also: [],
    });
    expect(digest.diplomacy.map(({ summary }) => summary)).toEqual([
      'Talks in Paris on 6 January: Emmanuel Macron, Steve Witkoff, Jared Kushner, Ukraine, France and United States; on security guarantees and peace plan.',
    ]);
    expect(digest.disputes).toMatchObject([{ claimedBy: ['Russia'], disputedBy: ['Kyiv', 'Donald Trump'] }]);
    expect(digest.figures).toMatchObject({ strikes: 2, killed: 2, injured: 3, diplomacy: 1 });
  });

  it('says its sentences in a language, and names as the sources write them', () => {
    const { strikes, diplomacy } = buildDigest(stories, day, everything, 'UTC', speakIn('de'));
    expect([...strikes.slice(0, 1), ...diplomacy].map(({ summary }) => summary)).toEqual([
      '2 Tote (1 bis 2: regional governor 2, city authorities 1), 3 Verletzte in Kyiv und Fastiv, Ukraine (regional governor); 165 Drohnen und mindestens 9 Lenkraketen gestartet durch Russia; getroffen: private clinic; power outage. Treffen in Paris am 6. Januar: Ukraine und France.',
      'Gespräche in Paris am 6. Januar: Emmanuel Macron, Steve Witkoff, Jared Kushner, Ukraine, France und United States; Thema: security guarantees und peace plan.',
    ]);
  });

  it('keeps to its window and its filters', () => {
    const headlines = (given: Partial<AlertFilters>, window = day) => {
      const { strikes, diplomacy } = buildDigest(stories, window, { ...everything, ...given }, 'UTC');
      return [strikes.length, diplomacy.length];
    };
    expect(headlines({}, { since: day.until, until: day.until + 24 * HOUR })).toEqual([0, 0]);
    expect(headlines({ minGravity: 50 })).toEqual([1, 0]);
    // The attack's story tells of the meeting too.
    expect(headlines({ topics: ['diplomacy'] })).toEqual([0, 3]);
    expect(headlines({ topics: ['strike'] })).toEqual([2, 0]);
  });

  it.each<
    [
      name: string,
      attacks: [places: string[], killed: number, country?: string, when?: string][],
      killed: number,
    ]
  >([
    [
      'adds attacks in different towns',
      [
        [['Rafah'], 4],
        [['Jabalia'], 3],
      ],
      7,
    ],
    [
      'never a total and its parts',
      [
        [[], 33],
        [['Jabalia'], 11],
        [['Rafah'], 9],
      ],
      33,
    ],
    [
      'the parts where they are more',
      [
        [['northern Gaza'], 12],
        [['Jabalia'], 11],
        [['Rafah'], 9],
      ],
      20,
    ],
    [
      'nor an attack and one of its towns',
      [
        [['Jabalia', 'Rafah'], 9],
        [['Jabalia'], 4],
      ],
      9,
    ],
    [
      'adds other days',
      [
        [[], 33, 'Gaza Strip', '2026-01-05'],
        [[], 20, 'Gaza Strip', '2026-01-04'],
      ],
      53,
    ],
    [
      'adds other countries',
      [
        [[], 33],
        [[], 5, 'Sudan'],
      ],
      38,
    ],
  ])('%s', (_, attacks, killed) => {
    const told = attacks.map(([places, count, country = 'Gaza Strip', when = '2026-01-05']) =>
      storyOf(source(`Attack ${count}`, { strike: strike({ places, country, when, killed: toll(count) }) })),
    );
    expect(buildDigest(told, day, everything, 'UTC').figures.killed).toBe(killed);
  });
});

describe('digestText', () => {
  it('reads in a terminal', () => {
    const text = digestText(buildDigest(stories, day, everything, 'Europe/Kyiv'));
    expect(text.split('\n').slice(0, 8)).toEqual([
      'Digest, 2026-01-04 20:00 to 2026-01-05 20:00 (Europe/Kyiv)',
      '2 strike reports (2 killed, 3 injured), 1 diplomacy update',
      '',
      'Launched and intercepted',
      `- Ukraine: 165 drones launched; at least 9 missiles launched (Continental) [${stories[0]!.id}]`,
      '',
      'Strikes',
      `- Russian barrage kills two in Kyiv and Fastiv, cuts power [${stories[0]!.id}, gravity ${stories[0]!.gravity.score}]`,
    ]);
    expect(text).toContain(
      '- Russia: a drone attack on Putin’s residence; disputed by Kyiv and Donald Trump',
    );
    expect(text).toContain(`  Continental: ${tale.attackSecond.url}`);
  });

  it.each([
    [[], 'Quiet: no strike reports and no diplomacy updates.'],
    [['strike' as const], 'Quiet: no strike reports.'],
  ])('says so when it was quiet', (topics, expected) => {
    const text = digestText(buildDigest([], day, { ...everything, topics }, 'UTC'));
    expect(text.split('\n')).toEqual(['Digest, 2026-01-04 18:00 to 2026-01-05 18:00 (UTC)', expected]);
  });
});
