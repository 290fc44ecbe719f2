import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../src/reports/lexicon/countries.ts';
import { TOWNS } from '../../src/reports/lexicon/towns.ts';
import { readPassages } from '../../src/reports/passage.ts';
import { countryOf, lookUp, suggestPlaces } from '../../src/reports/places.ts';

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

describe('whereabouts', () => {
  it.each([
    ['Kharkiv Oblast', 'region', 'Ukraine', 'Kharkiv', 49.7, 36.4],
    ['Kharkiv', 'town', 'Ukraine', 'Kharkiv', 49.98, 36.25],
    ['state of Borno', 'region', 'Nigeria', 'Borno', 11.6, 13.0],
    ['Antioquia', 'region', 'Colombia', 'Antioquia', 6.6, -75.6],
    ['San Miguel department', 'region', 'El Salvador', 'San Miguel', 13.5, -88.3],
    ["Cox's Bazar", 'town', 'Bangladesh', 'Chittagong', 21.4, 92.0],
    ['Ukraine', 'country', 'Ukraine', null, 48.0, 31.4],
    ['Texas', 'region', 'United States', 'Texas', 31.0, -97.7],
    ['Nagorno-Karabakh', 'region', 'Azerbaijan', 'Nagorno-Karabakh', 39.8, 46.8],
  ])('%s is a %s of %s', (name, kind, country, region, latitude, longitude) => {
    const found = lookUp(name);
    expect(found).toMatchObject({ kind, country });
    expect(found?.region ?? null).toBe(region);
    expect(found?.latitude).toBeCloseTo(latitude, 0);
    expect(found?.longitude).toBeCloseTo(longitude, 0);
  });

  it('are known of every country, capital, town and region of the lexicon', () => {
    const rows = (table: string) =>
      table
        .trim()
        .split('\n')
        .map((line) => line.split(';'));
    const names = [
      ...rows(COUNTRIES).flatMap(([name, , , capital]) => [name, capital?.split('/')[0]]),
      ...rows(TOWNS).flatMap(([, towns, regions]) =>
        `${towns},${regions}`.split(',').map((group) => group.split('/')[0]),
      ),
    ];
    expect(names.filter((name) => name && lookUp(name)?.latitude === undefined)).toEqual([]);
  });

  it.each([
    ['Kyiv', 'Kiev'],
    ['Odesa', 'Odessa'],
    ['Zaporizhzhia', 'Zaporizhia'],
    ['Khan Younis', 'Khan Yunis'],
    ['El Fasher', 'Al-Fashir'],
  ])('%s is %s', (name, other) => {
    expect(lookUp(other)).toEqual(lookUp(name));
    const [passage] = readPassages({
      id: 'a',
      title: '',
      text: `A drone hit ${other} on Monday.`,
      publishedAt: null,
    });
    expect(passage?.names.map(({ named }) => named.name)).toEqual([name]);
  });

  it('finds a name with an apostrophe inside', () => {
    const [passage] = readPassages({
      id: 'a',
      title: '',
      text: "Shells fell near Cox's Bazar.",
      publishedAt: null,
    });
    expect(passage?.names.map(({ text }) => text)).toEqual(["Cox 's Bazar"]);
  });
});
