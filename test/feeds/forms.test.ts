import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const item = '<item><title>A</title><link>https://harbour.example/1</link></item>';
const plain = `<rss version="2.0"><channel>${item}</channel></rss>`;

function utf32(text: string, write: 'writeUInt32LE' | 'writeUInt32BE'): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  for (let index = 0; index < text.length; index++) bytes[write](text.charCodeAt(index), index * 4);
  return bytes;
}

describe('the number of entries in', () => {
  it.each<[string, number, string | Buffer]>([
    [
      'a CDF channel',
      2,
      '<CHANNEL HREF="https://a.example/"><ITEM HREF="/1"><TITLE>a</TITLE></ITEM><ITEM HREF="/2"/></CHANNEL>',
    ],
    [
      'RSS 1.1',
      1,
      `<Channel xmlns="http://purl.org/net/rss1.1#" ${RDF}><items rdf:parseType="Collection">${item}</items></Channel>`,
    ],
    ['RSS 1.0', 1, `<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/"><channel/>${item}</rdf:RDF>`],
    [
      'RSS 1.0 under another prefix',
      1,
      `<r:RDF ${RDF.replace('rdf=', 'r=')} xmlns="http://purl.org/rss/1.0/"><channel/>${item}</r:RDF>`,
    ],
    [
      'RSS 1.0 with prefixed entries',
      1,
      `<rdf:RDF ${RDF} xmlns:x="http://purl.org/rss/1.0/"><x:channel/><x:item><x:title>A</x:title></x:item></rdf:RDF>`,
    ],
    [
      'RSS 0.90',
      1,
      `<rdf:RDF ${RDF} xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel/>${item}</rdf:RDF>`,
    ],
    ['RSS 0.91 without a channel', 1, `<rss version="0.91">${item}</rss>`],
    [
      'RSS 0.91 with a DOCTYPE',
      1,
      `<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">${plain.replace('>A<', '>&eacute;<')}`,
    ],
    [
      'RSS 2.0 in a namespace',
      1,
      '<x:rss xmlns:x="http://backend.userland.com/rss2" version="2.0"><x:channel><x:item><x:title>A</x:title></x:item></x:channel></x:rss>',
    ],
    [
      'two channels',
      2,
      `<rss version="2.0"><channel>${item}</channel><channel>${item.replace('/1', '/2')}</channel></rss>`,
    ],
    ['empty entries', 3, `<rss version="2.0"><channel><item/><item></item>${item}</channel></rss>`],
    [
      'Atom 0.3 in upper case',
      1,
      '<FEED VERSION="0.3" XMLNS="http://purl.org/atom/ns#"><ENTRY><TITLE>x</TITLE></ENTRY></FEED>',
    ],
    [
      'an Atom entry document',
      1,
      `<?xml version="1.0"?>\n<entry xmlns="${ATOM}"><title>x</title><id>1</id></entry>`,
    ],
    [
      'a prefixed Atom entry document',
      1,
      `<a:entry xmlns:a="${ATOM}"><a:title>x</a:title><a:id>1</a:id></a:entry>`,
    ],
    [
      'Atom whose content has items',
      1,
      `<feed xmlns="${ATOM}"><entry><id>1</id><content type="application/xml"><item xmlns="urn:x">hi</item></content></entry></feed>`,
    ],
    [
      'Atom with a source',
      1,
      `<feed xmlns="${ATOM}"><entry><id>1</id><source><id>9</id><title>s</title></source></entry></feed>`,
    ],
    [
      'comments that hold entries',
      1,
      `<!-- <feed><entry/> -->${plain.replace('<item>', '<!-- <item/> --><item>')}`,
    ],
    [
      'texts that hold entries',
      1,
      plain.replace('</item>', '<description><![CDATA[<item>no</item>]]></description></item>'),
    ],
    ['entries of foreign vocabularies', 1, plain.replace('<item>', '<x:item xmlns:x="urn:x"/><item>')],
    ['a feed within another document', 1, `<envelope>${plain}</envelope>`],
    [
      'unclosed entries',
      2,
      '<rss version="2.0"><channel><item><title>x</title><item><title>y</title></channel></rss>',
    ],
    ['UTF-16 with a mark', 1, Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['UTF-16 without one', 1, Buffer.from(plain, 'utf16le').swap16()],
    ['UTF-32', 1, utf32(`\ufeff${plain}`, 'writeUInt32LE')],
    ['UTF-32, the other way round', 1, utf32(plain, 'writeUInt32BE')],
    [
      'a JSON Feed',
      2,
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},{"id":2,"content_text":"x"}]}',
    ],
  ])('%s', async (_, entries, document) => {
    const outcome = await parseFeed(Buffer.from(document as string), null, null);
    expect(outcome).toMatchObject({ kind: 'feed' });
    expect(outcome.kind === 'feed' && outcome.entries.length).toBe(entries);
  });
});
