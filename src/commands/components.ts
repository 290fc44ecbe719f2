import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { readCustomId } from '../messages/custom_id.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { storyPage } from '../messages/story_page.ts';
import { requireSubscription } from './access.ts';
import type { ButtonReply, ButtonRequest, CommandContext } from './command.ts';
import { actOnDraft, editSubscription, openForm } from './draft.ts';
import { actOnProposal } from './feeds.ts';
import { mapTable } from './map.ts';
import { forgetNow } from './privacy.ts';
import { searchPage } from './search.ts';
import { statsTable } from './stats.ts';
import { requireStory } from './story.ts';
import { actOnStory } from './story_actions.ts';
import { storyListPage } from './story_lists.ts';
import { actOnSubscription } from './subscription_actions.ts';
import { pageOfSubscription, subscriptionPage } from './subscriptions.ts';
import { UserError } from './user_error.ts';

/**
 * Whether a component changes its message or answers with a new one; known before it is worked on, because Discord
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

/** Whether a pressed button opens a form. */
export function opensForm({ customId, fields }: ButtonRequest): boolean {
  const press = readCustomId(customId);
  return press?.kind === 'draft' && press.part === 'more' && fields === null;
}

/**
 * The form that such a button opens.
 * @throws UserError where what it is about is gone
 */
export async function formOf(
  request: ButtonRequest,
  context: CommandContext,
): Promise<APIModalInteractionResponseCallbackData> {
  const press = readCustomId(request.customId);
  if (press?.kind === 'draft') return openForm(request, context, press.draftId);
  throw new UserError('stale_button', 'error.stale_button');
}

/**
 * Does what a pressed button, a used menu or a sent form says. Everything is read from the store again, so they outlive a
 * restart, and permissions are checked again, so they don't outlive a member's.
 * @throws UserError for what the member can mend
 */
export async function pressButton(request: ButtonRequest, context: CommandContext): Promise<ButtonReply> {
  return { action: buttonAction(request), body: await pressed(request, context) };
}

async function pressed(request: ButtonRequest, context: CommandContext): Promise<MessageBody> {
  const { say } = request;
  const press = readCustomId(request.customId);
  switch (press?.kind) {
    case 'story':
      return storyPage(await requireStory(context, press.storyId), press.page, say);
    case 'story_action':
      return actOnStory(request, context, await requireStory(context, press.storyId), press.action);
    case 'feed':
      return actOnProposal(request, context, press.proposalId, press.action);
    case 'draft':
      return actOnDraft(request, context, press.draftId, press.part);
    case 'forget':
      return forgetNow(request, context);
    case 'list':
      if (press.list === 'stats') return statsTable(context, press.arg, say);
      if (press.list === 'map') return mapTable(context, press.arg, say);
      if (press.list === 'search') return searchPage(context, press.arg, press.page, say);
      if (press.list === 'subscriptions') return subscriptionPage(request, context, press.page);
      return storyListPage(context, press.list, press.arg, press.page, say);
    case 'subscription': {
      const { subscriptionId, action } = press;
      if (action === 'edit') return editSubscription(request, context, subscriptionId);
      const subscription = await requireSubscription(request, context, String(subscriptionId));
      const page = await pageOfSubscription(request, context, subscription.id);
      const sentence = await actOnSubscription(request, context, subscription, action);
      return buttonAction(request) === 'update'
        ? subscriptionPage(request, context, page)
        : notice(say(`subscription.${action}_title`), [sentence], 'success', [], say);
    }
    default:
      throw new UserError('stale_button', 'error.stale_button');
  }
}
