import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import Parser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { atomFeed } from '../../src/pages/atom.ts';
import { digestPage, seriesPage } from '../../src/pages/page.ts';
import { type Published, pathOf, readStamp, stampOf } from '../../src/pages/published.ts';
import { sampleDigest } from '../messages/samples.ts';

const day = {
  day: '2026-01-05',
  attacks: 1,
  talks: 1,
  killed: 2,
  injured: 3,
  launched: 165,
  intercepted: 137,
};
const published: Published = {
  ...{ series: 'ab12cd34ab12cd34', title: 'Daily digest: Ukraine', language: 'fr', late: true },
  ...{ at: sampleDigest.window.until, digest: sampleDigest, days: [day, { ...day, day: '2026-01-04' }] },
};
const alone = { older: null, newer: null };

/** The element names of a document, and the text of it. */
function readHtml(html: string) {
  const names: string[] = [];
  const attributes: string[] = [];
  let text = '';
  const walk = (nodes: ReturnType<typeof parseDocument>['children']) => {
    for (const node of nodes) {
      if ('name' in node && 'attribs' in node) {
        names.push(node.name);
        attributes.push(...Object.keys(node.attribs));
      }
      if ('data' in node && node.type === 'text') text += node.data;
      if ('children' in node) walk(node.children);
    }
  };
  walk(parseDocument(html).children);
  return { names, attributes, text };
}

describe('digestPage', () => {
  it('has the digest whole: figures, pictures with words, sections, links, and the ways on', () => {
    const page = digestPage(published, { older: 1_767_506_400_000, newer: null });
    const { text } = readHtml(page);
    for (const told of [
      '1 attack',
      '165 launched',
      'Night drones hit a clinic in Kyiv',
      '2 killed and 3 injured in Kyiv and Fastiv.',
      'Serious 58 · Meridian Wire, Harbour Post · K7F3QP',
      '“The envoys will be back on Friday.”',
      '165 drones launched; 137 drones intercepted',
      'Claimed by Russia; disputed by Ukraine',
      '2 killed → 5 killed',
      'This digest left late',
    ])
      expect(text).toContain(told);
    expect(page).toContain('<a href="https://meridian.example/a" rel="noopener external">Meridian Wire</a>');
    expect(page).toContain('<h3 lang="fr">Night drones');
    expect(page).toMatch(/<img src="\/digests\/ab12cd34ab12cd34\/\d{8}T\d{6}Z\/map\.png" alt="[^"]{20,}"/);
    expect(page).toContain(`<a rel="prev" href="${pathOf('ab12cd34ab12cd34', 1_767_506_400_000)}">`);
    expect(page).not.toContain('rel="next"');
    expect(page).not.toContain('<script');
  });

  it('speaks the language of its series, with headlines in theirs', () => {
    const german = { ...published, title: 'Täglicher Überblick', language: 'en', spoken: 'de' };
    const page = digestPage(german, { older: 0, newer: 0 });
    const { text } = readHtml(page);
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<h3 lang="en">Night drones');
    for (const told of ['5. Januar 2026', 'Angriffe', 'Bestritten', 'Früherer Überblick', 'Von Sitrep aus'])
      expect(text).toContain(told);
    expect(text).not.toMatch(/digest|Disputed|claimed by|launched|January/i);
    const list = seriesPage('ab', 'Täglicher Überblick', [{ until: 0, timeZone: 'UTC' }], 'de');
    expect(list).toContain('<html lang="de">');
    expect(readHtml(list).text).toContain('1. Januar 1970');
  });

  it('says so when it was quiet', () => {
    const empty = { barrages: [], strikes: [], diplomacy: [], disputes: [], changes: [] };
    const page = digestPage({ ...published, days: null, digest: { ...sampleDigest, ...empty } }, alone);
    expect(readHtml(page).text).toContain('Quiet: nothing of this was reported');
  });

  const known = readHtml(digestPage(published, { older: 0, newer: 0 }));
  const outside = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=a>',
      ']]>',
      '&lt;b&gt;',
      '\u202e\u0000\u0008',
      "' onload='",
    ),
  );
  const hostile = fc.record({
    text: outside,
    url: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), outside),
  });

  it('makes markup of nothing that comes from outside', () => {
    fc.assert(
      fc.property(hostile, ({ text, url }) => {
        const story = {
          ...sampleDigest.strikes[0]!,
          ...{ storyId: text, headline: text, summary: `${text} `, places: [], country: null },
          ...{ quote: { text, publisher: text }, sources: [{ publisher: text, url }] },
        };
        const digest = {
          ...{ ...sampleDigest, strikes: [story], diplomacy: [story] },
          disputes: [{ storyId: text, claim: text, claimedBy: [text], disputedBy: [text] }],
          changes: [{ ...sampleDigest.changes[0]!, headline: text, changes: [text] }],
          barrages: [{ ...sampleDigest.barrages[0]!, country: text, saidBy: [text], storyIds: [text] }],
        };
        const hostileOne = { ...published, title: text, digest };
        const page = digestPage(hostileOne, alone);
        const { names, attributes } = readHtml(page);
        expect(names.filter((name) => !known.names.includes(name))).toEqual([]);
        expect(attributes.filter((name) => !known.attributes.includes(name))).toEqual([]);
        expect(page).not.toMatch(/href="(?!https?:|\/|data:,")/);
        const feed = atomFeed('ab', text, [hostileOne], 'https://sitrep.example');
        expect(feed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(
          readHtml(feed).names.filter(
            (name) =>
              !/^(?:feed|id|title|updated|author|name|link|entry|published|content|\?xml)$/.test(name),
          ),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('atomFeed', () => {
  it('is read by a reader of feeds, with ids that stay and the digest whole', async () => {
    const feed = await new Parser().parseString(
      atomFeed('ab12', 'Daily digest', [published], 'https://sitrep.example'),
    );
    const address = 'https://sitrep.example/digests/ab12cd34ab12cd34/20260105T060000Z';
    expect(feed).toMatchObject({ title: 'Daily digest', link: 'https://sitrep.example/digests/ab12' });
    expect(feed.items).toMatchObject([
      { id: address, link: address, title: 'Daily digest: Ukraine, 5 January 2026' },
    ]);
    expect(feed.items[0]?.content).toContain('<h3 lang="fr">Night drones hit a clinic in Kyiv</h3>');
    expect(feed.items[0]?.content).toContain(`<img src="${address}/map.png"`);
  });
});

describe('seriesPage', () => {
  it('lists its digests by day and time', () => {
    const page = seriesPage('ab', 'Daily <digest>', [
      { until: sampleDigest.window.until, timeZone: 'Europe/Kyiv' },
    ]);
    expect(page).toContain('<a href="/digests/ab/20260105T060000Z">5 January 2026, 08:00</a>');
    expect(page).toContain('<h1>Daily &lt;digest&gt;</h1>');
  });
});

describe('stampOf', () => {
  it('is read back, and nothing else is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        expect(readStamp(stampOf(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
    for (const text of ['', '20260105', '20261305T000000Z', '2026-01-05T08:00:00Z', '99999999T999999Z'])
      expect(readStamp(text)).toBeNull();
  });
});
