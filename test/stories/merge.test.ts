import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMaterial } from '../../src/stories/changes.ts';
import { closeIfQuiet, mergeSource, openStory } from '../../src/stories/merge.ts';
import { inWords } from '../in_words.ts';
import {
  diplomacy,
  dispute,
  HOUR,
  MORNING,
  publisher,
  source,
  storyOf,
  strike,
  tale,
  toll,
  weapon,
} from './samples.ts';

const { attackFirst, attackSecond, attackThird, talksFirst, talksSecond } = tale;
const never = () => false;

describe('openStory', () => {
  it('opens with one change and a short id', () => {
    const story = openStory(attackFirst, MORNING, never);
    expect(story.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(story.timeline).toEqual([
      {
        kind: 'new',
        before: null,
        after: attackFirst.title,
        at: MORNING,
        publisherId: 'dniepr',
        articleId: 'attack-1',
      },
    ]);
    expect(story).toMatchObject({
      headline: attackFirst.title,
      topics: ['strike'],
      openedAt: MORNING,
      closedAt: null,
    });
  });

  it('takes a longer id where the short one is taken', () => {
    const { id } = openStory(attackFirst, MORNING, never);
    const longer = openStory(attackFirst, MORNING, (taken) => taken.length < 8).id;
    expect(longer).toHaveLength(8);
    expect(longer.startsWith(id)).toBe(true);
  });

  it('opens of an empty title all the same', () => {
    expect(openStory(source('  '), MORNING, never).headline).toBe('Untitled report');
  });
});

describe('mergeSource', () => {
  it('tells what moved, with what was before', () => {
    const { changes } = mergeSource(storyOf(attackFirst), attackSecond, MORNING + HOUR);
    expect(
      inWords(changes).map(({ kind, before, after }: Record<string, string>) => [kind, before, after]),
    ).toEqual([
      ['killed', '1 killed', '2 killed'],
      ['weapons', null, '165 drones launched'],
      ['weapons', null, 'at least 9 missiles launched'],
      ['place', 'Kyiv', 'Fastiv'],
      ['target', null, 'power outage'],
      ['corroborated', '1 publisher', '2 independent publishers: Dniepr and Continental'],
    ]);
    expect(changes.every((change) => isMaterial(change) && change.articleId === 'attack-2')).toBe(true);
  });

  it('merges facts in the order of first mention, without near duplicates', () => {
    const { strike } = storyOf(attackFirst, attackSecond, attackThird);
    expect(strike).toMatchObject({
      attacker: 'Russia',
      country: 'Ukraine',
      places: ['Kyiv', 'Fastiv'],
      when: '2026-01-05',
      targets: ['private clinic'],
      effects: ['power outage'],
      tollSource: 'regional governor',
    });
    const spelled = storyOf(
      source('A', { strike: strikeAt('Odesa', 'a hospital') }),
      source('B', { publishedAt: MORNING + HOUR, strike: strikeAt('Odessa', 'hospitals') }),
    );
    expect(spelled.strike).toMatchObject({ places: ['Odesa'], targets: ['a hospital'] });
  });

  it('goes down as well as up, and calls that a correction', () => {
    const story = storyOf(source('Five killed', { articleId: 'x', strike: strike({ killed: toll(5) }) }));
    const revised = source('Three killed', {
      articleId: 'x',
      publisher: story.publishers[0]!,
      strike: strike({ killed: toll(3) }),
    });
    const { story: next, changes } = mergeSource(
      story,
      { ...revised, seenAt: MORNING + HOUR },
      MORNING + HOUR,
    );
    expect(inWords(changes)).toEqual([
      {
        kind: 'correction',
        before: '5 killed',
        after: '3 killed',
        at: MORNING + HOUR,
        publisherId: story.publishers[0]!.id,
        articleId: 'x',
      },
    ]);
    expect(next.sources).toHaveLength(1);
    expect(next.sources[0]?.revisedAt).toBe(MORNING + HOUR);
    expect(next.headline).toBe('Three killed');
  });

  it('does nothing for the same source read again, whenever and with whatever date', () => {
    const story = storyOf(attackFirst, attackSecond);
    const again = { ...attackFirst, seenAt: MORNING + 9 * HOUR, publishedAt: MORNING + 8 * HOUR };
    const merged = mergeSource(story, again, MORNING + 9 * HOUR);
    expect(merged.changes).toEqual([]);
    expect(merged.story).toBe(story);
  });

  it('survives the store: a story read back from JSON merges the same', () => {
    const story = storyOf(attackFirst, attackSecond);
    const stored = JSON.parse(JSON.stringify(story)) as typeof story;
    expect(mergeSource(stored, attackSecond, MORNING).story).toBe(stored);
  });

  it('counts a reprinted wire story once', () => {
    const lead = attackSecond.lead;
    const reprints = ['gazette', 'courier'].map((id, n) =>
      source(`Attack leaves two dead, says agency, ${id}`, {
        publisher: publisher(id),
        publishedAt: MORNING + (2 + n) * HOUR,
        lead: `CITY (Agency) — ${lead}`,
        strike: attackSecond.strike,
      }),
    );
    const story = storyOf(attackSecond, ...reprints);
    expect(story.sources).toHaveLength(3);
    expect(story.publishers.map(({ id }) => id)).toEqual(['continental']);
  });

  it('shows the title with the newest toll, from the better placed, and doesn’t flap', () => {
    const before = storyOf(attackFirst);
    const risen = mergeSource(before, attackSecond, MORNING).story;
    expect(risen.headline).toBe(attackSecond.title);
    expect(mergeSource(risen, attackThird, MORNING).story.headline).toBe(attackSecond.title);
  });

  it('keeps another attack, told in passing, out of a story’s figures', () => {
    const yesterday = strike({
      attacker: 'Russia',
      country: 'Ukraine',
      places: ['Kherson'],
      killed: toll(40),
    });
    const story = storyOf(
      talksFirst,
      source('Paris talks open after deadly strike', {
        topics: ['diplomacy', 'strike'],
        diplomacy: talksSecond.diplomacy,
        strike: attackSecond.strike,
        publishedAt: MORNING + 4 * HOUR,
      }),
      source('Paris talks go on', {
        topics: ['diplomacy', 'strike'],
        diplomacy: talksSecond.diplomacy,
        strike: yesterday,
        publishedAt: MORNING + 5 * HOUR,
      }),
    );
    expect(story.topics).toEqual(['diplomacy', 'strike']);
    expect(story.strike?.killed?.high).toBe(2);
    expect(story.strike?.places).toEqual(['Kyiv', 'Fastiv']);
  });

  it('tells of talks that became an agreement', () => {
    const agreed = source('Allies sign guarantees in Paris', {
      publishedAt: MORNING + 30 * HOUR,
      diplomacy: diplomacy({
        kind: 'agreement',
        participants: ['France', 'Turkey'],
        place: 'Paris',
        date: '2026-01-06',
      }),
    });
    const { changes, story } = mergeSource(storyOf(talksSecond), agreed, MORNING + 30 * HOUR);
    expect(inWords(changes)).toContainEqual(
      expect.objectContaining({
        kind: 'talks',
        before: 'talks in Paris on 6 January',
        after: 'agreement in Paris on 6 January',
      }),
    );
    expect(inWords(changes)).toContainEqual(expect.objectContaining({ kind: 'talks', after: 'with Turkey' }));
    expect(story.diplomacy?.participants).toEqual(['France', 'United States', 'Ukraine', 'Turkey']);
  });

  it('takes weapon counts from the newest that has them, the exact before the round', () => {
    const drones = (launched: number | null, hours: number, more = {}) =>
      source(`Drones ${hours}`, {
        publishedAt: MORNING + hours * HOUR,
        strike: strike({ weapons: [weapon('drone', launched, more)] }),
      });
    const weapons = (...sources: ReturnType<typeof drones>[]) =>
      storyOf(sources[0]!, ...sources.slice(1)).strike?.weapons;
    expect(weapons(drones(150, 0, { intercepted: 120 }), drones(165, 1))).toEqual([weapon('drone', 165)]);
    expect(weapons(drones(165, 0), drones(160, 1, { qualifier: 'at_least' }))).toEqual([
      weapon('drone', 165),
    ]);
    expect(weapons(drones(165, 0), drones(null, 1, { intercepted: 140 }))).toEqual([
      weapon('drone', 165, { intercepted: 140 }),
    ]);
  });

  it('joins two wordings of one claim, and keeps another claim apart', () => {
    const story = storyOf(
      source('A', { disputes: [dispute('seizure of the village of Hrabove', 'Russia', 'Ukraine')] }),
      source('B', {
        disputes: [
          dispute('the village of Hrabove was seized', 'Moscow'),
          dispute('downing of a jet', 'Russia', 'Ukraine'),
        ],
      }),
    );
    expect(story.disputes.map(({ claim }) => claim)).toEqual([
      'seizure of the village of Hrabove',
      'downing of a jet',
    ]);
  });

  it('says the same whatever the order in which sources came', () => {
    const sources = [
      attackFirst,
      attackSecond,
      attackThird,
      source('Barrage on Kyiv', {
        strike: strike({ places: ['Kyiv'], killed: toll(1), attacker: 'Russia' }),
        publishedAt: MORNING + HOUR,
      }),
    ];
    const facts = (order: typeof sources) => {
      const { id, openedAt, updatedAt, timeline, ...rest } = storyOf(order[0]!, ...order.slice(1));
      return { ...rest, topics: rest.topics.toSorted() };
    };
    const expected = facts(sources);
    fc.assert(
      fc.property(fc.shuffledSubarray(sources, { minLength: sources.length }), (order) => {
        expect(facts(order)).toEqual(expected);
      }),
    );
  });

  it('takes any facts without throwing, twice the same as once', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('Kyiv', 'Kiev', 'Russia', ''),
    );
    const anyToll = fc.option(
      fc.record({ count: fc.nat(500), qualifier: fc.constantFrom('exact' as const, 'up_to' as const) }),
    );
    const anySource = fc.record({
      title: name,
      lead: name,
      places: fc.array(name, { maxLength: 3 }),
      killed: anyToll,
      who: fc.option(name),
      when: fc.option(fc.constantFrom('2026-01-05', '2026-01-06', 'soon')),
      publishedAt: fc.option(fc.integer({ min: 0, max: MORNING })),
    });
    fc.assert(
      fc.property(fc.array(anySource, { minLength: 1, maxLength: 5 }), (made) => {
        const sources = made.map(({ title, lead, places, killed, who, when, publishedAt }) =>
          source(title, {
            lead,
            publishedAt,
            strike: strike({ places, killed, attacker: who, when, targets: places }),
            diplomacy: diplomacy({ participants: places, place: who }),
            disputes: [dispute(title, who, ...places)],
          }),
        );
        const story = storyOf(sources[0]!, ...sources.slice(1));
        for (const again of sources)
          expect(mergeSource(story, again, MORNING)).toEqual({ story, changes: [] });
        expect(story.gravity.score).toBeGreaterThanOrEqual(0);
        expect(story.gravity.score).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('closeIfQuiet', () => {
  const story = storyOf(attackFirst);

  it('closes after the quiet time, once', () => {
    const closed = closeIfQuiet(story, story.updatedAt + 72 * HOUR, 72 * HOUR)!;
    expect(closed.closedAt).toBe(story.updatedAt + 72 * HOUR);
    expect(inWords(closed.timeline.at(-1))).toMatchObject({
      kind: 'closed',
      after: 'no report for 72 hours',
    });
    expect(isMaterial(closed.timeline.at(-1)!)).toBe(false);
    expect(closeIfQuiet(closed, story.updatedAt + 200 * HOUR, 72 * HOUR)).toBeNull();
  });

  it('leaves a story open that had a report since', () => {
    expect(closeIfQuiet(story, story.updatedAt + 72 * HOUR - 1, 72 * HOUR)).toBeNull();
  });
});

function strikeAt(place: string, target: string) {
  return strike({ places: [place], targets: [target] });
}
