import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { PostgresAdapter } from 'kysely';

/** The engines of the store. What they say differently asks for one of these; everything else is said once. */
export type Engine = 'sqlite' | 'postgres';

/** Which engine a database, or a transaction on it, is of. */
// biome-ignore lint/suspicious/noExplicitAny: whatever its tables
export function engineOf(db: Kysely<any>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** The type of a row id that the engine counts up: 64-bit in both (SQLite's `integer` is, and must be called so). */
// biome-ignore lint/suspicious/noExplicitAny: whatever its tables
export function rowIdType(db: Kysely<any>): 'integer' | 'bigint' {
  return engineOf(db) === 'postgres' ? 'bigint' : 'integer';
}

/** The definition of a row id: the table's key, never given to a second row. */
// biome-ignore lint/suspicious/noExplicitAny: whatever its tables
export function rowId(db: Kysely<any>): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return engineOf(db) === 'postgres'
    ? (column) => column.primaryKey().generatedByDefaultAsIdentity()
    : (column) => column.primaryKey().autoIncrement().notNull();
}
