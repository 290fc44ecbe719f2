import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gravityOf } from '../../src/stories/gravity.ts';
import { inWords } from '../in_words.ts';
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
    expect(inWords(storyOf(tale.attackFirst, tale.attackSecond).gravity)).toEqual({
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

  const told = (sentence: string, field = 'strike.killed') => ({
    evidence: [{ field, sentence, start: 0, end: sentence.length, in: 'text' as const }],
  });

  it.each<[name: string, facts: Parameters<typeof source>[1], score: number, reasons: string[]]>([
    ['a bare strike', { strike: strike() }, 5, ['a strike without known casualties']],
    ['one killed', { strike: strike({ killed: toll(1) }) }, 15, ['1 killed']],
    ['ten killed', { strike: strike({ killed: toll(10) }) }, 35, ['10 killed']],
    ['thousands killed', { strike: strike({ killed: toll(4000) }) }, 65, ['4,000 killed']],
    ['ten injured', { strike: strike({ injured: toll(10) }) }, 18, ['10 injured']],
    ['ten missing', { strike: strike({ missing: toll(10) }) }, 13, ['10 missing']],
    [
      'children killed',
      { strike: strike({ killed: toll(3) }), ...told('Three people, two of them children, were killed.') },
      31,
      ['3 killed', 'children among the casualties'],
    ],
    [
      'a children’s hospital is a hospital',
      {
        strike: strike({ killed: toll(3), targets: ['children’s hospital'] }),
        ...told('Three died when a children’s hospital was hit.'),
      },
      31,
      ['3 killed', 'hit: hospital or clinic'],
    ],
    [
      'children told of elsewhere than the toll',
      { strike: strike({ killed: toll(3) }), ...told('Children play there.', 'strike.places') },
      25,
      ['3 killed'],
    ],
    ['99 drones', { strike: strike({ weapons: [weapon('drone', 99)] }) }, 19, ['99 weapons launched']],
    [
      'a school and homes',
      { strike: strike({ targets: ['school', 'apartment block'] }) },
      17,
      ['hit: school and homes'],
    ],
    ['a capital', { strike: strike({ places: ['Kyiv'] }) }, 10, ['a capital: Kyiv']],
    [
      'talks of two',
      { diplomacy: diplomacy({ kind: 'talks', participants: ['Russia', 'Ukraine'] }) },
      28,
      ['talks of Russia and Ukraine'],
    ],
    [
      'talks that agreed',
      { diplomacy: diplomacy({ kind: 'talks', participants: ['Russia', 'Ukraine'], state: 'agreed' }) },
      38,
      ['talks of Russia and Ukraine, agreed'],
    ],
    [
      'both count the graver part whole and a quarter of the other',
      {
        strike: strike({ killed: toll(10) }),
        diplomacy: diplomacy({ kind: 'ceasefire', participants: ['Israel', 'Hamas'] }),
      },
      57,
      ['ceasefire of Israel and Hamas', '10 killed'],
    ],
  ])('%s', (_, facts, score, reasons) => {
    expect(inWords(storyOf(source('Story', facts)).gravity)).toEqual({ score, reasons });
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
