import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { escapeText } from '../messages/escape.ts';
import { storyPage } from '../messages/story_page.ts';
import { getStory } from '../store/stories.ts';
import { suggestStories } from '../store/story_lists.ts';
import type { Story } from '../stories/story.ts';
import {
  type AutocompleteRequest,
  type Choice,
  type Command,
  type CommandContext,
  clipChoice,
} from './command.ts';
import { everywhere } from './story_lists.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

export const story: Command = {
  definition: {
    name: 'story',
    description: 'One story: its facts, how they moved, who says so',
    ...everywhere,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'id',
        description: 'The story’s id, or words of its headline to choose from',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  ephemeral: false,

  async run({ options, say }, context) {
    return { body: storyPage(await requireStory(context, String(options.id ?? '')), 'card', say) };
  },

  complete: completeStories,
};

/** The stories that may be meant by what has been typed, by id or words of the headline. */
export async function completeStories(
  { focused }: AutocompleteRequest,
  { db }: CommandContext,
): Promise<Choice[]> {
  const found = await suggestStories(db, focused.value.trim().slice(0, 100), 25);
  return found.map(({ id, headline }) => clipChoice(`${id} · ${headline}`, id));
}

/**
 * The story with an id, in any case.
 * @throws UserError `unknown_story`, naming what it may have been
 */
export async function requireStory(context: CommandContext, typed: string): Promise<Story> {
  const id = requireLength(typed, 100);
  const found = id === '' ? null : await getStory(context.db, id);
  if (found) return found;
  const near = id === '' ? [] : await suggestStories(context.db, id, 3);
  const hint = near.map(({ id, headline }) => `\n\`${id}\` ${escapeText(headline)}`).join('');
  throw hint
    ? new UserError('unknown_story', 'error.unknown_story_like', { typed: quoted(id), hint })
    : new UserError('unknown_story', 'error.unknown_story', { typed: quoted(id) });
}
