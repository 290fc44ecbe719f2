import { speakIn } from '../languages/say.ts';
import { digestPictures } from '../messages/digest.ts';
import { atomFeed } from '../pages/atom.ts';
import { digestPage, seriesPage } from '../pages/page.ts';
import { type Published, readStamp } from '../pages/published.ts';
import { STYLE } from '../pages/style.ts';
import type { Drawer } from '../pictures/draw.ts';
import type { Db } from '../store/open.ts';
import { listPublished, neighboursOf, newestPublished, publishedDigest } from '../store/published.ts';
import type { Route, WebReply, WebRequest } from './server.ts';

const MOST_LISTED = 400;
const MOST_IN_FEED = 14;

/** Pages load their stylesheet and pictures from here, and nothing else from anywhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOT_FOUND: WebReply = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'There is no such digest. Digests are kept for 90 days.\n',
};

/**
 * Digests that were sent, as pages, pictures, JSON and feeds.
 * @param publicUrl where the server is reached from outside, without a slash at its end
 */
export function digestRoutes({
  db,
  publicUrl,
  draw,
}: {
  db: Db;
  publicUrl: string;
  draw: Drawer['draw'];
}): Route[] {
  const found = async ({ parameters }: WebRequest): Promise<Published | null> => {
    const until = readStamp(parameters.until ?? '');
    return until === null ? null : publishedDigest(db, parameters.series ?? '', until);
  };
  const get = (path: string, answer: Route['answer']): Route => ({ method: 'GET', path, answer });
  return [
    get('/digests.css', () => reply('text/css', STYLE, 3_600)),
    get('/digests/:series', async ({ parameters: { series = '' } }) => {
      const [newest] = await newestPublished(db, series, 1);
      if (!newest) return NOT_FOUND;
      const all = await listPublished(db, series, MOST_LISTED);
      return reply('text/html', seriesPage(series, newest.title, all, newest.spoken), 60);
    }),
    get('/digests/:series/feed.atom', async ({ parameters: { series = '' } }) => {
      const all = await newestPublished(db, series, MOST_IN_FEED);
      const [newest] = all;
      return newest
        ? reply('application/atom+xml', atomFeed(series, newest.title, all, publicUrl), 60)
        : NOT_FOUND;
    }),
    get('/digests/:series/:until([0-9TZ]+).json', async (request) => {
      const digest = await found(request);
      return digest ? reply('application/json', JSON.stringify(digest), 86_400) : NOT_FOUND;
    }),
    get('/digests/:series/:until([0-9TZ]+)', async (request) => {
      const digest = await found(request);
      if (!digest) return NOT_FOUND;
      const neighbours = await neighboursOf(db, digest.series, digest.digest.window.until);
      return reply('text/html', digestPage(digest, neighbours), 60);
    }),
    get('/digests/:series/:until([0-9TZ]+)/:picture(chart|map).png', async (request) => {
      const digest = await found(request);
      const pictures = digest?.days ? digestPictures(digest.digest, digest.days, speakIn(digest.spoken)) : [];
      const picture = pictures.find(({ file }) => file.kind === request.parameters.picture);
      if (!picture) return NOT_FOUND;
      const [drawn] = await draw([picture.file]);
      return drawn ? reply('image/png', drawn.data, 86_400) : NOT_FOUND;
    }),
  ];
}

function reply(type: string, body: string | Uint8Array, seconds: number): WebReply {
  const isText = typeof body === 'string';
  return {
    status: 200,
    headers: {
      'content-type': isText ? `${type}; charset=utf-8` : type,
      'cache-control': `public, max-age=${seconds}`,
      ...(type === 'text/html' ? { 'content-security-policy': POLICY } : {}),
    },
    body,
  };
}
