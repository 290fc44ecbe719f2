import { readFile } from 'node:fs/promises';
import { parseDate } from '../articles/date.ts';
import { readPage } from '../articles/page.ts';
import { createFetcher } from '../feeds/fetch.ts';
import { readReport } from '../reports/read.ts';
import { readArticleLines } from './article_lines.ts';
import type { CommandIo, ExitCode } from './command.ts';

export interface ReadOptions {
  text?: string;
  url?: string;
  title?: string;
  /** Unix milliseconds. */
  published?: number;
}

/** Articles in, one report a line out, in the same order. */
export async function read(options: ReadOptions, { stdin, write }: CommandIo): Promise<ExitCode> {
  const given = { title: options.title ?? '', publishedAt: options.published ?? null };
  if (options.text !== undefined) {
    const text = await readFile(options.text, 'utf8');
    const publishedAt = given.publishedAt ?? dateline(text);
    await write(readReport({ ...given, id: options.text, text, publishedAt }));
  } else if (options.url !== undefined) {
    await write(await readUrl(options.url, given));
  } else {
    for await (const line of readArticleLines(stdin)) {
      await write('fault' in line ? line.fault : readReport(line.article));
    }
  }
  return 0;
}

/** A date that stands in a text's first line dates the text, where nothing else does. */
function dateline(text: string): number | null {
  const first = text.trimStart().split('\n', 1)[0] ?? '';
  const date = first.slice(0, 200).match(/\b\d{4}-\d{2}-\d{2}\b/);
  return date ? parseDate(date[0]) : null;
}

async function readUrl(url: string, given: { title: string; publishedAt: number | null }): Promise<object> {
  const fetcher = createFetcher({ allowHosts: [] });
  try {
    const outcome = await fetcher.fetch({ url, etag: null, lastModified: null, bodyHash: null });
    if (outcome.kind !== 'changed') {
      return { id: url, error: outcome.kind === 'failed' ? outcome.message : 'The page gave no body.' };
    }
    const page = readPage(outcome.document, outcome.contentType);
    return readReport({
      id: url,
      title: given.title || page.title,
      text: page.text,
      publishedAt: given.publishedAt ?? page.publishedAt,
      language: page.language,
    });
  } finally {
    await fetcher.close();
  }
}
