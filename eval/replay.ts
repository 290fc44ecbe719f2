import { readFileSync } from 'node:fs';
import type { Article } from '../src/articles/article.ts';
import { readReport } from '../src/reports/read.ts';
import { sourceOf } from '../src/stories/source.ts';
import type { Story } from '../src/stories/story.ts';
import { createStoryWindow } from '../src/stories/take_in.ts';

interface Row {
  first_seen: string;
  pubDate: string;
  source: string;
  title: string;
  link: string;
}

/** The stories as they stood at a moment; each is as it was then, whatever is merged into it later. */
export interface Moment {
  at: number;
  stories: Story[];
}

/**
 * Takes a file of headlines in the order in which they were first seen through reading and matching, and yields the
 * stories at every whole multiple of `everyMs`.
 */
export function* replay(path: string, everyMs: number): Generator<Moment> {
  const window = createStoryWindow();
  let next: number | null = null;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as Row;
    const seenAt = Date.parse(row.first_seen);
    next ??= Math.ceil(seenAt / everyMs) * everyMs;
    for (; next <= seenAt; next += everyMs) yield { at: next, stories: [...window.stories.values()] };
    const source = read(row, seenAt);
    if (source) window.takeIn(source, seenAt);
  }
  if (next !== null) yield { at: next, stories: [...window.stories.values()] };
}

function read(row: Row, seenAt: number) {
  const published = Date.parse(row.pubDate);
  const article: Article = {
    id: row.link,
    feedId: row.source,
    publisher: { id: row.source, name: row.source, kind: 'outlet', country: null },
    url: row.link,
    title: row.title,
    text: '',
    publishedAt: Number.isNaN(published) ? null : Math.min(published, seenAt),
    language: null,
    authors: [],
    revision: '',
  };
  const report = readReport(article);
  return report.topics.length > 0 ? sourceOf(article, report, seenAt) : null;
}
