import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { wants } from '../alerts/filters.ts';
import { storyList } from '../messages/list.ts';
import type { MessageBody } from '../messages/message.ts';
import { countryOf } from '../reports/places.ts';
import type { Topic } from '../reports/report.ts';
import { latestStories } from '../store/stories.ts';
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

/** The newest stories that a list by places looks through. */
const SEARCHED = 500;

interface StoryListKind {
  topic: Topic | undefined;
  title: string;
  description: string;
}

const kinds: ReadonlyMap<string, StoryListKind> = new Map([
  ['latest', { topic: undefined, title: 'Latest stories', description: 'The newest stories' }],
  ['strikes', { topic: 'strike', title: 'Latest strikes', description: 'The newest strike reports' }],
  [
    'diplomacy',
    { topic: 'diplomacy', title: 'Latest diplomacy', description: 'The newest diplomacy updates' },
  ],
]);

export const latest = storyListCommand('latest');
export const strikes = storyListCommand('strikes');
export const diplomacy = storyListCommand('diplomacy');

function storyListCommand(name: string): Command {
  const { description } = kinds.get(name) as StoryListKind;
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
    async run({ options }, context) {
      return { body: await storyListPage(context, name, String(options.region ?? ''), 1) };
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
): Promise<MessageBody> {
  const kind = kinds.get(name);
  if (!kind) throw new UserError('stale_button', 'This list is no longer there. Run the command again.');
  const regions = readRegions(region);
  const { stories, total, shown } = await readPage(context, kind.topic, regions, page);
  const where = regions.join(', ');
  if (total === 0) {
    throw new UserError(
      'nothing_found',
      where
        ? `I haven’t read of any ${name === 'latest' ? 'stories' : name} in **${where}** yet. Try it without the region, or \`/search\`.`
        : 'I haven’t read of any yet. `/status` shows whether the feeds are being read.',
    );
  }
  const pages = Math.ceil(total / PAGE_SIZE);
  const title = where ? `${kind.title}: ${where}` : kind.title;
  return storyList(title, stories, { kind: name, arg: where, page: shown, pages, total });
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
  const countries = new Set(regions.map(countryOf));
  const country = countries.size === 1 ? (countryOf(regions[0] ?? '') ?? undefined) : undefined;
  if (regions.length > 1 || (country !== undefined && country !== regions[0])) {
    // The store knows countries alone; the filter of subscriptions knows places, and several of them.
    const newest = await latestStories(context.db, { topic, country, limit: SEARCHED, offset: 0 });
    const found = newest.stories.filter((story) => wants({ topics: [], regions, minGravity: 0 }, story).yes);
    const shown = clampPage(page, found.length);
    return { stories: found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), total: found.length, shown };
  }
  const read = (shown: number) =>
    latestStories(context.db, { topic, country, limit: PAGE_SIZE, offset: (shown - 1) * PAGE_SIZE });
  const asked = Math.max(1, page);
  const first = await read(asked);
  const shown = clampPage(asked, first.total);
  return { ...(shown === asked ? first : await read(shown)), shown };
}

/** The page within 1 and the last one of `total` entries. */
export function clampPage(page: number, total: number): number {
  return Math.max(1, Math.min(page, Math.ceil(total / PAGE_SIZE)));
}
