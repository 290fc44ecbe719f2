import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../src/articles/article.ts';
import { normalizeEntry } from '../../src/articles/normalize.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { atom, parsed, rss } from './documents.ts';

describe('for any document', () => {
  it('never throws', async () => {
    const pieces = fc.constantFrom(
      '<rss version="2.0">',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<feed>',
      '<entry>',
      '</entry>',
      '<link href="',
      '"/>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&',
      '&amp;',
      '<?xml version="1.0" encoding="',
      '{"items":[',
      '<x:y>',
      '__proto__',
      '<constructor>',
    );
    const soup = fc.array(fc.oneof(pieces, fc.string())).map((parts) => Buffer.from(parts.join('')));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(soup, fc.uint8Array({ maxLength: 400 })),
        fc.option(fc.string()),
        async (bytes, contentType) => {
          expect(['feed', 'failed']).toContain((await parseFeed(bytes, contentType, null)).kind);
        },
      ),
      { numRuns: 300 },
    );
  });

  const word = fc.stringMatching(/^[A-Za-z0-9 äßж<>&"'.:/-]{1,20}$/).filter((text) => /\w/.test(text));
  const xml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const item = fc.record({
    title: word,
    id: fc.option(word),
    path: fc.option(fc.nat()),
    text: fc.option(word),
    date: fc.option(word),
  });

  it('both readers give every entry, with the same fields and so the same identity', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (items, isAtom) => {
          const document = isAtom
            ? atom(
                items
                  .map(
                    (one) =>
                      `<entry><title>${xml(one.title)}</title>${one.id === null ? '' : `<id>${xml(one.id)}</id>`}${one.path === null ? '' : `<link href="https://harbour.example/${one.path}"/>`}${one.text === null ? '' : `<content type="html">${xml(one.text)}</content>`}${one.date === null ? '' : `<updated>${xml(one.date)}</updated>`}</entry>`,
                  )
                  .join(''),
              )
            : rss(
                items
                  .map(
                    (one) =>
                      `<item><title>${xml(one.title)}</title>${one.id === null ? '' : `<guid>${xml(one.id)}</guid>`}${one.path === null ? '' : `<link>https://harbour.example/${one.path}</link>`}${one.text === null ? '' : `<description>${xml(one.text)}</description>`}${one.date === null ? '' : `<pubDate>${xml(one.date)}</pubDate>`}</item>`,
                  )
                  .join(''),
              );
          const strict = await parsed(document);
          // A bare ampersand behind the entries is enough to make rss-parser refuse the document.
          const broken = await parsed(
            document.replace(/(<\/channel>|<\/feed>)/, '<generator>a & b</generator>$1'),
          );
          expect(strict.reader).toBe('strict');
          expect(broken.reader).toBe('tolerant');
          expect(strict.entries).toHaveLength(items.length);
          expect(broken.entries).toEqual(strict.entries);
          const feed = {
            id: 'f',
            url: 'https://harbour.example/feed',
            publisher: { id: 'p', name: 'P', kind: 'outlet', country: null },
            language: null,
          } as const;
          const keys = (entries: FeedEntry[]) => entries.map((one) => normalizeEntry(one, feed, 0));
          expect(keys(broken.entries)).toEqual(keys(strict.entries));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a long document is read as its parts are', async () => {
    const entry = (n: number) =>
      `<item><title>Ferry ${n} &amp; co</title><guid>${n}</guid><link>/${n}</link><dc:creator>Ada</dc:creator><description><![CDATA[<p>The ferry ${n} sails on time & <b>full</b>, as it did all summer.</p>]]></description></item>`;
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const whole = await parsed(rss(numbers.map(entry).join('')));
    const parts = [await parsed(rss(numbers.slice(0, 10).map(entry).join(''))), whole];
    expect(parts.map(({ reader }) => reader)).toEqual(['strict', 'tolerant']);
    for (const n of numbers) parts.push(await parsed(rss(entry(n))));
    expect(whole.entries).toEqual(parts.slice(2).flatMap(({ entries }) => entries));
    expect(whole.entries.slice(0, 10)).toEqual(parts[0]?.entries);
  });
});
