import { readCustomId } from '../messages/custom_id.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { storyPage } from '../messages/story_page.ts';
import { requireGuild, requireSubscription } from './access.ts';
import type { ButtonReply, ButtonRequest, CommandContext } from './command.ts';
import { actOnProposal } from './feeds.ts';
import { mapTable } from './map.ts';
import { searchPage } from './search.ts';
import { statsTable } from './stats.ts';
import { requireStory } from './story.ts';
import { actOnStory } from './story_actions.ts';
import { storyListPage } from './story_lists.ts';
import { actOnSubscription } from './subscription_actions.ts';
import { pageOfSubscription, subscriptionPage } from './subscriptions.ts';
import { UserError } from './user_error.ts';

/**
 * Whether a button changes its message or answers with a new one; known before it is worked on, because Discord
 * asks when time is asked for. A card in a channel is everybody's: its buttons answer the one who pressed.
 */
export function buttonAction({ customId, ownReply }: ButtonRequest): ButtonReply['action'] {
  const press = readCustomId(customId);
  const answersApart =
    press === null ||
    press.kind === 'story_action' ||
    (press.kind === 'subscription' && press.action === 'test') ||
    (press.kind === 'list' && (press.list === 'stats' || press.list === 'map'));
  return ownReply && !answersApart ? 'update' : 'reply';
}

/**
 * Does what a pressed button says. Everything is read from the store again, so buttons outlive a restart,
 * and permissions are checked again, so they don't outlive a member's.
 * @throws UserError for what the member can mend
 */
export async function pressButton(request: ButtonRequest, context: CommandContext): Promise<ButtonReply> {
  return { action: buttonAction(request), body: await pressed(request, context) };
}

async function pressed(request: ButtonRequest, context: CommandContext): Promise<MessageBody> {
  const press = readCustomId(request.customId);
  if (press?.kind === 'story') return storyPage(await requireStory(context, press.storyId), press.page);
  if (press?.kind === 'story_action') {
    return actOnStory(request, context, await requireStory(context, press.storyId), press.action);
  }
  if (press?.kind === 'feed') return actOnProposal(request, context, press.proposalId, press.action);
  if (press?.kind === 'list') {
    if (press.list === 'stats') return statsTable(context, press.arg);
    if (press.list === 'map') return mapTable(context, press.arg);
    if (press.list === 'search') return searchPage(context, press.arg, press.page);
    if (press.list === 'subscriptions') return subscriptionPage(context, requireGuild(request), press.page);
    return storyListPage(context, press.list, press.arg, press.page);
  }
  if (press?.kind === 'subscription') {
    const guildId = requireGuild(request);
    const subscription = await requireSubscription(request, context, String(press.subscriptionId));
    const page = await pageOfSubscription(context, guildId, subscription.id);
    const sentence = await actOnSubscription(request, context, subscription, press.action);
    return buttonAction(request) === 'update'
      ? subscriptionPage(context, guildId, page)
      : notice('Done', [sentence], 'success');
  }
  throw new UserError('stale_button', 'This button is from another version of me. Run the command again.');
}
