import { describe, expect, it } from 'vitest';
import { stateOf } from '../../src/alerts/story_state.ts';
import { recordDecision } from '../../src/store/decisions.ts';
import { giveUpDelivery } from '../../src/store/delivery_outcomes.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { setHomeChannels } from '../../src/store/home_channels.ts';
import { setMuted } from '../../src/store/mutes.ts';
import { keepState } from '../../src/store/story_states.ts';
import {
  addSubscription,
  changeSubscription,
  setFollowed,
  setSubscriptionStatus,
} from '../../src/store/subscriptions.ts';
import { sampleStory, sampleSubscription } from '../messages/samples.ts';
import { aBody } from '../store/samples.ts';
import {
  channelId,
  errorOf,
  guildId,
  now,
  openRoom,
  request,
  run,
  saveStories,
  textOf,
  userId,
} from './room.ts';

const storyId = 'SAMP1A';

const wish = {
  ...sampleSubscription,
  kind: 'alerts' as const,
  guildId,
  channelId,
  createdAt: now - 86_400_000,
};

async function roomWithAlerts() {
  const { context } = await openRoom();
  await saveStories(context, {});
  const { id } = await addSubscription(context.db, wish);
  const decide = (action: 'post' | 'edit' | 'hold' | 'silent' | 'summary', reason: string, minutes: number) =>
    recordDecision(context.db, {
      subscriptionId: id,
      storyId,
      action,
      reason,
      at: now + minutes * 60_000,
      heldUntil: action === 'hold' ? now + 3_600_000 : null,
    });
  const why = async () => textOf((await run(context, request('why', { story: storyId.toLowerCase() }))).body);
  return { context, id, decide, why };
}

describe('/why', () => {
  it('tells each decision in a sentence, oldest first', async () => {
    const { id, decide, why } = await roomWithAlerts();
    await decide('silent', 'gravity 20 is below your 50', 0);
    await decide('hold', 'strike, gravity 58; held back: quiet until 07:00 (UTC)', 1);
    await decide('post', 'it was held back, and nothing else was', 2);
    await decide('edit', '2 killed (was 1 killed)', 3);
    const at = (minutes: number) => `<t:${now / 1_000 + minutes * 60}:f>`;
    const [title, text] = (await why())
      .split('\n### ')
      .at(0)!
      .split(/\n([\s\S]*)/);
    expect(title).toBe('### Why: Night drones hit a clinic in Kyiv');
    expect(text?.split('\n').slice(0, 4)).toEqual([
      `${at(0)} **#${id} posted nothing**: gravity 20 is below your 50.`,
      `${at(1)} **#${id} held it back** until <t:${now / 1_000 + 3_600}:t>: strike, gravity 58; held back: quiet until 07:00 (UTC).`,
      `${at(2)} **#${id} posted**: it was held back, and nothing else was.`,
      `${at(3)} **#${id} corrected its card**: 2 killed (was 1 killed).`,
    ]);
    expect(text).toContain('-# SAMP1A · gravity 58: 2 killed');
  });

  it('tells when nothing was posted and what the story was then, of which no row is kept', async () => {
    const { context, id, decide, why } = await roomWithAlerts();
    await changeSubscription(context.db, id, { ...wish, minGravity: 40 });
    const quiet = { ...stateOf(sampleStory), openedAt: now, newestAt: now };
    for (const [minutes, gravity] of [
      [1, 20],
      [2, 30],
      [3, 58],
    ] as const) {
      const at = now + minutes * 60_000;
      await keepState(context.db, storyId, { at, state: { ...quiet, gravity }, guildIds: null });
    }
    await decide('post', 'strike, gravity 58', 3);
    const at = (minutes: number) => `<t:${now / 1_000 + minutes * 60}:f>`;
    expect((await why()).split('\n').slice(1, 4)).toEqual([
      `${at(1)} **#${id} posted nothing**: gravity 20 is below your 40.`,
      `${at(2)} **#${id} posted nothing**: gravity 30 is below your 40.`,
      `${at(3)} **#${id} posted**: strike, gravity 58.`,
    ]);
  });

  it('tells of a channel that follows a home channel what was decided for that one', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    await setHomeChannels(
      context.db,
      [{ channelId: 'home', guildId: 'host', topics: [], regions: ['Sudan'] }],
      now,
    );
    const { id } = await addSubscription(context.db, { ...wish, regions: ['Sudan'] });
    await setFollowed(context.db, id, { channelId: 'home', webhookId: 'w' });
    const state = { ...stateOf(sampleStory), openedAt: now, newestAt: now };
    await keepState(context.db, storyId, { at: now + 60_000, state, guildIds: null });
    const { body } = await run(context, request('why', { story: storyId }));
    expect(textOf(body)).toContain(`**#${id} posted nothing**: not in Sudan.`);
  });

  it('escapes what comes from outside', async () => {
    const { decide, why } = await roomWithAlerts();
    await decide('edit', 'place: @everyone [x](https://evil.example)', 0);
    expect(await why()).not.toMatch(/@everyone|\]\(https:/);
  });

  it('says where a card could not be delivered, and where the story is muted', async () => {
    const { context, id, decide, why } = await roomWithAlerts();
    await decide('post', 'strike, gravity 58', 0);
    const post = { subscriptionId: id, channelId, storyId, body: aBody(), urgency: 1, now };
    const postId = await enqueuePost(context.db, post);
    expect(await why()).toContain('**Its card is being sent**.');
    await giveUpDelivery(context.db, postId, 'This channel is gone.', now);
    await setMuted(context.db, { channelId, storyId, userId, muted: true, now });
    const text = await why();
    expect(text).toContain('**Its card could not be delivered**: This channel is gone.');
    expect(text).toContain('It is muted in this channel');
  });

  it('says why nothing was decided', async () => {
    const { context, id, why } = await roomWithAlerts();
    expect(await why()).toContain(`**#${id} decided nothing** that is still known`);
    await setSubscriptionStatus(context.db, id, 'paused', 'Paused by a member of this server.');
    expect(await why()).toContain(`**#${id} is paused**: Paused by a member of this server.`);
    const newer = await addSubscription(context.db, {
      ...sampleSubscription,
      guildId,
      channelId,
      createdAt: now,
    });
    expect(await why()).toContain(`**#${newer.id} is newer**`);
  });

  it('says where a channel has no alerts', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    const { body } = await run(context, request('why', { story: storyId }));
    expect(textOf(body)).toContain('This channel has no alerts');
  });

  it.each([
    ['an unknown story', { story: 'NOPE00' }, {}, 'unknown_story'],
    ['servers that the bot is not in', { story: storyId }, { isInstalled: false }, 'dm_only'],
  ])('refuses %s', async (_what, options, overrides, code) => {
    const { context } = await openRoom();
    expect((await errorOf(run(context, request('why', options, overrides)))).code).toBe(code);
  });
});
