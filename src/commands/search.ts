import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Say } from '../languages/say.ts';
import { articleList } from '../messages/list.ts';
import type { MessageBody } from '../messages/message.ts';
import { searchArticles } from '../store/articles.ts';
import type { Command, CommandContext } from './command.ts';
import { clampPage, everywhere, PAGE_SIZE } from './story_lists.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

/** Hits that can be paged through; who needs more narrows the search. */
const HITS_LIMIT = 50;

export const search: Command = {
  definition: {
    name: 'search',
    description: 'Find articles by words of their title or text',
    ...everywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'query',
        description: 'Words that the article has',
        required: true,
        min_length: 2,
        max_length: 100,
      },
    ],
  },
  ephemeral: false,

  async run({ options, say }, context) {
    return { body: await searchPage(context, String(options.query ?? ''), 1, say) };
  },
};

/**
 * One page of what a search finds, newest first, searched afresh.
 * @param page 1 for the first; past the end it is the last one
 * @throws UserError `nothing_found`, `too_long`
 */
export async function searchPage(
  context: CommandContext,
  typed: string,
  page: number,
  say: Say,
): Promise<MessageBody> {
  const query = requireLength(typed, 100);
  const hits = query === '' ? [] : await searchArticles(context.db, query, HITS_LIMIT);
  if (hits.length === 0) {
    throw new UserError('nothing_found', 'error.nothing_has', { typed: quoted(query) });
  }
  const shown = clampPage(page, hits.length);
  return articleList(
    query,
    hits.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
    {
      kind: 'search',
      arg: query,
      page: shown,
      pages: Math.ceil(hits.length / PAGE_SIZE),
      total: hits.length,
    },
    say,
  );
}
