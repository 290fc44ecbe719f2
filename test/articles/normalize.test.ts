import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article, FeedEntry, Publisher } from '../../src/articles/article.ts';
import { normalizeEntry, primaryTag } from '../../src/articles/normalize.ts';
import { revisionOf } from '../../src/articles/revision.ts';

const publisher: Publisher = { id: 'herald', name: 'The Herald', kind: 'outlet', country: 'Ireland' };
const feed = {
  id: 'herald-world',
  url: 'https://herald.example/feeds/world.xml',
  publisher,
  language: 'en-IE',
};
const fetchedAt = Date.parse('2026-01-06T12:00:00Z');

function entry(fields: Partial<FeedEntry>): FeedEntry {
  const nothing = { id: null, link: null, title: null, publishedAt: null, updatedAt: null, summary: null };
  return { ...nothing, content: null, authors: [], ...fields };
}

function normalized(fields: Partial<FeedEntry>, at = feed): { article: Article; entryKey: string } {
  const result = normalizeEntry(entry(fields), at, fetchedAt);
  if ('dropped' in result) throw new Error(result.dropped);
  return result;
}

describe('normalizeEntry', () => {
  it('makes an article of an entry', () => {
    const { article, entryKey } = normalized({
      id: 'urn:herald:7',
      link: '/world/drones-over-port?utm_source=rss#comments',
      title: 'Drones &amp; missiles hit <b>port</b>',
      publishedAt: 'Tue, 06 Jan 2026 10:30:00 +0100',
      summary: '<p>A short summary.</p>',
      content: '<p>The first paragraph of the text.</p><p>The second.</p>',
      authors: ['Ann Doe', 'Ann Doe', ' '],
    });
    expect(entryKey).toBe('urn:herald:7');
    expect(article).toMatchObject({
      feedId: 'herald-world',
      publisher,
      url: 'https://herald.example/world/drones-over-port',
      title: 'Drones & missiles hit port',
      text: 'The first paragraph of the text.\n\nThe second.',
      publishedAt: Date.parse('2026-01-06T09:30:00Z'),
      language: 'en',
      authors: ['Ann Doe'],
    });
    expect(article.id).toMatch(/^[0-9a-f]{20}$/);
  });

  it('takes the update for the publication, and the text for a missing title', () => {
    const { article } = normalized({
      link: 'https://herald.example/1',
      updatedAt: '2026-01-05',
      summary: '<p>Talks resume.</p><p>More.</p>',
    });
    expect(article.title).toBe('Talks resume.');
    expect(article.publishedAt).toBe(Date.parse('2026-01-05'));
  });

  it.each([
    ['unreadable', 'sometime last week', null],
    ['an hour ahead', '2026-01-06T13:00:00Z', null],
    ['a year ahead', '2027-01-06T13:00:00Z', null],
    ['the Unix epoch', '1970-01-01T00:00:00Z', null],
    ['two minutes ahead, as clocks differ', '2026-01-06T12:02:00Z', fetchedAt],
  ])('never drops for a date: %s', (_, publishedAt, expected) => {
    expect(
      normalized({ title: 'A', link: 'https://herald.example/1', publishedAt }).article.publishedAt,
    ).toBe(expected);
  });

  it.each<[string, Partial<FeedEntry>, string]>([
    [
      'nothing to read',
      { id: '1', link: 'https://herald.example/1', title: ' <img> ', summary: '<br>' },
      'no_title_and_text',
    ],
    ['nothing to know it by', { summary: 'Some text.' }, 'no_identity'],
    [
      'only a front page to know it by',
      { summary: 'Some text.', link: 'https://herald.example/' },
      'no_identity',
    ],
  ])('drops %s', (_, fields, reason) => {
    expect(normalizeEntry(entry(fields), feed, fetchedAt)).toMatchObject({ dropped: reason });
  });

  it('gives one id to one page, whatever the feed, its id and its address do', () => {
    const { id } = normalized({ id: 'a', link: 'https://herald.example/1', title: 'A' }).article;
    const same: Partial<FeedEntry>[] = [
      { id: 'a', link: 'https://herald.example/1', title: 'Another title' },
      { id: 'b', link: 'https://herald.example/1', title: 'A' },
      { id: 'a', link: 'http://www.herald.example/1/?fbclid=7#x', title: 'A' },
      { id: 'https://herald.example/1#3', title: 'A' },
    ];
    for (const fields of same) expect(normalized(fields).article.id).toBe(id);
    expect(normalized({ id: 'a', link: 'https://herald.example/2', title: 'A' }).article.id).not.toBe(id);
    const other = { ...feed, publisher: { ...publisher, id: 'gazette' } };
    expect(normalized({ id: 'a', link: 'https://herald.example/1', title: 'A' }, other).article.id).not.toBe(
      id,
    );
  });

  it('tells entries apart that all lead to the front page', () => {
    const link = 'https://herald.example/';
    const ids = ['1', '2'].map((id) => normalized({ id, link, title: 'Alert' }).article.id);
    expect(new Set(ids).size).toBe(2);
    const titles = ['One', 'Two'].map((title) => normalized({ link, title }).article.id);
    expect(new Set(titles).size).toBe(2);
  });

  it('keeps the id over retitling, re-dating and tracking parameters', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => /\w/.test(value) && !/[<&]/.test(value));
    fc.assert(
      fc.property(
        fc.webUrl(),
        text,
        text,
        fc.string(),
        fc.constantFrom('utm_source', 'fbclid', 'at_medium'),
        (link, first, second, date, parameter) => {
          const before = normalized({ id: 'x', link, title: first, publishedAt: '2026-01-05' });
          const tracked = `${link}${link.includes('?') ? '&' : '?'}${parameter}=abc#top`;
          const after = normalized({ id: 'x', link: tracked, title: second, publishedAt: date });
          expect(after.article.id).toBe(before.article.id);
          expect(after.entryKey).toBe(before.entryKey);
        },
      ),
    );
  });

  it('takes any entry', () => {
    const value = fc.option(fc.string({ unit: 'binary' }));
    const anyEntry = fc.record({
      id: value,
      link: value,
      title: value,
      publishedAt: value,
      updatedAt: value,
      summary: value,
      content: value,
      authors: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(anyEntry, (given) => {
        const result = normalizeEntry(given, feed, fetchedAt);
        if ('dropped' in result) return;
        expect(result.article.title).not.toBe('');
        expect(result.entryKey).not.toBe('');
        expect(result.article.publishedAt ?? 0).toBeLessThanOrEqual(fetchedAt);
      }),
    );
  });
});

describe('revisionOf', () => {
  it('changes with title and text, and with nothing else', () => {
    const link = 'https://herald.example/1';
    const first = normalized({ link, title: 'A', summary: 'Two killed.', publishedAt: '2026-01-05' }).article
      .revision;
    expect(
      normalized({ link, title: 'A', summary: 'Two  killed.\n', publishedAt: '2026-01-06' }).article.revision,
    ).toBe(first);
    expect(normalized({ link, title: 'A', summary: 'Three killed.' }).article.revision).not.toBe(first);
    expect(normalized({ link, title: 'B', summary: 'Two killed.' }).article.revision).not.toBe(first);
    expect(revisionOf('a', 'b')).not.toBe(revisionOf('a b', ''));
  });
});

describe('primaryTag', () => {
  it.each([
    ['en-GB', 'en'],
    ['EN_us', 'en'],
    [' ukr ', 'ukr'],
    ['english', null],
    ['', null],
    [null, null],
  ])('%s', (tag, primary) => expect(primaryTag(tag)).toBe(primary));
});
