import { ApplicationCommandType } from 'discord-api-types/v10';
import type { Article } from '../articles/article.ts';
import { languageOf } from '../articles/language.ts';
import { revisionOf } from '../articles/revision.ts';
import { canonicalUrl } from '../articles/url.ts';
import { readingMessage } from '../messages/reading.ts';
import { readReport } from '../reports/read.ts';
import { findArticleByUrl } from '../store/articles.ts';
import { getStory } from '../store/stories.ts';
import { openStory } from '../stories/merge.ts';
import { sourceOf } from '../stories/source.ts';
import type { CommandContext, CommandReply, MessageCommand, MessageRequest } from './command.ts';
import { everywhere } from './story_lists.ts';
import { UserError } from './user_error.ts';

/** Shorter texts say nothing that could be understood. */
const LEAST_TEXT = 20;

const LINK = /https?:\/\/[^\s<>)\]]+/g;
const MOST_LINKS = 3;

/** What is understood of a message's text, or of the first link in it that can be read. */
export const readThis: MessageCommand = {
  definition: {
    type: ApplicationCommandType.Message,
    name: 'Read this',
    ...everywhere,
  },
  ephemeral: true,

  async run(request, context): Promise<CommandReply> {
    const { say } = request;
    const read = await readingOf(request, context);
    const report = readReport(read.article);
    const story = openStory(sourceOf(read.article, report, context.now()), context.now(), () => false);
    const part = read.storyId === null ? null : await getStory(context.db, read.storyId);
    return { body: readingMessage(story, report, part, say) };
  },
};

interface Reading {
  article: Article;
  /** The story that the article is part of; null for what I haven't read in a feed. */
  storyId: string | null;
}

/** @throws UserError `nothing_to_read` */
async function readingOf({ message, say }: MessageRequest, context: CommandContext): Promise<Reading> {
  const links = [...new Set(message.text.match(LINK) ?? [])].slice(0, MOST_LINKS);
  for (const link of links) {
    const reading = await readLink(link, context);
    if (reading) return reading;
  }
  const text = message.text
    .replace(LINK, ' ')
    .replace(/[*_~`|#>]+/g, ' ')
    .trim();
  if (text.length < LEAST_TEXT) {
    throw new UserError(
      'nothing_to_read',
      links.length > 0 ? 'error.unreadable_link' : 'error.nothing_to_read',
    );
  }
  const [first = '', ...rest] = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const isHeadline = first.length <= 200 && rest.length > 0;
  const title = isHeadline ? first : text.replace(/\s+/g, ' ').slice(0, 200);
  const body = isHeadline ? rest.join('\n\n') : text;
  return {
    article: article(message.id, null, title, body, message.sentAt, say('reading.publisher')),
    storyId: null,
  };
}

async function readLink(link: string, context: CommandContext): Promise<Reading | null> {
  const url = canonicalUrl(link);
  if (url === null) return null;
  const known = await findArticleByUrl(context.db, url);
  if (known) return { article: known.article, storyId: known.storyId };
  const page = await context.feeds.readPage(url);
  if (page === null || (page.title === '' && page.text.length < LEAST_TEXT)) return null;
  const { title, text, publishedAt } = page;
  return {
    article: article(url, url, title, text, publishedAt, new URL(url).hostname.replace(/^www\./, '')),
    storyId: null,
  };
}

function article(
  id: string,
  url: string | null,
  title: string,
  text: string,
  publishedAt: number | null,
  publisher: string,
): Article {
  return {
    id,
    feedId: '',
    publisher: { id: 'message', name: publisher, kind: 'outlet', country: null },
    url,
    title,
    text,
    publishedAt,
    language: languageOf(`${title}\n${text}`),
    authors: [],
    revision: revisionOf(title, text),
  };
}
