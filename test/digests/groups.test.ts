import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../src/digests/groups.ts';
import type { StrikeReport } from '../../src/reports/report.ts';
import { HOUR, MORNING, source, storyOf, strike, toll } from '../stories/samples.ts';

type Facts = Partial<StrikeReport>;

/** Stories of one country and attacker but for what is said, the gravest first, as sizes of their groups. */
function sizesOf(...attacks: Facts[]): number[] {
  const stories = attacks.map((facts, at) =>
    storyOf(
      source(`Attack ${at}`, {
        strike: strike({
          ...{ country: 'Syria', attacker: 'Turkey', places: [], when: null, killed: null, injured: null },
          ...{ weapons: [], ...facts },
        }),
      }),
    ),
  );
  return groupsOf(stories).map(({ also }) => 1 + also.length);
}

describe('groupsOf', () => {
  it.each<[string, Facts[], number[]]>([
    ['one toll of several is one attack', [{ killed: toll(9) }, { killed: toll(9) }], [2]],
    ['a small toll may be another’s', [{ killed: toll(2) }, { killed: toll(2) }], [1, 1]],
    ['another toll is another attack', [{ killed: toll(9) }, { killed: toll(8) }], [1, 1]],
    [
      'in another town too',
      [
        { killed: toll(9), places: ['Aleppo'] },
        { killed: toll(9), places: ['Homs'] },
      ],
      [1, 1],
    ],
    ['by another too', [{ killed: toll(9) }, { killed: toll(9), attacker: 'Israel' }], [1, 1]],
    ['and in another country', [{ killed: toll(9) }, { killed: toll(9), country: 'Iraq' }], [1, 1]],
    [
      'on another day too',
      [
        { killed: toll(9), when: '2026-01-04' },
        { killed: toll(9), when: '2026-01-05' },
      ],
      [1, 1],
    ],
    [
      'where nobody says who, a toll tells nothing',
      [{ killed: toll(9) }, { killed: toll(9), attacker: null }],
      [1, 1],
    ],
    [
      'one that says nothing more goes with the only attack',
      [{ killed: toll(9), places: ['Aleppo'] }, {}, { attacker: null }],
      [3],
    ],
    [
      'with none where there are two',
      [{ killed: toll(9), places: ['Aleppo'] }, { killed: toll(8), places: ['Homs'] }, {}],
      [1, 1, 1],
    ],
    [
      'but with that in its town',
      [{ killed: toll(9), places: ['Aleppo'] }, { killed: toll(8), places: ['Homs'] }, { places: ['Homs'] }],
      [1, 2],
    ],
    ['a town of its own is its own', [{ killed: toll(9), places: ['Aleppo'] }, { places: ['Homs'] }], [1, 1]],
    [
      'and so are weapons that were counted',
      [
        { killed: toll(9) },
        { weapons: [{ kind: 'drone', launched: 7, intercepted: null, hit: null, qualifier: 'exact' }] },
      ],
      [1, 1],
    ],
    [
      'no country, no group',
      [
        { killed: toll(9), country: null },
        { killed: toll(9), country: null },
      ],
      [1, 1],
    ],
  ])('%s', (_, attacks, sizes) => {
    expect(sizesOf(...attacks)).toEqual(sizes);
  });

  it('two days apart are two attacks', () => {
    const one = storyOf(
      source('One', {
        strike: strike({ country: 'Syria', attacker: 'Turkey', killed: toll(9), when: null }),
      }),
    );
    const later = { ...one, openedAt: MORNING + 60 * HOUR };
    expect(groupsOf([one, later])).toHaveLength(2);
    expect(groupsOf([one, one])).toHaveLength(1);
  });
});
