import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../src/messages/escape.ts';
import { outsideText } from './outside.ts';

/** What a reader sees of escaped text. */
function shown(escaped: string): string {
  return escaped.replace(/\\(.)/gsu, '$1');
}

/** Escaped text without its escapes: what Discord may give a meaning to. */
function bare(escaped: string): string {
  return escaped.replace(/\\[^0-9A-Za-z\s]/gu, '\uE000');
}

describe('escapeText', () => {
  it.each([
    [
      '2 killed in Kyiv (officials): 15:30, 40% of U.S. aid - more',
      '2 killed in Kyiv (officials): 15:30, 40% of U.S. aid - more',
    ],
    [
      '**bold** _it_ ~~no~~ ||spoiler|| `code`',
      '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\| \\`code\\`',
    ],
    ['# heading', '\\# heading'],
    ['-# subtext', '\\-# subtext'],
    ['- entry', '\\- entry'],
    ['1. entry', '1\\. entry'],
    ['> quote', '\\> quote'],
    ['<@1> <@&2> <#3>', '\\<@1\\> \\<@&2\\> \\<#3\\>'],
    ['@everyone and @here', '＠everyone and ＠here'],
    ['@every\u200bone', '＠everyone'],
    ['[a](https://b.example)', '\\[a\\]\\(https\\://b.example)'],
    ['see discord.gg/x', 'see discord\\.gg/x'],
    [':wave: at 10:20', '\\:wave: at 10:20'],
    ['one\n\n# two\u2028three', 'one # two three'],
    ['safe\u202e\u2066txt.exe\u200b', 'safetxt.exe'],
    ['\\', '\\\\'],
    ['\u0301\u20dd', ''],
    [' \t\u200b ', ''],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d👧', '👩\u200d👧'],
    ['a\u200db', 'ab'],
    ['\ud800', '\ufffd'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('leaves nothing that Discord gives a meaning to', () => {
    fc.assert(
      fc.property(outsideText, (text) => {
        const escaped = escapeText(text);
        expect(bare(escaped)).not.toMatch(/[\\*_~`|<>[\]]|:\/\/|^[#+-]|^\d+[.)]|:\w+:/u);
        expect(escaped).not.toMatch(/@everyone|@here|<(@[!&]?|#|t:|\/\w+:|a?:\w+:)\d+>|\]\(|discord\.gg/iu);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is one line without hidden, turning or broken characters', () => {
    fc.assert(
      fc.property(outsideText, (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(
          /[\n\r\u0085\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u,
        );
        expect(escaped).not.toMatch(/\p{Cc}|\p{M}{5}|^\p{M}|^\s|\s$|\s\s/u);
        expect(escaped.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows every visible character as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const oneLine = text.replace(/\s+/g, ' ').trim();
        expect(shown(escapeText(text)).replace('＠', '@')).toBe(oneLine);
      }),
      { numRuns: 1_000 },
    );
  });
});
