import { MessageFlags, MessageType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it, onTestFinished } from 'vitest';
import { createSender } from '../../src/discord/sender.ts';
import { createDeliverer } from '../../src/jobs/deliver.ts';
import { storyCard } from '../../src/messages/card.ts';
import { enqueueEdit, enqueuePost } from '../../src/store/enqueue.ts';
import { openStore } from '../../src/store/open.ts';
import { sampleStory } from '../messages/samples.ts';
import { aBody } from '../store/samples.ts';
import { simulate } from './room.ts';

const HOUR = 3_600_000;

/** A deliverer to #announcements, which #general follows, with a clock at the test's word. */
async function announce() {
  const state = { clock: Date.now() };
  const now = () => state.clock;
  const simulator = await simulate({ now, clockless: true });
  const channelId = simulator.channelId('announcements');
  const target = simulator.channelId('general');
  const { token, apiUrl } = simulator;
  const { ManageWebhooks } = PermissionFlagsBits;
  const member = { id: simulator.world.botId, type: OverwriteType.Member, deny: 0n };
  simulator.setOverwrite(target, { ...member, allow: ManageWebhooks });
  await fetch(`${apiUrl}/v10/channels/${channelId}/followers`, {
    method: 'POST',
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ webhook_channel_id: target }),
  });
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  const start = () => {
    const sender = createSender({ token, apiUrl, channelKind: () => ({ kind: 'announcement' }) });
    onTestFinished(() => sender.close());
    const logger = { debug: () => undefined, warn: console.warn, error: console.error };
    return createDeliverer({ db: store.db, sender, now, random: () => 0, logger, concurrency: 1 });
  };
  return {
    state,
    simulator,
    start,
    copies: () => simulator.messages(target).filter(({ type }) => type === MessageType.Default),
    post: (body = aBody('card'), urgency = 0) => {
      const rest = { subscriptionId: null, storyId: null, channelId };
      return enqueuePost(store.db, { ...rest, body, urgency, now: state.clock });
    },
    edit: (postId: number, text: string) =>
      enqueueEdit(store.db, { postId, body: aBody(text), urgency: 0, now: state.clock }),
    published: () =>
      simulator.messages(channelId).filter(({ flags = 0 }) => flags & MessageFlags.Crossposted),
  };
}

it('a card comes to those who follow with all of its words, and is corrected there', async () => {
  const { start, post, edit, copies, simulator } = await announce();
  const deliverer = start();
  const card = storyCard(sampleStory, { roleId: null });
  const postId = await post(card);
  await deliverer.drain();
  const [copy] = copies();
  const words = JSON.stringify(card.components).match(/"content":"[^"]*"/g) ?? [];
  expect(words.length).toBeGreaterThan(3);
  for (const word of words) {
    expect(JSON.stringify(copy?.embeds)).toContain(word.slice('"content":"'.length, -1));
  }
  await edit(postId, '9 killed');
  await deliverer.drain();
  expect(copies()[0]?.embeds).toMatchObject([{ description: '9 killed' }]);
  expect(simulator.violations).toEqual([]);
});

it('what the hour has no room for is published when it has: the gravest first, in its newest state, after a restart too', async () => {
  const { state, start, post, edit, copies, published, simulator } = await announce();
  const first = start();
  const posts: number[] = [];
  for (let n = 0; n < 12; n++) {
    posts.push(await post(aBody(`card ${n}`), n));
    await first.drain();
    state.clock += 6_000;
  }
  expect(published()).toHaveLength(10);
  expect(copies()).toHaveLength(10);
  await edit(posts[10] ?? 0, 'card 10, corrected');
  await first.drain();
  await first.stop();
  expect(simulator.record.filter(({ status }) => status === 429)).toEqual([]);

  state.clock += HOUR;
  const second = start();
  await second.drain();
  expect(published()).toHaveLength(12);
  expect(copies().slice(10)).toMatchObject([
    { embeds: [{ description: 'card 11' }] },
    { embeds: [{ description: 'card 10, corrected' }] },
  ]);
  expect(simulator.violations).toEqual([]);
});
