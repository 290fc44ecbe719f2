import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  sql,
} from 'kysely';
import pg from 'pg';
import { StoreError } from './errors.ts';
import type { Db } from './open.ts';

/** Connections of one process: commands, polls and the outbox side by side, and room for three such processes in PostgreSQL's default of 100. */
const MAX_CONNECTIONS = 10;

/** A server that doesn't answer within this time counts as out of reach. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A process that is gone without a word (a frozen one, a lost machine) must not hold the one writer's lock, or an
 * office, for longer: the server ends a transaction that stands still and a connection that nobody answers on.
 */
const GONE_AFTER_MS = 5_000;
/** A server that doesn't answer on a session for so long has been lost; sooner than the server gives the session up. */
export const ANSWER_WITHIN_MS = 4_000;
/** Also one that takes no more of what it has asked for. */
const PROBES = [
  'tcp_keepalives_idle=1',
  'tcp_keepalives_interval=1',
  'tcp_keepalives_count=3',
  `tcp_user_timeout=${GONE_AFTER_MS}`,
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** The oldest server that is tested. */
const OLDEST_VERSION = 150_000;

/** The advisory lock that makes a transaction the one writer; any number that no other program uses. */
const WRITER_LOCK = 5_717_215;

/**
 * Opens the database at a `postgres://` address.
 * @throws {StoreError} where the address can't be read; whether it can be reached shows at the first query
 */
export function openPostgres(url: string): PostgresDialect {
  refuseAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'sitrep',
    // Compiling a query takes longer than any of these.
    options: `${PROBES} -c jit=off -c idle_in_transaction_session_timeout=${GONE_AFTER_MS}`,
    types: { getTypeParser },
  });
  // A connection that breaks fails the query that it carries, or else is replaced at the next one, which tells of a
  // lasting fault. The pool listens only to those that nobody holds; an event that nobody hears would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new OneWriterDialect({ pool });
}

/** A connection of its own, for what lasts as long as it does: advisory locks, and being notified. */
export function openSession(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'sitrep',
    options: `${PROBES} -c idle_session_timeout=${GONE_AFTER_MS}`,
  });
}

function refuseAddress(url: string): void {
  if (!URL.canParse(url) || new URL(url).pathname.length < 2) {
    throw new StoreError(
      'store_address',
      'DATABASE_URL must name a database: postgres://user:password@host:5432/sitrep.',
    );
  }
}

/** Row ids, times and counts are 64-bit and below 2^53, so they are numbers, as SQLite gives them. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');

class OneWriterDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new OneWriterDriver(this.#config);
  }
}

/**
 * A transaction of the store is its one writer, in whatever process, as in SQLite: what it read stays true until it
 * ends. Queries outside of transactions don't wait for it.
 */
class OneWriterDriver extends PostgresDriver {
  readonly #known = new WeakSet<DatabaseConnection>();

  /** PostgreSQL's text holds no NUL (its manual, 8.3), which typed text and feeds may: it becomes U+FFFD. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    if (!this.#known.has(connection)) {
      this.#known.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = (query) => execute(withoutNul(query));
    }
    return connection;
  }

  /** In one message: while a process waits for an answer, it is the one writer and writes nothing. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`begin; select pg_advisory_xact_lock(${WRITER_LOCK})`));
  }
}

function withoutNul(query: CompiledQuery): CompiledQuery {
  const hasNul = (value: unknown) => typeof value === 'string' && value.includes('\0');
  if (!query.parameters.some(hasNul)) return query;
  const parameters = query.parameters.map((value) =>
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value,
  );
  return { ...query, parameters };
}

/** @throws {StoreError} where the server is older than what is tested */
export async function refuseOldServer(db: Db): Promise<void> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version_num') as version`.execute(db);
  const version = Number(rows[0]?.version);
  if (version >= OLDEST_VERSION) return;
  throw new StoreError(
    'store_too_old',
    `The PostgreSQL server has version ${Math.floor(version / 10_000)}: Sitrep needs 15 or newer.`,
  );
}

/** A `StoreError` for what the server or the way to it threw; a `StoreError` comes back as it is. */
export function postgresFault(error: unknown, url: string): StoreError {
  if (error instanceof StoreError) return error;
  const { host, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  // Class 28 is a refused login, 3D an unknown database, 42501 a missing right (PostgreSQL's manual, appendix A).
  if (code.startsWith('28'))
    return new StoreError(
      'store_refused',
      `PostgreSQL at ${host} refuses the login: correct user and password in DATABASE_URL.`,
      options,
    );
  if (code.startsWith('3D'))
    return new StoreError(
      'store_refused',
      `PostgreSQL at ${host} has no database "${database}": create it (createdb ${database}), or correct DATABASE_URL.`,
      options,
    );
  if (code === '42501')
    return new StoreError(
      'store_refused',
      `PostgreSQL at ${host} doesn't let this user make tables in "${database}": make it the database's owner.`,
      options,
    );
  if (/^(E[A-Z]+|57P0[1-3]|08...|53300)$/.test(code) || /timeout|terminated/i.test(said))
    return new StoreError(
      'store_unreachable',
      `PostgreSQL at ${host} can't be reached (${code || said}): start it, or correct DATABASE_URL.`,
      options,
    );
  return new StoreError('store_failed', `The database at ${host} can't be opened: ${said}`, options);
}
