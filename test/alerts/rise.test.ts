import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { risesOf, tollOf } from '../../src/alerts/rise.ts';
import { inWords } from '../in_words.ts';
import { source, storyOf, strike, toll } from '../stories/samples.ts';

const storyWith = (killed: number | null, injured: number | null = null) =>
  storyOf(
    source('Strike', {
      strike: strike({
        killed: killed === null ? null : toll(killed),
        injured: injured === null ? null : toll(injured),
      }),
    }),
  );
const rises = (was: number, now: number) => risesOf({ killed: was, injured: 0 }, storyWith(now)).length > 0;
const injuries = (was: number, now: number) =>
  risesOf({ killed: 0, injured: was }, storyWith(null, now)).length > 0;

describe('a material rise', () => {
  it.each<[was: number, now: number, yes: boolean]>([
    [0, 1, true],
    [0, 0, false],
    [1, 2, false],
    [1, 3, false],
    [1, 4, true],
    [2, 5, true],
    [3, 5, false],
    [4, 8, true],
    [10, 14, false],
    [10, 15, true],
    [60, 79, false],
    [60, 80, true],
    [200, 230, false],
    [200, 240, true],
    [9, 3, false],
  ])('of the killed from %i to %i: %j', (was, now, yes) => expect(rises(was, now)).toBe(yes));

  it.each<[was: number, now: number, yes: boolean]>([
    [0, 3, false],
    [0, 10, true],
    [8, 17, false],
    [10, 20, true],
    [100, 149, false],
    [100, 150, true],
  ])('of the injured from %i to %i: %j', (was, now, yes) => expect(injuries(was, now)).toBe(yes));

  it('is told with what it was', () => {
    expect(inWords(risesOf({ killed: 2, injured: 3 }, storyWith(7, 20)))).toEqual([
      '7 killed (was 2)',
      '20 injured (was 3)',
    ]);
    expect(inWords(risesOf({ killed: 0, injured: 3 }, storyWith(1)))).toEqual([
      '1 killed (none was known before)',
    ]);
  });

  it('is never one of what is told already, and stays one however far it goes on', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (was, more, further) => {
        const story = storyWith(was);
        expect(risesOf(tollOf(story), story)).toEqual([]);
        if (rises(was, was + more)) expect(rises(was, was + more + further)).toBe(true);
      }),
    );
  });
});
