import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import { scheduleText } from '../digests/schedule_text.ts';
import type { SubscriptionAction } from '../messages/custom_id.ts';
import { subscriptionList } from '../messages/list.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
import { managersByDefault, requireGuild, requireSubscription } from './access.ts';
import { type Choice, type Command, type CommandContext, clipChoice } from './command.ts';
import { describeFilters } from './filters.ts';
import { clampPage, PAGE_SIZE } from './story_lists.ts';
import { actOnSubscription } from './subscription_actions.ts';

const done: Record<SubscriptionAction, string> = {
  pause: 'Paused',
  resume: 'Resumed',
  test: 'Test',
  remove: 'Removed',
};

export const subscriptions: Command = {
  definition: {
    name: 'subscriptions',
    description: 'See, pause, resume, test or remove this server’s subscriptions',
    default_member_permissions: managersByDefault,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'list',
        description: 'All of them, with buttons',
      },
      action('pause', 'Stop one until it is resumed'),
      action('resume', 'Let a paused one run again'),
      action('test', 'Post an example of one now'),
      action('remove', 'End one for good'),
    ],
  },
  ephemeral: true,

  async run(request, context) {
    const guildId = requireGuild(request);
    if (request.subcommand === 'list') return { body: await subscriptionPage(context, guildId, 1) };
    const action = request.subcommand as SubscriptionAction;
    const subscription = await requireSubscription(
      request,
      context,
      String(request.options.subscription ?? ''),
    );
    const sentence = await actOnSubscription(request, context, subscription, action);
    return { body: notice(done[action], [sentence, `-# ${describeFilters(subscription)}`], 'success') };
  },

  async complete(request, context): Promise<Choice[]> {
    if (request.guildId === null) return [];
    const typed = request.focused.value.trim().toLowerCase();
    return (await listSubscriptions(context.db, request.guildId))
      .filter(({ status }) => fits(request.subcommand, status))
      .map((subscription) => clipChoice(describe(subscription, context), String(subscription.id)))
      .filter(({ name }) => name.toLowerCase().includes(typed))
      .slice(0, 25);
  },
};

function action(name: SubscriptionAction, description: string): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'subscription',
        description: 'Which one: its number, or words to choose from',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
    ],
  };
}

/** Offered for pausing is what runs, for resuming what is paused. */
function fits(subcommand: string | null, status: Subscription['status']): boolean {
  if (subcommand === 'pause') return status === 'active';
  if (subcommand === 'resume') return status === 'paused';
  return true;
}

/** In plain text, for a list of choices. */
function describe(subscription: Subscription, context: CommandContext): string {
  const { id, kind, channelId, timeZone, status } = subscription;
  const { days, at } = scheduleText(subscription);
  const channel = context.channelName(channelId);
  return [
    `#${id}`,
    kind === 'digest' ? `digest ${days} at ${at} ${timeZone}` : 'alerts',
    channel === null ? 'a channel that I can’t see' : `#${channel}`,
    describeFilters(subscription),
    ...(status === 'paused' ? ['paused'] : []),
  ].join(' · ');
}

/**
 * One page of a server's subscriptions, read afresh.
 * @param page 1 for the first; past the end it is the last one
 */
export async function subscriptionPage(
  context: CommandContext,
  guildId: string,
  page: number,
): Promise<MessageBody> {
  const all = await listSubscriptions(context.db, guildId);
  if (all.length === 0) {
    return notice(
      'No subscriptions',
      [
        '`/subscribe alerts` posts each new story in a channel; `/subscribe digest` posts what happened, once a day.',
      ],
      'info',
    );
  }
  const shown = clampPage(page, all.length);
  return subscriptionList(all.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE), {
    kind: 'subscriptions',
    arg: '',
    page: shown,
    pages: Math.ceil(all.length / PAGE_SIZE),
    total: all.length,
  });
}

/** The page of a server's subscriptions on which one stands; 1 where it is gone. */
export async function pageOfSubscription(
  context: CommandContext,
  guildId: string,
  id: number,
): Promise<number> {
  const index = (await listSubscriptions(context.db, guildId)).findIndex(
    (subscription) => subscription.id === id,
  );
  return Math.floor(Math.max(0, index) / PAGE_SIZE) + 1;
}
