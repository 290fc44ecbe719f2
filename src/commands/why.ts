import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import type { Said, Say } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { notice } from '../messages/notice.ts';
import { moment } from '../messages/wording.ts';
import { newestCard } from '../store/cards.ts';
import { type Decision, decisionsOf, MOST_SHOWN } from '../store/decisions.ts';
import { homeSubscription } from '../store/home_channels.ts';
import { mutingChannels } from '../store/mutes.ts';
import type { Story } from '../stories/story.ts';
import { ownSubscriptions, requireMembership, withTheBot } from './access.ts';
import type { Asking, Command, CommandContext } from './command.ts';
import { silencesOn } from './silences.ts';
import { completeStories, requireStory } from './story.ts';

export const why: Command = {
  definition: {
    name: 'why',
    description: 'Why a story was posted in this channel, or was not',
    ...withTheBot,
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
    requireMembership(request);
    const { say } = request;
    const story = await requireStory(context, String(request.options.story ?? ''));
    const { channelId } = request;
    const subscriptions = (await ownSubscriptions(request, context)).filter(
      (subscription) => subscription.kind === 'alerts' && subscription.channelId === channelId,
    );
    const lines =
      subscriptions.length === 0
        ? [say('why.no_alerts')]
        : await explain(request, context, story, subscriptions);
    return { body: notice(say('why.title', { headline: story.headline }), lines, 'info', [], say) };
  },

  complete: completeStories,
};

async function explain(
  { channelId, say }: Asking,
  { db }: CommandContext,
  story: Story,
  subscriptions: readonly Subscription[],
): Promise<string[]> {
  const decisions = [
    ...(await silencesOn(db, story.id, subscriptions)),
    ...(await decisionsOf(db, channelId, story.id)),
  ].sort((a, b) => a.at - b.at);
  for (const { id, followed } of subscriptions) {
    if (!followed) continue;
    const home = await homeSubscription(db, followed.channelId);
    const ofHome = [
      ...(home ? await silencesOn(db, story.id, [home]) : []),
      ...(await decisionsOf(db, followed.channelId, story.id)),
    ];
    decisions.push(...ofHome.map((decision) => ({ ...decision, subscriptionId: id })));
  }
  const undecided = subscriptions.filter(
    ({ id }) => !decisions.some(({ subscriptionId }) => subscriptionId === id),
  );
  const card = await newestCard(db, channelId, story.id);
  const muted = (await mutingChannels(db, story.id)).has(channelId);
  return [
    ...decisions.slice(-MOST_SHOWN).map((decision) => decisionSentence(decision, say)),
    ...undecided.map((subscription) => undecidedSentence(subscription, story, say)),
    ...(card === null || card.status === 'sent' ? [] : [cardSentence(card, say)]),
    ...(muted ? [say('why.muted')] : []),
    `-# ${story.id} · ${say('why.gravity', { gravity: story.gravity.score, reasons: escapeText(story.gravity.reasons.map(say.text).join(', ')) })}`,
  ];
}

function decisionSentence({ subscriptionId, action, reason, at, heldUntil }: Decision, say: Say): string {
  const id = `${subscriptionId}`;
  return say(`why.${action}`, {
    when: moment(at, 'f'),
    id,
    until: heldUntil === null ? null : moment(heldUntil, 't'),
    reason: escapeText(say.text(reason)),
  });
}

function undecidedSentence(
  { id, status, pausedReason, createdAt }: Subscription,
  story: Story,
  say: Say,
): string {
  if (status === 'paused') {
    return say('why.paused', {
      id: `${id}`,
      reason: pausedReason ? escapeText(say.text(pausedReason)) : null,
    });
  }
  return say(createdAt >= story.updatedAt ? 'why.newer' : 'why.undecided', { id: `${id}` });
}

function cardSentence({ status, reason }: { status: string; reason: Said | null }, say: Say): string {
  const because = reason === null ? null : escapeText(say.text(reason));
  return say(status === 'given_up' ? 'why.given_up' : 'why.being_sent', { reason: because });
}
