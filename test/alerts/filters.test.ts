import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOfRegion, keysOfStory, type Whereabouts, wants } from '../../src/alerts/filters.ts';
import type { AlertFilters, FinerFilters } from '../../src/alerts/subscription.ts';
import { inWords } from '../in_words.ts';
import { publisher, source, storyOf, strike, tale } from '../stories/samples.ts';

const attack = storyOf(tale.attackFirst, tale.attackSecond);
const talks = storyOf(tale.talksFirst, tale.talksSecond);
const filters = (more: Partial<AlertFilters & FinerFilters> = {}): AlertFilters & Partial<FinerFilters> => ({
  topics: [],
  regions: [],
  minGravity: 0,
  ...more,
});

describe('wants', () => {
  it.each<[region: string, story: typeof attack, yes: boolean]>([
    ['Ukraine', attack, true],
    ['ukraine', attack, true],
    ['Kyiv', attack, true],
    ['Kiev', attack, true],
    ['Fastiv', attack, true],
    ['Kharkiv', attack, false],
    // Who attacked is not where it happened.
    ['Russia', attack, false],
    ['Sudan', attack, false],
    ['Paris', talks, true],
    ['France', talks, true],
    ['USA', talks, true],
    ['Ukraine', talks, true],
    ['Berlin', talks, false],
    ['', talks, false],
  ])('region %j', (region, story, yes) => {
    expect(wants(filters({ regions: [region] }), story).yes).toBe(yes);
  });

  it('finds the country of a place where no country was read', () => {
    const story = storyOf(source('Shelling', { strike: strike({ places: ['Kherson'] }) }));
    expect(wants(filters({ regions: ['Ukraine'] }), story).yes).toBe(true);
  });

  it('needs one of several regions', () => {
    expect(inWords(wants(filters({ regions: ['Sudan', 'Ukraine'] }), attack))).toMatchObject({
      yes: true,
      reason: expect.stringContaining('in Ukraine'),
    });
  });

  it('says what stands against it', () => {
    expect(inWords(wants(filters({ topics: ['diplomacy'] }), attack).reason)).toBe(
      'about strikes, and you asked for diplomacy',
    );
    expect(inWords(wants(filters({ regions: ['Sudan'] }), attack).reason)).toBe('not in Sudan');
    expect(inWords(wants(filters({ minGravity: 100 }), attack).reason)).toBe(
      `gravity ${attack.gravity.score} is below your 100`,
    );
  });

  it('takes any region that people type, with a reason always', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 }), (regions) => {
        expect(inWords(wants(filters({ regions }), attack).reason)).not.toBe('');
      }),
    );
  });
});

/** Positions and regions of a few places, as a gazetteer has them. */
const positions: Record<string, Whereabouts> = {
  Kyiv: { location: { latitude: 50.45, longitude: 30.52 }, region: 'Kyiv City', country: 'Ukraine' },
  Fastiv: { location: { latitude: 50.08, longitude: 29.92 }, region: 'Kyiv Oblast', country: 'Ukraine' },
  Chernihiv: {
    location: { latitude: 51.5, longitude: 31.29 },
    region: 'Chernihiv Oblast',
    country: 'Ukraine',
  },
};
const whereabouts = (place: string): Whereabouts =>
  positions[place] ?? { location: null, region: null, country: null };
const fastiv = storyOf(source('Strike', { strike: strike({ country: 'Ukraine', places: ['Fastiv'] }) }));

describe('wants, by where places lie', () => {
  it.each<[region: string, withinKm: number | null, yes: boolean]>([
    ['Kyiv', null, false],
    ['Kyiv', 50, false],
    ['Kyiv', 70, true],
    ['Chernihiv', 100, false],
    ['Chernihiv', 200, true],
    ['Kyiv Oblast', null, true],
    ['kyiv oblast', null, true],
    ['Chernihiv Oblast', null, false],
    // A place whose position isn't known means itself alone.
    ['Atlantis', 1_000, false],
    ['Fastiv', 1, true],
    ['Sudan', 1_000, false],
  ])('%s and %j km: %j', (region, withinKm, yes) => {
    expect(wants(filters({ regions: [region], withinKm }), fastiv, whereabouts).yes).toBe(yes);
  });

  it.each<[region: string, withinKm: number | null, place: string, country: string | null, yes: boolean]>([
    ['Kharkiv', 80, 'Chuhuiv', 'Ukraine', true],
    ['Kharkiv', null, 'Chuhuiv', 'Ukraine', false],
    ['Kharkiv Oblast', null, 'Chuhuiv', null, true],
    ['kharkiv region', null, 'Kharkiv', 'Ukraine', true],
    ['Kharkiv Oblast', null, 'Poltava', 'Ukraine', false],
    ['North Darfur', null, 'El Fasher', 'Sudan', true],
    ['Odesa Oblast', null, 'Izmail', 'Ukraine', true],
    // The one in Lebanon is not the one whose position is known.
    ['Benghazi', 700, 'Tripoli', 'Lebanon', false],
    ['Benghazi', 700, 'Tripoli', 'Libya', true],
  ])('by lexicon and gazetteer: %s and %j km has %s in %j: %j', (region, withinKm, place, country, yes) => {
    const story = storyOf(source('Strike', { strike: strike({ country, places: [place] }) }));
    expect(wants(filters({ regions: [region], withinKm }), story).yes).toBe(yes);
  });

  it('says how far it looked', () => {
    const { reason } = wants(filters({ regions: ['Kyiv', 'Chernihiv'], withinKm: 20 }), fastiv, whereabouts);
    expect(inWords(reason)).toBe('not within 20 km of Kyiv or Chernihiv');
  });
});

describe('wants, by words', () => {
  it.each<[words: string, yes: boolean]>([
    ['clinic', true],
    ['drone* power', true],
    ['airport', false],
    ['NOT clinic', false],
  ])('%s: %j', (words, yes) => {
    expect(wants(filters({ words }), attack).yes).toBe(yes);
  });

  it('names them in its reason', () => {
    expect(inWords(wants(filters({ words: 'airport' }), attack).reason)).toBe(
      'without the words you asked for: airport',
    );
  });
});

describe('wants, by publishers', () => {
  const told = (...kinds: Parameters<typeof publisher>[1][]) => ({
    ...attack,
    publishers: kinds.map((kind, index) => publisher(`p${index}`, kind)),
  });
  it.each<[name: string, wanted: Partial<FinerFilters>, story: typeof attack, reason: string | null]>([
    ['one is enough', {}, told('outlet'), null],
    ['two are', { minPublishers: 2 }, told('outlet', 'wire'), null],
    [
      'one is not',
      { minPublishers: 2 },
      told('outlet'),
      'told by 1 of the 2 independent publishers that you ask for',
    ],
    [
      'state media alone',
      { withoutKinds: ['state_media'] },
      told('state_media'),
      'told only by state media, which you left out',
    ],
    ['state media and another', { withoutKinds: ['state_media'] }, told('state_media', 'wire'), null],
    [
      'two without state media',
      { withoutKinds: ['state_media'], minPublishers: 2 },
      told('state_media', 'wire'),
      'told by 1 of the 2 independent publishers that are no state media that you ask for',
    ],
  ])('%s', (_name, wanted, story, reason) => {
    const { yes, reason: said } = wants(filters(wanted), story);
    expect(yes).toBe(reason === null);
    if (reason !== null) expect(inWords(said)).toBe(reason);
  });
});

describe('keys of places', () => {
  const shahed = storyOf(
    source('Strike', { strike: strike({ country: 'Ukraine', places: ['Kharkiv', 'Izium'] }) }),
  );
  const regions = [
    ...['Ukraine', 'Ukrainian', 'UK', 'Russia', 'France', 'United States', 'Peru'],
    ...['Kyiv', 'Kiev', 'Fastiv', 'Kharkiv', 'Kharkiv Oblast', 'Kyiv Oblast', 'Paris', 'Odesa', 'nowhere'],
  ];
  const stories = { attack, talks, fastiv, shahed };

  it.each(Object.entries(stories))('find %s wherever filters let it through', (_, story) => {
    const keys = new Set(keysOfStory(story));
    const found = regions.filter((region) => keysOfRegion(region).some((key) => keys.has(key)));
    expect(found).toEqual(regions.filter((region) => wants(filters({ regions: [region] }), story).yes));
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain('Peru');
  });
});
