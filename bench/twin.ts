import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../chaos/bot.ts';
import { startChaosFeeds } from '../chaos/feeds.ts';
import { openStore } from '../src/store/open.ts';
import { fillStore, storyId } from './full_store.ts';
import { type Double, openSimulated, openTwin, type Reply } from './twin_doubles.ts';

/** One thing that members do, and what has to come of it. */
interface Check {
  name: string;
  run(double: Double): Promise<void>;
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function told(reply: Reply, words: string, isEphemeral: boolean): void {
  must(reply.text.includes(words), `“${words}” is not in ${reply.text.slice(0, 120)}`);
  must(reply.ephemeral === isEphemeral, reply.ephemeral ? 'only its reader sees it' : 'everyone sees it');
}

const SUITE: readonly Check[] = [
  { name: 'a public answer', run: async (it) => told(await it.command('latest'), 'Strike on a', false) },
  {
    name: 'options that are given',
    run: async (it) => told(await it.command('strikes', { region: 'Kharkiv' }), 'Kharkiv', false),
  },
  {
    name: 'one story',
    run: async (it) => told(await it.command('story', { id: storyId(3) }), 'Khartoum', false),
  },
  {
    name: 'full text',
    run: async (it) => told(await it.command('search', { query: 'Beirut drones' }), 'Beirut', false),
  },
  {
    name: 'an answer for its reader alone',
    run: async (it) => told(await it.command('status'), 'Sitrep', true),
  },
  {
    name: 'an error with its code, for its reader alone',
    run: async (it) => told(await it.command('story', { id: 'ZZZZZZ' }), 'unknown_story', true),
  },
  {
    name: 'suggestions while something is typed',
    run: async (it) => {
      const choices = await it.suggest('latest', 'region', 'Khar');
      must(choices.includes('Kharkiv'), `Kharkiv is not in ${choices.join(', ')}`);
    },
  },
  {
    name: 'a list turned by a button, in its place',
    run: async (it) => {
      const list = await it.command('latest');
      const next = await it.press(list, 'list:latest::2');
      must(next.text.includes('list:latest::3'), 'the second page has no button to the third');
      must(next.id === list.id, 'it is another message');
    },
  },
  {
    name: 'a story opened by a button, for its reader alone',
    run: async (it) => {
      const reply = await it.press(
        await it.command('story', { id: storyId(3) }),
        `story:${storyId(3)}:sources`,
      );
      told(reply, 'Harbour Wire', reply.ephemeral);
    },
  },
  {
    name: 'a message read by the command of its menu',
    run: async (it) =>
      told(
        await it.readThis('A drone strike killed 4 people in Kharkiv, the governor said.'),
        'Kharkiv',
        true,
      ),
  },
  {
    name: 'another language',
    run: async (it) => told(await it.command('help', {}, 'uk'), 'новини', true),
  },
  {
    name: 'a picture in the answer',
    run: async (it) => told(await it.command('stats'), 'attachment', false),
  },
  {
    name: 'what a server keeps: a subscription, its buttons',
    run: async (it) => {
      told(await it.command('subscribe alerts', { 'min-gravity': 90 }), 'subscri', true);
      told(await it.command('subscriptions list'), 'subscription:1:pause', true);
    },
  },
  {
    name: 'direct messages',
    run: async (it) => told(await it.command('latest', {}, 'en-US', 'direct'), 'Strike on a', false),
  },
];

/** What discord-digital-twin 0.1.1 has no way to do, by the name of the check that it can't run. */
const TWIN_LACKS: Readonly<Record<string, string>> = {
  'a list turned by a button, in its place':
    'doesn’t say whose reply a message is (interaction_metadata), so the bot answers beside it',
  'another language': 'every member speaks American English',
  'a picture in the answer': 'answers with files (multipart) end in a fault of its own, 500',
  'what a server keeps: a subscription, its buttons':
    'doesn’t say that the server installed the app (authorizing_integration_owners)',
  'direct messages': 'every interaction is in a server',
};

/** What no check can show: the simulator does each of these, the twin none. */
const TWIN_NEVER = [
  'refuses what Discord refuses: limits of messages and components, permissions, a second or late first answer after 3 s',
  'hides an ephemeral message from others',
  'rate limits, their headers, nonces, 5xx, slow answers, faults',
  'resumes a session, closes one, leaves a server out',
  'announcement channels that are followed, forums, pins, tags',
];

/**
 * The same interactions on two doubles of Discord that know nothing of each other: the project's simulator, and npm's
 * discord-digital-twin. Null where that isn't installed: `npm ci --prefix bench/twin --ignore-scripts`.
 */
export async function benchTwin(): Promise<boolean | null> {
  const twin = await openTwin();
  if (!twin) {
    console.log('twin: install it first: npm ci --prefix bench/twin --ignore-scripts');
    return null;
  }
  const simulated = await openSimulated();
  let ok = true;
  for (const [name, double, lacks] of [
    ['the simulator', simulated, {}],
    ['discord-digital-twin', twin, TWIN_LACKS],
  ] as const) {
    ok = (await runSuite(name, double, lacks)) && ok;
  }
  for (const line of TWIN_NEVER) console.log(`  discord-digital-twin never: ${line}`);
  return ok;
}

async function runSuite(
  name: string,
  double: Double,
  lacks: Readonly<Record<string, string>>,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-twin-'));
  const url = `sqlite:${join(folder, 'sitrep.db')}`;
  const store = await openStore(url);
  await fillStore(store.db, 1_000, Date.now());
  await store.close();
  const feeds = await startChaosFeeds(Date.now);
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  const settings = { DATABASE_URL: url, FEEDS_FILE: catalog, FEED_ALLOW_HOSTS: '127.0.0.1' };
  const bot = startBot({ ...settings, DISCORD_TOKEN: double.token, DISCORD_API_URL: double.apiUrl }, 0);
  let ok = true;
  try {
    await double.waitForBot();
    for (const check of SUITE) {
      const fault = await check.run(double).then(
        () => null,
        (error: Error) => error.message,
      );
      const known = lacks[check.name];
      if (fault !== null && known === undefined) ok = false;
      const outcome =
        fault === null
          ? known
            ? 'ok, although it is said to lack it'
            : 'ok'
          : known
            ? `can’t: ${known}`
            : `FAILS: ${fault}`;
      console.log(`${name}: ${check.name}  ${outcome}`);
    }
    for (const line of bot.errors().slice(0, 3)) console.log(`${name}: the bot: ${line.slice(0, 300)}`);
  } finally {
    await bot.kill();
    await double.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
  return ok;
}
