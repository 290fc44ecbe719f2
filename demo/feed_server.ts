import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishers, type SampleArticle, type SamplePublisher, tale } from './tale.ts';

export interface FeedServer {
  /** The catalog of the sample feeds, as `FEEDS_FILE` takes it. */
  catalog: object[];
  /** The seconds of the tale at which something appears, in order. */
  moments: number[];
  /** Brings out what has appeared by this second of the tale, dated now. Until the first call the feeds are empty. */
  publish(until: number): void;
  close(): Promise<void>;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string);

const body = (article: SampleArticle) => article.paragraphs.map((p) => `<p>${escapeXml(p)}</p>`).join('\n');

/**
 * Serves the tale on loopback: one RSS feed a publisher at `/<id>.xml` with ETag, and a page an article.
 * @param now Unix milliseconds of the clock that dates the articles
 */
export async function startFeedServer(now: () => number): Promise<FeedServer> {
  const articles = tale(now());
  const publishedAt = new Map<SampleArticle, number>();
  // As the simulator, it leaves the end of a connection to the client.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const path = new URL(request.url ?? '/', origin()).pathname;
    const publisher = publishers.find(({ id }) => path === `/${id}.xml`);
    const article = articles.find(({ slug }) => path === `/articles/${slug}`);
    if (publisher) {
      const feed = rss(publisher, publishedAt, origin());
      const etag = `"${createHash('sha256').update(feed).digest('base64url').slice(0, 16)}"`;
      response.setHeader('ETag', etag);
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
      response.writeHead(200, { 'Content-Type': 'application/rss+xml; charset=utf-8' }).end(feed);
    } else if (article && publishedAt.has(article)) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(article));
    } else {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    }
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    catalog: publishers.map((publisher) => ({
      id: publisher.id,
      url: `${origin()}/${publisher.id}.xml`,
      title: publisher.name,
      publisher,
      language: 'en',
    })),
    moments: articles.map(({ at }) => at),
    publish(until) {
      for (const article of articles) {
        if (article.at <= until && !publishedAt.has(article)) publishedAt.set(article, now());
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function rss(
  publisher: SamplePublisher,
  publishedAt: ReadonlyMap<SampleArticle, number>,
  origin: string,
): string {
  const own = [...publishedAt].filter(([article]) => article.publisher === publisher.id);
  const entries = own.toReversed().map(
    ([article, at]) => `<item>
<title>${escapeXml(article.title)}</title>
<link>${origin}/articles/${article.slug}?utm_source=rss</link>
<guid isPermaLink="false">${publisher.id}-${article.slug}</guid>
<pubDate>${new Date(at).toUTCString()}</pubDate>
<description>${escapeXml(body(article))}</description>
</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>${escapeXml(publisher.name)}</title>
<link>${origin}/</link>
<description>Sample feed</description>
<language>en</language>
${entries.join('\n')}
</channel></rss>
`;
}

function page(article: SampleArticle): string {
  const name = publishers.find(({ id }) => id === article.publisher)?.name ?? '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeXml(article.title)}</title>
<style>body{max-width:40em;margin:3em auto;padding:0 1em;font:1.1em/1.5 Georgia,serif}small{color:#666}</style></head>
<body><small>${escapeXml(name)} · sample article</small>
<h1>${escapeXml(article.title)}</h1>
${body(article)}
</body></html>
`;
}
