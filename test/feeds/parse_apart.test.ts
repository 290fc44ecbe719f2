import { describe, expect, it, onTestFinished } from 'vitest';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';

function parser(options: Parameters<typeof createFeedParser>[0] = {}) {
  const created = createFeedParser({ timeoutMs: 60_000, ...options });
  onTestFinished(() => created.close());
  return (document: string) => created.parse(Buffer.from(document), null, null);
}

const rss = (entries: string) => `<rss version="2.0"><channel><title>t</title>${entries}</channel></rss>`;
const entries = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `<item><title>Ship ${index}</title><guid>${index}</guid><description>${'word '.repeat(30)}</description></item>`,
  ).join('');

describe('createFeedParser', () => {
  it('reads small and large documents alike, in order', async () => {
    const parse = parser();
    const [large, small] = await Promise.all([parse(rss(entries(3_000))), parse(rss(entries(2)))]);
    expect(small).toMatchObject({ kind: 'feed', title: 't' });
    if (large.kind !== 'feed') throw new Error(large.message);
    expect(large.title).toBe('t');
    expect(large.entries.map(({ id }) => id)).toEqual(Array.from({ length: 3_000 }, (_, id) => String(id)));
  });

  it('tells what a large document is, too', async () => {
    expect(await parser()(`<html>${'<p>x</p>'.repeat(60_000)}`)).toMatchObject({ code: 'not_a_feed' });
  });

  it('gives up a document that takes too long, and reads the next one', async () => {
    const parse = parser({ timeoutMs: 1 });
    expect(await parse(rss(entries(3_000)))).toMatchObject({
      code: 'too_complex',
      message: expect.stringContaining('0.001 s'),
    });
    expect(await parse(rss(entries(2)))).toMatchObject({ kind: 'feed' });
  });

  it('breaks off when it is closed', async () => {
    const created = createFeedParser();
    const reading = created.parse(Buffer.from(rss(entries(3_000))), null, null);
    await new Promise((resolve) => setImmediate(resolve));
    await created.close();
    expect(await reading).toMatchObject({ code: 'aborted' });
    expect(await created.parse(Buffer.from(rss(entries(3_000))), null, null)).toMatchObject({
      code: 'aborted',
    });
  });
});

/** Each is built to cost far more than its size; what counts is that it ends, under its name, and holds nobody up. */
describe('a document made to hurt', () => {
  const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n || ''};`.repeat(10)}">`);
  it.each<[string, string, 'feed' | 'too_complex' | 'not_a_feed' | 'truncated' | 'too_large']>([
    [
      '200,000 open elements',
      rss(`<item><title>x</title><guid>1</guid>${'<a>'.repeat(200_000)}</item>`),
      'feed',
    ],
    [
      '200,000 nested elements',
      rss(`<item><title>x</title>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</item>`),
      'feed',
    ],
    [
      '200,000 elements in a text',
      rss(`<item><description>${'<i>'.repeat(200_000)}</description></item>`),
      'feed',
    ],
    ['an attribute of 5 MB', rss(`<item x="${'y'.repeat(4_900_000)}"/>`), 'too_complex'],
    [
      '400,000 attributes',
      rss(`<item ${Array.from({ length: 400_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
      'too_complex',
    ],
    [
      'a billion laughs',
      `<!DOCTYPE x [<!ENTITY l "lol">${lol.join('')}]>${rss('<item><title>&l9;</title><guid>1</guid></item>')}`,
      'feed',
    ],
    ['a million entities', rss(`<item><title>${'&amp;'.repeat(980_000)}</title></item>`), 'feed'],
    ['nothing but opening brackets', `<rss>${'<'.repeat(4_000_000)}`, 'too_complex'],
    ['nothing but comments', '<!--'.repeat(1_000_000), 'not_a_feed'],
    ['a DOCTYPE without an end', `<!DOCTYPE rss [${'<!ENTITY a "'.repeat(300_000)}`, 'not_a_feed'],
    ['a million brackets of JSON', `{"items":${'['.repeat(1_000_000)}`, 'truncated'],
    ['300,000 titles', rss(`<item>${'<title>x</title>'.repeat(300_000)}</item>`), 'feed'],
    ['too many entries', rss('<item>'.repeat(21_000)), 'too_large'],
  ])('%s', async (_, document, ending) => {
    const parse = parser();
    const outcome = await parse(document);
    expect(outcome.kind === 'feed' ? 'feed' : outcome.code).toBe(ending);
  });

  it('reads no file that a document names', async () => {
    const document = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>&x;</title><guid>1</guid></item>')}`;
    const outcome = await parser()(document);
    expect(JSON.stringify(outcome)).not.toContain('root:');
  });

  it('leaves the loop to others meanwhile', async () => {
    const parse = parser();
    await parse(rss(entries(1_500)));
    let turns = 0;
    let reading = true;
    const turn = () => {
      turns++;
      if (reading) setImmediate(turn);
    };
    turn();
    await parse(rss(entries(15_000)));
    reading = false;
    // Reading it takes hundreds of milliseconds; on the loop it would be a single turn.
    expect(turns).toBeGreaterThan(20);
  });
});
