import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseDate } from '../articles/date.ts';
import { readPage } from '../articles/page.ts';
import { createFetcher } from '../feeds/fetch.ts';
import { readReport } from '../reports/read.ts';
import { readArticleLines } from './article_lines.ts';
import { type Command, UsageError } from './command.ts';

/** `read`: articles in, one report a line out, in the same order. */
export const read: Command = async (args, { stdin, write }) => {
  const { values } = parseArgs({
    args,
    options: {
      text: { type: 'string' },
      url: { type: 'string' },
      title: { type: 'string' },
      published: { type: 'string' },
    },
  });
  if (values.text !== undefined && values.url !== undefined) {
    throw new UsageError('Give either --text or --url, not both.');
  }
  const given = { title: values.title ?? '', publishedAt: publishedOption(values.published) };
  if (values.text !== undefined) {
    const text = await readFile(values.text, 'utf8');
    await write(
      readReport({ ...given, id: values.text, text, publishedAt: given.publishedAt ?? dateline(text) }),
    );
  } else if (values.url !== undefined) {
    await write(await readUrl(values.url, given));
  } else {
    for await (const line of readArticleLines(stdin)) {
      await write('fault' in line ? line.fault : readReport(line.article));
    }
  }
  return 0;
};

function publishedOption(value: string | undefined): number | null {
  if (value === undefined) return null;
  const date = parseDate(value);
  if (date === null) throw new UsageError(`--published: can't read "${value}" as a date; write 2026-01-31.`);
  return date;
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
