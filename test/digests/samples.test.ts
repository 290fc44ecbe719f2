import { describe, expect, it } from 'vitest';
import { publishers, tale } from '../../demo/tale.ts';
import { buildDigest } from '../../src/digests/build.ts';
import { digestText } from '../../src/digests/text.ts';
import { readReport } from '../../src/reports/read.ts';
import { sourceOf } from '../../src/stories/source.ts';
import type { Story } from '../../src/stories/story.ts';
import { createStoryWindow } from '../../src/stories/take_in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday, three in the morning; each second of the demo's tale is twenty minutes here. */
const BEGIN = Date.UTC(2026, 0, 5, 3);

/** The stories that the demo's articles make until a time. */
function storiesAt(until: number): Story[] {
  const window = createStoryWindow();
  for (const { at, publisher, slug, title, paragraphs } of tale(BEGIN)) {
    const seenAt = BEGIN + at * 20 * MINUTE;
    if (seenAt >= until) continue;
    const { id, name, kind, country } = publishers.find((one) => one.id === publisher)!;
    const article = {
      ...{ id: slug, feedId: id, publisher: { id, name, kind, country }, title, text: paragraphs.join('\n') },
      ...{
        url: `https://${id}.example/${slug}`,
        publishedAt: seenAt,
        language: 'en',
        authors: [],
        revision: slug,
      },
    };
    const source = sourceOf(article, readReport(article), seenAt);
    if (source.topics.length > 0) window.takeIn(source, seenAt);
  }
  return [...window.stories.values()];
}

// Each file was read line by line against the tale before it was committed; read it again whenever it changes.
describe('digests of the demo’s tale', () => {
  const everything = { topics: [], regions: [], minGravity: 0 };
  it.each<[string, since: number, until: number, Parameters<typeof buildDigest>[2]]>([
    ['night', -7, 5, everything],
    ['day', 5, 17, everything],
    ['diplomacy', -7, 17, { ...everything, topics: ['diplomacy'] }],
    ['quiet', 17, 29, everything],
  ])('%s', async (name, since, until, filters) => {
    const window = { since: BEGIN + since * HOUR, until: BEGIN + until * HOUR };
    const digest = buildDigest(storiesAt(window.until), window, filters, 'Europe/Kyiv');
    await expect(`${digestText(digest)}\n`).toMatchFileSnapshot(`samples/${name}.txt`);
  });
});
