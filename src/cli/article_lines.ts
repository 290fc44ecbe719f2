import { createInterface } from 'node:readline';
import type { Readable as ByteStream } from 'node:stream';
import { z } from 'zod';
import type { Article, Publisher } from '../articles/article.ts';
import { parseDate } from '../articles/date.ts';
import { revisionOf } from '../articles/revision.ts';
import { canonicalUrl } from '../articles/url.ts';

/** Longer lines are refused: a hundred times the longest article there is. */
const LONGEST_LINE = 10_000_000;

const line = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string().nullish(),
  publishedAt: z.union([z.string(), z.number()]).nullish(),
  publisher: z.string().nullish(),
  url: z.string().nullish(),
  language: z.string().nullish(),
});

/** What stands in the output's place for a line that is no article. */
export interface LineError {
  id: string | null;
  error: string;
  line: number;
}

export type ArticleLine = { article: Article } | { fault: LineError };

/** Reads JSON Lines of articles, one result a line, in order; blank lines are passed over. */
export async function* readArticleLines(input: ByteStream): AsyncGenerator<ArticleLine> {
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== '') yield parseArticleLine(text, number);
  }
}

/**
 * @param number the line's number, from 1, for its error
 */
export function parseArticleLine(text: string, number: number): ArticleLine {
  const fault = (error: string, id: string | null = null) => ({ fault: { id, error, line: number } });
  if (text.length > LONGEST_LINE) return fault(`longer than ${LONGEST_LINE} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fault(`not JSON: ${(error as Error).message}`);
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`);
    const id = z.object({ id: z.union([z.string(), z.number()]).transform(String) }).safeParse(value);
    return fault(issues.join('; '), id.success ? id.data.id : null);
  }
  return { article: articleOf(parsed.data) };
}

function articleOf(given: z.infer<typeof line>): Article {
  const title = given.title ?? '';
  const text = given.text ?? '';
  return {
    id: given.id,
    feedId: 'stdin',
    publisher: publisherNamed(given.publisher ?? 'unknown'),
    url: given.url ? canonicalUrl(given.url) : null,
    title,
    text,
    publishedAt:
      typeof given.publishedAt === 'number' ? given.publishedAt : parseDate(given.publishedAt ?? ''),
    language: given.language?.toLowerCase().split('-')[0] ?? null,
    authors: [],
    revision: revisionOf(title, text),
  };
}

function publisherNamed(name: string): Publisher {
  return { id: name.toLowerCase().trim(), name, kind: 'outlet', country: null };
}
