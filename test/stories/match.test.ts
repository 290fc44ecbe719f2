import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatcher } from '../../src/stories/match.ts';
import { closeIfQuiet } from '../../src/stories/merge.ts';
import type { Source } from '../../src/stories/story.ts';
import { inWords } from '../in_words.ts';
import { diplomacy, follow, HOUR, MORNING, source, storyOf, strike, tale, toll, weapon } from './samples.ts';

const inUkraine = (more: Parameters<typeof strike>[0] = {}) => strike({ country: 'Ukraine', ...more });
const inLebanon = (more: Parameters<typeof strike>[0] = {}) =>
  strike({ country: 'Lebanon', attacker: 'Israel', ...more });

const pairs: [name: string, same: boolean, a: Source, b: Source][] = [
  [
    'one attack in other words',
    true,
    source("Russian attack on Ukraine's Odesa kills two", {
      strike: inUkraine({ attacker: 'Russia', places: ['Odesa'], killed: toll(2) }),
    }),
    source('Two dead after overnight drone strike hits Odesa port', {
      strike: inUkraine({
        places: ['Odessa'],
        killed: toll(2),
        weapons: [weapon('drone', null)],
        targets: ['port'],
      }),
    }),
  ],
  [
    'tolls that are two events’',
    false,
    source('Israeli strike kills six in Lebanon, ministry says', { strike: inLebanon({ killed: toll(6) }) }),
    source('Israeli strike kills 2 in south Lebanon', {
      strike: inLebanon({ places: ['south Lebanon'], killed: toll(2) }),
    }),
  ],
  [
    'another place, though the words are the same',
    false,
    source('Russian drone strike on Kharkiv kills three', {
      strike: inUkraine({ attacker: 'Russia', places: ['Kharkiv'], killed: toll(3) }),
    }),
    source('Russian drone strike on Kherson kills three', {
      strike: inUkraine({ attacker: 'Russia', places: ['Kherson'], killed: toll(3) }),
    }),
  ],
  [
    'another attacker in the same town',
    false,
    source('Army shells El Fasher, killing ten', {
      strike: strike({ country: 'Sudan', attacker: 'Sudan', places: ['El Fasher'], killed: toll(10) }),
    }),
    source('RSF shelling of El Fasher kills ten', {
      strike: strike({
        country: 'Sudan',
        attacker: 'Rapid Support Forces',
        places: ['El Fasher'],
        killed: toll(10),
      }),
    }),
  ],
  [
    'another day’s attack',
    false,
    source('Missile strike hits Dnipro, killing four', {
      strike: inUkraine({ attacker: 'Russia', places: ['Dnipro'], when: '2026-01-03', killed: toll(4) }),
    }),
    source('Missile strike hits Dnipro, killing four', {
      strike: inUkraine({ attacker: 'Russia', places: ['Dnipro'], when: '2026-01-05', killed: toll(4) }),
    }),
  ],
  [
    'one night dated by its evening and by its morning',
    true,
    source('Overnight missile strike on Dnipro kills four', {
      strike: inUkraine({ attacker: 'Russia', places: ['Dnipro'], when: '2026-01-04', killed: toll(4) }),
    }),
    source('Four killed as missile hits Dnipro', {
      strike: inUkraine({ attacker: 'Russia', places: ['Dnipro'], when: '2026-01-05', killed: toll(4) }),
    }),
  ],
  [
    'a strike report and a diplomacy update that share their names',
    false,
    source('Russian strike on Odesa kills two ahead of talks', {
      strike: inUkraine({ attacker: 'Russia', places: ['Odesa'], killed: toll(2) }),
    }),
    source('Russia and Ukraine hold talks as strike on Odesa kills two', {
      diplomacy: diplomacy({ kind: 'talks', participants: ['Russia', 'Ukraine'] }),
    }),
  ],
  [
    'a toll that rises in one town',
    true,
    source('Strike on Ternopil apartment block kills at least 3', {
      strike: inUkraine({ attacker: 'Russia', places: ['Ternopil'], killed: toll(3, 'at_least') }),
    }),
    source('Death toll of strike on Ternopil apartments climbs to 25', {
      publishedAt: MORNING + 8 * HOUR,
      strike: inUkraine({ attacker: 'Russia', places: ['Ternopil'], killed: toll(9) }),
    }),
  ],
  [
    'the same barrage counted by its drones',
    true,
    source('Russia fires nearly 400 drones at Ukraine', {
      strike: inUkraine({ attacker: 'Russia', weapons: [weapon('drone', 400, { qualifier: 'about' })] }),
    }),
    source('Four dead as Russia launches 392 drones at Ukraine', {
      strike: inUkraine({ attacker: 'Russia', killed: toll(4), weapons: [weapon('drone', 392)] }),
    }),
  ],
  [
    'two nights’ barrages, told by their drones',
    false,
    source('Russia launches 165 drones at Ukraine, air force says', {
      strike: inUkraine({ attacker: 'Russia', weapons: [weapon('drone', 165)] }),
    }),
    source('Russia launches 92 drones at Ukraine, air force says', {
      strike: inUkraine({ attacker: 'Russia', weapons: [weapon('drone', 92)] }),
    }),
  ],
  [
    'talks at another place',
    false,
    source('US and Ukraine hold peace talks in Geneva', {
      diplomacy: diplomacy({ kind: 'talks', participants: ['United States', 'Ukraine'], place: 'Geneva' }),
    }),
    source('US and Ukraine hold peace talks in Berlin', {
      diplomacy: diplomacy({ kind: 'talks', participants: ['United States', 'Ukraine'], place: 'Berlin' }),
    }),
  ],
  [
    'a call told from both ends',
    true,
    source('Putin and Trump discuss Ukraine settlement in phone call', {
      diplomacy: diplomacy({
        kind: 'call',
        participants: ['Vladimir Putin', 'Donald Trump'],
        topics: ['Ukraine settlement'],
      }),
    }),
    source('Kremlin calls Trump-Putin phone call constructive', {
      diplomacy: diplomacy({ kind: 'call', participants: ['Kremlin', 'Donald Trump'] }),
    }),
  ],
  [
    'an attack that the title lays to another side',
    false,
    source('New Iranian attacks hit Israel as more Israeli strikes pound Lebanon', {
      strike: inLebanon(),
    }),
    source('Israeli strikes hit Beirut amid threats on Iranian officials in Lebanon', {
      strike: inLebanon({ places: ['Beirut'] }),
    }),
  ],
  [
    'homes by two names',
    true,
    source('Mother, father and son killed in Israeli attack on Gaza home', {
      strike: strike({ attacker: 'Israel', country: 'Gaza Strip', killed: toll(3), targets: ['home'] }),
    }),
    source('Israeli air attack on Gaza apartment kills family of three', {
      strike: strike({ attacker: 'Israel', country: 'Gaza Strip', killed: toll(3), targets: ['apartment'] }),
    }),
  ],
  [
    'a country that only its people name',
    true,
    source('Thirty Cubans killed as US strike hits barracks in Caracas', {
      strike: strike({ attacker: 'United States', country: 'Cuba', killed: toll(30), targets: ['barracks'] }),
    }),
    source('US strike on barracks in Caracas kills 30 Cubans', {
      strike: strike({
        attacker: 'United States',
        country: 'Venezuela',
        places: ['Caracas'],
        killed: toll(30),
        targets: ['barracks'],
      }),
    }),
  ],
  [
    'talks with other sides',
    false,
    source('Putin and Modi discuss trade at summit', {
      diplomacy: diplomacy({ participants: ['Vladimir Putin', 'Narendra Modi'] }),
    }),
    source('Macron and Starmer discuss trade at summit', {
      diplomacy: diplomacy({ participants: ['Emmanuel Macron', 'Keir Starmer'] }),
    }),
  ],
  [
    'a land without forces read as the attacker, where it is the place',
    true,
    source('Israel says it targeted Hamas commander in Gaza strike', {
      strike: strike({ country: 'Gaza Strip', attacker: 'Israel' }),
    }),
    source('Gaza strike targeted Hamas commander, Israel says', {
      strike: strike({ country: null, attacker: 'Gaza Strip' }),
    }),
  ],
  [
    'rockets from a land without forces, and the strikes on it',
    false,
    source('Rockets kill two in Israel and Gaza', {
      strike: strike({ country: 'Israel', attacker: 'Gaza Strip', killed: toll(2) }),
    }),
    source('Strikes kill two in Gaza and Israel', {
      strike: strike({ country: 'Gaza Strip', attacker: 'Israel', killed: toll(2) }),
    }),
  ],
];

describe('createMatcher', () => {
  it.each(pairs)('%s: same event %s', (_, same, a, b) => {
    expect(createMatcher([storyOf(a)]).match(b) !== null).toBe(same);
    expect(createMatcher([storyOf(b)]).match(a) !== null).toBe(same);
  });

  it('gives reasons that a person can read', () => {
    const [, , a, b] = pairs[0]!;
    const match = createMatcher([storyOf(a)]).match(b);
    expect(match?.reasons).toContain('same place: odesa');
    expect(match?.likeness).toBeGreaterThan(0.5);
    expect(match?.likeness).toBeLessThanOrEqual(1);
  });

  it('takes the likeliest of several stories, however they are listed', () => {
    const stories = pairs.flatMap(([, , a, b]) => [storyOf(a), storyOf(b)]);
    const asked = source('Drone attack on Odesa port leaves two dead', {
      strike: inUkraine({ attacker: 'Russia', places: ['Odesa'], killed: toll(2) }),
    });
    const expected = createMatcher(stories).match(asked);
    expect(expected?.story.strike?.places[0]).toMatch(/Odes/);
    fc.assert(
      fc.property(fc.shuffledSubarray(stories, { minLength: stories.length }), (shuffled) => {
        const match = createMatcher(shuffled).match(asked);
        expect(match?.story.id).toBe(expected?.story.id);
        expect(match?.likeness).toBeCloseTo(expected?.likeness ?? 0, 9);
      }),
      { numRuns: 30 },
    );
  });

  it('never moves an article that is in a story', () => {
    const [, , a, b] = pairs[2]!;
    const matcher = createMatcher([storyOf(a), storyOf(b)]);
    const revised = { ...a, title: b.title, strike: b.strike };
    expect(matcher.match(revised)?.story.sources[0]?.articleId).toBe(a.articleId);
  });

  it('forgets a story that closed, and knows one that grew', () => {
    const story = storyOf(tale.attackFirst);
    const matcher = createMatcher([story]);
    expect(matcher.match(tale.attackSecond)?.story.id).toBe(story.id);
    const grown = storyOf(tale.attackFirst, tale.attackSecond);
    matcher.add(grown);
    expect(matcher.match(tale.attackThird)?.story.sources).toHaveLength(2);
    matcher.add(closeIfQuiet(grown, grown.updatedAt + 100 * HOUR, 72 * HOUR)!);
    expect(matcher.match(tale.attackThird)).toBeNull();
  });

  it('leaves reports without a topic alone', () => {
    const labour = source('Nurses strike for a second day over pay in northern hospitals');
    expect(createMatcher([storyOf(tale.attackFirst)]).match(labour)).toBeNull();
  });

  it('keeps a later attack on the same town apart', () => {
    const next = source('Russian strike on Kyiv clinic district kills one', {
      publishedAt: MORNING + 70 * HOUR,
      strike: inUkraine({ attacker: 'Russia', places: ['Kyiv'], killed: toll(1) }),
    });
    expect(createMatcher([storyOf(tale.attackFirst)]).match(next)).toBeNull();
  });

  it('takes any text without throwing', () => {
    const story = storyOf(tale.attackFirst);
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('', 'Kyiv', 'of the', '…', '0'),
    );
    fc.assert(
      fc.property(
        words,
        words,
        fc.array(words, { maxLength: 3 }),
        fc.option(words),
        (title, lead, places, who) => {
          const asked = source(title, {
            lead,
            strike: strike({ places, attacker: who, country: who, when: who }),
            diplomacy: diplomacy({ participants: places, place: who, date: who }),
          });
          const match = createMatcher([story, storyOf(asked)]).match({ ...asked, articleId: 'other' });
          expect(match === null || (match.likeness >= 0 && match.likeness <= 1)).toBe(true);
        },
      ),
    );
  });

  it('asks thousands of open stories without a second thought', () => {
    const towns = ['Kharkiv', 'Kherson', 'Sumy', 'Odesa', 'Dnipro', 'Rafah', 'Tyre', 'Khartoum'];
    const stories = Array.from({ length: 3000 }, (_, n) =>
      storyOf(
        source(`Strike number ${n} hits ${towns[n % towns.length]}`, {
          strike: strike({ places: [`Village${n}`], killed: toll(n % 7) }),
        }),
      ),
    );
    const matcher = createMatcher([...stories, storyOf(tale.attackFirst)]);
    expect(matcher.match(tale.attackSecond)?.story.headline).toBe(tale.attackFirst.title);
  });
});

describe('the tale of one day', () => {
  const { attackFirst, attackSecond, attackThird, talksFirst, talksSecond, claimFirst, claimSecond } = tale;
  const inOrder = [attackFirst, attackSecond, claimFirst, attackThird, talksFirst, talksSecond, claimSecond];
  const { stories, changes, storyOf: homes } = follow(inOrder);

  it('is three stories: the attack, the talks and the claim', () => {
    const [a1, a2, c1, a3, t1, t2, c2] = homes;
    expect([a2, a3]).toEqual([a1, a1]);
    expect(t2).toBe(t1);
    expect(c2).toBe(c1);
    expect(stories).toHaveLength(3);
  });

  it('moves the toll from one to two', () => {
    expect(inWords(changes[1])).toContainEqual(
      expect.objectContaining({ kind: 'killed', before: '1 killed', after: '2 killed' }),
    );
    expect(stories[0]?.strike?.killed).toMatchObject({ shown: toll(2), low: 1, high: 2 });
  });

  it('gathers who claims and who denies', () => {
    const claim = stories.find(({ disputes }) => disputes.length > 0);
    expect(claim?.disputes).toEqual([
      {
        claim: 'a drone attack on Putin’s residence',
        claimedBy: ['Russia'],
        disputedBy: ['Kyiv', 'Donald Trump'],
      },
    ]);
    expect(inWords(changes[6])).toContainEqual(
      expect.objectContaining({
        kind: 'denial',
        before: 'disputed by Kyiv',
        after: 'disputed by Kyiv and Donald Trump',
      }),
    );
  });

  it('is the same three stories in whatever order it is told', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        const { stories } = follow(shuffled);
        const groups = stories.map(({ sources }) => sources.map(({ articleId }) => articleId.split('-')[0]));
        expect(groups.every((ids) => new Set(ids).size === 1)).toBe(true);
        expect(stories).toHaveLength(3);
      }),
      { numRuns: 50 },
    );
  });
});
