import { parseArgs } from 'node:util';
import { readReport } from '../reports/read.ts';
import { createMatcher } from '../stories/match.ts';
import { joinStories, mergeSource, openStory } from '../stories/merge.ts';
import { sourceOf } from '../stories/source.ts';
import { type LineError, readArticleLines } from './article_lines.ts';
import type { Command } from './command.ts';

/**
 * `stories`: articles in, the story of each out, in the same order. Printed once all are read, since a late article
 * may show that two stories are one.
 */
export const stories: Command = async (args, { stdin, write }) => {
  parseArgs({ args, options: {} });
  const matcher = createMatcher([]);
  const taken = new Set<string>();
  /** A story that was joined to another, and that one. */
  const joinedTo = new Map<string, string>();
  const lines: (LineError | { id: string; story: string })[] = [];
  for await (const line of readArticleLines(stdin)) {
    if ('fault' in line) {
      lines.push(line.fault);
      continue;
    }
    const { article } = line;
    const at = article.publishedAt ?? 0;
    const source = sourceOf(article, readReport(article), at);
    const match = matcher.match(source);
    for (const { id } of match?.joins ?? []) {
      matcher.remove(id);
      joinedTo.set(id, match?.story.id ?? id);
    }
    const story = match
      ? mergeSource(joinStories(match.story, match.joins, at).story, source, at).story
      : openStory(source, at, (id) => taken.has(id));
    taken.add(story.id);
    matcher.add(story);
    lines.push({ id: article.id, story: story.id });
  }
  const current = (id: string): string => {
    const next = joinedTo.get(id);
    return next === undefined ? id : current(next);
  };
  for (const line of lines) await write('story' in line ? { ...line, story: current(line.story) } : line);
  return 0;
};
