import { type Generated, type Kysely, sql } from 'kysely';
import { engineOf } from './engine.ts';
import { StoreError } from './errors.ts';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';

/** How far a table's copy is; `copied` is what the target has. */
export interface MovedTable {
  table: keyof Schema;
  copied: number;
  all: number;
}

/** What each table's rows are known by, parents before children. */
const KEYS = {
  feeds: ['id'],
  guild_feeds: ['guild_id', 'feed_id'],
  feed_proposals: ['id'],
  hub_leases: ['feed_id'],
  stories: ['id'],
  story_aliases: ['id'],
  story_places: ['place', 'story_id'],
  articles: ['seq'],
  entries: ['feed_id', 'entry_key'],
  subscriptions: ['id'],
  home_channels: ['channel_id'],
  deliveries: ['id'],
  decisions: ['id'],
  story_states: ['id'],
  subscription_versions: ['subscription_id', 'until_state'],
  fan_outs: ['id'],
  told_tolls: ['channel_id', 'story_id'],
  mutes: ['channel_id', 'story_id'],
  follows: ['user_id', 'story_id'],
  guild_settings: ['guild_id'],
  drafts: ['id'],
  digests: ['subscription_id', 'until'],
  rewriting_days: ['day'],
  published_digests: ['series', 'until'],
  arrivals: ['id'],
  channel_kinds: ['channel_id'],
  marks: ['name'],
} satisfies Record<keyof Schema, string[]>;

/** The tables with a column that the engine counts up: leaving one out is an error of types. */
type Counted = {
  [T in keyof Schema]: Schema[T] extends { id: Generated<number> } | { seq: Generated<number> } ? T : never;
}[keyof Schema];

const COUNTED: Record<Counted, string> = {
  feed_proposals: 'id',
  articles: 'seq',
  subscriptions: 'id',
  drafts: 'id',
  deliveries: 'id',
  decisions: 'id',
  arrivals: 'id',
  story_states: 'id',
  fan_outs: 'id',
};

/** Keeps an insert below PostgreSQL's 65,535 parameters. */
const BATCH = 500;
const MOVED_FROM = 'moved_from';
const OWN_MARKS = ['nonce_prefix', MOVED_FROM];

/**
 * Copies an SQLite store into an empty PostgreSQL one, telling how far each table is; what was broken off goes on
 * where it was. Nonces go on as well: what the old store sent isn't sent again. The source must be at rest.
 * @throws {StoreError} where the target holds anything else, or has not as many rows as the source in the end
 */
export async function* moveStore(from: Db, into: Db): AsyncGenerator<MovedTable> {
  await claimTarget(from, into);
  for (const table of Object.keys(KEYS) as (keyof Schema)[]) {
    const all = await countOf(from, table);
    let copied = await countOf(into, table);
    for await (const rows of batchesOf(from, table, await lastCounted(into, table))) {
      await anyTable(into)
        .insertInto(table)
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      copied = Math.min(all, copied + rows.length);
      yield { table, copied, all };
    }
    const there = await countOf(into, table);
    if (there !== all)
      throw new StoreError(
        'store_failed',
        `${table}: ${there} of ${all} rows arrived. Was the bot running? Stop it and run this again.`,
      );
    yield { table, copied: there, all };
  }
  await continueCounting(from, into);
}

async function claimTarget(from: Db, into: Db): Promise<void> {
  if (engineOf(from) !== 'sqlite' || engineOf(into) !== 'postgres')
    throw new StoreError('store_address', 'A store moves from sqlite:PATH to postgres://…');
  const source = await markOf(from, 'nonce_prefix');
  if ((await markOf(into, MOVED_FROM)) === source) return;
  for (const table of Object.keys(KEYS) as (keyof Schema)[]) {
    if (table !== 'marks' && (await countOf(into, table)) > 0)
      throw new StoreError('store_foreign', `The target has ${table} already: name an empty database.`);
  }
  await into.transaction().execute(async (tx) => {
    await tx.deleteFrom('marks').execute();
    await tx
      .insertInto('marks')
      .values([
        { name: 'nonce_prefix', value: source },
        { name: MOVED_FROM, value: source },
      ])
      .execute();
  });
}

async function markOf(db: Db, name: string): Promise<string> {
  const row = await db.selectFrom('marks').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? '';
}

async function countOf(db: Db, table: keyof Schema): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((select) => select.fn.countAll<number>().as('count'))
    .$if(table === 'marks', (query) => query.where('name', 'not in', OWN_MARKS))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** The row id at which a broken-off copy stopped; null where rows are known by other keys, and all are tried again. */
async function lastCounted(into: Db, table: keyof Schema): Promise<number | null> {
  const key = countedKey(table);
  if (!key) return null;
  const row = await anyTable(into)
    .selectFrom(table)
    .select((select) => select.fn.max(key).as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

function countedKey(table: keyof Schema): string | null {
  return (COUNTED as Partial<Record<keyof Schema, string>>)[table] ?? null;
}

async function* batchesOf(from: Db, table: keyof Schema, after: number | null) {
  const keys = KEYS[table];
  let last: unknown[] | null = after === null ? null : [after];
  for (;;) {
    const tuple = sql`(${sql.join(keys.map((key) => sql.ref(key)))})`;
    const rows: Record<string, unknown>[] = await anyTable(from)
      .selectFrom(table)
      .selectAll()
      .$if(table === 'marks', (query) => query.where('name', 'not in', OWN_MARKS))
      .$if(last !== null, (query) => query.where(sql<boolean>`${tuple} > (${sql.join(last ?? [])})`))
      .$call((query) => keys.reduce((ordered, key) => ordered.orderBy(key), query))
      .limit(BATCH)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = keys.map((key) => rows.at(-1)?.[key]);
  }
}

/** No row id is given a second time, those of deleted rows among them: nonces are made of them. */
async function continueCounting(from: Db, into: Db): Promise<void> {
  const { rows } = await sql<{
    name: keyof Schema;
    seq: number;
  }>`select name, seq from sqlite_sequence`.execute(from);
  for (const { name, seq } of rows) {
    const key = countedKey(name);
    if (key && seq > 0)
      await sql`select setval(pg_get_serial_sequence(${name}, ${key}), ${seq})`.execute(into);
  }
}

/** The tables by names that are known at run time only. */
// biome-ignore lint/suspicious/noExplicitAny: rows go through as they are
function anyTable(db: Db): Kysely<any> {
  return db;
}
