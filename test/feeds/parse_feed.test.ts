import { describe, expect, it } from 'vitest';
import { describeFeed } from '../../src/feeds/parse_feed.ts';

describe('describeFeed', () => {
  it('tells everything of every entry, dropped ones too', async () => {
    const document = `<rss version="2.0"><channel><title>Harbour &amp;amp; News</title><link>https://harbour.example/</link><language>en-GB</language>
      <item><title>&lt;b&gt;One&lt;/b&gt;</title><link>https://harbour.example/1?utm_source=rss</link><guid>g1</guid><pubDate>Tue, 06 Jan 2026 10:00 +0100</pubDate>
      <description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description><author>ann@harbour.example (Ann Doe)</author></item>
      <item><guid>g2</guid><pubDate>soon</pubDate></item><item><description>Text.</description></item></channel></rss>`;
    expect(await describeFeed(Buffer.from(document), '/feeds/harbour.xml')).toEqual({
      file: '/feeds/harbour.xml',
      title: 'Harbour & News',
      link: 'https://harbour.example/',
      language: 'en-GB',
      entries: [
        {
          id: 'g1',
          title: 'One',
          link: 'https://harbour.example/1?utm_source=rss',
          publishedAt: '2026-01-06T09:00:00.000Z',
          updatedAt: null,
          summary: 'First.\n\nSecond.',
          content: null,
          authors: ['Ann Doe'],
          dropped: null,
        },
        { ...nothing, id: 'g2', dropped: 'no_title_and_text' },
        { ...nothing, summary: 'Text.', dropped: 'no_identity' },
      ],
    });
  });

  it('tells why a document is no feed', async () => {
    expect(await describeFeed(Buffer.from('<html><body>Hi'), 'a.html')).toEqual({
      file: 'a.html',
      error: expect.stringMatching(/^not_a_feed: The document is a web page\./),
    });
  });
});

const nothing = {
  id: null,
  title: null,
  link: null,
  publishedAt: null,
  updatedAt: null,
  summary: null,
  content: null,
  authors: [],
};
