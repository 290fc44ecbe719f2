import { readReport } from '../reports/read.ts';
import { sourceOf } from '../stories/source.ts';
import { createStoryWindow } from '../stories/take_in.ts';
import { type LineError, readArticleLines } from './article_lines.ts';
import type { CommandIo, ExitCode } from './command.ts';

/**
 * Articles in, the story of each out, in the same order. Printed once all are read, since a late article
 * may show that two stories are one.
 */
export async function stories({ stdin, write }: CommandIo): Promise<ExitCode> {
  const window = createStoryWindow();
  const lines: (LineError | { id: string; story: string })[] = [];
  for await (const line of readArticleLines(stdin)) {
    if ('fault' in line) {
      lines.push(line.fault);
      continue;
    }
    const { article } = line;
    const at = article.publishedAt ?? 0;
    const source = sourceOf(article, readReport(article), at);
    lines.push({ id: article.id, story: window.takeIn(source, at).story.id });
  }
  for (const line of lines) {
    await write('story' in line ? { ...line, story: window.currentId(line.story) } : line);
  }
  return 0;
}
