import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import { escapeText } from '../messages/escape.ts';
import { notice } from '../messages/notice.ts';
import { type Decision, decisionsOf } from '../store/decisions.ts';
import { newestCard } from '../store/deliveries.ts';
import { mutingChannels } from '../store/mutes.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
import type { Story } from '../stories/story.ts';
import { requireGuild } from './access.ts';
import type { Command, CommandContext } from './command.ts';
import { completeStories, requireStory } from './story.ts';

export const why: Command = {
  definition: {
    name: 'why',
    description: 'Why a story was posted in this channel, or was not',
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'story',
        description: 'The story’s id, or words of its headline to choose from',
        required: true,
        autocomplete: true,
        max_length: 100,
      },
    ],
  },
  ephemeral: true,

  async run(request, context) {
    const guildId = requireGuild(request);
    const story = await requireStory(context, String(request.options.story ?? ''));
    const { channelId } = request;
    const subscriptions = (await listSubscriptions(context.db, guildId)).filter(
      (subscription) => subscription.kind === 'alerts' && subscription.channelId === channelId,
    );
    const lines =
      subscriptions.length === 0
        ? ['This channel has no alerts, so no story is posted here. `/subscribe alerts` makes some.']
        : await explain(context, story, channelId, subscriptions);
    return { body: notice(`Why: ${story.headline}`, lines, 'info') };
  },

  complete: completeStories,
};

async function explain(
  { db }: CommandContext,
  story: Story,
  channelId: string,
  subscriptions: readonly Subscription[],
): Promise<string[]> {
  const decisions = await decisionsOf(db, channelId, story.id);
  const undecided = subscriptions.filter(
    ({ id }) => !decisions.some(({ subscriptionId }) => subscriptionId === id),
  );
  const card = await newestCard(db, channelId, story.id);
  const muted = (await mutingChannels(db, story.id)).has(channelId);
  return [
    ...decisions.map(decisionSentence),
    ...undecided.map((subscription) => undecidedSentence(subscription, story)),
    ...(card === null || card.status === 'sent' ? [] : [cardSentence(card)]),
    ...(muted ? ['It is muted in this channel: it gets no new card and no replies here.'] : []),
    `-# ${story.id} · gravity ${story.gravity.score}: ${escapeText(story.gravity.reasons.join(', '))}`,
  ];
}

const DID: Record<Decision['action'], string> = {
  post: 'posted',
  edit: 'corrected its card',
  hold: 'held it back',
  summary: 'told it with others',
  silent: 'posted nothing',
};

function decisionSentence({ subscriptionId, action, reason, at, heldUntil }: Decision): string {
  const until = heldUntil === null ? '' : ` until <t:${Math.floor(heldUntil / 1_000)}:t>`;
  return `<t:${Math.floor(at / 1_000)}:f> **#${subscriptionId} ${DID[action]}**${until}: ${escapeText(reason)}.`;
}

function undecidedSentence({ id, status, pausedReason, createdAt }: Subscription, story: Story): string {
  if (status === 'paused')
    return `**#${id} is paused**${pausedReason ? `: ${escapeText(pausedReason)}` : '.'}`;
  if (createdAt >= story.updatedAt)
    return `**#${id} is newer**: the story last moved before this subscription was made.`;
  return `**#${id} decided nothing** that is still known: the story was read on a feed’s first poll, or over two weeks ago.`;
}

function cardSentence({ status, reason }: { status: string; reason: string | null }): string {
  const because = reason === null ? '.' : `: ${escapeText(reason)}`;
  return status === 'given_up'
    ? `**Its card could not be delivered**${because}`
    : `**Its card is being sent**${because}`;
}
