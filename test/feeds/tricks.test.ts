import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher, type FetcherOptions } from '../../src/feeds/fetch.ts';
import { serve } from './serve.ts';

/** A fetcher in a world where every name is at the given addresses, so that no test asks a name server. */
function fetcher(addresses: string[], options: Partial<FetcherOptions> = {}) {
  let asked = 0;
  const created = createFetcher({
    allowHosts: [],
    spacingMs: 0,
    timeoutMs: 60_000,
    resolve: (_host, _options, callback) => {
      const address = addresses[Math.min(asked++, addresses.length - 1)] ?? '';
      callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
    },
    ...options,
  });
  onTestFinished(() => created.close());
  return (url: string, byMember = true) =>
    created.fetch({ url, etag: null, lastModified: null, bodyHash: null, byMember });
}

const refused = { kind: 'failed', code: 'refused_address' };

describe('an address that leads inside is refused', () => {
  it.each([
    ...['http://127.0.0.1/', 'http://127.1/', 'http://127.0.1/', 'http://127.255.255.254/', 'http://0/'],
    ...[
      'http://0.0.0.0/',
      'http://2130706433/',
      'http://017700000001/',
      'http://0x7f000001/',
      'http://0x7f.1/',
    ],
    ...[
      'http://0177.0.0.1/',
      'http://0x7f.0.0.0x1/',
      'http://0177.0x0.1/',
      'http://127.0.0.1./',
      'http://%31%32%37.0.0.1/',
    ],
    ...['http://１２７.０.０.１/', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/', 'http://127．0．0．1/'],
    ...[
      'http://10.0.0.1/',
      'http://10.255.255.255/',
      'http://167772161/',
      'http://0xa000001/',
      'http://012.1/',
    ],
    ...[
      'http://172.16.0.1/',
      'http://172.31.255.254/',
      'http://192.168.0.1/',
      'http://3232235521/',
      'http://0xc0a80001/',
    ],
    ...[
      'http://169.254.169.254/latest/meta-data/',
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://0251.0376.0251.0376/',
    ],
    ...[
      'http://169.254.170.2/',
      'http://168.63.129.16/',
      'http://100.64.0.1/',
      'http://100.100.100.200/',
      'http://100.127.255.254/',
    ],
    ...[
      'http://192.0.0.192/',
      'http://192.0.2.1/',
      'http://198.18.0.1/',
      'http://198.51.100.1/',
      'http://203.0.113.1/',
    ],
    ...['http://224.0.0.1/', 'http://239.255.255.250/', 'http://240.0.0.1/', 'http://255.255.255.255/'],
    ...[
      'http://[::]/',
      'http://[::1]/',
      'http://[0:0:0:0:0:0:0:1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[::ffff:7f00:1]/',
    ],
    ...[
      'http://[::ffff:10.0.0.1]/',
      'http://[::ffff:a9fe:a9fe]/',
      'http://[::127.0.0.1]/',
      'http://[0:0:0:0:0:ffff:192.168.0.1]/',
    ],
    ...[
      'http://[fe80::1]/',
      'http://[fc00::1]/',
      'http://[fd00:ec2::254]/',
      'http://[ff02::1]/',
      'http://[2001:db8::1]/',
    ],
    ...[
      'http://[64:ff9b::127.0.0.1]/',
      'http://[64:ff9b::a9fe:a9fe]/',
      'http://[2002:7f00:1::]/',
      'http://[2002:a9fe:a9fe::]/',
    ],
    ...[
      'http://[2001:0:7f00:1::]/',
      'http://[100::1]/',
      'http://[fec0::1]/',
      'https://127.0.0.1/',
      'https://[::1]:443/',
    ],
  ])('%s', async (url) => expect(await fetcher(['8.8.8.8'])(url)).toMatchObject(refused));

  it.each([
    ['http://localhost/', '127.0.0.1'],
    ['http://LOCALHOST./', '127.0.0.1'],
    ['http://anything.localhost/', '::1'],
    ['http://metadata.google.internal/', '169.254.169.254'],
    ['http://127.0.0.1.wildcard.example/', '127.0.0.1'],
    ['http://harbour.example/', '10.1.2.3'],
    ['http://harbour.example/', '::ffff:10.1.2.3'],
    ['https://harbour.example/', 'fd12::1'],
    ['http://intranet/', '192.168.4.4'],
  ])('%s, whose name answers %s', async (url, address) => {
    expect(await fetcher([address])(url)).toMatchObject(refused);
  });
});

describe('a redirect that leads inside is refused', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    '//169.254.169.254/latest/',
    'http://10.0.0.1/',
  ])('%s', async (location) => {
    const origin = await serve((_, response) => response.writeHead(302, { location }).end());
    const { host } = new URL(origin);
    const fetch = fetcher(['127.0.0.1'], { allowHosts: [host] });
    expect(await fetch(origin, false)).toMatchObject(refused);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://harbour.example/',
    'gopher://127.0.0.1/',
    'data:text/xml,<rss/>',
    'javascript:1',
  ])('and so is one to %s', async (location) => {
    const origin = await serve((_, response) => response.writeHead(301, { location }).end());
    const fetch = fetcher(['8.8.8.8'], { allowHosts: [new URL(origin).host] });
    expect(await fetch(origin)).toMatchObject({ kind: 'failed', code: 'bad_url' });
  });
});

describe('a name that answers otherwise the second time', () => {
  it('is checked when it is connected to: the address used is the one that was checked', async () => {
    // The first answer is checked and refused; nobody asks for another one.
    let answers = 0;
    const fetch = fetcher([], {
      resolve: (_host, _options, callback) => {
        answers++;
        callback(null, [{ address: answers === 1 ? '127.0.0.1' : '8.8.8.8', family: 4 }]);
      },
    });
    expect(await fetch('http://rebind.example/')).toMatchObject(refused);
    expect(answers).toBe(1);
  });

  it('is checked again for every new connection', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(302, { location: 'http://rebind.example/' }).end(),
    );
    const fetch = fetcher(['169.254.169.254'], { allowHosts: [new URL(origin).host] });
    expect(await fetch(origin)).toMatchObject(refused);
  });
});

describe('what a member may name', () => {
  it.each([
    'http://harbour.example:22/',
    'http://harbour.example:8080/feed',
    'https://harbour.example:8443/feed',
    'http://harbour.example:6379/',
    'http://user:secret@harbour.example/',
    'http://user@harbour.example/',
    'https://:secret@harbour.example/',
    'http://harbour.example@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://harbour.example/feed',
    'harbour.example/feed',
    'http://',
    'http://[::1',
    'http://300.1.1.1/',
    '',
  ])('not %s', async (url) => {
    expect(await fetcher(['127.0.0.1'])(url)).toMatchObject({ kind: 'failed', code: 'bad_url' });
  });

  it('not another port by way of a redirect', async () => {
    const origin = await serve((_, response) =>
      response.writeHead(302, { location: 'http://harbour.example:6379/' }).end(),
    );
    const fetch = fetcher(['8.8.8.8'], { allowHosts: [new URL(origin).host] });
    expect(await fetch(origin)).toMatchObject({ kind: 'failed', code: 'bad_url' });
  });

  it('but the operator may allow a host, with its port', async () => {
    const origin = await serve((_, response) => response.end('<rss/>'));
    const fetch = fetcher(['8.8.8.8'], { allowHosts: [new URL(origin).host] });
    expect(await fetch(origin)).toMatchObject({ kind: 'changed' });
  });
});
