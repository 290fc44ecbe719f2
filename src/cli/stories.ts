import { parseArgs } from 'node:util';
import { readReport } from '../reports/read.ts';
import { createMatcher } from '../stories/match.ts';
import { mergeSource, openStory } from '../stories/merge.ts';
import { sourceOf } from '../stories/source.ts';
import { readArticleLines } from './article_lines.ts';
import type { Command } from './command.ts';

/** `stories`: articles in, the story of each out, in the same order. */
export const stories: Command = async (args, { stdin, write }) => {
  parseArgs({ args, options: {} });
  const matcher = createMatcher([]);
  const taken = new Set<string>();
  for await (const line of readArticleLines(stdin)) {
    if ('fault' in line) {
      await write(line.fault);
      continue;
    }
    const { article } = line;
    const at = article.publishedAt ?? 0;
    const source = sourceOf(article, readReport(article), at);
    const match = matcher.match(source);
    const story = match
      ? mergeSource(match.story, source, at).story
      : openStory(source, at, (id) => taken.has(id));
    taken.add(story.id);
    matcher.add(story);
    await write({ id: article.id, story: story.id });
  }
  return 0;
};
