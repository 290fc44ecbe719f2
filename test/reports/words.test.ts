import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, readWords, wordsOf } from '../../src/reports/words.ts';

const textsOf = (text: string) => wordsOf(plainText(text), 0, text.length).map((word) => word.text);

describe('wordsOf', () => {
  it.each([
    ["Russia's army didn't strike", ['Russia', "'s", 'army', "didn't", 'strike']],
    ["the states' o'clock 'so it was'", ['the', 'states', "'", "o'clock", "'", 'so', 'it', 'was', "'"]],
    ['U.S. drones, 1,200.5 km; 20th', ['U.S.', 'drones', ',', '1,200.5', 'km', ';', '20', 'th']],
    ['anti-drone and - dash', ['anti', 'drone', 'and', '-', 'dash']],
    ['Pokrovśk, naïve 5\u20137 \u{1f680}!', ['Pokrovśk', ',', 'naïve', '5', '7', '\u{1f680}', '!']],
    // One word, however it is spelt.
    [
      'a cease-fire held, cease - fire and ceasefire',
      ['a', 'cease-fire', 'held', ',', 'cease', '-', 'fire', 'and', 'ceasefire'],
    ],
    ["in 1990's, the '90s.", ['in', '1990', "'s", ',', 'the', "'", '90', 's', '.']],
  ])('%s', (text, words) => {
    expect(textsOf(text)).toEqual(words);
  });

  it('knows a cease-fire as a ceasefire', () => {
    const text = 'Cease-fires';
    expect(wordsOf(text, 0, text.length)).toMatchObject([{ key: 'ceasefires', glued: false, length: 11 }]);
  });

  it('reads a word of ASCII as it reads the same word among others', () => {
    const unit = fc.constantFrom(..."abzABZ019.,'-s _$é\u0301\u2019ß");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const plain = plainText(text);
        const pattern =
          /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:'(?!s\b)[\p{L}\p{M}]+)*|'s\b|[^\s\p{L}\p{M}\p{N}]/gu;
        const expected = [...plain.matchAll(pattern)].map(([found]) => found);
        const { words, starts } = readWords(plain, 0, plain.length);
        // A hyphen that joins two words is none by itself.
        const unjoined = words.flatMap(({ text: word, glued }) => (glued ? ['-', word] : [word]));
        expect(unjoined).toEqual(expected);
        expect(words.map(({ length }, at) => plain.slice(starts[at], starts[at]! + length))).toEqual(
          words.map(({ text: word }) => word),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
