import { actionButton } from '../messages/card.ts';
import type { StoryAction } from '../messages/custom_id.ts';
import { followBegins } from '../messages/follow.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/deliveries.ts';
import { addFollow, countFollows, endFollow, getFollow } from '../store/follows.ts';
import { setMuted } from '../store/mutes.ts';
import { inTransaction } from '../store/open.ts';
import type { Story } from '../stories/story.ts';
import { requireGuild, requireManager } from './access.ts';
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
  async follow({ userId }, context, story) {
    const { db } = context;
    if (story.closedAt !== null) {
      return notice(
        'Closed',
        ['Nothing has been reported of this story for days, so there is nothing to follow.'],
        'info',
      );
    }
    const before = await getFollow(db, userId, story.id);
    if (before !== null && before.endedReason === null) {
      return notice('You follow it already', ['I write to you when its facts move.'], 'info', [
        actionButton(story.id, 'unfollow'),
      ]);
    }
    if ((await countFollows(db, userId)) >= FOLLOWS_LIMIT) {
      throw new UserError(
        'too_many_follows',
        `You follow ${FOLLOWS_LIMIT} stories, which is the most. Unfollow one by the button in its messages; those that close make room by themselves.`,
      );
    }
    const channelId = await context.openDirectMessage(userId);
    if (channelId === null) {
      throw new UserError(
        'dm_closed',
        'I can’t open direct messages with you. Allow them from members of this server in its privacy settings, then press this again.',
      );
    }
    await inTransaction(db, async (db) => {
      await addFollow(db, { userId, storyId: story.id, channelId }, context.now());
      // It also finds out whether the member takes messages: where not, the follow ends with its reason.
      await enqueuePost(db, {
        subscriptionId: null,
        channelId,
        storyId: null,
        body: followBegins(story),
        urgency: FIRST_URGENCY,
        now: context.now(),
      });
    });
    context.wakeDelivery();
    return notice(
      'You follow this story',
      [
        'I write to you when its facts move, until it closes. A first message is on its way.',
        '-# If none comes, allow direct messages from members of this server in its privacy settings, then follow again.',
      ],
      'success',
      [actionButton(story.id, 'unfollow')],
    );
  },

  async unfollow({ userId }, { db }, story) {
    const ended = await endFollow(db, userId, story.id, 'You unfollowed it.');
    return notice(
      ended ? 'Unfollowed' : 'You don’t follow it',
      [ended ? 'I write to you of this story no more.' : 'I write to you of this story already no more.'],
      'success',
      [actionButton(story.id, 'follow')],
    );
  },

  async mute(request, context, story) {
    const where = await setMute(request, context, story, true);
    return notice(
      'Muted',
      [
        `This story gets no new card and no replies in ${where}. A card that stands there is still corrected.`,
      ],
      'success',
      [actionButton(story.id, 'unmute')],
    );
  },

  async unmute(request, context, story) {
    const where = await setMute(request, context, story, false);
    return notice(
      'Unmuted',
      [`This story can be posted in ${where} again, when its facts move.`],
      'success',
      [actionButton(story.id, 'mute')],
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
  requireGuild(request);
  requireManager(request, channelId);
  await setMuted(db, { channelId, storyId: story.id, userId, muted, now: now() });
  return `<#${channelId}>`;
}
