import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/reports/sentences.ts';

const textsOf = (text: string) => splitSentences(text, 'text').map((each) => each.text.replace(/\s+/g, ' '));

describe('splitSentences', () => {
  it('joins lines that were broken at a fixed width, and parts paragraphs', () => {
    const wrapped = [
      'GUERRILLAS ATTACKED A POWER STATION NEAR THE CAPITAL LAST NIGHT, ACCORDING TO',
      'THE ARMY PRESS OFFICE, AND A SOLDIER OF THE GUARD WAS WOUNDED IN THE FIRING',
      'THAT FOLLOWED.  TROOPS WERE SENT TO THE AREA BY HELICOPTER BEFORE DAWN AND A',
      'SEARCH OF THE HILLS AROUND THE STATION WAS BEGUN.',
      '',
      '   NOBODY HAS CLAIMED THE ATTACK.',
    ].join('\n');
    expect(textsOf(wrapped)).toEqual([
      'GUERRILLAS ATTACKED A POWER STATION NEAR THE CAPITAL LAST NIGHT, ACCORDING TO THE ARMY PRESS OFFICE, AND A SOLDIER OF THE GUARD WAS WOUNDED IN THE FIRING THAT FOLLOWED.',
      'TROOPS WERE SENT TO THE AREA BY HELICOPTER BEFORE DAWN AND A SEARCH OF THE HILLS AROUND THE STATION WAS BEGUN.',
      'NOBODY HAS CLAIMED THE ATTACK.',
    ]);
  });

  it('ends a sentence at the end of an ordinary line', () => {
    expect(textsOf('Strikes hit the port\nTwo people were killed')).toEqual([
      'Strikes hit the port',
      'Two people were killed',
    ]);
  });

  it('reads capitals as they would be said', () => {
    const [sentence] = splitSentences('US STRIKE ON SYRIA KILLS THREE OF THE GUARDS WHO STOOD THERE', 'text');
    const capitals = sentence!.words.filter((word) => word.capital).map((word) => word.text);
    expect(capitals).toContain('US');
    expect(capitals).toContain('Syria');
    expect(capitals).not.toContain('WHO');
  });

  it('keeps every word at its place in any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.boolean(), (text, loud) => {
        const whole = loud ? text.toUpperCase() : text;
        for (const { text: slice, start, end, words, starts } of splitSentences(whole, 'text')) {
          expect(whole.slice(start, end)).toBe(slice);
          let before = 0;
          words.forEach(({ length }, at) => {
            expect(starts[at]! >= before && length > 0).toBe(true);
            before = starts[at]! + length;
          });
          expect(starts.length).toBe(words.length);
          expect(before <= slice.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
