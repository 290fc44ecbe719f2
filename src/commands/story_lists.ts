import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { keysOfRegion } from '../alerts/filters.ts';
import type { Say } from '../languages/say.ts';
import { storyList } from '../messages/list.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Topic } from '../reports/report.ts';
import { latestStories } from '../store/story_lists.ts';
import type { Story } from '../stories/story.ts';
import type { Command, CommandContext } from './command.ts';
import { completeRegions, readRegions, regionOption } from './filters.ts';
import { UserError } from './user_error.ts';

/** Where reading commands work: in servers, in direct messages, and wherever a member has installed the app. */
export const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Entries on a page: what a phone shows without much scrolling. */
export const PAGE_SIZE = 5;

type ListName = 'latest' | 'strikes' | 'diplomacy';

interface StoryListKind {
  name: ListName;
  topic: Topic | undefined;
  description: string;
}

const kinds: readonly StoryListKind[] = [
  { name: 'latest', topic: undefined, description: 'The newest stories' },
  { name: 'strikes', topic: 'strike', description: 'The newest strike reports' },
  { name: 'diplomacy', topic: 'diplomacy', description: 'The newest diplomacy updates' },
];

const kindOf = (name: string) => kinds.find((kind) => kind.name === name);

export const latest = storyListCommand('latest');
export const strikes = storyListCommand('strikes');
export const diplomacy = storyListCommand('diplomacy');

function storyListCommand(name: ListName): Command {
  const { description } = kindOf(name) as StoryListKind;
  return {
    definition: {
      name,
      description,
      ...everywhere,
      options: [
        { ...regionOption, description: 'A country or place; everywhere when left out', max_length: 60 },
      ],
    },
    ephemeral: false,
    async run({ options, say }, context) {
      return { body: await storyListPage(context, name, String(options.region ?? ''), 1, say) };
    },
    async complete({ focused }) {
      return completeRegions(focused.value);
    },
  };
}

/**
 * One page of a list of stories, read afresh; past its end it is the last one.
 * @param name the list's name, as in its buttons
 * @param region as typed; empty means everywhere
 * @param page 1 for the first
 * @throws UserError where the list or the place isn't known, or nothing is found
 */
export async function storyListPage(
  context: CommandContext,
  name: string,
  region: string,
  page: number,
  say: Say,
): Promise<MessageBody> {
  const kind = kindOf(name);
  if (!kind) throw new UserError('stale_button', 'error.stale_list');
  const regions = readRegions(region);
  const { stories, total, shown } = await readPage(context, kind.topic, regions, page);
  const where = regions.join(', ');
  if (total === 0) {
    throw where
      ? new UserError('nothing_found', 'error.nothing_there', { topic: kind.topic ?? null, where })
      : new UserError('nothing_found', 'error.nothing_yet');
  }
  const pages = Math.ceil(total / PAGE_SIZE);
  const listed = say(`list.${kind.name}`);
  const title = where ? say('list.in', { listed, where }) : listed;
  return storyList(title, stories, { kind: name, arg: where, page: shown, pages, total }, say);
}

interface Page {
  stories: Story[];
  total: number;
  /** The page that this is, within what there is. */
  shown: number;
}

async function readPage(
  context: CommandContext,
  topic: Topic | undefined,
  regions: string[],
  page: number,
): Promise<Page> {
  const places = regions.flatMap(keysOfRegion);
  const read = (shown: number) =>
    latestStories(context.db, { topic, places, limit: PAGE_SIZE, offset: (shown - 1) * PAGE_SIZE });
  const asked = Math.max(1, page);
  const first = await read(asked);
  const shown = clampPage(asked, first.total);
  return { ...(shown === asked ? first : await read(shown)), shown };
}

/** The page within 1 and the last one of `total` entries. */
export function clampPage(page: number, total: number): number {
  return Math.max(1, Math.min(page, Math.ceil(total / PAGE_SIZE)));
}
