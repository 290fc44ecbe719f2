import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { usualNight, ZONES } from '../alerts/quiet.ts';
import { USUAL_OPTIONS, type Wish } from '../alerts/subscription.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../languages/language.ts';
import { POSTED_IN } from '../messages/draft.ts';
import { LANGUAGES as REWRITTEN } from '../rewriting/languages.ts';
import { managersByDefault, requireManager, requireMembership, withTheBot } from './access.ts';
import { finerOptions, mannerOptions, pingOption, postAsOption, readAlertOptions } from './alert_options.ts';
import type { AutocompleteRequest, Choice, Command, CommandContext, CommandRequest } from './command.ts';
import { readSchedule, scheduleOptions } from './digest_schedule.ts';
import { openDraft } from './draft.ts';
import { completeRegions, readFilters, regionOption, topicOption } from './filters.ts';
import { subscribeTo } from './subscribing.ts';
import { readTimeOfDay, suggestTimes } from './time_of_day.ts';
import { readTimeZone, suggestTimeZones } from './time_zone.ts';
import { UserError } from './user_error.ts';

const channelOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Channel,
  name: 'channel',
  description: 'Where to post; this channel when left out',
  channel_types: [...POSTED_IN],
};

const roleOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Role,
  name: 'role',
  description: 'A role to mention; nobody when left out',
};

const spoilersOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'spoilers',
  description: 'Cover what tells of people killed or injured; on in direct messages',
};

const languageChoices = LANGUAGES.map((language) => ({ name: LANGUAGE_NAMES[language], value: language }));

const languageOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: 'language',
  description: 'What I write in; facts stay as their sources say them',
  choices: languageChoices,
};

/** A model may rewrite digests into languages that I don't speak myself. */
const digestLanguageOption: APIApplicationCommandBasicOption = {
  ...languageOption,
  description: 'What I write in; a model rewrites facts too, where my host has set one up',
  choices: [
    ...languageChoices,
    ...Object.entries(REWRITTEN)
      .filter(([code]) => !languageChoices.some(({ value }) => value === code))
      .map(([value, { name }]) => ({ name, value })),
  ],
};

export const subscribe: Command = {
  definition: {
    name: 'subscribe',
    description: 'Have alerts or a digest posted in a channel',
    default_member_permissions: managersByDefault,
    ...withTheBot,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'alerts',
        description: 'A card for each new story, corrected as its facts move',
        options: [
          channelOption,
          topicOption,
          regionOption,
          {
            type: ApplicationCommandOptionType.Integer,
            name: 'min-gravity',
            description: 'Only stories at least this grave, 0 to 100; all when left out',
            min_value: 0,
            max_value: 100,
          },
          ...finerOptions,
          ...mannerOptions,
          roleOption,
          pingOption,
          postAsOption,
          languageOption,
          spoilersOption,
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'digest',
        description: 'Once a day or as often as you like, what happened since the last one',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'time',
            description: 'When to post, such as 08:00; 08:00 when left out',
            autocomplete: true,
            max_length: 16,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'timezone',
            description: 'The time zone of that time, by city or offset; UTC when left out',
            autocomplete: true,
            max_length: 64,
          },
          ...scheduleOptions,
          channelOption,
          topicOption,
          regionOption,
          roleOption,
          digestLanguageOption,
          spoilersOption,
        ],
      },
    ],
  },
  ephemeral: true,

  async run(request, context) {
    requireMembership(request);
    const channelId = await requireChannel(request, context);
    const wish = readWish(request, channelId, context.now());
    if (Object.keys(request.options).length === 0) {
      requireManager(request, channelId);
      return { body: await openDraft(request, context, { subscriptionId: null, wish }) };
    }
    return { body: await subscribeTo(request, context, wish) };
  },

  async complete({ focused }: AutocompleteRequest, context): Promise<Choice[]> {
    if (focused.name === 'region') return completeRegions(focused.value);
    if (focused.name === 'timezone') return suggestTimeZones(focused.value, context.now());
    if (focused.name === 'time') return suggestTimes(focused.value);
    return [];
  },
};

/** @throws UserError `dm_closed`, or `server_only` for a channel or role that only servers have */
async function requireChannel(request: CommandRequest, context: CommandContext): Promise<string> {
  const { guildId, options, userId, channelId } = request;
  if (guildId !== null) return String(options.channel ?? channelId);
  if (options.channel !== undefined || options.role !== undefined) {
    throw new UserError('server_only', 'error.no_channels_here');
  }
  const own = await context.openDirectMessage(userId);
  if (own === null) throw new UserError('dm_closed', 'error.dm_closed');
  return own;
}

function readWish(request: CommandRequest, channelId: string, now: number): Wish {
  const { options, guildId, placeLanguage } = request;
  const digest = request.subcommand === 'digest';
  const roleId = options.role === undefined ? null : String(options.role);
  if (guildId !== null && roleId === guildId) throw new UserError('cannot_mention', 'error.everyone');
  const filters = readFilters(request);
  const alertOptions = digest ? USUAL_OPTIONS : readAlertOptions(request, filters.regions);
  const isOwn = guildId === null;
  return {
    kind: digest ? 'digest' : 'alerts',
    guildId,
    channelId,
    ...filters,
    ...alertOptions,
    ...(isOwn && !digest && options.quiet === undefined
      ? { quiet: usualNight(placeLanguage, readZone(request, ZONES[placeLanguage])) }
      : {}),
    minGravity: Number(options['min-gravity'] ?? 0),
    roleId,
    digestTime: digest ? readTimeOfDay(String(options.time ?? '08:00')) : null,
    timeZone: digest ? readZone(request, isOwn ? ZONES[placeLanguage] : 'UTC') : null,
    ...(digest ? readSchedule(request) : {}),
    language: options.language === undefined ? placeLanguage : String(options.language),
    spoilers: options.spoilers === undefined ? isOwn : options.spoilers === true,
    createdBy: request.userId,
    createdAt: now,
  };
}

function readZone({ options }: CommandRequest, otherwise: string): string {
  return options.timezone === undefined ? otherwise : readTimeZone(String(options.timezone));
}
