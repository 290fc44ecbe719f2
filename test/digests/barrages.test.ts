import { describe, expect, it } from 'vitest';
import type { Publisher } from '../../src/articles/article.ts';
import { buildDigest } from '../../src/digests/build.ts';
import type { Evidence, WeaponUse } from '../../src/reports/report.ts';
import { HOUR, MORNING, publisher, source, storyOf, strike, weapon } from '../stories/samples.ts';

const everything = { topics: [], regions: [], minGravity: 0 };
const night = { since: MORNING - 12 * HOUR, until: MORNING + 12 * HOUR };
const week = { since: MORNING - 6 * 24 * HOUR, until: MORNING + 24 * HOUR };

function told(
  weapons: WeaponUse[],
  sentence: string,
  more: { country?: string; when?: string; kind?: Publisher['kind'] } = {},
) {
  const { country = 'Ukraine', when = '2026-01-05', kind = 'outlet' } = more;
  const evidence: Evidence = {
    field: 'strike.weapons.drone',
    sentence,
    start: 0,
    end: sentence.length,
    in: 'text',
  };
  const from = publisher(`p${sentence.length}${when}`, kind);
  return storyOf(
    source(sentence, { publisher: from, evidence: [evidence], strike: strike({ country, when, weapons }) }),
  );
}

const barragesOf = (stories: ReturnType<typeof told>[], window = night) =>
  buildDigest(stories, window, everything, 'UTC').barrages.map(({ country, weapons, saidBy }) => [
    country,
    ...weapons.map(({ kind, launched, intercepted }) => `${kind} ${launched}/${intercepted}`),
    ...saidBy,
  ]);

describe('the roll-up of what was launched and intercepted', () => {
  it('takes one source a night, the official before a larger one, and never adds a total to its parts', () => {
    const stories = [
      told([weapon('drone', 165, { intercepted: 137 })], 'The air force counted 165 drones and downed 137.'),
      told([weapon('drone', 40)], 'The air force saw 40 drones over Odesa alone.'),
      told([weapon('drone', 300)], 'Some 300 drones flew, a blogger wrote.'),
    ];
    expect(barragesOf(stories)).toEqual([['Ukraine', 'drone 165/137', 'air force']]);
    expect(buildDigest(stories, night, everything, 'UTC').figures).toMatchObject({
      launched: 165,
      intercepted: 137,
    });
  });

  it('names the publisher where no official speaks', () => {
    const story = told([weapon('missile', 3)], 'Three missiles were launched.');
    expect(barragesOf([story])).toEqual([['Ukraine', 'missile 3/null', story.publishers[0]!.name]]);
  });

  it('leaves out what is told of a week, a month or since long ago, and what is only a ceiling', () => {
    expect(
      barragesOf([
        told([weapon('drone', 1_700)], 'The air force counted 1,700 drones this week.'),
        told([weapon('drone', 5_000)], 'The air force has counted 5,000 drones since October.'),
        told([weapon('drone', 90, { qualifier: 'up_to' })], 'Up to 90 drones, the army said.'),
      ]),
    ).toEqual([]);
  });

  it('is one line a country, the one with the most first', () => {
    const stories = [
      told([weapon('drone', null, { intercepted: 57 })], 'The defence ministry said it downed 57 drones.', {
        country: 'Russia',
      }),
      told([weapon('drone', 165)], 'The air force counted 165 drones.'),
    ];
    expect(barragesOf(stories).map(([country]) => country)).toEqual(['Ukraine', 'Russia']);
  });

  it('adds the days of a longer window, a night that two date differently once', () => {
    const stories = [
      told([weapon('drone', 100)], 'The air force counted 100 drones.', { when: '2026-01-02' }),
      told([weapon('drone', 100)], 'The air force had counted 100.', { when: '2026-01-03' }),
      told([weapon('drone', 30)], 'The air force counted 30 drones.', { when: '2026-01-05' }),
    ];
    expect(barragesOf(stories, week)).toEqual([['Ukraine', 'drone 130/null', 'air force']]);
  });
});
