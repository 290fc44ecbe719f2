import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import type { Report } from '../../src/reports/report.ts';
import { sourceOf, spokeAt } from '../../src/stories/source.ts';
import { MORNING, publisher, strike, toll } from './samples.ts';

const article = (more: Partial<Article> = {}): Article => ({
  id: 'a1',
  feedId: 'f',
  publisher: publisher('outlet'),
  url: null,
  title: 'Title',
  text: 'Text.',
  publishedAt: MORNING,
  language: 'en',
  authors: [],
  revision: 'r',
  ...more,
});
const report = (more: Partial<Report> = {}): Report => ({
  id: 'a1',
  topics: ['strike', 'diplomacy'],
  scores: { strike: 0.8, diplomacy: 0.8 },
  reasons: [],
  strike: strike(),
  diplomacy: null,
  disputes: [],
  evidence: [],
  ...more,
});
const inTitle = (field: string) => [{ field, sentence: 'Title', start: 0, end: 5, in: 'title' as const }];

describe('sourceOf', () => {
  it.each<[name: string, report: Report, foremost: string]>([
    [
      'the topic whose fact is in the title',
      report({ evidence: inTitle('diplomacy.place'), scores: { strike: 0.99, diplomacy: 0.6 } }),
      'diplomacy',
    ],
    [
      'the clearly higher score',
      report({ scores: { strike: 0.6, diplomacy: 0.9 }, strike: strike({ killed: toll(2) }) }),
      'diplomacy',
    ],
    ['on a tie the strike that has a toll', report({ strike: strike({ killed: toll(2) }) }), 'strike'],
    ['on a tie the talks beside a vague strike', report(), 'diplomacy'],
    ['the only one', report({ topics: ['strike'] }), 'strike'],
  ])('puts first %s', (_, given, foremost) => {
    expect(sourceOf(article(), given, MORNING).topics[0]).toBe(foremost);
  });

  it('keeps a lead of bounded length, whole words and whole characters', () => {
    expect(sourceOf(article({ text: 'Short.\n\nSecond.' }), report(), MORNING).lead).toBe('Short. Second.');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 250, maxLength: 700 }), (text) => {
        const { lead } = sourceOf(article({ text }), report(), MORNING);
        expect(lead.length).toBeLessThanOrEqual(501);
        expect(lead.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('spokeAt', () => {
  it.each([
    ['its date', MORNING, MORNING],
    ['when it was read, without a date', null, MORNING + 1000],
    ['when it was read, for a date of 1970', 0, MORNING + 1000],
    ['when it was read, for a date to come', MORNING + 9_999_999, MORNING + 1000],
  ])('is %s', (_, publishedAt, expected) => {
    expect(spokeAt(sourceOf(article({ publishedAt }), report(), MORNING + 1000))).toBe(expected);
  });
});
