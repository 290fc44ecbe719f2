import { describe, expect, it } from 'vitest';
import { createMatcher } from '../../src/stories/match.ts';
import { withoutArticle } from '../../src/stories/merge.ts';
import { takeIn } from '../../src/stories/take_in.ts';
import { HOUR, MORNING, publisher, source, storyOf, strike, toll } from './samples.ts';

const onOdesa = (killed: number) =>
  strike({ attacker: 'Russia', country: 'Ukraine', places: ['Odesa'], killed: toll(killed) });

const first = source('Drone attack on Odesa port kills two', {
  publisher: publisher('dniepr'),
  lead: 'Russian drones killed two people in the port of Odesa overnight, the governor said.',
  strike: onOdesa(2),
});
const second = source('Two dead in drone strike on port of Odesa', {
  publisher: publisher('meridian'),
  publishedAt: MORNING + HOUR,
  lead: 'Two port workers died in Odesa when Russian drones struck at night, officials said.',
  strike: onOdesa(2),
});
const story = storyOf(first, second);
/** The second article, as it reads later. */
const rewritten = (title: string, more: Partial<typeof second> = {}) => ({
  ...second,
  title,
  lead: title,
  seenAt: MORNING + 3 * HOUR,
  ...more,
});

describe('a revision', () => {
  it.each<[name: string, revision: typeof second, leaves: boolean]>([
    ['of the same text stays', { ...second, seenAt: MORNING + 3 * HOUR }, false],
    [
      'with a higher toll stays',
      rewritten('Toll of drone strike on Odesa port rises to five', { strike: onOdesa(5) }),
      false,
    ],
    [
      'that tells of another attack leaves',
      rewritten('Shelling of market in Kherson kills nine', {
        strike: strike({ attacker: 'Russia', country: 'Ukraine', places: ['Kherson'], killed: toll(9) }),
      }),
      true,
    ],
    [
      'with nothing in common leaves',
      rewritten('Parliament in Lisbon adopts budget after long night', { strike: null, topics: [] }),
      true,
    ],
  ])('%s', (_, revision, leaves) => {
    expect(createMatcher([story]).leaves(revision)?.id ?? null).toBe(leaves ? story.id : null);
  });

  it('never leaves a story that has no other article', () => {
    const alone = storyOf(second);
    const matcher = createMatcher([alone]);
    expect(matcher.leaves(rewritten('Parliament in Lisbon adopts budget'))).toBeNull();
    expect(withoutArticle(alone, second.articleId, MORNING)).toBeNull();
  });

  it('that leaves opens a story of its own, and the one that it left is as if it had never been there', () => {
    const matcher = createMatcher([story]);
    const revision = rewritten('Shelling of market in Kherson kills nine', {
      strike: strike({ attacker: 'Russia', country: 'Ukraine', places: ['Kherson'], killed: toll(9) }),
    });
    const told = takeIn(matcher, revision, revision.seenAt, { taken: (id) => id === story.id });
    expect(told).toMatchObject({ opened: true, joined: [] });
    expect(told.story.id).not.toBe(story.id);
    expect(told.story.strike?.places).toEqual(['Kherson']);
    expect(told.left?.story).toMatchObject({
      id: story.id,
      sources: [{ articleId: first.articleId }],
      publishers: [{ id: 'dniepr' }],
      strike: { places: ['Odesa'] },
    });
    expect(told.left?.changes.map(({ kind }) => kind)).toContain('left');
    // Both are open, and each finds its own again.
    expect(matcher.match(first)?.story.id).toBe(story.id);
    expect(matcher.match(revision)?.story.id).toBe(told.story.id);
    expect(takeIn(matcher, revision, revision.seenAt, { taken: () => false }).left).toBeNull();
  });

  it('joins the story that it is of, where there is one', () => {
    const kherson = storyOf(
      source('Shells hit market in Kherson, nine killed', {
        publishedAt: MORNING + 2 * HOUR,
        lead: 'Nine people were killed when Russian shells hit a market in Kherson.',
        strike: strike({ attacker: 'Russia', country: 'Ukraine', places: ['Kherson'], killed: toll(9) }),
      }),
    );
    const revision = rewritten('Shelling of market in Kherson kills nine', {
      lead: 'Russian shelling of a market in Kherson killed nine people, the governor said.',
      strike: strike({ attacker: 'Russia', country: 'Ukraine', places: ['Kherson'], killed: toll(9) }),
    });
    const told = takeIn(createMatcher([story, kherson]), revision, revision.seenAt, { taken: () => false });
    expect(told).toMatchObject({ opened: false, story: { id: kherson.id } });
    expect(told.left?.story.id).toBe(story.id);
  });
});
