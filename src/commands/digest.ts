import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { wants } from '../alerts/filters.ts';
import { buildDigest } from '../digests/build.ts';
import type { DigestWindow } from '../digests/digest.ts';
import { daySeries } from '../digests/series.ts';
import { digestMessages } from '../messages/digest.ts';
import { digestStories } from '../store/digests.ts';
import type { Command, CommandRequest } from './command.ts';
import { completeRegions, readFilters, regionOption, topicOption } from './filters.ts';
import { everywhere } from './story_lists.ts';
import { lastMidnight } from './time_of_day.ts';
import { readTimeZone, suggestTimeZones } from './time_zone.ts';
import { UserError } from './user_error.ts';

const HOURS_LIMIT = 168;

export const digest: Command = {
  definition: {
    name: 'digest',
    description: 'What happened: strike reports and diplomacy updates of a period',
    ...everywhere,
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'hours',
        description: 'How many hours back, 1 to 168; 24 when left out',
        min_value: 1,
        max_value: HOURS_LIMIT,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'since-midnight',
        description: 'From the last midnight instead of a number of hours',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'timezone',
        description: 'Whose midnight, by city or offset; UTC when left out',
        autocomplete: true,
        max_length: 64,
      },
      topicOption,
      regionOption,
    ],
  },
  ephemeral: false,

  async run(request, context) {
    const timeZone = readTimeZone(String(request.options.timezone ?? 'UTC'));
    const window = readWindow(request, timeZone, context.now());
    const filters = { ...readFilters(request), minGravity: 0 };
    const stories = await digestStories(context.db, window, filters);
    const wanted = stories.filter((story) => wants(filters, story).yes);
    const [body, ...followUps] = digestMessages(
      buildDigest(wanted, window, filters, timeZone, request.say),
      { roleId: null, series: daySeries(wanted, window, timeZone) },
      request.say,
    );
    if (!body) throw new Error('a digest has no message');
    return { body, followUps };
  },

  async complete({ focused }, context) {
    return focused.name === 'timezone'
      ? suggestTimeZones(focused.value, context.now())
      : completeRegions(focused.value);
  },
};

function readWindow({ options }: CommandRequest, timeZone: string, now: number): DigestWindow {
  const { hours } = options;
  if (options['since-midnight'] === true) {
    if (hours !== undefined) {
      throw new UserError('bad_hours', 'error.hours_or_midnight');
    }
    return { since: lastMidnight(timeZone, now), until: now };
  }
  const length = Number(hours ?? 24);
  if (!(length >= 1 && length <= HOURS_LIMIT)) {
    throw new UserError('bad_hours', 'error.bad_hours', { most: HOURS_LIMIT });
  }
  return { since: now - length * 3_600_000, until: now };
}
