import { actionButton } from '../messages/card.ts';
import type { StoryAction } from '../messages/custom_id.ts';
import { followBegins } from '../messages/follow.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { addFollow, countFollows, endFollow, getFollow } from '../store/follows.ts';
import { setMuted } from '../store/mutes.ts';
import { inTransaction } from '../store/open.ts';
import type { Story } from '../stories/story.ts';
import { requireManager, requireMembership } from './access.ts';
import { writeAudit } from './audit.ts';
import type { ButtonRequest, CommandContext } from './command.ts';
import { UserError } from './user_error.ts';

/** Stories that one member may follow at a time. */
const FOLLOWS_LIMIT = 25;

/** A member waits for it: before what the jobs have queued. */
const FIRST_URGENCY = 100;

/**
 * Follows, unfollows, mutes or unmutes a story, and says what was done, with a button that takes it back.
 * @throws UserError where the member lacks a permission, follows too many, or can't be written to
 */
export async function actOnStory(
  request: ButtonRequest,
  context: CommandContext,
  story: Story,
  action: StoryAction,
): Promise<MessageBody> {
  return actions[action](request, context, story);
}

const actions: Record<
  StoryAction,
  (request: ButtonRequest, context: CommandContext, story: Story) => Promise<MessageBody>
> = {
  async follow({ userId, say }, context, story) {
    const { db } = context;
    if (story.closedAt !== null) {
      return notice(say('follow.closed_title'), [say('follow.closed')], 'info', [], say);
    }
    const before = await getFollow(db, userId, story.id);
    if (before !== null && before.endedReason === null) {
      const buttons = [actionButton(story.id, 'unfollow', say)];
      return notice(say('follow.already_title'), [say('follow.already')], 'info', buttons, say);
    }
    if ((await countFollows(db, userId)) >= FOLLOWS_LIMIT) {
      throw new UserError('too_many_follows', 'error.too_many_follows', { most: FOLLOWS_LIMIT });
    }
    const channelId = await context.openDirectMessage(userId);
    if (channelId === null) {
      throw new UserError('dm_closed', 'error.dm_closed');
    }
    await inTransaction(db, async (db) => {
      const { language } = say;
      await addFollow(db, { userId, storyId: story.id, channelId, language }, context.now());
      // It also finds out whether the member takes messages: where not, the follow ends with its reason.
      await enqueuePost(db, {
        subscriptionId: null,
        channelId,
        storyId: null,
        body: followBegins(story, say),
        urgency: FIRST_URGENCY,
        now: context.now(),
      });
    });
    context.wakeDelivery();
    return notice(
      say('follow.done_title'),
      [say('follow.done'), `-# ${say('follow.if_none_comes')}`],
      'success',
      [actionButton(story.id, 'unfollow', say)],
      say,
    );
  },

  async unfollow({ userId, say }, { db }, story) {
    const ended = await endFollow(db, userId, story.id, 'You unfollowed it.');
    return notice(
      say(ended ? 'follow.ended_title' : 'follow.not_title'),
      [say('follow.ended')],
      'success',
      [actionButton(story.id, 'follow', say)],
      say,
    );
  },

  async mute(request, context, story) {
    const { say } = request;
    const channel = await setMute(request, context, story, true);
    await writeAudit(request, context, 'audit.muted', { story: story.id, channel });
    return notice(
      say('mute.done_title'),
      [say('mute.done', { channel })],
      'success',
      [actionButton(story.id, 'unmute', say)],
      say,
    );
  },

  async unmute(request, context, story) {
    const { say } = request;
    const channel = await setMute(request, context, story, false);
    await writeAudit(request, context, 'audit.unmuted', { story: story.id, channel });
    return notice(
      say('mute.ended_title'),
      [say('mute.ended', { channel })],
      'success',
      [actionButton(story.id, 'mute', say)],
      say,
    );
  },
};

async function setMute(
  request: ButtonRequest,
  { db, now }: CommandContext,
  story: Story,
  muted: boolean,
): Promise<string> {
  const { channelId, userId } = request;
  requireMembership(request);
  requireManager(request, channelId);
  await setMuted(db, { channelId, storyId: story.id, userId, muted, now: now() });
  return `<#${channelId}>`;
}
