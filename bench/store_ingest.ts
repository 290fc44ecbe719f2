import { sql } from 'kysely';
import type { FeedEntry } from '../src/articles/article.ts';
import { createIngest } from '../src/jobs/ingest.ts';
import { engineOf } from '../src/store/engine.ts';
import { type FeedState, listFeeds, syncFeeds } from '../src/store/feeds.ts';
import type { Db } from '../src/store/open.ts';
import { cpuSeconds } from './cpu.ts';
import { said } from './on_full_stores.ts';

/** Articles a second. */
const MUST = 200;
const FEEDS = 8;
const POLLS = 300;
const IN_A_POLL = 20;
const HOUR = 3_600_000;

/** So many feeds at once bring news, one poll after another. */
export async function ingested(db: Db, now: number): Promise<boolean> {
  const run = String(Date.now());
  const feeds = Array.from({ length: FEEDS }, (_, n) => ({
    id: `quayside-${run}-${n}`,
    url: `https://quayside.example/${run}/${n}/rss`,
    title: 'Quayside',
    publisher: PUBLISHER,
    language: 'en',
  }));
  await syncFeeds(db, feeds, now);
  const ids = new Set(feeds.map(({ id }) => id));
  const states = (await listFeeds(db)).filter(({ feed }) => ids.has(feed.id));
  const settings = { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR };
  const from = performance.now();
  const { ingest } = createIngest(db, settings, () => now + Math.round(performance.now() - from));
  let polls = 0;
  const ingestNext = (state: FeedState) => {
    const first = polls++ * IN_A_POLL;
    const entries = Array.from({ length: IN_A_POLL }, (_, n) => entryOf(first + n, now, run));
    return ingest({ ...state, baselineAt: now }, entries, {});
  };
  // The first one loads the open stories.
  await ingestNext(states[0]!);
  const [begun, own, server] = [performance.now(), process.cpuUsage(), await serverSeconds(db)];
  await Promise.all(
    states.map(async (state) => {
      while (polls <= POLLS) await ingestNext(state);
    }),
  );
  const [articles, seconds] = [POLLS * IN_A_POLL, (performance.now() - begun) / 1_000];
  const { user, system } = process.cpuUsage(own);
  const each = (cpuSeconds: number) => `${((cpuSeconds * 1_000) / articles).toFixed(2)} ms`;
  const servers =
    engineOf(db) === 'postgres' ? ` and ${each((await serverSeconds(db)) - server)} of the server’s` : '';
  const text = `ingest: ${articles} articles, ${(articles / seconds).toFixed(0)} a second; each took ${each((user + system) / 1e6)} of this process’s processor${servers}`;
  return said(text, -articles / seconds, -MUST, 'articles/s at least');
}

/** The processor time of PostgreSQL's processes, in seconds; NaN where it is another machine's, or has no /proc. */
async function serverSeconds(db: Db): Promise<number> {
  if (engineOf(db) !== 'postgres') return 0;
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname is null or datname = current_database()`.execute(db);
  const spent = rows.map(({ pid }) => cpuSeconds(pid)).filter((seconds) => !Number.isNaN(seconds));
  return spent.length === 0 ? Number.NaN : spent.reduce((sum, seconds) => sum + seconds, 0);
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
function entryOf(n: number, now: number, run: string): FeedEntry {
  const attack = Math.floor(n / 10);
  const [town, hit] = [
    TOWNS[attack % TOWNS.length] ?? '',
    HIT[Math.floor(attack / TOWNS.length) % HIT.length] ?? '',
  ];
  const [killed, injured] = [2 + (attack % 17), 5 + (attack % 31)];
  const text = `Drones hit a ${hit} in ${town} at night, killing ${killed} people and injuring ${injured} others, the governor said. Crews were searching what was left of the building in the morning, a spokesman of the emergency service told reporters. Report ${n} on the attack.`;
  return {
    ...{
      id: `quayside-${run}-${n}`,
      link: `https://quayside.example/${run}/${n}`,
      title: `Drone strike on ${hit} in ${town} kills ${killed}`,
    },
    ...{ publishedAt: new Date(now - (n % 600) * 1_000).toISOString(), updatedAt: null },
    ...{ summary: text, content: null, authors: [] },
  };
}
