import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { prune } from '../src/jobs/prune.ts';
import { engineOf } from '../src/store/engine.ts';
import { beat } from '../src/store/heartbeat.ts';
import { type Db, inTransaction } from '../src/store/open.ts';
import { counted, SPAN_MS } from './full_store.ts';
import { onFullStores, said } from './on_full_stores.ts';

const MOST_MS = 50;
/** A writer asks so often, whether or not it had its answer in time. */
const EVERY_MS = 5;
const SECONDS = { before: 5, while: 40 };
const OLD = 100_000;
/** Corrections and replies of each card that is over. */
const PARTS = 4;

/**
 * How long another writer waits at most while all that is over in a store at rest is deleted: half of its articles, with
 * as many decisions, told tolls, and cards with what belongs to them, and some pages of digests.
 * @param args as of the store's bench
 */
export function benchPrune(args: readonly string[]): Promise<boolean> {
  return onFullStores(args, async (db, now) => {
    await makeOld(db, now - SPAN_MS);
    const quiet = await waits(db, sleep(SECONDS.before * 1_000));
    const stopping = new AbortController();
    const timer = setTimeout(() => stopping.abort(), SECONDS.while * 1_000);
    const from = performance.now();
    const pruning = prune(db, SPAN_MS / 2, now, stopping.signal);
    const busy = await waits(db, pruning);
    clearTimeout(timer);
    const seconds = (performance.now() - from) / 1_000;
    const rows = await pruning;
    return said(
      `pruning: ${rows} rows in ${seconds.toFixed(0)} s; a writer waits ${shown(busy)}, beforehand ${shown(quiet)}`,
      busy.at(-1) ?? 0,
      MOST_MS,
      'ms at most',
    );
  });
}

const shown = (all: readonly number[]) =>
  `p99 ${(all[Math.floor(all.length * 0.99)] ?? 0).toFixed(1)} ms, at most ${(all.at(-1) ?? 0).toFixed(1)} ms`;

/** How long after its time each of a row of writers had the store to itself, until something ends; the shortest first. */
async function waits(db: Db, until: Promise<unknown>): Promise<number[]> {
  const waited: number[] = [];
  let ended = false;
  const end = () => {
    ended = true;
  };
  until.then(end, end);
  for (let due = performance.now(); !ended; due = Math.max(due + EVERY_MS, performance.now())) {
    await sleep(Math.max(0, due - performance.now()));
    await inTransaction(db, async (tx) => {
      waited.push(performance.now() - due);
      await beat(tx, Date.now());
    });
  }
  return waited.sort((a, b) => a - b);
}

/** Rows that were over long ago; the engine makes them itself. */
async function makeOld(db: Db, at: number): Promise<void> {
  await sql`insert into subscriptions (id, kind, channel_id, topics, regions, min_gravity, options, created_by, created_at, status)
    values (1, 'alerts', 'c', '[]', '[]', 0, '{}', 'u', ${at}, 'active')`.execute(db);
  const numbers = counted(0, OLD);
  await sql`insert into decisions (subscription_id, story_id, action, reason, at) ${numbers}
    select 1, 'S' || n, 'silent', 'gravity', cast(${at} as bigint) + n from counted`.execute(db);
  await sql`insert into told_tolls (channel_id, story_id, killed, injured, at) ${numbers}
    select 'c' || n, 'S', 1, 2, cast(${at} as bigint) + n from counted`.execute(db);
  await sql`insert into published_digests (series, until, title, time_zone, published) ${counted(0, OLD / 100)}
    select 's', cast(${at} as bigint) + n, 'Digest', 'UTC', ${'x'.repeat(20_000)} from counted`.execute(db);
  for (let part = 0; part <= PARTS; part++) {
    const postId = sql.raw(part === 0 ? 'cast(null as bigint)' : 'n + 1');
    await sql`insert into deliveries (id, channel_id, kind, post_id, urgency, turn, status, created_at, done_at, body) ${numbers}
      select ${sql.lit(part * OLD)} + n + 1, 'c' || n, 'post', ${postId}, 0, 0, 'sent', cast(${at} as bigint), cast(${at} as bigint), ${'x'.repeat(1_500)}
      from counted`.execute(db);
  }
  await sql.raw(engineOf(db) === 'postgres' ? 'vacuum analyze' : 'analyze').execute(db);
}
