import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import { createSender } from '../src/discord/sender.ts';
import { openAlerts } from '../src/jobs/alerts.ts';
import { createDeliverer } from '../src/jobs/deliver.ts';
import { fanOutDue } from '../src/jobs/fan_out.ts';
import { setHomeChannels } from '../src/store/home_channels.ts';
import { type Db, inTransaction, openStore } from '../src/store/open.ts';
import { saveStory } from '../src/store/stories.ts';
import { addSubscription, setFollowed } from '../src/store/subscriptions.ts';
import type { Story, StoryChange } from '../src/stories/story.ts';
import { sampleStory } from '../test/messages/samples.ts';

const DISCORD_PER_SECOND = 50;
const MOST_TIMES = 1.1;
const FIRST = 1_000;
const FIRST_WITHIN_S = 25;

type Part = 'followers' | 'direct';

/**
 * One alert to so many channels, from the decision to the last arrival, against the simulator at Discord's documented limits
 * with 100 ms on the way: channels that follow a home channel, or that are posted to directly (which takes as long as
 * Discord's limit makes it: 34 minutes for 100,000).
 */
export async function benchScale([part = 'followers', size = '100000']: string[]): Promise<boolean> {
  const count = Number(size);
  if ((part !== 'followers' && part !== 'direct') || !(count > 0)) {
    console.error('Say which: npm run bench -- scale followers 100000, or scale direct 100000.');
    return false;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const discord = fork(new URL('scale_discord.ts', import.meta.url), [
    size,
    part === 'followers' ? 'follows' : '',
  ]);
  const [place] = (await once(discord, 'message')) as [Place];
  const look = async (word: string) => {
    discord.send(word);
    return ((await once(discord, 'message')) as [Seen])[0];
  };
  const store = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
  try {
    await subscribe(store.db, part, place);
    const bot = startBot(store.db, place);
    const ok = part === 'followers' ? await followers(bot, count, look) : await direct(bot, count, look);
    await bot.stop();
    return ok;
  } finally {
    await store.close();
    discord.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  token: string;
  apiUrl: string;
  home: string;
  channels: string[];
}

interface Seen {
  copies: number;
  twice: number;
  requests: number;
  limited: number;
}

type Look = (word: string) => Promise<Seen>;

function subscribe(db: Db, part: Part, { home, channels }: Place): Promise<void> {
  return inTransaction(db, async (db) => {
    const rest = { minGravity: 0, roleId: null, digestTime: null, timeZone: null, createdBy: '1' };
    if (part === 'followers') {
      await setHomeChannels(db, [{ channelId: home, guildId: '1', topics: [], regions: [] }], Date.now());
    }
    for (const [n, channelId] of channels.entries()) {
      const wish = { ...USUAL_OPTIONS, kind: 'alerts' as const, guildId: `${n}`, channelId, ...rest };
      const { id } = await addSubscription(db, { ...wish, topics: [], regions: [], createdAt: Date.now() });
      if (part === 'followers') await setFollowed(db, id, { channelId: home, webhookId: `${n}` });
    }
  });
}

/** The parts of the bot that bring a story to its channels, as they run beside one another. */
function startBot(db: Db, { token, apiUrl, home }: Place) {
  const sender = createSender({
    token,
    apiUrl,
    channelKind: (channelId) => ({ kind: channelId === home ? 'announcement' : 'text' }),
  });
  const state = { arrived: 0, firstAt: 0, lastAt: 0 };
  const deliverer = createDeliverer({
    db,
    sender,
    now: Date.now,
    random: Math.random,
    logger: { debug: () => undefined, warn: console.warn, error: console.error },
    onOutcome: ({ kind }, outcome) => {
      if (outcome.kind !== 'sent' || kind === 'publish') return;
      state.arrived += 1;
      state.lastAt = performance.now();
      if (state.arrived === FIRST) state.firstAt = state.lastAt;
    },
  });
  deliverer.start();
  const stopped = new AbortController();
  const fanningOut = (async () => {
    const parts = {
      db,
      now: Date.now,
      between: <T>(work: () => Promise<T>) => work(),
      onOwed: deliverer.wake,
    };
    while (!stopped.signal.aborted) {
      await fanOutDue(parts, stopped.signal);
      await sleep(1_000);
    }
  })();
  return {
    state,
    /** What a poll makes of a story; resolves when it is stored. */
    async tell(story: Story, changes: StoryChange[]): Promise<void> {
      await inTransaction(db, async (tx) => {
        await saveStory(tx, story);
        await (await openAlerts(tx, Date.now())).decide(story, changes);
      });
      deliverer.wake();
    },
    async stop(): Promise<void> {
      stopped.abort();
      await fanningOut;
      await deliverer.stop();
      sender.close();
    },
  };
}

type Bot = ReturnType<typeof startBot>;

function story(killed: number): Story {
  const now = Date.now();
  const { strike } = sampleStory;
  if (!strike?.killed) throw new Error('The sample story has to have a toll.');
  const shown = { ...strike.killed.shown, count: killed };
  return {
    ...sampleStory,
    strike: { ...strike, killed: { ...strike.killed, shown, low: killed, high: killed } },
    openedAt: now,
    updatedAt: now,
    closedAt: null,
    sources: sampleStory.sources.map((source) => ({ ...source, publishedAt: now, seenAt: now })),
  };
}

function change(kind: StoryChange['kind'], before: string | null, after: string): StoryChange {
  return { kind, before, after, at: Date.now(), publisherId: null, articleId: null };
}

async function followers(bot: Bot, count: number, look: Look): Promise<boolean> {
  const all = async (word: string) => {
    const from = performance.now();
    let seen = await look(word);
    while (seen.copies < count) {
      await sleep(200);
      seen = await look(word);
    }
    return { seen, seconds: (performance.now() - from) / 1_000 };
  };
  await bot.tell(story(41), [change('new', null, 'An alert')]);
  const card = await all('41 killed');
  await bot.tell(story(42), [change('killed', '41 killed', '42 killed')]);
  const corrected = await all('42 killed');
  const { requests, limited } = corrected.seen;
  const ok = card.seen.requests === 2 && limited === 0;
  process.stdout.write(
    `scale followers: ${count} copies of one card by ${card.seen.requests} requests (must: 2: post and publish) in ${card.seconds.toFixed(1)} s, ` +
      `corrected by ${requests - card.seen.requests} more in ${corrected.seconds.toFixed(1)} s, ${limited} answers of 429 (must: 0)  ${ok ? 'ok' : 'FAILS'}\n`,
  );
  return ok;
}

async function direct({ tell, state }: Bot, count: number, look: Look): Promise<boolean> {
  const from = performance.now();
  const { user, system } = process.cpuUsage();
  await tell(story(41), [change('new', null, 'An alert')]);
  while (state.arrived < count) {
    await sleep(1_000);
    if (state.arrived % FIRST < DISCORD_PER_SECOND) {
      process.stderr.write(
        `\r${state.arrived} of ${count} in ${((performance.now() - from) / 1_000).toFixed(0)} s `,
      );
    }
  }
  const took = (state.lastAt - from) / 1_000;
  const first = (state.firstAt - from) / 1_000;
  const used = process.cpuUsage();
  const cpu = (used.user + used.system - user - system) / 1e6 / took;
  const { limited, twice } = await look('');
  const times = took / (count / DISCORD_PER_SECOND);
  const isFirstInTime = count < FIRST || first <= FIRST_WITHIN_S;
  const ok = times <= MOST_TIMES && isFirstInTime && limited === 0 && twice === 0;
  process.stdout.write(
    `\nscale direct: ${count} channels in ${took.toFixed(1)} s = ${times.toFixed(3)}× of Discord's limit (must: ${MOST_TIMES}×), ` +
      `${count < FIRST ? '' : `the first ${FIRST} in ${first.toFixed(1)} s (must: ${FIRST_WITHIN_S} s), `}${twice} twice (must: 0), ${limited} answers of 429 (must: 0), ` +
      `${(cpu * 100).toFixed(0)}% of one core  ${ok ? 'ok' : 'FAILS'}\n`,
  );
  return ok;
}
