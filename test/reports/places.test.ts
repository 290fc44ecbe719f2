import { describe, expect, it } from 'vitest';
import { countryOf, suggestPlaces } from '../../src/reports/places.ts';

describe('countryOf', () => {
  it.each([
    ['Kyiv', 'Ukraine'],
    ['kiev', 'Ukraine'],
    ['UKRAINE', 'Ukraine'],
    ['Kharkiv Oblast', 'Ukraine'],
    ['Lviv region', 'Ukraine'],
    ['Khan Yunis', 'Gaza Strip'],
    ['al-fashir', 'Sudan'],
    ['U.S.', 'United States'],
    ['us', 'United States'],
    ['Türkiye', 'Turkey'],
    ['the Netherlands', 'Netherlands'],
    ["Sana'a", 'Yemen'],
    ['Kremlin', 'Russia'],
  ])('%s is in %s', (name, country) => {
    expect(countryOf(name)).toBe(country);
  });

  it.each(['', 'Atlantis', 'Trump', 'NATO'])('knows no country for "%s"', (name) => {
    expect(countryOf(name)).toBeNull();
  });
});

describe('suggestPlaces', () => {
  it('offers countries first, then towns, no more than asked for', () => {
    expect(suggestPlaces('ukr', 1)).toEqual(['Ukraine']);
    const found = suggestPlaces('k', 10);
    expect(found).toHaveLength(10);
    expect(found[0]).toBe('Kazakhstan');
    expect(suggestPlaces('khan', 5)).toContain('Khan Younis');
    expect(suggestPlaces('', 0)).toEqual([]);
  });
});
