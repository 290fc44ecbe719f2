import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { forumChannel } from '../../simulator/threads.ts';
import { watchRoom } from '../../simulator/world.ts';
import { createSender } from '../../src/discord/sender.ts';
import { openAlerts } from '../../src/jobs/alerts.ts';
import { createDeliverer } from '../../src/jobs/deliver.ts';
import { saveStory } from '../../src/store/stories.ts';
import { listSubscriptions } from '../../src/store/subscriptions.ts';
import type { Story, StoryChange } from '../../src/stories/story.ts';
import { connect, emptyStore, simulate } from '../discord/room.ts';
import { aStory, MINUTE } from '../store/samples.ts';
import { shownText } from './bot.ts';

const FORUM = '1300000000000000000';

/** A bot in a watch room with a forum, whose stories move at the test's word. */
async function openBot(subscribed: (simulator: Simulator) => Record<string, string>) {
  const world = watchRoom();
  world.channels.push(forumChannel(FORUM, 'stories', ['Diplomacy', 'Attacks', 'Kyiv']));
  const simulator = await simulate({ world, rateLimits: false });
  const db = await emptyStore();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const gateway = await connect(simulator, db);
  const sender = createSender({
    token: simulator.token,
    apiUrl: simulator.apiUrl,
    channelKind: gateway.channelKind,
  });
  const logger = pino({ level: 'silent' });
  const deliverer = createDeliverer({ db, sender, now, random: () => 0, logger });
  onTestFinished(() => sender.close());
  const manager = simulator.as(world.guild.ownerId);
  await manager.command('subscribe alerts', subscribed(simulator));

  let killed = 0;
  return {
    simulator,
    db,
    /** Two more were killed: told to the subscriptions, and delivered. */
    async rise() {
      const before = killed === 0 ? null : `${killed} killed`;
      killed += 2;
      const at = now();
      const change: StoryChange = {
        ...{ kind: before === null ? 'new' : 'killed', before, after: `${killed} killed`, at },
        ...{ publisherId: null, articleId: null },
      };
      const figure = {
        shown: { count: killed, qualifier: 'exact' as const },
        low: killed,
        high: killed,
        sayings: [],
      };
      const strike = { ...aStory().strike!, killed: figure };
      const story: Story = aStory({ strike, timeline: [change], openedAt: at, updatedAt: at });
      await saveStory(db, story);
      await (await openAlerts(db, at)).decide(story, [change]);
      await deliverer.drain();
    },
    /** Lets what was put off come due. */
    async later() {
      ahead += MINUTE;
      await deliverer.drain();
    },
    shown: (channelId: string) => simulator.messages(channelId).map(shownText),
    isActive: async () => (await listSubscriptions(db, world.guild.id))[0]?.status === 'active',
  };
}

it('a card in a text channel has a thread with the timeline, and each change is a message there', async () => {
  const bot = await openBot((simulator) => ({
    channel: simulator.channelId('strikes'),
    'post-as': 'thread',
  }));
  const { simulator } = bot;
  const channel = simulator.channelId('strikes');
  await bot.rise();
  const [thread] = simulator.threads(channel);
  expect(thread).toMatchObject({
    name: 'Drone attack on Kyiv: 2 killed',
    id: simulator.messages(channel)[0]?.id,
  });
  const id = thread?.id ?? '';
  expect(bot.shown(id)).toEqual([expect.stringContaining('First reported:** 2 killed')]);
  await bot.rise();
  expect(bot.shown(channel)).toEqual([expect.stringContaining('4 killed')]);
  expect(bot.shown(id)).toHaveLength(2);
  expect(bot.shown(id)[1]).toContain('Killed:** 2 killed → 4 killed');

  simulator.setThread(id, { archived: true });
  await bot.rise();
  expect(bot.shown(id)).toHaveLength(3);
  expect(simulator.violations).toEqual([]);

  // Members who lock or delete a thread want no more of it; the card is kept right, and nothing is paused.
  simulator.setThread(id, { archived: true, locked: true });
  await bot.rise();
  simulator.deleteChannel(id);
  await bot.rise();
  expect(bot.shown(channel)).toEqual([expect.stringContaining('10 killed')]);
  expect(bot.shown(id)).toHaveLength(3);
  expect(await bot.isActive()).toBe(true);
});

it.each([
  ['whose beginning nobody confirmed', { status: 'reset' }],
  ['that a member has just started', { status: 400, body: { code: 160_004, message: 'Already' } }],
] as const)('a thread %s is written to', async (_, fault) => {
  const bot = await openBot((simulator) => ({
    channel: simulator.channelId('strikes'),
    'post-as': 'thread',
  }));
  bot.simulator.fail({ method: 'POST', path: /threads$/, afterwards: true, ...fault });
  await bot.rise();
  await bot.later();
  const [thread] = bot.simulator.threads(bot.simulator.channelId('strikes'));
  expect(bot.shown(thread?.id ?? '')).toEqual([expect.stringContaining('First reported')]);
});

it('a card that was deleted comes anew, with a thread of its own from its next change on', async () => {
  const bot = await openBot((simulator) => ({
    channel: simulator.channelId('strikes'),
    'post-as': 'thread',
  }));
  const channel = bot.simulator.channelId('strikes');
  await bot.rise();
  bot.simulator.deleteMessage(channel, bot.simulator.messages(channel)[0]?.id ?? '');
  await bot.rise();
  await bot.rise();
  const [card, ...more] = bot.simulator.messages(channel);
  expect(more).toEqual([]);
  expect(shownText(card)).toContain('6 killed');
  expect(bot.simulator.threads(channel).map(({ id }) => id)).toContain(card?.id);
});

it('a story in a forum is a post with its topic’s tags, its card first and its changes after', async () => {
  const bot = await openBot(() => ({ channel: FORUM }));
  const { simulator } = bot;
  // The post is there, and its answer is lost: nothing tells a second one from the first but the forum itself.
  simulator.fail({ method: 'POST', path: /threads$/, status: 'reset', afterwards: true });
  await bot.rise();
  await bot.later();
  await bot.rise();
  const posts = simulator.threads(FORUM);
  const tags = simulator.world.channels.at(-1)?.tags ?? [];
  expect(posts).toMatchObject([{ name: 'Drone attack on Kyiv: 2 killed' }]);
  const named = posts[0]?.thread?.tags.map((id) => tags.find((tag) => tag.id === id)?.name);
  expect(named).toEqual(['Attacks', 'Kyiv']);
  const id = posts[0]?.id ?? '';
  const [card, opening, change] = bot.shown(id);
  expect(card).toContain('4 killed');
  expect(opening).toContain('First reported');
  expect(change).toContain('2 killed → 4 killed');

  simulator.setThread(id, { archived: true });
  await bot.rise();
  expect(bot.shown(id)[0]).toContain('6 killed');
  simulator.setThread(id, { archived: true, locked: true });
  await bot.rise();
  expect(bot.shown(id)[0]).toContain('6 killed');
  expect(await bot.isActive()).toBe(true);

  simulator.deleteChannel(id);
  await bot.rise();
  const [again, ...others] = simulator.threads(FORUM);
  expect(others).toEqual([]);
  expect(bot.shown(again?.id ?? '')[0]).toContain('10 killed');
});

it('a channel whose threads the bot may no longer open is paused, and its admins are told which permission lacks', async () => {
  const bot = await openBot((simulator) => ({
    channel: simulator.channelId('strikes'),
    'post-as': 'thread',
  }));
  const { simulator, db } = bot;
  const role = simulator.world.roles.find(({ name }) => name === 'Sitrep')?.id ?? '';
  const deny = (1n << 35n) | (1n << 38n);
  simulator.setOverwrite(simulator.channelId('strikes'), { id: role, type: 0, allow: 0n, deny });
  await bot.rise();
  expect(await bot.isActive()).toBe(false);
  const [subscription] = await listSubscriptions(db, simulator.world.guild.id);
  expect(subscription?.pausedReason).toEqual({ key: 'pause.no_threads' });
});
