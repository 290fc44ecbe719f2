import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, pageKey } from '../../src/articles/url.ts';

describe('canonicalUrl', () => {
  it.each([
    ['https://Example.ORG:443/a?utm_source=rss&utm_medium=feed#top', 'https://example.org/a'],
    ['http://example.org:80', 'http://example.org/'],
    ['https://example.org/a?id=7&utm_campaign=x&page=2', 'https://example.org/a?id=7&page=2'],
    ['https://example.org/watch?v=abc&at_medium=RSS&at_campaign=rss', 'https://example.org/watch?v=abc'],
    ['https://example.org/a?partner=rss&emc=rss', 'https://example.org/a'],
    ['https://example.org/a?ref=kyiv&source=the-press', 'https://example.org/a?ref=kyiv&source=the-press'],
    ['https://example.org/a?traffic_source=rss', 'https://example.org/a'],
    ['https://example.org/a?maca=en-rss-en-all-1573-rdf', 'https://example.org/a'],
    ['https://example.org/a?xtor=RSS-3208', 'https://example.org/a'],
    ['https://example.org/a?', 'https://example.org/a'],
    ['https://example.org/a??', 'https://example.org/a??'],
    ['https://example.org/a?b=1&amp;c=2', 'https://example.org/a?b=1&c=2'],
    ['  https://example.org/a\n ', 'https://example.org/a'],
    ['"https://example.org/a"', 'https://example.org/a'],
    ['https://example.org/a\u200b', 'https://example.org/a'],
    ['https://user:word@example.org/a', 'https://example.org/a'],
    ['https://example.org./a', 'https://example.org/a'],
    ['//example.org/a', 'https://example.org/a'],
    ['www.example.org/a', 'https://www.example.org/a'],
    ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['https://example.org/#!/page/1', 'https://example.org/#!/page/1'],
    ['https://example.org/wiki/Kyiv_(city)', 'https://example.org/wiki/Kyiv_(city)'],
  ])('%s', (address, url) => expect(canonicalUrl(address)).toBe(url));

  it.each([
    ['/news/1', 'https://example.org/feed.xml', 'https://example.org/news/1'],
    ['news/1', 'https://example.org/en/', 'https://example.org/en/news/1'],
    ['//cdn.example.org/1', 'http://example.org/', 'http://cdn.example.org/1'],
    ['https://example.org/1', 'no base', 'https://example.org/1'],
  ])('%s against %s', (address, base, url) => expect(canonicalUrl(address, base)).toBe(url));

  it.each([
    '',
    ' ',
    'javascript:alert(1)',
    'mailto:a@example.org',
    'ftp://example.org/',
    'tag:example.org,2026:1',
    '/news/1',
    'https://',
    `https://example.org/${'a'.repeat(5_000)}`,
  ])('none for "%.40s"', (address) => expect(canonicalUrl(address)).toBeNull());

  it('is stable: a canonical URL is its own', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (address) => {
          const url = canonicalUrl(address);
          if (url !== null) expect(canonicalUrl(url)).toBe(url);
        },
      ),
    );
  });
});

describe('pageKey', () => {
  it('is one for the moves that sites make', () => {
    const key = pageKey('https://example.org/news/1');
    for (const url of [
      'http://example.org/news/1',
      'https://www.example.org/news/1',
      'https://example.org/news/1/',
    ]) {
      expect(pageKey(url)).toBe(key);
    }
    expect(pageKey('https://example.org/news/2')).not.toBe(key);
    expect(pageKey('https://example.org/?p=1')).not.toBe(pageKey('https://example.org/?p=2'));
  });

  it('is none for a front page', () => expect(pageKey('https://example.org/')).toBeNull());
});
