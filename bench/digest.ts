import { setImmediate as otherWork } from 'node:timers/promises';
import { USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import { buildDigest } from '../src/digests/build.ts';
import { daySeries } from '../src/digests/series.ts';
import { oweDigests } from '../src/jobs/digests.ts';
import { digestMessages } from '../src/messages/digest.ts';
import type { MessageFile } from '../src/messages/message.ts';
import { createDrawer } from '../src/pictures/draw.ts';
import { readReport } from '../src/reports/read.ts';
import type { Report } from '../src/reports/report.ts';
import { inTransaction, openStore } from '../src/store/open.ts';
import { saveStory } from '../src/store/stories.ts';
import { addSubscription } from '../src/store/subscriptions.ts';
import { openStory } from '../src/stories/merge.ts';
import { sourceOf } from '../src/stories/source.ts';
import type { Story } from '../src/stories/story.ts';

const ARTICLES = 10_000;
const SUBSCRIBERS = 10_000;
const DAY = 86_400_000;
const UNTIL = Date.UTC(2026, 0, 8, 8);
const TOWNS = 'Kyiv Kharkiv Odesa Sumy Kherson Aleppo Rafah Jenin Beirut Nyala Goma Mosul Aden Quetta'.split(
  ' ',
);

/**
 * Times a digest of 10,000 articles, its pictures, and 10,000 subscriptions that are due at one minute. The share of
 * the processor is given beside the time that passed, for machines that are busy with other work.
 */
export async function benchDigest(): Promise<boolean> {
  const stories = Array.from({ length: ARTICLES }, (_, n) => storyOf(n));
  const window = { since: UNTIL - DAY, until: UNTIL };
  const filters = { topics: [], regions: [], minGravity: 0 };
  const build = () => buildDigest(stories, window, filters, 'UTC');
  const series = daySeries(stories, { since: UNTIL - 7 * DAY, until: UNTIL }, 'UTC');
  const [body] = digestMessages(build(), { roleId: null, series });
  const results = [await time('digest of 10,000 articles built', 100, 20, async () => build())];
  const drawer = createDrawer();
  try {
    for (const file of body?.files ?? []) {
      const most = file.kind === 'chart' ? 25 : 200;
      results.push(await time(`${file.kind} drawn`, most, 20, (n) => drawer.draw([titled(file, n)])));
    }
  } finally {
    await drawer.close();
  }
  results.push(await benchSubscribers());
  return results.every(Boolean);
}

/** Another title each time, so that none is taken from those that are kept. */
function titled(file: MessageFile, n: number): MessageFile {
  if (file.kind === 'chart') return { ...file, chart: { ...file.chart, title: `${file.chart.title} ${n}` } };
  if (file.kind === 'map') return { ...file, map: { ...file.map, title: `${file.map.title} ${n}` } };
  return file;
}

async function time(
  what: string,
  mostMs: number,
  times: number,
  run: (n: number) => Promise<unknown>,
): Promise<boolean> {
  await run(-1);
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  for (let n = 0; n < times; n++) await run(n);
  const took = (performance.now() - from) / times;
  const { user, system } = process.cpuUsage(cpu);
  const busy = (user + system) / 1_000 / times;
  return told(what, took, busy, mostMs);
}

function told(what: string, tookMs: number, busyMs: number, mostMs: number): boolean {
  const ok = Math.min(tookMs, busyMs) <= mostMs;
  process.stdout.write(
    `${ok ? 'ok  ' : 'SLOW'} ${what}: ${tookMs.toFixed(1)} ms, ${busyMs.toFixed(1)} ms of processor (asked: ${mostMs} ms)\n`,
  );
  return ok;
}

/** 10,000 subscriptions at 08:00, of 20 kinds; no turn of the store may be long, since alerts wait for theirs. */
async function benchSubscribers(): Promise<boolean> {
  const store = await openStore('sqlite::memory:');
  try {
    await inTransaction(store.db, async (db) => {
      for (let n = 0; n < 500; n++) await saveStory(db, storyOf(n));
      for (let n = 0; n < SUBSCRIBERS; n++) {
        await addSubscription(db, {
          ...USUAL_OPTIONS,
          ...{ kind: 'digest', guildId: null, channelId: String(n), roleId: null, createdBy: '1' },
          ...{ topics: [], regions: [], minGravity: n % 20, createdAt: 0 },
          ...{ digestTime: '08:00', timeZone: 'UTC' },
        });
      }
    });
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    const owing = oweDigests(store.db, UNTIL, { warn: () => undefined });
    let done = false;
    const ended = owing.finally(() => {
      done = true;
    });
    let longest = 0;
    while (!done) {
      const asked = performance.now();
      await inTransaction(store.db, async () => undefined);
      await otherWork();
      longest = Math.max(longest, performance.now() - asked);
    }
    const owed = await ended;
    const { user, system } = process.cpuUsage(cpu);
    const ok = told(
      `${owed} digests owed at one minute`,
      performance.now() - from,
      (user + system) / 1_000,
      60_000,
    );
    process.stdout.write(`     an alert waited ${longest.toFixed(0)} ms at most for its turn meanwhile\n`);
    return ok && owed === SUBSCRIBERS;
  } finally {
    await store.close();
  }
}

const reports = new Map<string, Report>();

/** A story of one report of our own wording, some over the last week. */
function storyOf(n: number): Story {
  const town = TOWNS[n % TOWNS.length] ?? 'Kyiv';
  const at = UNTIL - 1 - ((n * 7_919) % DAY) - (n % 50 === 0 ? (n % 6) * DAY : 0);
  const killed = (n % 9) + 1;
  const article = {
    ...{ id: `article-${n}`, feedId: 'bench', url: `https://bench.example/${n}`, publishedAt: at },
    publisher: { id: `p${n % 40}`, name: `Publisher ${n % 40}`, kind: 'outlet' as const, country: null },
    title: `Drone strike on ${town} kills ${killed}, injures ${killed * 2}`,
    text: `A strike on ${town} killed ${killed} people and injured ${killed * 2}, the governor said. The air force counted ${50 + (n % 100)} drones and downed ${40 + (n % 50)}.`,
    ...{ language: 'en', authors: [], revision: `r${n}` },
  };
  const report = reports.get(article.title) ?? readReport(article);
  reports.set(article.title, report);
  return openStory(sourceOf(article, report, at), at, () => false);
}
