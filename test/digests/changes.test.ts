import { describe, expect, it } from 'vitest';
import { buildDigest } from '../../src/digests/build.ts';
import { changesWithin } from '../../src/digests/changes.ts';
import { inEnglish, type Said } from '../../src/languages/say.ts';
import type { DiplomacyKind } from '../../src/reports/report.ts';
import { talksSaid } from '../../src/stories/changes.ts';
import type { StoryChange } from '../../src/stories/story.ts';
import { tollSaid } from '../../src/stories/wording.ts';
import { HOUR, MORNING, source, storyOf, strike, toll } from '../stories/samples.ts';

const window = { since: MORNING + 12 * HOUR, until: MORNING + 36 * HOUR };

function change(kind: StoryChange['kind'], before: Said | null, after: Said, hours: number): StoryChange {
  return { kind, before, after, at: MORNING + hours * HOUR, publisherId: null, articleId: null };
}

const killed = (count: number): Said => tollSaid(toll(count), 'killed');
const talks = (kind: DiplomacyKind, place: string | null, date: string | null): Said =>
  talksSaid({ kind, place, date });
const disputed: Said = { key: 'dispute.disputed_by', values: { names: 'Kyiv' } };
const withUkraine: Said = { key: 'talks.with', values: { names: ['Ukraine'] } };

function story(...timeline: StoryChange[]) {
  const opened = storyOf(source('Market shelled', { strike: strike({ killed: toll(2) }) }));
  return { ...opened, timeline: [...opened.timeline, ...timeline], updatedAt: MORNING + 30 * HOUR };
}

describe('what changed since the last digest', () => {
  it.each<[string, StoryChange[], string[]]>([
    [
      'a toll from its first to its last state',
      [
        change('killed', killed(1), killed(2), 2),
        change('killed', killed(2), killed(4), 13),
        change('killed', killed(4), killed(5), 20),
      ],
      ['2 killed → 5 killed'],
    ],
    [
      'one that was taken back',
      [change('killed', killed(2), killed(4), 13), change('correction', killed(4), killed(2), 14)].map(
        (each) => ({ ...each, kind: 'killed' as const }),
      ),
      [],
    ],
    [
      'a correction of a toll, not of places',
      [change('correction', killed(4), killed(3), 14), change('correction', 'Kyiv and Fastiv', 'Fastiv', 14)],
      ['4 killed → 3 killed'],
    ],
    [
      'denials and talks, in their order',
      [
        change('denial', null, disputed, 13),
        change('talks', talks('talks', 'Paris', null), talks('agreement', 'Paris', null), 15),
      ],
      ['disputed by Kyiv', 'talks in Paris → agreement in Paris'],
    ],
    [
      'what talks came to, from their first to their last state, with days as people write them',
      [
        change('talks', talks('meeting', null, null), talks('meeting', null, '2026-01-05'), 13),
        change('talks', 'France', withUkraine, 14),
        change('talks', talks('meeting', null, '2026-01-05'), talks('agreement', 'Paris', '2026-01-05'), 15),
      ],
      ['meeting → agreement in Paris on 5 January'],
    ],
    [
      'talks that were put off',
      [change('talks', talks('talks', 'Paris', '2026-01-05'), talks('talks', 'Paris', '2026-01-09'), 13)],
      ['talks in Paris on 5 January → talks in Paris on 9 January'],
    ],
    [
      'neither who else was named nor a place that became known',
      [
        change('talks', talks('meeting', null, null), talks('meeting', 'Paris', null), 13),
        change('talks', 'France', withUkraine, 14),
        change('talks', talks('meeting', 'Paris', null), talks('talks', 'Paris', null), 15),
      ],
      [],
    ],
    ['nothing that happened after it', [change('killed', killed(2), killed(4), 37)], []],
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
    expect(changesWithin(story(...timeline), window, inEnglish)).toEqual(expected);
  });

  it('is told of stories that opened before, which are counted and told nowhere else', () => {
    const old = story(change('killed', killed(2), killed(4), 20));
    const digest = buildDigest([old], window, { topics: [], regions: [], minGravity: 0 }, 'UTC');
    expect(digest.changes).toMatchObject([{ storyId: old.id, changes: ['2 killed → 4 killed'] }]);
    expect(digest.strikes).toEqual([]);
    expect(digest.figures.killed).toBe(0);
  });
});
