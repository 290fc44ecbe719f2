import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../chaos/postgres_server.ts';
import { engineOf } from '../src/store/engine.ts';
import { type Db, openStore } from '../src/store/open.ts';
import { fillStore, storiesOf } from './full_store.ts';

/** True where what was measured keeps its bounds. */
type Measure = (db: Db, now: number) => Promise<boolean>;

/**
 * Measures a full store in SQLite and in PostgreSQL, each just started.
 * @param args articles (1,000,000), a tenth as many stories; and which engine, both where it isn't said, or the address
 * of a store, which is kept, and measured as it is where it is full already
 */
export async function onFullStores(
  [count = '1000000', only]: readonly string[],
  measure: Measure,
): Promise<boolean> {
  const articles = Number(count);
  if (only?.includes(':')) return onFullStore(only, articles, measure);
  let ok = true;
  if (only !== 'postgres') {
    const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-store-'));
    try {
      ok = await onFullStore(`sqlite:${join(folder, 'sitrep.db')}`, articles, measure);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (only !== 'sqlite') ok = (await onFullPostgres(articles, measure)) && ok;
  return ok;
}

async function onFullPostgres(articles: number, measure: Measure): Promise<boolean> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return onFullStore(given, articles, measure);
  // It waits for no disk: name one that does to measure what that costs.
  const server = await startPostgres();
  if (!server) {
    console.log(
      'store: no PostgreSQL to measure (name an empty database in TEST_DATABASE_URL, or install it)',
    );
    return true;
  }
  try {
    return await onFullStore(server.url, articles, measure, async () => {
      await server.crash();
      await server.start();
    });
  } finally {
    server.stop();
  }
}

/** @param restart restarts the engine, where it is a server of its own */
async function onFullStore(
  url: string,
  articles: number,
  measure: Measure,
  restart: () => Promise<void> = async () => undefined,
): Promise<boolean> {
  const now = await filled(url, articles);
  await restart();
  const store = await openStore(url);
  try {
    return await measure(store.db, now);
  } finally {
    await store.close();
  }
}

/** Fills the store where it isn't full yet. @returns the time up to which its articles reach */
async function filled(url: string, articles: number): Promise<number> {
  const store = await openStore(url);
  const engine = engineOf(store.db) === 'postgres' ? 'PostgreSQL' : 'SQLite';
  try {
    const newest = await store.db
      .selectFrom('articles')
      .select(['seq', 'seen_at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (newest && newest.seq >= articles) {
      console.log(`${engine}: as it is, with at least ${articles} articles`);
      return newest.seen_at;
    }
    const [now, from] = [Date.now(), performance.now()];
    await fillStore(store.db, articles, now, (made) => process.stderr.write(`\r${engine}: ${made}   `));
    const seconds = (performance.now() - from) / 1_000;
    console.log(
      `\r${engine}: ${articles} articles, ${storiesOf(articles)} stories, filled in ${seconds.toFixed(0)} s`,
    );
    return now;
  } finally {
    await store.close();
  }
}

export function said(text: string, measured: number, must: number, unit: string): boolean {
  const ok = measured <= must;
  console.log(`  ${text} (must: ${Math.abs(must)} ${unit})  ${ok ? 'ok' : 'FAILS'}`);
  return ok;
}
