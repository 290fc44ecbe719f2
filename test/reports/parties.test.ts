import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../../src/reports/places.ts';
import { readReport } from '../../src/reports/read.ts';
import { assembledFrom, plain } from './assembled.ts';

const FRAGMENTS = [
  'Russia',
  'Moscow',
  "Ukraine's military",
  'Kyiv',
  'Iran',
  'Tehran',
  'Donald Trump',
  'Trump',
  'Putin',
  'Hamas',
  'the group',
  'He',
  'It',
  'the ministry',
  'rights groups',
  'most countries',
  'Foreign Minister Jane Roe',
  'Jane Roe, the Danish envoy,',
  'the European Union',
  'in Paris',
  'in Oman',
  'to Geneva',
  'hosts',
  'will meet',
  'talks',
  'a summit',
  'ceasefire',
  'on Thursday',
  'said',
  'says',
  'claimed that',
  'accused',
  'of lying',
  'of striking',
  'denied',
  'denies',
  'rejected',
  'dismissed',
  'the claim',
  'the accusation',
  'it',
  'this',
  'which',
  'a charge that',
  'by',
  'but',
  'though',
  'do not believe',
  'could not verify',
  'is not targeting',
  'as false',
  'drones',
  'a residence',
  ',',
  '.',
  '. ',
  '"',
  '’s',
  '-',
  '\n',
  '\u200b',
  '🚀',
];

const assembled = assembledFrom(FRAGMENTS);

/** The name itself, or a spelling, a place, a body or a leader that stands for it, is in the text. */
function stands(name: string, text: string): boolean {
  if (plain(text).includes(plain(name))) return true;
  const words = text.replace(/[’‘]/g, "'").split(/[^\p{L}\p{M}\p{N}.']+/u);
  return words.some((_, at) =>
    [1, 2, 3, 4].some((length) => {
      const bare = words
        .slice(at, at + length)
        .join(' ')
        .replace(/'s?$|\.+$/, '');
      const named = lookUp(bare);
      return named?.name === name || named?.country === name;
    }),
  );
}

function check(title: string, text: string): void {
  const all = `${title} ${text}`;
  const report = readReport({ id: 'a', title, text, publishedAt: Date.UTC(2026, 0, 6, 9), language: 'en' });
  for (const name of report.diplomacy?.participants ?? []) expect(stands(name, all), name).toBe(true);
  if (report.diplomacy?.place) expect(plain(all)).toContain(plain(report.diplomacy.place));
  for (const { claim, claimedBy, disputedBy } of report.disputes) {
    expect(plain(all)).toContain(plain(claim));
    if (claimedBy !== null) expect(stands(claimedBy, all), claimedBy).toBe(true);
    for (const name of disputedBy) {
      expect(stands(name, all), name).toBe(true);
      expect(name).not.toBe(claimedBy);
    }
    expect(new Set(disputedBy).size).toBe(disputedBy.length);
  }
  for (const { start, end, sentence, in: where } of report.evidence)
    expect((where === 'title' ? title : text).slice(start, end)).toBe(sentence);
}

describe('who takes part, claims and denies, on any text', () => {
  it('stands in text made of names and verbs of speech', () => {
    fc.assert(fc.property(assembled, assembled, check), { numRuns: 250 });
  });

  it.each([
    [
      'endless denials',
      'Russia denied the claim by Ukraine that Kyiv had lied, which Iran denies. '.repeat(1_500),
    ],
    ['endless clauses', 'Russia, which says that Iran, who denied it, '.repeat(2_000)],
    ['endless offices', 'Foreign Minister Jane Roe, the envoy, '.repeat(2_500)],
    ['endless contrasts', 'Iran says so but Israel believes not while '.repeat(2_000)],
    [
      'endless talks',
      'will meet for talks in Paris on Thursday after failed talks without a deal '.repeat(1_300),
    ],
    ['endless letters', 'denied '.repeat(14_000)],
  ])('bears %s', (_name, text) => {
    check('Moscow says it', text);
    check(text.slice(0, 2_000), '');
  });
});
