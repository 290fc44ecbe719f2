import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Publisher } from '../src/articles/article.ts';
import { readReport } from '../src/reports/read.ts';
import { sourceOf } from '../src/stories/source.ts';
import type { Source } from '../src/stories/story.ts';

/** A report and the event that people (or a neural model) say it is of. */
export interface Labelled {
  source: Source;
  event: string;
  /** What it can be confused within: a topic, a day. */
  group: string;
}

export interface Pair {
  id: string;
  a: Source;
  b: Source;
  same: boolean;
  trap: string | null;
}

export interface Cluster {
  /** Of the batch it was made in, Unix milliseconds. */
  seen: number;
  titles: string[];
}

const publisher: Publisher = { id: 'any', name: 'Any', kind: 'outlet', country: null };

export function sourceFrom(id: string, title: string, text: string, publishedAt: number | null): Source {
  const article = {
    id,
    feedId: 'eval',
    publisher,
    url: null,
    title,
    text,
    publishedAt,
    language: null,
    authors: [],
    revision: id,
  };
  return sourceOf(article, readReport(article), publishedAt ?? 0);
}

function read(data: string, path: string): string | null {
  const file = join(data, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Pairs of headlines of one day, judged by hand; null where the set isn't there. */
export function readPairs(data: string): Pair[] | null {
  const text = read(data, 'stories/pairs_dev.json');
  return (
    text &&
    JSON.parse(text).map((row: Record<string, string> & { same: boolean }) => ({
      id: row.id,
      a: sourceFrom(`${row.id}a`, row.a ?? '', '', Date.parse(row.day ?? '')),
      b: sourceFrom(`${row.id}b`, row.b ?? '', '', Date.parse(row.day ?? '')),
      same: row.same,
      trap: row.trap ?? null,
    }))
  );
}

/** ECB+ documents: headline (its first sentence that isn't an address) and lead, with topic and event. */
export function readEcb(data: string): Labelled[] | null {
  const text = read(data, 'stories/ecbplus_dev.jsonl');
  if (text === null) return null;
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { doc, topic, subtopic, sentences } = JSON.parse(line) as {
        doc: string;
        topic: string;
        subtopic: string;
        sentences: string[];
      };
      const [title = '', ...rest] = sentences;
      return { source: sourceFrom(doc, title, rest.join(' '), null), event: subtopic, group: topic };
    });
}

/** Clusters of headlines by a neural model, oldest batch first. */
export function readSilver(data: string): Cluster[] | null {
  const text = read(data, 'stories/silver_dev.json');
  return (
    text &&
    JSON.parse(text).map((row: { seen: string; members: { title: string }[] }) => ({
      seen: Date.parse(row.seen),
      titles: row.members.map(({ title }) => title),
    }))
  );
}
