import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../src/articles/article.ts';
import { normalizeEntry } from '../../src/articles/normalize.ts';
import { type ParseOutcome, parseFeed } from '../../src/feeds/parse.ts';

type Parsed = Extract<ParseOutcome, { kind: 'feed' }>;

async function parsed(
  document: string | Uint8Array,
  contentType: string | null = null,
  url: string | null = null,
): Promise<Parsed> {
  const outcome = await parseFeed(
    typeof document === 'string' ? Buffer.from(document) : document,
    contentType,
    url,
  );
  if (outcome.kind === 'failed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}

async function failure(document: string | Uint8Array): Promise<string> {
  const outcome = await parseFeed(
    typeof document === 'string' ? Buffer.from(document) : document,
    null,
    null,
  );
  return outcome.kind === 'failed'
    ? `${outcome.code}: ${outcome.message}`
    : `a feed of ${outcome.entries.length}`;
}

const rss = (items: string, attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom"${attributes}><channel><title>Harbour News</title>
<link>https://harbour.example/</link><language>en-gb</language>${items}</channel></rss>`;
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"${attributes}><title>Harbour News</title>
<link rel="self" href="https://harbour.example/feed"/><link href="https://harbour.example/"/>${entries}</feed>`;

const none: FeedEntry = {
  id: null,
  link: null,
  title: null,
  publishedAt: null,
  updatedAt: null,
  summary: null,
  content: null,
  authors: [],
};

describe('formats', () => {
  it('RSS 2.0', async () => {
    const feed = await parsed(
      rss(`<item><title>Two drones &amp; a ship</title><link>https://harbour.example/1</link><guid isPermaLink="false">h-1</guid>
        <pubDate>Tue, 06 Jan 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>Long & whole.</p>]]></content:encoded><dc:creator>Ann Doe</dc:creator></item>`),
    );
    expect(feed).toEqual({
      kind: 'feed',
      reader: 'strict',
      pace: { ttlMs: null, skipHours: [] },
      title: 'Harbour News',
      link: 'https://harbour.example/',
      language: 'en-gb',
      entries: [
        {
          id: 'h-1',
          link: 'https://harbour.example/1',
          title: 'Two drones & a ship',
          publishedAt: 'Tue, 06 Jan 2026 10:00:00 GMT',
          updatedAt: null,
          summary: '<p>Short.</p>',
          content: '<p>Long & whole.</p>',
          authors: ['Ann Doe'],
        },
      ],
    });
  });

  it('RSS 0.91, without a version, and with entries beside the channel', async () => {
    const item = '<item><title>A</title><link>https://harbour.example/1</link></item>';
    const entry = { ...none, title: 'A', link: 'https://harbour.example/1' };
    for (const document of [
      `<rss version="0.91"><channel><title>t</title>${item}</channel></rss>`,
      `<rss><channel>${item}</channel></rss>`,
      `<rss version="2.0"><channel><title>t</title></channel>${item}</rss>`,
      `<rss version="2.0"><channel><title>t</title></channel><channel>${item}</channel></rss>`,
    ]) {
      expect((await parsed(document)).entries).toEqual([entry]);
    }
  });

  it('RDF 1.0, whatever its prefixes', async () => {
    const document = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <channel r:about="https://harbour.example/rdf"><title>t</title></channel>
      <item r:about="https://harbour.example/1"><title>A</title><link>https://harbour.example/1</link><d:date>2026-01-06</d:date></item></r:RDF>`;
    expect((await parsed(document)).entries).toEqual([
      {
        ...none,
        id: 'https://harbour.example/1',
        link: 'https://harbour.example/1',
        title: 'A',
        publishedAt: '2026-01-06',
        updatedAt: '2026-01-06',
      },
    ]);
  });

  it('Atom 1.0', async () => {
    const feed = await parsed(
      atom(`<entry><id>urn:1</id><title type="text">Losses &lt; 10</title><link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/1"/>
        <published>2026-01-06T10:00:00Z</published><updated>2026-01-06T11:00:00Z</updated><summary type="html">&lt;b&gt;S&lt;/b&gt;</summary>
        <author><name>Ann Doe</name><email>ann@harbour.example</email></author><source><title>Elsewhere</title><id>urn:other</id></source></entry>`),
    );
    expect(feed).toMatchObject({ reader: 'strict', link: 'https://harbour.example/', language: 'en' });
    expect(feed.entries).toEqual([
      {
        id: 'urn:1',
        link: 'https://harbour.example/1',
        title: 'Losses &lt; 10',
        publishedAt: '2026-01-06T10:00:00Z',
        updatedAt: '2026-01-06T11:00:00Z',
        summary: '<b>S</b>',
        content: null,
        authors: ['Ann Doe'],
      },
    ]);
  });

  it('Atom with inline XHTML keeps the order of its markup', async () => {
    const { entries, reader } = await parsed(
      atom(
        '<entry><title>A</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>two</b> three &lt; four</div></content></entry>',
      ),
    );
    expect(reader).toBe('tolerant');
    expect(entries[0]?.content).toBe('<div>One <b>two</b> three &lt; four</div>');
  });

  it('Atom 0.3 with base64', async () => {
    const { entries } = await parsed(
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">SGFyYm91cg==</title><issued>2026-01-06</issued><modified>2026-01-07</modified></entry></feed>',
    );
    expect(entries).toEqual([
      { ...none, title: 'Harbour', publishedAt: '2026-01-06', updatedAt: '2026-01-07' },
    ]);
  });

  it('JSON Feed', async () => {
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Harbour News',
      home_page_url: 'https://harbour.example/',
      items: [
        {
          id: 7,
          url: 'https://harbour.example/7',
          title: 'R & D',
          content_html: '<p>x</p>',
          date_published: '2026-01-06T10:00:00Z',
          authors: [{ name: 'Ann Doe' }],
        },
        { id: '8', content_text: 'a < b', title: ['wrong'], authors: 'wrong' },
        'no entry',
      ],
    };
    const feed = await parsed(`\ufeff${JSON.stringify(document)}`);
    expect(feed).toMatchObject({ reader: 'json', title: 'Harbour News', link: 'https://harbour.example/' });
    expect(feed.entries).toEqual([
      {
        ...none,
        id: '7',
        link: 'https://harbour.example/7',
        title: 'R &amp; D',
        content: '<p>x</p>',
        publishedAt: '2026-01-06T10:00:00Z',
        authors: ['Ann Doe'],
      },
      { ...none, id: '8', content: 'a &lt; b' },
      none,
    ]);
  });

  it('Media RSS, as video channels give it', async () => {
    const { entries } = await parsed(
      atom(
        '<entry xmlns:media="http://search.yahoo.com/mrss/"><id>v</id><title>A</title><media:group><media:title>B</media:title><media:description>Seen from above.</media:description></media:group></entry>',
      ),
    );
    expect(entries[0]).toMatchObject({ title: 'A', summary: 'Seen from above.' });
  });
});

describe('links', () => {
  const link = async (item: string, url: string | null = null) =>
    (await parsed(rss(`<item><title>A</title>${item}</item>`), null, url)).entries[0]?.link;
  it('is made whole', async () => expect(await link('<link>/1</link>')).toBe('https://harbour.example/1'));
  it('follows xml:base', async () => {
    const { entries } = await parsed(
      rss('<item><title>A</title><link>1</link></item>', ' xml:base="https://base.example/en/"'),
    );
    expect(entries[0]?.link).toBe('https://base.example/en/1');
  });
  it('may be an atom:link', async () => {
    expect(
      await link(
        '<atom:link rel="self" href="https://a.example/s"/><atom:link rel="alternate" href="https://a.example/1"/>',
      ),
    ).toBe('https://a.example/1');
  });
  it('may be the guid, unless that says otherwise', async () => {
    expect(await link('<guid>https://a.example/1</guid>')).toBe('https://a.example/1');
    expect(await link('<guid isPermaLink="false">https://a.example/1</guid>')).toBeNull();
  });
});

describe('what rss-parser refuses', () => {
  const entry = { ...none, id: 'h-1', title: 'Fish & ships', link: 'https://harbour.example/1' };
  const item =
    '<item><title>Fish &amp; ships</title><link>https://harbour.example/1</link><guid>h-1</guid></item>';
  it.each([
    ['a bare ampersand', rss(item.replace('&amp;', '&'))],
    [
      'upper-case tags',
      rss(item)
        .replace(/<(\/?)(\w+)/g, (_, slash, name) => `<${slash}${name.toUpperCase()}`)
        .replace('?XML', '?xml'),
    ],
    ['junk before the document', `<br />\n<b>Warning</b>: something in /var/www/x.php\n${rss(item)}`],
    ['spaces and comments before it', `\n \t<!-- <rss> -->${rss(item)}`],
    ['junk after it', `${rss(item)}\n<script>1</script>`],
    ['an unclosed title', rss(item.replace('</title>', ''))],
    ['an unclosed entry', rss(item.replace('</item>', ''))],
    ['a closing tag that is misspelt', rss(item.replace('</guid>', '</giud>'))],
    [
      'HTML strewn in',
      rss(item.replace('</item>', '<description>One<br>two<img src="a"></description></item>')),
    ],
    ['an undeclared entity', rss(`${item}`).replace('News', 'News&nbsp;')],
    ['the end missing', rss(item).slice(0, -'</item></channel></rss>'.length)],
    ['control characters', rss(item.replace('Fish', 'Fi\u0001sh'))],
    [
      'an entity that the document declares',
      `<!DOCTYPE rss [<!ENTITY fish "Fish">]>${rss(item.replace('Fish', '&fish;')).replace(/^<\?.*\?>/, '')}`,
    ],
  ])('%s', async (_, document) => {
    const { entries } = await parsed(document);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ ...entry, summary: entries[0]?.summary ?? null });
  });

  it('an entry cut before its identity is listed as nothing', async () => {
    const { entries } = await parsed(
      `${rss(item).slice(0, -'</channel></rss>'.length)}<item><title>Next</ti`,
    );
    expect(entries).toHaveLength(2);
    expect(entries[1]).toEqual(none);
  });

  it('prefixed Atom', async () => {
    const { entries, title } = await parsed(
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title><a:entry><a:id>1</a:id><a:title>A</a:title><a:link href="https://harbour.example/1"/></a:entry></a:feed>',
    );
    expect(title).toBe('t');
    expect(entries).toEqual([{ ...none, id: '1', title: 'A', link: 'https://harbour.example/1' }]);
  });

  it('a date that no one can read refuses nothing', async () => {
    const { entries } = await parsed(
      atom('<entry><id>1</id><title>A</title><published>soon</published></entry>'),
    );
    expect(entries[0]).toMatchObject({ id: '1', publishedAt: 'soon' });
  });

  it('drops a field that the end cut in two, not a wrong id', async () => {
    const { entries } = await parsed(
      rss('<item><title>A</title><guid>h-1</guid><link>https://harbour.example/long').replace(
        '</channel></rss>',
        '',
      ),
    );
    expect(entries).toEqual([{ ...none, title: 'A', id: 'h-1' }]);
  });

  it('entities are put in once, and no file is read', async () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const { entries } = await parsed(
      `${bomb}<rss version="2.0"><channel><item><title>&a; &b; &f;</title></item></channel></rss>`,
    );
    expect(entries[0]?.title).toBe('xxxxxxxxxx &b; &f;');
  });
});

describe('what is no feed', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /^empty: /],
    ['white space', ' \n\t', /^empty: /],
    [
      'a web page',
      '<!doctype html><html><head><title>x</title></head><body><p>Hi</p></body></html>',
      /^not_a_feed: .*web page/,
    ],
    [
      'a web page that names its feed',
      '<html><head><link rel="alternate" type="application/rss+xml" href="https://harbour.example/feed"></head></html>',
      /Its feed is at https:\/\/harbour\.example\/feed\./,
    ],
    ['other XML', '<note><body>Hi</body></note>', /^not_a_feed: The document is XML, but no feed\./],
    ['other JSON', '{"a":1}', /^not_a_feed: /],
    ['faulty JSON', '{"a":', /^not_a_feed: /],
    [
      'JSON that breaks off',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"',
      /^truncated: /,
    ],
    ['a feed that breaks off at once', '<rss version="2.0"><channel><title>Harb', /^truncated: /],
    ['prose', 'Nothing to see here.', /^not_a_feed: /],
    [
      'an image',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      /^not_a_feed: /,
    ],
    ['a million entries', `<rss><channel>${'<item/>'.repeat(100_000)}</channel></rss>`, /^too_large: /],
  ])('%s', async (_, document, expected) => expect(await failure(document)).toMatch(expected));

  it('a feed without entries is one', async () => expect((await parsed(rss(''))).entries).toEqual([]));
});

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
});
