import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hubOf, isSigned } from '../../src/feeds/hub.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

const URL_OF_FEED = 'https://harbour.example/feed.xml';
const nothing = { hub: null, self: null };

describe('hubOf', () => {
  it.each<[string, string | null, { hub: string | null; self: string | null }, unknown]>([
    ['no hub', null, { hub: null, self: URL_OF_FEED }, null],
    [
      'a hub of the document',
      null,
      { hub: 'https://hub.example/', self: 'https://harbour.example/main.xml' },
      { url: 'https://hub.example/', topic: 'https://harbour.example/main.xml' },
    ],
    [
      'a hub without a self',
      null,
      { hub: '/hub', self: null },
      { url: 'https://harbour.example/hub', topic: URL_OF_FEED },
    ],
    [
      'the header before the document',
      '<https://a.example/>; rel="hub", <https://harbour.example/x>; rel=self',
      { hub: 'https://b.example/', self: null },
      { url: 'https://a.example/', topic: 'https://harbour.example/x' },
    ],
    [
      'several relations',
      '<https://a.example/>; title="x"; rel="self hub"',
      nothing,
      {
        url: 'https://a.example/',
        topic: 'https://a.example/',
      },
    ],
    ['another relation', '<https://a.example/>; rel="next"', nothing, null],
    ['no address of the web', null, { hub: 'mailto:hub@example.org', self: null }, null],
  ])('%s', (_, header, document, expected) => {
    expect(hubOf(header, document, URL_OF_FEED)).toEqual(expected);
  });

  it('takes any header', () => {
    fc.assert(fc.property(fc.string(), (header) => void hubOf(header, nothing, URL_OF_FEED)));
  });

  it.each([
    [
      'RSS',
      '<rss xmlns:a10="http://www.w3.org/2005/Atom"><channel><title>t</title><a10:link rel="self" href="https://a.example/f"/><a10:link rel="hub" href="https://hub.example/"/><item><title>x</title></item></channel></rss>',
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><link rel="hub" href="https://hub.example/"/><link rel="self" href="https://a.example/f"/><link href="https://a.example/"/></feed>',
    ],
    [
      'broken RSS',
      '<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>a & b</title><atom:link rel="self" href="https://a.example/f"><atom:link rel="hub" href="https://hub.example/"><item><title>x</title></item></channel></rss>',
    ],
    [
      'JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","title":"t","feed_url":"https://a.example/f","hubs":[{"type":"rssCloud","url":"x"},{"type":"WebSub","url":"https://hub.example/"}],"items":[]}',
    ],
  ])('finds what %s says', async (_, document) => {
    expect(await parseFeed(Buffer.from(document), null, URL_OF_FEED)).toMatchObject({
      kind: 'feed',
      push: { hub: 'https://hub.example/', self: 'https://a.example/f' },
    });
  });
});

describe('isSigned', () => {
  const body = Buffer.from('<rss/>');
  const sign = (method: string, secret = 'secret') =>
    `${method}=${createHmac(method, secret).update(body).digest('hex')}`;

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('takes %s', (method) => {
    expect(isSigned(sign(method), 'secret', body)).toBe(true);
    expect(isSigned(sign(method, 'another'), 'secret', body)).toBe(false);
  });

  it.each([undefined, '', 'sha256', 'sha256=', 'sha256=zz', 'md5=00', `${sign('sha256')}00`])(
    'refuses %s',
    (signature) => expect(isSigned(signature, 'secret', body)).toBe(false),
  );
});
