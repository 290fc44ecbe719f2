import { buildDigest } from '../digests/build.ts';
import { sitesOf } from '../digests/sites.ts';
import type { Say } from '../languages/say.ts';
import { mapCsv, type RegionMap } from '../messages/map.ts';
import type { MessageBody } from '../messages/message.ts';
import { mapMessage, tableMessage } from '../messages/pictures.ts';
import { sentence } from '../messages/wording.ts';
import type { Command, CommandContext } from './command.ts';
import { completeRegions, regionOption, topicOption } from './filters.ts';
import { type Range, rangeOfArg, rangeOption, readRange, storiesOf } from './range.ts';
import { everywhere } from './story_lists.ts';
import { UserError } from './user_error.ts';

export const map: Command = {
  definition: {
    name: 'map',
    description: 'Where it happened: attacks and talks of the last days on a map',
    ...everywhere,
    options: [rangeOption, regionOption, topicOption],
  },
  ephemeral: false,

  async run(request, context) {
    const { say } = request;
    const range = readRange(request, context.now());
    const map = await mapOf(context, range, say);
    if (map.sites.length === 0) {
      throw new UserError('nothing_found', 'error.nothing_on_map');
    }
    return { body: mapMessage(map, range.title, range.arg, say) };
  },

  async complete({ focused }) {
    return completeRegions(focused.value);
  },
};

/** The places of a map as CSV, read afresh. */
export async function mapTable(context: CommandContext, arg: string, say: Say): Promise<MessageBody> {
  const range = rangeOfArg(arg, context.now(), say);
  return tableMessage('map.csv', mapCsv(await mapOf(context, range, say)), range.title, say);
}

async function mapOf(context: CommandContext, range: Range, say: Say): Promise<RegionMap> {
  const stories = await storiesOf(context, range);
  const { strikes, diplomacy } = buildDigest(stories, range.window, range.filters, 'UTC');
  return {
    title: range.filters.regions.join(', ') || sentence(say('filters.everywhere')),
    sites: sitesOf(strikes, diplomacy),
  };
}
