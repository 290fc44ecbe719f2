import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignLanguage } from '../../src/reports/language.ts';
import { readReport } from '../../src/reports/read.ts';

describe('foreignLanguage', () => {
  it.each([
    ['French', 'Guerre en Ukraine : trois morts dans une frappe sur Kharkiv'],
    ['Spanish', 'Tres muertos y diez heridos en un ataque ruso contra Odesa'],
    ['German', 'Drei Tote bei russischem Angriff auf Charkiw'],
    ['Italian', 'Attacco russo su Odessa: tre morti e dieci feriti'],
    ['Portuguese', 'Ataque russo em Odessa mata três pessoas'],
    ['Dutch', 'Drie doden bij aanval op haven van Odesa'],
    ['Polish', 'Rosyjski atak na Odessę, są zabici i ranni'],
    ['Turkish', 'Rusya Odessa’ya saldırdı: üç ölü'],
    ['in Cyrillic script', 'Трое погибших в Одессе'],
    ['in Arabic script', 'قتلى في غارة على غزة'],
    ['in Hebrew script', 'הרוגים בתקיפה בעזה'],
    ['in Chinese or Japanese script', '敖德萨遭袭三人死亡'],
  ])('tells %s by a title alone', (language, title) => {
    expect(foreignLanguage(title, '', null)).toBe(language);
  });

  it.each([
    'Le Pen party to challenge verdict in Paris court',
    'El Salvador and Los Angeles sign pact on deportees',
    'Drones hit El Fasher and Deir al-Balah',
    'São Paulo mayor meets Erdoğan',
    'Kyiv',
    '',
  ])('reads "%s" as English', (title) => {
    expect(foreignLanguage(title, '', null)).toBeNull();
  });

  it('goes by the tag', () => {
    expect(foreignLanguage('Kyiv', '', 'uk-UA')).toBe('uk');
    expect(foreignLanguage('Kyiv', '', 'en-GB')).toBeNull();
  });

  it('leaves a foreign article whole and marked', () => {
    const title = 'Trois morts à Kiev dans une attaque de drones russes';
    const report = readReport({ id: 'a', title, text: '', publishedAt: 0, language: null });
    expect(report).toMatchObject({ topics: [], strike: null, diplomacy: null, disputes: [], evidence: [] });
    expect(report.reasons).toEqual(['not read: not in English (French)']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, text) => {
        const found = foreignLanguage(title, text, null);
        expect(found === null || found.length > 0).toBe(true);
      }),
    );
  });
});
