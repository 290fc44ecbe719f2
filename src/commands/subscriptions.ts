import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import type { Say } from '../languages/say.ts';
import type { SubscriptionAction } from '../messages/custom_id.ts';
import { MOST_SUBSCRIPTIONS, subscriptionList } from '../messages/list.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { whatText } from '../messages/subscription_text.ts';
import {
  managersByDefault,
  ownSubscriptions,
  requireMembership,
  requireSubscription,
  withTheBot,
} from './access.ts';
import { type Asking, type Choice, type Command, type CommandContext, clipChoice } from './command.ts';
import { describeFilters } from './filters.ts';
import { actOnSubscription } from './subscription_actions.ts';

export const subscriptions: Command = {
  definition: {
    name: 'subscriptions',
    description: 'See, change, pause, resume, test or remove subscriptions',
    default_member_permissions: managersByDefault,
    ...withTheBot,
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
    requireMembership(request);
    const { say } = request;
    if (request.subcommand === 'list') return { body: await subscriptionPage(request, context, 1) };
    const action = request.subcommand as SubscriptionAction;
    const subscription = await requireSubscription(
      request,
      context,
      String(request.options.subscription ?? ''),
    );
    const sentence = await actOnSubscription(request, context, subscription, action);
    const lines = [sentence, `-# ${describeFilters(subscription, say)}`];
    return { body: notice(say(`subscription.${action}_title`), lines, 'success', [], say) };
  },

  async complete(request, context): Promise<Choice[]> {
    const typed = request.focused.value.trim().toLowerCase();
    return (await ownSubscriptions(request, context))
      .filter(({ status }) => fits(request.subcommand, status))
      .map((subscription) =>
        clipChoice(describe(subscription, context, request.say), String(subscription.id)),
      )
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
function describe(subscription: Subscription, context: CommandContext, say: Say): string {
  const { id, guildId, channelId, status } = subscription;
  const channel = context.channelName(channelId);
  return [
    `#${id}`,
    whatText(subscription, say),
    ...(guildId === null ? [] : [channel === null ? say('subscription.unseen_channel') : `#${channel}`]),
    describeFilters(subscription, say),
    ...(status === 'paused' ? [say('subscription.paused_word')] : []),
  ].join(' · ');
}

/**
 * One page of a server's or member's subscriptions, read afresh.
 * @param page 1 for the first; past the end it is the last one
 */
export async function subscriptionPage(
  request: Asking,
  context: CommandContext,
  page: number,
): Promise<MessageBody> {
  const { say } = request;
  const all = await ownSubscriptions(request, context);
  if (all.length === 0) {
    return notice(say('subscription.none_title'), [say('subscription.none')], 'info', [], say);
  }
  const pages = Math.ceil(all.length / MOST_SUBSCRIPTIONS);
  const shown = Math.max(1, Math.min(page, pages));
  return subscriptionList(
    all.slice((shown - 1) * MOST_SUBSCRIPTIONS, shown * MOST_SUBSCRIPTIONS),
    {
      kind: 'subscriptions',
      arg: '',
      page: shown,
      pages,
      total: all.length,
    },
    say,
  );
}

/** The page of those subscriptions on which one stands; 1 where it is gone. */
export async function pageOfSubscription(
  request: Asking,
  context: CommandContext,
  id: number,
): Promise<number> {
  const all = await ownSubscriptions(request, context);
  const index = all.findIndex((subscription) => subscription.id === id);
  return Math.floor(Math.max(0, index) / MOST_SUBSCRIPTIONS) + 1;
}
