import { describe, expect, it } from 'vitest';
import { readPassages } from '../../src/reports/passage.ts';
import { lookUp, suggestPlaces } from '../../src/reports/places.ts';

const townsIn = (text: string) =>
  readPassages({ id: 'a', title: '', text, publishedAt: null }).flatMap(({ names }) =>
    names.filter(({ named }) => named.kind === 'town').map(({ named, text }) => `${text}, ${named.country}`),
  );

describe('towns of the gazetteer in a text', () => {
  it.each([
    ['A drone hit a depot in Lozova in Ukraine.', ['Lozova, Ukraine']],
    [
      'Shelling struck Ukraine’s towns of Lozova, Merefa and Derhachi.',
      ['Lozova, Ukraine', 'Merefa, Ukraine', 'Derhachi, Ukraine'],
    ],
    ['Syrian troops left the town of Salamiyah.', ['Salamiyah, Syria']],
    ['A blast was heard in Chongqing.', ['Chongqing, China']],
  ])('%s', (text, towns) => {
    expect(townsIn(text)).toEqual(towns);
  });

  it.each([
    ['a name of a person', 'Ukraine’s minister Oleh Lozova spoke to Merefa Bank.'],
    ['a word that begins a sentence', 'Reading is taught in schools in Ukraine. Normal life goes on.'],
    ['a town of a country that isn’t named', 'A blast was heard in Lozova.'],
    ['a newspaper', 'The Lozova Times reported it from Ukraine.'],
  ])('leaves %s alone', (_name, text) => {
    expect(townsIn(text)).toEqual([]);
  });
});

describe('towns where all is written in capitals', () => {
  it.each([
    ['A BOMB WENT OFF IN USULUTAN, EL SALVADOR, AND IN DOWNTOWN SONSONATE.', ['Usulutan', 'Sonsonate']],
    ['COLOMBIA: MINISTER CARLOS VALENCIA SPOKE OF THE STRIKE.', []],
    ['PERU SENT TROOPS TO THE TOWN OF UCHIZA.', ['Uchiza']],
  ])('%s', (text, towns) => {
    expect(townsIn(text).map((town) => town.split(',')[0])).toEqual(towns);
  });
});

describe('whereabouts', () => {
  it.each([
    ['Kyiv', 50.45, 30.52],
    ['Khan Yunis', 31.34, 34.3],
    ['Natanz', 33.51, 51.92],
    ['Al-Fashir', 13.63, 25.35],
    ['Zaporizhia', 47.82, 35.18],
    ['Lozova', 48.89, 36.32],
  ])('%s', (name, latitude, longitude) => {
    const named = lookUp(name);
    expect(named?.latitude).toBeCloseTo(latitude, 0);
    expect(named?.longitude).toBeCloseTo(longitude, 0);
  });

  it('has the region of a town', () => {
    expect(lookUp('Lozova')).toMatchObject({ country: 'Ukraine', region: 'Kharkiv' });
    expect(lookUp('Jabalia')?.country).toBe('Gaza Strip');
  });

  it('offers towns of the gazetteer behind those of the lexicon', () => {
    expect(suggestPlaces('Lozo', 5)).toContain('Lozova');
    expect(suggestPlaces('Khark', 1)).toEqual(['Kharkiv']);
  });
});
