import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../chaos/postgres_server.ts';
import type { FeedEntry } from '../src/articles/article.ts';
import type { CommandContext, CommandRequest } from '../src/commands/command.ts';
import { digest } from '../src/commands/digest.ts';
import { searchPage } from '../src/commands/search.ts';
import { storyListPage } from '../src/commands/story_lists.ts';
import { UserError } from '../src/commands/user_error.ts';
import type { Feed } from '../src/feeds/feed.ts';
import { createIngest } from '../src/jobs/ingest.ts';
import { inEnglish } from '../src/languages/say.ts';
import { dueFeeds, syncFeeds } from '../src/store/feeds.ts';
import { type Db, openStore } from '../src/store/open.ts';
import { suggestStories } from '../src/store/story_lists.ts';
import { fillStore, PLACES, storiesOf, storyId } from './full_store.ts';

const MUST = { page: 50, suggestions: 100, digest: 3_000, ingested: 200 };
const ASKED = 400;
const DIGESTS = 20;
const POLLS = 100;
const IN_A_POLL = 20;
const HOUR = 3_600_000;

/**
 * A store at rest, in SQLite and in PostgreSQL: how long commands that read it take, how many articles a second go down
 * the line into it.
 */
export function benchStore(args: readonly string[]): Promise<boolean> {
  return onFullStores(args, async (db, now) => {
    const context = contextOf(db, now);
    const kept = [
      await timed('/search', ASKED, MUST.page, (n) =>
        searchPage(context, SEARCHES[n % SEARCHES.length]!(n), 1, inEnglish),
      ),
      await timed('/latest', ASKED, MUST.page, (n) => listPage(context, n)),
      await timed('suggestions of stories', ASKED, MUST.suggestions, (n) =>
        suggestStories(db, TYPED[n % TYPED.length]!(n), 25),
      ),
      await timed('/digest of a week', DIGESTS, MUST.digest, () => weekOf(context)),
      await ingested(db, now),
    ];
    return kept.every(Boolean);
  });
}

/** True where what was measured keeps its bounds. */
type Measure = (db: Db, now: number) => Promise<boolean>;

/**
 * Measures a full store in SQLite and in PostgreSQL.
 * @param args articles (1,000,000), a tenth as many stories; and which engine, both where it isn't said
 */
export async function onFullStores(
  [count = '1000000', only]: readonly string[],
  measure: Measure,
): Promise<boolean> {
  const articles = Number(count);
  let ok = true;
  if (only !== 'postgres') {
    const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-store-'));
    try {
      ok = await onFullStore('SQLite', `sqlite:${join(folder, 'sitrep.db')}`, articles, measure);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (only !== 'sqlite') ok = (await onFullPostgres(articles, measure)) && ok;
  return ok;
}

async function onFullPostgres(articles: number, measure: Measure): Promise<boolean> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return onFullStore('PostgreSQL', given, articles, measure);
  // It waits for no disk: name one that does to measure what that costs.
  const server = await startPostgres();
  if (!server) {
    console.log(
      'store: no PostgreSQL to measure (name an empty database in TEST_DATABASE_URL, or install it)',
    );
    return true;
  }
  try {
    return await onFullStore('PostgreSQL', server.url, articles, measure);
  } finally {
    server.stop();
  }
}

async function onFullStore(
  engine: string,
  url: string,
  articles: number,
  measure: Measure,
): Promise<boolean> {
  const now = Date.now();
  const store = await openStore(url);
  try {
    const from = performance.now();
    await fillStore(store.db, articles, now, (made) => process.stderr.write(`\r${engine}: ${made}   `));
    const seconds = (performance.now() - from) / 1_000;
    console.log(
      `\r${engine}: ${articles} articles, ${storiesOf(articles)} stories, filled in ${seconds.toFixed(0)} s`,
    );
    return await measure(store.db, now);
  } finally {
    await store.close();
  }
}

/** These read nothing but the store. */
const contextOf = (db: Db, now: number) => ({ db, now: () => now }) as CommandContext;

const weekOf = (context: CommandContext) =>
  digest.run({ options: { hours: 168 }, say: inEnglish } as unknown as CommandRequest, context);

/** What people search for: words that most, many, few or no articles have, alone and together. */
const SEARCHES: readonly ((n: number) => string)[] = [
  (n) => `${placeOf(n)} drones`,
  () => 'kills',
  (n) => `q${(n * 37) % 5_000}`,
  (n) => `${placeOf(n)} q${(n * 41) % 5_000}`,
  (n) => `"report ${n * 97}"`,
  () => '"emergency service" crews',
  (n) => `${placeOf(n)} ${placeOf(n + 1)}`,
  () => 'harbourmaster',
];

/** What people type of a story: words of its headline, in any order and cut short, its id, or what no headline has. */
const TYPED: readonly ((n: number) => string)[] = [
  (n) => `strike ${placeOf(n)}`,
  (n) => `${placeOf(n).slice(0, 3)} port`,
  (n) => storyId(n * 11).slice(0, 4),
  () => 'harbourmaster',
];

const placeOf = (n: number) => PLACES[n % PLACES.length] ?? '';

function listPage(context: CommandContext, n: number) {
  const list = ['latest', 'latest', 'strikes', 'diplomacy'][n % 4] ?? 'latest';
  const region = ['', placeOf(n >> 3), 'Ukraine', 'Peru', 'Ukraine, Sudan, Beirut'][(n >> 2) % 5] ?? '';
  return storyListPage(context, list, region, n % 7 === 0 ? 20 : 1, inEnglish);
}

/** Calls it so often, one after another; an answer that there is nothing is one. On a busy machine only processor time tells. */
async function timed(
  name: string,
  times: number,
  must: number,
  ask: (n: number) => Promise<unknown>,
): Promise<boolean> {
  const [took, spent]: [number[], number[]] = [[], []];
  for (let n = -5; n < times; n++) {
    const [from, before] = [performance.now(), process.cpuUsage()];
    await ask(Math.abs(n)).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
    const { user, system } = process.cpuUsage(before);
    if (n < 0) continue;
    took.push(performance.now() - from);
    spent.push((user + system) / 1_000);
  }
  const at = (all: number[], share: number) => all.sort((a, b) => a - b)[Math.floor(times * share)] ?? 0;
  const text = `${name}: p50 ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms, of this process’s processor ${at(spent, 0.99).toFixed(1)} ms`;
  return said(text, at(took, 0.99), must, 'ms at most');
}

async function ingested(db: Db, now: number): Promise<boolean> {
  const feed: Feed = {
    id: 'quayside',
    url: 'https://quayside.example/rss',
    title: 'Quayside',
    publisher: PUBLISHER,
    language: 'en',
  };
  await syncFeeds(db, [feed], now);
  const state = (await dueFeeds(db, now, 1))[0];
  if (!state) throw new Error('the feed of the bench is not due');
  const settings = { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR };
  const { ingest } = createIngest(db, settings, () => now);
  const entries = (poll: number) =>
    Array.from({ length: IN_A_POLL }, (_, n) => entryOf(poll * IN_A_POLL + n, now));
  // The first one loads the open stories.
  await ingest(state, entries(0), { baselineAt: now });
  const [from, spent] = [performance.now(), process.cpuUsage()];
  for (let poll = 1; poll <= POLLS; poll++) await ingest({ ...state, baselineAt: now }, entries(poll), {});
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(spent);
  const [rate, perCpu] = [(POLLS * IN_A_POLL) / seconds, (POLLS * IN_A_POLL) / ((user + system) / 1e6)];
  return said(
    `ingest: ${rate.toFixed(0)} articles/s, ${perCpu.toFixed(0)} a second of this process’s processor`,
    -rate,
    -MUST.ingested,
    'articles/s at least',
  );
}

const PUBLISHER = { id: 'quayside', name: 'Quayside Post', kind: 'outlet' as const, country: 'Ireland' };
const TOWNS = [
  'Dnipro',
  'Kherson',
  'Sumy',
  'Poltava',
  'Belgorod',
  'Kursk',
  'Bryansk',
  'Voronezh',
  'Tyre',
  'Sidon',
  'Baalbek',
  'Aleppo',
  'Homs',
  'Idlib',
  'Latakia',
  'Aden',
  'Taiz',
  'Marib',
  'Hodeidah',
  'Nyala',
  'Omdurman',
  'Mosul',
  'Basra',
  'Kirkuk',
];
const HIT = [
  'hospital',
  'power station',
  'warehouse',
  'railway station',
  'apartment building',
  'oil depot',
  'school',
];

/** Ten articles in a row tell of one attack. */
function entryOf(n: number, now: number): FeedEntry {
  const attack = Math.floor(n / 10);
  const [town, hit] = [
    TOWNS[attack % TOWNS.length] ?? '',
    HIT[Math.floor(attack / TOWNS.length) % HIT.length] ?? '',
  ];
  const [killed, injured] = [2 + (attack % 17), 5 + (attack % 31)];
  const text = `Drones hit a ${hit} in ${town} at night, killing ${killed} people and injuring ${injured} others, the governor said. Crews were searching what was left of the building in the morning, a spokesman of the emergency service told reporters. Report ${n} on the attack.`;
  return {
    ...{
      id: `quayside-${n}`,
      link: `https://quayside.example/${n}`,
      title: `Drone strike on ${hit} in ${town} kills ${killed}`,
    },
    ...{ publishedAt: new Date(now - (n % 600) * 1_000).toISOString(), updatedAt: null },
    ...{ summary: text, content: null, authors: [] },
  };
}

export function said(text: string, measured: number, must: number, unit: string): boolean {
  const ok = measured <= must;
  console.log(`  ${text} (must: ${Math.abs(must)} ${unit})  ${ok ? 'ok' : 'FAILS'}`);
  return ok;
}
