import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wants } from '../../src/alerts/filters.ts';
import type { AlertFilters } from '../../src/alerts/subscription.ts';
import { source, storyOf, strike, tale } from '../stories/samples.ts';

const attack = storyOf(tale.attackFirst, tale.attackSecond);
const talks = storyOf(tale.talksFirst, tale.talksSecond);
const filters = (more: Partial<AlertFilters> = {}): AlertFilters => ({
  topics: [],
  regions: [],
  minGravity: 0,
  ...more,
});

describe('wants', () => {
  it.each<[region: string, story: typeof attack, yes: boolean]>([
    ['Ukraine', attack, true],
    ['ukraine', attack, true],
    ['Kyiv', attack, true],
    ['Kiev', attack, true],
    ['Fastiv', attack, true],
    ['Kharkiv', attack, false],
    // Who attacked is not where it happened.
    ['Russia', attack, false],
    ['Sudan', attack, false],
    ['Paris', talks, true],
    ['France', talks, true],
    ['USA', talks, true],
    ['Ukraine', talks, true],
    ['Berlin', talks, false],
    ['', talks, false],
  ])('region %j', (region, story, yes) => {
    expect(wants(filters({ regions: [region] }), story).yes).toBe(yes);
  });

  it('finds the country of a place where no country was read', () => {
    const story = storyOf(source('Shelling', { strike: strike({ places: ['Kherson'] }) }));
    expect(wants(filters({ regions: ['Ukraine'] }), story).yes).toBe(true);
  });

  it('needs one of several regions', () => {
    expect(wants(filters({ regions: ['Sudan', 'Ukraine'] }), attack)).toMatchObject({
      yes: true,
      reason: expect.stringContaining('in Ukraine'),
    });
  });

  it('says what stands against it', () => {
    expect(wants(filters({ topics: ['diplomacy'] }), attack).reason).toBe(
      'about strike, and you asked for diplomacy',
    );
    expect(wants(filters({ regions: ['Sudan'] }), attack).reason).toBe('not in Sudan');
    expect(wants(filters({ minGravity: 100 }), attack).reason).toBe(
      `gravity ${attack.gravity.score} is below your 100`,
    );
  });

  it('takes any region that people type, with a reason always', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 3 }), (regions) => {
        expect(wants(filters({ regions }), attack).reason).not.toBe('');
      }),
    );
  });
});
