import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededStarts, phrase } from '../../src/reports/phrases.ts';
import { splitSentences } from '../../src/reports/sentences.ts';

describe('neededStarts', () => {
  it.each([
    ['whole words', /\b(?:trial|court)\b/, ['trial$', 'court$']],
    ['beginnings of words', /\b(?:bomb\w*|rockets?|den(?:y|ies))\b/, ['bomb', 'rocket', 'den']],
    ['the longest word of several', /\bexchange of prisoners\b/, ['prisoners$']],
    ['what stands behind alternatives', /\b(?:worst|largest)\b[^.]{0,60}\bsince the war\b/, ['since$']],
    ['words behind what may be missing', /\brecalled? (?:its |the )?ambassadors?\b/, ['ambassador']],
    ['words that a hyphen or a missing space parts', /\b(?:half-time|air ?-?strikes?)\b/, ['time$', 'air']],
    ['dotted names', /\bu\.?n\.? vote\b/, ['vote$']],
    ['what may not follow', /\bcapital\b(?! of)/, ['capital$']],
  ])('%s', (_, { source }, starts) => {
    expect(neededStarts(source)).toEqual(starts);
  });

  it('has none where a match can do without any word', () => {
    expect(neededStarts(/\b(?:attack)?s?\b/.source)).toBeNull();
    expect(neededStarts(/\b(?:attack|\d+)\b/.source)).toBeNull();
    expect(() => phrase(/\w+/)).toThrow('no word is needed');
  });
});

describe('phrase', () => {
  const PATTERNS = [
    /\b(?:peace (?:plan|talks)|nuclear deal|ceasefire)\b/i,
    /\b(?:security council|u\.?n\.?|resolution)\b[^.]{0,60}\b(?:vote[ds]?|veto(?:ed|es)?)\b/i,
    /\b(?:without (?:\w+ ){0,2}(?:water|heat)|water (?:supply (?:was )?cut|outages?))\b/i,
    /\b(?:recalled? (?:its|the) ambassador|expel\w* (?:\w+ ){0,3}diplomats?)\b/i,
  ];

  it('is found wherever its pattern is', () => {
    const vocabulary = PATTERNS.flatMap(({ source }) => source.match(/[a-z]{2,}/g) ?? []);
    const word = fc.constantFrom(
      ...vocabulary,
      'U.N.',
      'un',
      'voted',
      'vetoes',
      'expelled',
      'diplomats',
      'the',
    );
    const loud = fc.tuple(word, fc.boolean()).map(([each, upper]) => (upper ? each.toUpperCase() : each));
    const gap = fc.constantFrom(' ', ' ', ' ', '-', ', ', '. ', "'s ");
    const phrases = PATTERNS.map(phrase);
    let found = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(loud, gap), { maxLength: 12 }), (parts) => {
        for (const sentence of splitSentences(parts.flat().join(''), 'text')) {
          for (const [i, pattern] of PATTERNS.entries()) {
            expect(phrases[i]!.in(sentence)).toBe(pattern.test(sentence.text));
            expect(phrases[i]!.find(sentence)?.index).toBe(pattern.exec(sentence.text)?.index);
            if (pattern.test(sentence.text)) found++;
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(20);
  });
});
