import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse.ts';

const MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"';
const IMAGE = 'https://img.example/';

describe('the picture of an entry', () => {
  it.each<[string, string, unknown]>([
    [
      'of Media RSS, the widest',
      `<media:content url="${IMAGE}s.jpg" medium="image" width="100"/><media:content url="${IMAGE}l.jpg" medium="image" width="900"><media:description>The pier</media:description></media:content>`,
      { url: `${IMAGE}l.jpg`, caption: 'The pier' },
    ],
    [
      'in a group, with the group’s words',
      `<media:group><media:title>A ferry</media:title><media:content url="${IMAGE}a.mp4" type="video/mp4"/><media:thumbnail url="${IMAGE}t.jpg"/></media:group>`,
      { url: `${IMAGE}t.jpg`, caption: 'A ferry' },
    ],
    [
      'as an enclosure',
      `<enclosure url="${IMAGE}e.png" type="image/png" length="1"/>`,
      { url: `${IMAGE}e.png`, caption: null },
    ],
    ['no sound', `<enclosure url="${IMAGE}e.mp3" type="audio/mpeg" length="1"/>`, undefined],
    [
      'a thumbnail',
      `<media:thumbnail url="${IMAGE}t.jpg" width="240"/>`,
      { url: `${IMAGE}t.jpg`, caption: null },
    ],
    ['none without https', '<media:thumbnail url="http://img.example/t.jpg"/>', undefined],
  ])('%s, by both readers', async (_, elements, expected) => {
    for (const title of ['A and b', 'A & b']) {
      const document = `<rss ${MEDIA}><channel><title>t</title><item><title>${title}</title>${elements}</item></channel></rss>`;
      const outcome = await parseFeed(Buffer.from(document), null, null);
      if (outcome.kind !== 'feed') throw new Error(outcome.message);
      expect(outcome.reader).toBe(title.includes('&') ? 'tolerant' : 'strict');
      expect(outcome.entries[0]?.image).toEqual(expected);
    }
  });

  it('is an enclosure of Atom, or what JSON Feed names', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>x</title><id>1</id><link rel="enclosure" type="image/jpeg" href="${IMAGE}a.jpg"/></entry></feed>`;
    const json = `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","image":"${IMAGE}a.jpg"}]}`;
    for (const document of [atom, json]) {
      expect(await parseFeed(Buffer.from(document), null, null)).toMatchObject({
        entries: [{ image: { url: `${IMAGE}a.jpg`, caption: null } }],
      });
    }
  });
});
