import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { type Subscription, USUAL_OPTIONS } from '../alerts/subscription.ts';
import { digestName } from '../digests/schedule_text.ts';
import { notice } from '../messages/notice.ts';
import { optionTexts } from '../messages/subscription_text.ts';
import { inTransaction } from '../store/open.ts';
import { addSubscription, listSubscriptions } from '../store/subscriptions.ts';
import { managersByDefault, requireGuild, requireManager, requirePostable } from './access.ts';
import { finerOptions, mannerOptions, pingOption, readAlertOptions } from './alert_options.ts';
import type {
  AutocompleteRequest,
  Choice,
  Command,
  CommandContext,
  CommandReply,
  CommandRequest,
} from './command.ts';
import { readSchedule, scheduleOptions } from './digest_schedule.ts';
import { completeRegions, describeFilters, readFilters, regionOption, topicOption } from './filters.ts';
import { nextComing } from './subscription_actions.ts';
import { readTimeOfDay, suggestTimes } from './time_of_day.ts';
import { readTimeZone, suggestTimeZones } from './time_zone.ts';
import { UserError } from './user_error.ts';

/** Subscriptions that one server may have. */
const SUBSCRIPTIONS_LIMIT = 50;

const channelOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Channel,
  name: 'channel',
  description: 'Where to post; this channel when left out',
  channel_types: [
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
    ChannelType.AnnouncementThread,
  ],
};

const roleOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Role,
  name: 'role',
  description: 'A role to mention; nobody when left out',
};

export const subscribe: Command = {
  definition: {
    name: 'subscribe',
    description: 'Have alerts or a digest posted in a channel',
    default_member_permissions: managersByDefault,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
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
        ],
      },
    ],
  },
  ephemeral: true,

  async run(request, context) {
    const guildId = requireGuild(request);
    const wish = readWish(request, guildId, context.now());
    requireManager(request, wish.channelId);
    await requirePostable(context, wish.channelId, wish.roleId);
    const subscription = await store(context, guildId, wish);
    context.wakeDelivery();
    return confirmation(subscription, context.now());
  },

  async complete({ focused }: AutocompleteRequest, context): Promise<Choice[]> {
    if (focused.name === 'region') return completeRegions(focused.value);
    if (focused.name === 'timezone') return suggestTimeZones(focused.value, context.now());
    if (focused.name === 'time') return suggestTimes(focused.value);
    return [];
  },
};

type Wish = Omit<Subscription, 'id' | 'status' | 'pausedReason'>;

function readWish(request: CommandRequest, guildId: string, now: number): Wish {
  const { options } = request;
  const digest = request.subcommand === 'digest';
  const roleId = options.role === undefined ? null : String(options.role);
  if (roleId === guildId) {
    throw new UserError('cannot_mention', 'I don’t mention @everyone. Choose a role, or leave it out.');
  }
  const filters = readFilters(request);
  return {
    kind: digest ? 'digest' : 'alerts',
    guildId,
    channelId: String(options.channel ?? request.channelId),
    ...filters,
    ...(digest ? USUAL_OPTIONS : readAlertOptions(request, filters.regions)),
    minGravity: Number(options['min-gravity'] ?? 0),
    roleId,
    digestTime: digest ? readTimeOfDay(String(options.time ?? '08:00')) : null,
    timeZone: digest ? readTimeZone(String(options.timezone ?? 'UTC')) : null,
    ...(digest ? readSchedule(request) : {}),
    createdBy: request.userId,
    createdAt: now,
  };
}

/** Checked and stored as one, so that two members who subscribe at once don't make the same one twice. */
function store(context: CommandContext, guildId: string, wish: Wish): Promise<Subscription> {
  return inTransaction(context.db, async (db) => {
    const present = await listSubscriptions(db, guildId);
    const twin = present.find((other) => sameWish(other, wish));
    if (twin) {
      throw new UserError(
        'duplicate_subscription',
        `<#${twin.channelId}> already has this: subscription **#${twin.id}**${twin.status === 'paused' ? ', which is paused' : ''}. \`/subscriptions list\` shows it; change a filter to make another.`,
      );
    }
    if (present.length >= SUBSCRIPTIONS_LIMIT) {
      throw new UserError(
        'too_many_subscriptions',
        `This server has ${present.length} subscriptions, and ${SUBSCRIPTIONS_LIMIT} is the most. Remove one with \`/subscriptions remove\`, then run this again.`,
      );
    }
    return addSubscription(db, wish);
  });
}

function sameWish(a: Wish, b: Wish): boolean {
  const essence = (wish: Wish) =>
    JSON.stringify([
      wish.kind,
      wish.channelId,
      [...wish.topics].sort(),
      wish.regions.map((region) => region.toLowerCase()).sort(),
      wish.minGravity,
      wish.digestTime,
      wish.timeZone,
      wish.digestEvery ?? 'daily',
      wish.digestDays ?? [],
      wish.withinKm,
      wish.words,
      wish.minPublishers,
      wish.withoutKinds,
      wish.quiet,
    ]);
  return essence(a) === essence(b);
}

function confirmation(subscription: Subscription, now: number): CommandReply {
  const { id, roleId } = subscription;
  const mention = roleId === null ? [] : [`Mentions <@&${roleId}>.`];
  return {
    body: notice(
      subscription.kind === 'digest' ? `${digestName(subscription)} digest subscribed` : 'Alerts subscribed',
      [
        [describeFilters(subscription), ...optionTexts(subscription)].join(' · '),
        nextComing(subscription, now),
        ...mention,
        `-# Subscription #${id}. \`/subscriptions test\` posts an example now; \`/subscriptions list\` shows all, to pause or remove them.`,
      ],
      'success',
    ),
  };
}
