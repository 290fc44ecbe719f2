import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasWords, readWords, searchable, textsOf } from '../../src/alerts/words.ts';
import { inEnglish } from '../../src/languages/say.ts';
import { inWords } from '../in_words.ts';
import { storyOf, tale } from '../stories/samples.ts';

const text = searchable([
  'Drones hit the port of Odésa',
  'A power plant is burning',
  'El-Fasher was shelled',
]);

function has(typed: string): boolean {
  const read = readWords(typed);
  if ('fault' in read) throw new Error(inEnglish.text(read.fault));
  return hasWords(read.query, text);
}

describe('words', () => {
  it.each<[typed: string, yes: boolean]>([
    ['drones', true],
    ['DRONES', true],
    ['drone', false],
    ['drone*', true],
    ['odesa', true],
    ['Odessa', false],
    ['drones port', true],
    ['drones AND airport', false],
    ['airport OR port', true],
    ['airport, port', true],
    ['airport,port,', true],
    ['airport | station', false],
    ['"power plant"', true],
    ['"power pl*"', true],
    ['"plant power"', false],
    // No phrase reaches from one text into the next.
    ['"odesa a power"', false],
    ['el-fasher', true],
    ['"fasher el"', false],
    ['drones NOT port', false],
    ['drones -port', false],
    ['drones -airport', true],
    ['not airport', true],
    ['not (airport or station)', true],
    ['airport or drones port', true],
    ['(airport or drones) port', true],
    ['(airport or drones) station', false],
    ['"or"', false],
  ])('%j: %j', (typed, yes) => {
    expect(has(typed)).toBe(yes);
  });

  it.each<[typed: string, words: string]>([
    ['', 'no words'],
    ['   ', 'no words'],
    ['"open', 'quotation mark'],
    ['(a b', 'closing one'],
    ['a b)', 'opening one'],
    ['a OR', 'ends where a word'],
    ['OR a', 'A word is missing before “OR”'],
    ['a AND OR b', 'A word is missing'],
    ['NOT', 'ends where a word'],
    ['()', 'word is missing'],
    ['x*', '2 letters or more'],
    ['*', 'no word'],
    ['dr*ne', 'star can only end'],
    ['***', 'no word'],
    ['!?', 'no word'],
    [`${'('.repeat(9)}a${')'.repeat(9)}`, '5 deep'],
    [Array.from({ length: 21 }, () => 'ab').join(' '), '20 words'],
    ['x'.repeat(201), '200 characters'],
  ])('%j can’t be read', (typed, words) => {
    const read = readWords(typed);
    expect(inWords(read).fault).toContain(words);
  });

  it('takes anything that people type, in the size of the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('(', ')', '"', '*', ' or ', ' not ', '-', ',', 'drone'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const read = readWords(pieces.join(''));
        if ('fault' in read) expect(inWords(read.fault)).toMatch(/^[A-Z].*\.$/s);
        else expect(typeof hasWords(read.query, text)).toBe('boolean');
      }),
    );
  });

  it('NOT turns every answer around', () => {
    fc.assert(
      fc.property(fc.constantFrom('drones', 'port', 'station', '"power plant"', 'dro*'), (typed) => {
        expect(has(`NOT ${typed}`)).toBe(!has(typed));
      }),
    );
  });

  it('looks into what a story’s sources say and into its facts', () => {
    const story = searchable(textsOf(storyOf(tale.attackFirst, tale.attackSecond)));
    for (const typed of ['clinic', 'fastiv', '"parts of the region"', 'drone', 'outage']) {
      const read = readWords(typed);
      expect('query' in read && hasWords(read.query, story), typed).toBe(true);
    }
  });
});
