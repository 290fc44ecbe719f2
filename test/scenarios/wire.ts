import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Feeds of made-up publishers on loopback, whose articles come out at the test's word. */
export interface Wire {
  /** As `FEEDS_FILE` takes it. */
  catalog: object[];
  /** Brings an article out now. */
  publish(publisher: string, title: string, text: string): void;
  close(): Promise<void>;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] as string);

/** @param publishers ids by which articles are published */
export async function startWire(publishers: readonly string[]): Promise<Wire> {
  const entries = new Map<string, string[]>(publishers.map((id) => [id, []]));
  // As the simulator, it leaves the end of a connection to the client.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const own = entries.get((request.url ?? '').slice(1));
    if (!own) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'Content-Type': 'application/rss+xml; charset=utf-8' })
      .end(`<rss version="2.0"><channel><title>Feed</title>${own.toReversed().join('')}</channel></rss>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    catalog: publishers.map((id) => ({
      id,
      url: `${origin}/${id}`,
      title: id,
      publisher: { id, name: `The ${id} paper`, kind: 'outlet', country: null },
      language: 'en',
    })),
    publish(publisher, title, text) {
      const own = entries.get(publisher);
      const slug = `${publisher}-${own?.length}`;
      own?.push(
        `<item><title>${escapeXml(title)}</title><link>${origin}/a/${slug}</link><guid>${slug}</guid>` +
          `<pubDate>${new Date().toUTCString()}</pubDate><description>${escapeXml(text)}</description></item>`,
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
