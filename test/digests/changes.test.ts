import { describe, expect, it } from 'vitest';
import { buildDigest } from '../../src/digests/build.ts';
import { changesWithin } from '../../src/digests/changes.ts';
import type { StoryChange } from '../../src/stories/story.ts';
import { HOUR, MORNING, source, storyOf, strike, toll } from '../stories/samples.ts';

const window = { since: MORNING + 12 * HOUR, until: MORNING + 36 * HOUR };

function change(kind: StoryChange['kind'], before: string | null, after: string, hours: number): StoryChange {
  return { kind, before, after, at: MORNING + hours * HOUR, publisherId: null, articleId: null };
}

function story(...timeline: StoryChange[]) {
  const opened = storyOf(source('Market shelled', { strike: strike({ killed: toll(2) }) }));
  return { ...opened, timeline: [...opened.timeline, ...timeline], updatedAt: MORNING + 30 * HOUR };
}

describe('what changed since the last digest', () => {
  it.each<[string, StoryChange[], string[]]>([
    [
      'a toll from its first to its last state',
      [
        change('killed', '1 killed', '2 killed', 2),
        change('killed', '2 killed', '4 killed', 13),
        change('killed', '4 killed', '5 killed', 20),
      ],
      ['2 killed → 5 killed'],
    ],
    [
      'one that was taken back',
      [change('killed', '2 killed', '4 killed', 13), change('correction', '4 killed', '2 killed', 14)].map(
        (each) => ({ ...each, kind: 'killed' as const }),
      ),
      [],
    ],
    [
      'a correction of a toll, not of places',
      [
        change('correction', '4 killed', '3 killed', 14),
        change('correction', 'Kyiv and Fastiv', 'Fastiv', 14),
      ],
      ['4 killed → 3 killed'],
    ],
    [
      'denials and talks, in their order',
      [
        change('denial', null, 'disputed by Kyiv', 13),
        change('talks', 'talks in Paris', 'agreement in Paris', 15),
      ],
      ['disputed by Kyiv', 'talks in Paris → agreement in Paris'],
    ],
    [
      'talks from their first to their last state, and who joined, with days as people write them',
      [
        change('talks', 'meeting', 'meeting on 2026-01-05', 13),
        change('talks', 'France', 'with Ukraine', 14),
        change('talks', 'meeting on 2026-01-05', 'agreement in Paris on 2026-01-05', 15),
      ],
      ['meeting → agreement in Paris on 5 January', 'France → with Ukraine'],
    ],
    ['nothing that happened after it', [change('killed', '2 killed', '4 killed', 37)], []],
    [
      'nor what readers needn’t know',
      [
        change('corroborated', '1 publisher', '2 publishers', 14),
        change('place', 'Kyiv', 'Fastiv', 14),
        change('closed', null, 'closed', 15),
      ],
      [],
    ],
  ])('tells %s', (_, timeline, expected) => {
    expect(changesWithin(story(...timeline), window)).toEqual(expected);
  });

  it('is told of stories that opened before, which are counted and told nowhere else', () => {
    const old = story(change('killed', '2 killed', '4 killed', 20));
    const digest = buildDigest([old], window, { topics: [], regions: [], minGravity: 0 }, 'UTC');
    expect(digest.changes).toMatchObject([{ storyId: old.id, changes: ['2 killed → 4 killed'] }]);
    expect(digest.strikes).toEqual([]);
    expect(digest.figures.killed).toBe(0);
  });
});
