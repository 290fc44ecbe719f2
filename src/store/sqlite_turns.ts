import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** Queries run one after another hold up everything else in this process; after so long it gets its turn. */
const HOLD_MS = 10;

/** True on the way through a running transaction's work, whatever that work awaits. */
export type Running = AsyncLocalStorage<{ open: boolean }>;

/** What a transaction's work runs in, so that the driver can tell it from everything else. */
export function createRunning(): Running {
  return new AsyncLocalStorage();
}

/**
 * SQLite has one writer, and this process one connection to write by. Every write and every transaction takes its
 * turn on it, in the order of asking, so nothing can slip into a running transaction. What reads outside of a
 * transaction doesn't wait: it has a connection of its own, which sees what is committed
 * (https://www.sqlite.org/isolation.html), as in PostgreSQL.
 */
export class SerialSqliteDialect extends SqliteDialect {
  readonly #writer: SqliteDatabase;
  readonly #reader: SqliteDatabase | null;
  readonly #running: Running;

  /** @param reader null where there can be one connection only: then reads take turns as well */
  constructor(writer: SqliteDatabase, reader: SqliteDatabase | null, running: Running) {
    super({ database: writer });
    this.#writer = writer;
    this.#reader = reader;
    this.#running = running;
  }

  override createDriver(): Driver {
    return new SerialSqliteDriver(this.#writer, this.#reader, this.#running);
  }

  override createAdapter(): DialectAdapter {
    return new SerialSqliteAdapter();
  }
}

class SerialSqliteAdapter extends SqliteAdapter {
  /** The driver below hands out its connection in turns; Kysely need not. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite rolls back tables and indexes like rows, so a migration is all there or not at all. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * A query inside a transaction that doesn't go through that transaction would wait for itself, or not see what was
 * written in it; it is refused. Transactions begin as writers (`begin immediate`): one that read first would otherwise
 * fail as busy, without waiting, when another process wrote in between.
 */
class SerialSqliteDriver extends SqliteDriver {
  readonly #reader: SqliteDriver | null;
  readonly #running: Running;
  readonly #pause = createPause();
  #last: Promise<void> = Promise.resolve();

  constructor(writer: SqliteDatabase, reader: SqliteDatabase | null, running: Running) {
    super({ database: writer });
    this.#reader = reader && new SqliteDriver({ database: reader });
    this.#running = running;
  }

  override async init(): Promise<void> {
    await super.init();
    await this.#reader?.init();
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#running.getStore()?.open) {
      throw new Error('a query of the store inside its own transaction: pass the transaction on');
    }
    const writer = await super.acquireConnection();
    const reader = (await this.#reader?.acquireConnection()) ?? null;
    return new SqliteTurn(writer, reader, () => this.#nextTurn(), this.#pause);
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    (connection as SqliteTurn).end();
  }

  override async destroy(): Promise<void> {
    await this.#last;
    // The last to close tidies the write-ahead log away, which only a writer can.
    await this.#reader?.destroy();
    await super.destroy();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** Resolves when it is the asker's turn to write, with what ends the turn. */
  async #nextTurn(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    return resolve;
  }
}

/** What one query or transaction runs on: the reader until it writes, from then on the writer. */
class SqliteTurn implements DatabaseConnection {
  readonly #writer: DatabaseConnection;
  readonly #reader: DatabaseConnection | null;
  readonly #nextTurn: () => Promise<() => void>;
  readonly #pause: () => Promise<void>;
  #endTurn: (() => void) | null = null;

  constructor(
    writer: DatabaseConnection,
    reader: DatabaseConnection | null,
    nextTurn: () => Promise<() => void>,
    pause: () => Promise<void>,
  ) {
    this.#writer = writer;
    this.#reader = reader;
    this.#nextTurn = nextTurn;
    this.#pause = pause;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#pause();
    if (this.#reader && this.#endTurn === null && SelectQueryNode.is(query.query))
      return this.#reader.executeQuery(query);
    this.#endTurn ??= await this.#nextTurn();
    return this.#writer.executeQuery(query);
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads no streams from SQLite');
  }

  end(): void {
    this.#endTurn?.();
  }
}

/**
 * Queries answer at once, so that hundreds in a row would let nobody else have a turn in this process: what this gives
 * waits for that turn where they have gone on for too long.
 */
function createPause(): () => Promise<void> {
  let since: number | null = null;
  let turn: Promise<void> = Promise.resolve();
  return async () => {
    if (since === null) {
      since = performance.now();
      turn = new Promise((resolve) => {
        setImmediate(() => {
          since = null;
          resolve();
        });
      });
    } else if (performance.now() - since > HOLD_MS) await turn;
  };
}
