import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gravityOf } from '../../src/stories/gravity.ts';
import { diplomacy, publisher, source, storyOf, strike, tale, toll, weapon } from './samples.ts';

const scoreOf = (facts: { killed: number; injured: number; drones: number; publishers: number }) =>
  gravityOf({
    ...storyOf(
      source('Strike', {
        strike: strike({
          killed: toll(facts.killed),
          injured: toll(facts.injured),
          weapons: [weapon('drone', facts.drones)],
        }),
      }),
    ),
    publishers: Array.from({ length: facts.publishers }, (_, n) => publisher(`p${n}`)),
  }).score;

describe('gravityOf', () => {
  it('gives its reasons', () => {
    expect(storyOf(tale.attackFirst, tale.attackSecond).gravity).toEqual({
      score: 64,
      reasons: [
        '2 killed',
        '3 injured',
        '174 weapons launched',
        'hit: hospital or clinic and power or water',
        'a capital: Kyiv',
        '2 independent publishers',
      ],
    });
  });

  it('orders what people would order', () => {
    const gravity = (more: Parameters<typeof source>[1]) => storyOf(source('Story', more)).gravity.score;
    const ordered = [
      gravity({ strike: strike() }),
      gravity({ diplomacy: diplomacy({ kind: 'statement', participants: ['Iran'] }) }),
      gravity({ diplomacy: diplomacy({ kind: 'talks', participants: ['Russia', 'Ukraine'] }) }),
      gravity({ diplomacy: diplomacy({ kind: 'ceasefire', participants: ['Israel', 'Hamas', 'Qatar'] }) }),
      gravity({ strike: strike({ killed: toll(60), injured: toll(200), targets: ['hospital'] }) }),
    ];
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    expect(new Set(ordered).size).toBe(ordered.length);
  });

  it('never falls as a fact grows, and stays within 0 to 100', () => {
    const facts = fc.record({
      killed: fc.nat(5000),
      injured: fc.nat(5000),
      drones: fc.nat(2000),
      publishers: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom('killed', 'injured', 'drones', 'publishers'),
        fc.nat(100),
        (base, grown, by) => {
          const [before, after] = [
            scoreOf(base),
            scoreOf({ ...base, [grown]: base[grown as 'killed'] + by }),
          ];
          expect(after).toBeGreaterThanOrEqual(before);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(after).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});
