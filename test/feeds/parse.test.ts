import { describe, expect, it } from 'vitest';
import { atom, none, parsed, rss } from './documents.ts';

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
      push: { hub: null, self: null },
      past: { older: null, isWordPress: false },
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
