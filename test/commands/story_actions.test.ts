import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { buttonAction, pressButton } from '../../src/commands/components.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { addFollow, getFollow } from '../../src/store/follows.ts';
import { mutingChannels } from '../../src/store/mutes.ts';
import {
  channelId,
  customIds,
  dmChannelId,
  errorOf,
  now,
  openRoom,
  press,
  saveStories,
  textOf,
  userId,
} from './room.ts';

const storyId = 'SAMP1A';
const act = (action: string) => `act:${storyId}:${action}`;

async function roomWithStory(...overrides: Parameters<typeof openRoom>) {
  const room = await openRoom(...overrides);
  await saveStories(room.context, {});
  return room;
}

describe('Follow', () => {
  it('begins with a direct message, and answers apart from the card', async () => {
    const room = await roomWithStory();
    const { context } = room;
    const asked = press(act('follow'), { ownReply: true });
    expect(buttonAction(asked)).toBe('reply');
    const { body } = await pressButton(asked, context);
    expect(textOf(body)).toContain('You follow this story');
    expect(customIds(body)).toEqual([act('unfollow')]);
    expect(await getFollow(context.db, userId, storyId)).toMatchObject({
      channelId: dmChannelId,
      endedReason: null,
    });
    const [owed] = await claimDeliveries(context.db, now, 60_000, 5);
    expect(owed).toMatchObject({ channelId: dmChannelId, storyId: null, kind: 'post' });
    expect(customIds(owed!.body)).toContain(act('unfollow'));
    expect(room.woken).toBe(1);
  });

  it('is done once, and ended by Unfollow', async () => {
    const { context } = await roomWithStory();
    await pressButton(press(act('follow')), context);
    expect(textOf((await pressButton(press(act('follow')), context)).body)).toContain(
      'You follow it already',
    );
    expect(await claimDeliveries(context.db, now, 60_000, 5)).toHaveLength(1);
    const { body } = await pressButton(press(act('unfollow')), context);
    expect(textOf(body)).toContain('Unfollowed');
    expect(await getFollow(context.db, userId, storyId)).toMatchObject({ endedReason: 'You unfollowed it.' });
    expect(textOf((await pressButton(press(act('unfollow')), context)).body)).toContain(
      'You don’t follow it',
    );
  });

  it('works in direct messages', async () => {
    const { context } = await roomWithStory();
    await pressButton(press(act('follow'), { guildId: null, channelId: dmChannelId }), context);
    expect(await getFollow(context.db, userId, storyId)).not.toBeNull();
  });

  it('says where the member can’t be written to', async () => {
    const { context } = await roomWithStory({ openDirectMessage: async () => null });
    expect((await errorOf(pressButton(press(act('follow')), context))).code).toBe('dm_closed');
    expect(await getFollow(context.db, userId, storyId)).toBeNull();
  });

  it('ends at 25 stories', async () => {
    const { context } = await roomWithStory();
    for (let count = 0; count < 25; count++) {
      await addFollow(context.db, { userId, storyId: `S${count}`, channelId: dmChannelId }, now);
    }
    expect((await errorOf(pressButton(press(act('follow')), context))).code).toBe('too_many_follows');
  });

  it('has nothing to follow in a closed story', async () => {
    const { context } = await openRoom();
    await saveStories(context, { closedAt: now });
    const { body } = await pressButton(press(act('follow')), context);
    expect(textOf(body)).toContain('Closed');
    expect(await getFollow(context.db, userId, storyId)).toBeNull();
  });
});

describe('Mute this story', () => {
  it('mutes it in the channel where it is pressed, until Unmute', async () => {
    const { context } = await roomWithStory();
    const { body } = await pressButton(press(act('mute')), context);
    expect(textOf(body)).toContain(`no new card and no replies in <#${channelId}>`);
    expect(customIds(body)).toEqual([act('unmute')]);
    expect(await mutingChannels(context.db, storyId)).toEqual(new Set([channelId]));
    await pressButton(press(act('unmute')), context);
    expect(await mutingChannels(context.db, storyId)).toEqual(new Set());
  });

  it('works in direct messages, which are their member’s own', async () => {
    const { context } = await roomWithStory();
    const own = { guildId: null, channelId: dmChannelId, permissionsIn: () => 0n };
    await pressButton(press(act('mute'), own), context);
    expect(await mutingChannels(context.db, storyId)).toEqual(new Set([dmChannelId]));
  });

  it.each([
    ['members who may not manage', { permissionsIn: () => PermissionFlagsBits.SendMessages }, 'not_allowed'],
    ['servers that the bot is not in', { isInstalled: false }, 'dm_only'],
  ])('is refused to %s', async (_who, overrides, code) => {
    const { context } = await roomWithStory();
    for (const action of ['mute', 'unmute']) {
      expect((await errorOf(pressButton(press(act(action), overrides), context))).code).toBe(code);
    }
    expect(await mutingChannels(context.db, storyId)).toEqual(new Set());
  });

  it('of a story that is gone says so', async () => {
    const { context } = await openRoom();
    expect((await errorOf(pressButton(press(act('mute')), context))).code).toBe('unknown_story');
  });
});
