import { describe, expect, it } from 'vitest';
import type { FetchOutcome } from '../../src/feeds/fetch.ts';
import { createRobots, mayRead, readRobots } from '../../src/feeds/robots.ts';

describe('mayRead', () => {
  const rules = readRobots(
    [
      '# for everybody',
      'User-agent: *',
      'Disallow: /private',
      'Allow: /private/open',
      'Disallow: /*.pdf$',
      'Disallow: /search?*q=',
      'Disallow:',
      '',
      'user-agent: otherbot',
      'disallow: /',
    ].join('\n'),
  );
  it.each([
    ['/', true],
    ['/news/1', true],
    ['/private', false],
    ['/private/x', false],
    ['/private/open/x', true],
    ['/a/b.pdf', false],
    ['/a/b.pdf?x', true],
    ['/search?lang=en&q=1', false],
    ['/search?lang=en', true],
  ])('%s: %s', (path, allowed) => expect(mayRead(rules, path)).toBe(allowed));

  it('takes its own group alone, where there is one', () => {
    const own = readRobots(
      'User-agent: *\nDisallow: /\n\nUser-agent: a\nUser-agent: Sitrep/1.0\nDisallow: /x\n',
    );
    expect([mayRead(own, '/y'), mayRead(own, '/x')]).toEqual([true, false]);
  });

  it('is quick with a pattern made to be slow', () => {
    expect(
      mayRead(readRobots(`User-agent: *\nDisallow: ${'*a'.repeat(5_000)}$`), `/${'a'.repeat(4_000)}b`),
    ).toBe(true);
  });
});

describe('createRobots', () => {
  function asked(outcome: Partial<FetchOutcome> & { kind: string }) {
    const urls: string[] = [];
    let now = 0;
    const mayFetch = createRobots(
      {
        fetch: async ({ url }) => {
          urls.push(url);
          return outcome as FetchOutcome;
        },
      },
      () => now,
    );
    return { mayFetch, urls, pass: (ms: number) => (now += ms) };
  }
  const failed = (code: string) => ({ kind: 'failed', code }) as never;

  it('asks a site once a day', async () => {
    const { mayFetch, urls, pass } = asked({
      kind: 'changed',
      document: Buffer.from('User-agent: *\nDisallow: /no'),
    } as never);
    expect(await mayFetch('https://harbour.example/yes')).toBe(true);
    expect(await mayFetch('https://harbour.example/no')).toBe(false);
    expect(urls).toEqual(['https://harbour.example/robots.txt']);
    pass(25 * 3_600_000);
    await mayFetch('https://harbour.example/yes');
    expect(urls).toHaveLength(2);
  });

  it('may read everything where there is none, and nothing where it can’t be had', async () => {
    expect(await asked(failed('http_404')).mayFetch('https://a.example/x')).toBe(true);
    expect(await asked(failed('http_5xx')).mayFetch('https://a.example/x')).toBe(false);
    expect(await asked(failed('timeout')).mayFetch('https://a.example/x')).toBe(false);
  });
});
