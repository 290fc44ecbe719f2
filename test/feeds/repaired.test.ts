import { describe, expect, it } from 'vitest';
import { atom, failure, none, parsed, rss } from './documents.ts';

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
