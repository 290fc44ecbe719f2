import { describe, expect, it } from 'vitest';
import { mergeSource } from '../../src/stories/merge.ts';
import type { Source, StoryChange } from '../../src/stories/story.ts';
import { inWords } from '../in_words.ts';
import { diplomacy, dispute, HOUR, MORNING, publisher, source, storyOf, strike, toll } from './samples.ts';

/** What a second report changes, as kind, before and after. */
function moved(first: Partial<Source>, second: Partial<Source>) {
  const story = storyOf(source('First', { publisher: publisher('dniepr'), ...first }));
  const later = source('Second', {
    publisher: publisher('dniepr'),
    publishedAt: MORNING + 4 * HOUR,
    ...second,
  });
  const { changes } = mergeSource(story, later, MORNING + 4 * HOUR);
  return changes.map(({ kind, before, after }): Partial<StoryChange> => ({ kind, before, after }));
}

const talks = (more: Parameters<typeof diplomacy>[0]) => ({
  diplomacy: diplomacy({ kind: 'talks', participants: ['Iran', 'Oman'], place: 'Muscat', ...more }),
});

describe('what moved, with what was before', () => {
  it.each<[string, Partial<Source>, Partial<Source>, Partial<StoryChange>]>([
    [
      'talks that agree',
      talks({ state: 'under_way' }),
      talks({ state: 'agreed' }),
      { kind: 'agreed', before: 'under way', after: 'agreed in Muscat' },
    ],
    [
      'talks that fail',
      talks({ state: 'planned' }),
      talks({ state: 'failed' }),
      { kind: 'failed', before: 'planned', after: 'failed in Muscat' },
    ],
    [
      'a proposal that is rejected',
      talks({}),
      talks({ state: 'rejected' }),
      { kind: 'failed', before: null, after: 'rejected in Muscat' },
    ],
    [
      'an agreement that falls through',
      talks({ state: 'agreed' }),
      talks({ state: 'failed' }),
      { kind: 'failed', before: 'agreed', after: 'failed in Muscat' },
    ],
    [
      'the next round',
      talks({ nextDate: '2026-01-09' }),
      talks({ nextDate: '2026-01-12' }),
      { kind: 'talks', before: 'next on 9 January', after: 'next on 12 January' },
    ],
    [
      'people who are missed',
      { strike: strike({ missing: toll(4) }) },
      { strike: strike({ missing: toll(9, 'at_least') }) },
      { kind: 'missing', before: '4 missing', after: 'at least 9 missing' },
    ],
    [
      'people who were found',
      { strike: strike({ missing: toll(9) }) },
      { strike: strike({ missing: toll(2) }) },
      { kind: 'correction', before: '9 missing', after: '2 missing' },
    ],
    [
      'a denial',
      { strike: strike(), disputes: [dispute('drones attacked a palace', 'Russia')] },
      { strike: strike(), disputes: [dispute('drones attacked a palace', 'Russia', 'Kyiv')] },
      { kind: 'denial', before: null, after: 'disputed by Kyiv' },
    ],
  ])('%s', (_, first, second, change) => {
    expect(inWords(moved(first, second))).toContainEqual(change);
  });

  it('tells a state once: another report of it is no change', () => {
    expect(moved(talks({ state: 'agreed' }), talks({ state: 'agreed' }))).toEqual([]);
    expect(moved(talks({ state: 'agreed' }), talks({}))).toEqual([]);
  });
});
