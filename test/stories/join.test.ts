import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddsOf, SIGNALS } from '../../src/stories/likeness.ts';
import { createMatcher } from '../../src/stories/match.ts';
import { joinStories, mergeSource } from '../../src/stories/merge.ts';
import { MODEL } from '../../src/stories/model.ts';
import { termsOf } from '../../src/stories/terms.ts';
import { follow, HOUR, MORNING, publisher, source, storyOf } from './samples.ts';

describe('joinStories', () => {
  const older = storyOf(source('Bridge over the Drava collapses', { publisher: publisher('dniepr') }));
  const younger = storyOf(
    source('Dozens of cars fall as Drava bridge gives way', {
      publisher: publisher('meridian'),
      publishedAt: MORNING + HOUR,
    }),
  );

  it('keeps the id of the story that stays, all sources, and says what was joined', () => {
    const { story, changes } = joinStories(older, [younger], MORNING + 2 * HOUR);
    expect(story.id).toBe(older.id);
    expect(story.sources.map(({ articleId }) => articleId)).toEqual(
      [...older.sources, ...younger.sources].map(({ articleId }) => articleId),
    );
    expect(changes.map(({ kind }) => kind)).toEqual(['joined', 'corroborated']);
    expect(changes[0]?.after).toContain(younger.id);
    expect(story.publishers).toHaveLength(2);
  });

  it('changes nothing where there is nothing to join', () => {
    expect(joinStories(older, [], MORNING)).toEqual({ story: older, changes: [] });
  });
});

describe('a matcher', () => {
  it('forgets a story that was joined to another', () => {
    const story = storyOf(source('Bridge over the Drava collapses'));
    const matcher = createMatcher([story]);
    const asked = story.sources[0]!;
    expect(matcher.match(asked)?.story.id).toBe(story.id);
    matcher.remove(story.id);
    expect(matcher.match(asked)).toBeNull();
  });

  it('puts news of no topic into stories too', () => {
    const { storyOf: homes } = follow([
      source('Magnitude 6.1 earthquake shakes Qeshm island in southern Iran, ten dead', {
        lead: 'Ten people died when an earthquake of magnitude 6.1 shook the island of Qeshm.',
      }),
      source('Ten dead as earthquake hits Iranian island of Qeshm', {
        lead: 'A quake of magnitude 6.1 on the Gulf island of Qeshm killed ten people.',
      }),
      source('Actress wins award for film about lighthouse keepers', {
        lead: 'The film about two lighthouse keepers brought its leading actress an award.',
      }),
    ]);
    expect(homes[1]).toBe(homes[0]);
    expect(homes[2]).not.toBe(homes[0]);
  });

  it.each([
    ['a date in the future', { publishedAt: Date.UTC(2099, 0, 1) }],
    ['a date in 1970', { publishedAt: 0 }],
    ['no date', { publishedAt: null }],
  ])('joins a report with %s', (_, dated) => {
    const first = source('Ferry sinks off Zanzibar with ninety aboard', {
      lead: 'A ferry sank off Zanzibar.',
    });
    const story = storyOf(first);
    const again = source('Ferry with ninety aboard sinks off Zanzibar', {
      lead: 'A ferry with ninety aboard sank off Zanzibar.',
      seenAt: first.seenAt + HOUR,
      ...dated,
    });
    expect(createMatcher([story]).match(again)?.story.id).toBe(story.id);
  });

  it('keeps an article in its story, whatever its new text says', () => {
    const first = source('Ferry sinks off Zanzibar');
    const story = storyOf(first);
    const rewritten = { ...first, title: 'Parliament adopts the budget', seenAt: first.seenAt + HOUR };
    expect(createMatcher([story]).match(rewritten)?.story.id).toBe(story.id);
    expect(mergeSource(story, rewritten, MORNING + HOUR).story.sources).toHaveLength(1);
  });

  it('takes hundreds of articles of one event in one poll for one story', () => {
    const { stories } = follow(
      Array.from({ length: 200 }, (_, at) =>
        source(`Ferry with ninety aboard sinks off Zanzibar`, { publisher: publisher(`paper${at}`) }),
      ),
    );
    expect(stories).toHaveLength(1);
    expect(stories[0]?.publishers).toHaveLength(1);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 6 }), (titles) => {
        const { storyOf: homes } = follow(titles.map((title) => source(title)));
        expect(homes).toHaveLength(titles.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the model', () => {
  it('has a weight for each signal and a constant', () => {
    expect(MODEL.likeness).toHaveLength(SIGNALS.length + 1);
    const signals = SIGNALS.map(() => 0);
    expect(oddsOf(signals, MODEL.likeness)).toBeLessThan(0);
    const alike = signals.with(SIGNALS.indexOf('cosine'), 1);
    expect(oddsOf(alike, MODEL.likeness)).toBeGreaterThan(oddsOf(signals, MODEL.likeness));
  });

  it('knows a rare word from a common one', () => {
    expect(MODEL.rarityOf('zanzibar')).toBeGreaterThan(MODEL.rarityOf('russia') + 2);
  });
});

describe('termsOf', () => {
  it.each([
    ['1,000 drones', '1000 drone'],
    ['1K drones', '1000 drone'],
    ['a quake of 5.6', 'quake 5d6'],
    ['the 11th night', '11'],
    ['$7bn for Kenyans', '7 billion kenya'],
    ['US hits Iran', 'america attack iran'],
    ['https://news.example/2026/ferry-sinks', '2026 ferry sink'],
  ])('reads %s', (text, terms) => {
    expect(termsOf(text).join(' ')).toBe(terms);
  });
});
