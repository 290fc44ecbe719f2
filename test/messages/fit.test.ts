import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../src/languages/say.ts';
import { escapeText } from '../../src/messages/escape.ts';
import { cut, firstThatFit, howManyFit, line, weight } from '../../src/messages/fit.ts';
import { outsideText } from './outside.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('weight', () => {
  it('holds both of Discord’s limits', () => {
    fc.assert(
      fc.property(outsideText, (text) => {
        expect(weight(text) / 2.5).toBeGreaterThanOrEqual(text.length);
        expect(weight(text)).toBeGreaterThanOrEqual(Buffer.byteLength(text));
      }),
    );
  });
});

describe('cut', () => {
  it.each([
    ['short', 100, 'short'],
    ['one two three four', 32, 'one two…'],
    ['abcdefghijklmnop', 28, 'abcdefghij…'],
    ['aaaaaaaaa\\*bbbb', 28, 'aaaaaaaaa…'],
    ['aa [label](https://a.example) b', 40, 'aa…'],
    ['aa <@&123456> b', 30, 'aa…'],
    ['aaaa👩‍👩‍👧‍👦bbbb', 30, 'aaaa…'],
  ])('%j at %d is %j', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });

  it('stays within its weight and never splits a grapheme or an escape', () => {
    fc.assert(
      fc.property(outsideText, fc.integer({ min: 3, max: 2_000 }), (text, most) => {
        const escaped = escapeText(text);
        const kept = cut(escaped, most);
        expect(weight(kept)).toBeLessThanOrEqual(most);
        if (kept === escaped) return;
        const head = kept.slice(0, -1);
        expect(escaped.startsWith(head)).toBe(true);
        expect(/\\*$/.exec(head)![0].length % 2).toBe(0);
        const rest = graphemes.segment(escaped).containing(head.length);
        expect(rest?.index).toBe(head.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('falls back where nothing is left', () => {
    expect(line('\u200b', 10, 'untitled')).toBe('untitled');
  });
});

describe('firstThatFit', () => {
  it('counts what it leaves out', () => {
    expect(firstThatFit(['a', 'b', 'c', 'd'], 1_000, 2, inEnglish)).toBe('a\nb\n… and 2 more');
    expect(firstThatFit(['a', 'b'], 1_000, 2, inEnglish, '\n\n')).toBe('a\n\nb');
    expect(firstThatFit(['a'.repeat(200), 'b'], 300, 9, inEnglish)).toBe('… and 2 more');
    expect(howManyFit([], 0, 5)).toBe(0);
  });
});
