import { buildDigest } from '../digests/build.ts';
import { sitesOf } from '../digests/sites.ts';
import { mapCsv, type RegionMap } from '../messages/map.ts';
import type { MessageBody } from '../messages/message.ts';
import { mapMessage, tableMessage } from '../messages/pictures.ts';
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
    const range = readRange(request, context.now());
    const map = await mapOf(context, range);
    if (map.sites.length === 0) {
      throw new UserError(
        'nothing_found',
        'Nothing in that time has a place that I can find on a map. Try more days, another place or another topic.',
      );
    }
    return { body: mapMessage(map, range.title, range.arg) };
  },

  async complete({ focused }) {
    return completeRegions(focused.value);
  },
};

/** The places of a map as CSV, read afresh. */
export async function mapTable(context: CommandContext, arg: string): Promise<MessageBody> {
  const range = rangeOfArg(arg, context.now());
  return tableMessage('map.csv', mapCsv(await mapOf(context, range)), range.title);
}

async function mapOf(context: CommandContext, range: Range): Promise<RegionMap> {
  const stories = await storiesOf(context, range);
  const { strikes, diplomacy } = buildDigest(stories, range.window, range.filters, 'UTC');
  return {
    title: range.filters.regions.join(', ') || 'Everywhere',
    sites: sitesOf(strikes, diplomacy),
  };
}
