import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { daySeries } from '../digests/series.ts';
import type { Say } from '../languages/say.ts';
import { type Chart, type ChartMetric, chartCsv } from '../messages/chart.ts';
import type { MessageBody } from '../messages/message.ts';
import { chartMessage, tableMessage } from '../messages/pictures.ts';
import { sentence } from '../messages/wording.ts';
import type { Command, CommandContext } from './command.ts';
import { completeRegions, regionOption } from './filters.ts';
import { type Range, rangeOfArg, rangeOption, readRange, storiesOf } from './range.ts';
import { everywhere } from './story_lists.ts';

export const stats: Command = {
  definition: {
    name: 'stats',
    description: 'A chart by day: launched and intercepted, killed and injured',
    ...everywhere,
    options: [
      rangeOption,
      regionOption,
      {
        type: ApplicationCommandOptionType.String,
        name: 'metric',
        description: 'What to chart; both when left out',
        choices: [
          { name: 'launched and intercepted', value: 'weapons' },
          { name: 'killed and injured', value: 'casualties' },
        ],
      },
    ],
  },
  ephemeral: false,

  async run(request, context) {
    const { say } = request;
    const range = readRange(request, context.now());
    const metric = (['weapons', 'casualties'] as const).find((name) => name === request.options.metric);
    return { body: chartMessage(await chartOf(context, range, say, metric), range.title, range.arg, say) };
  },

  async complete({ focused }) {
    return completeRegions(focused.value);
  },
};

/** The figures behind a chart as CSV, read afresh. */
export async function statsTable(context: CommandContext, arg: string, say: Say): Promise<MessageBody> {
  const range = rangeOfArg(arg, context.now(), say);
  return tableMessage('stats.csv', chartCsv(await chartOf(context, range, say)), range.title, say);
}

async function chartOf(
  context: CommandContext,
  range: Range,
  say: Say,
  metric?: ChartMetric,
): Promise<Chart> {
  const stories = await storiesOf(context, range);
  return {
    title: range.filters.regions.join(', ') || sentence(say('filters.everywhere')),
    days: daySeries(stories, range.window, 'UTC'),
    markedFrom: null,
    metric,
  };
}
