import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { OfficeLost, type Offices, type Tenure, takeOffice } from './offices.ts';
import type { Db } from './open.ts';
import { ANSWER_WITHIN_MS, openSession } from './postgres.ts';

/** How often an office is stood for, and the server asked for a sign of life. */
const TICK_MS = 250;

/** The class of the advisory locks of offices; any number that no other program uses. */
const OFFICES = 5_717_216;

/** Row by row, and no further than to the first one whose lock is had. */
const ELECT = `select name, pg_backend_pid() as pid from unnest($2::text[]) as name
  where pg_try_advisory_lock($1, hashtext(name)) limit 1`;

interface Candidate {
  serve: (tenure: Tenure) => Promise<void>;
  /** Ends the tenure at hand; null where there is none. */
  serving: AbortController | null;
  /** What was served last has ended. */
  settled: Promise<void>;
}

/**
 * Offices among all processes on one PostgreSQL database. Each is an advisory lock of one session, which falls with the
 * session: when the process dies, when the server restarts, or when nothing was heard for `GONE_AFTER_MS`. The same
 * session listens for notifications.
 * @param onFault called with what broke the session; it is opened anew
 */
export function electedOffices(url: string, db: Db, onFault: (error: unknown) => void): Offices {
  const candidates = new Map<string, Candidate>();
  const listeners = new Map<string, (() => void)[]>();
  const closing = new AbortController();
  /** When the server last is known to have heard of this session, by a clock that can't be set. */
  let heardAt = Number.NEGATIVE_INFINITY;

  function tell(table: string | undefined): void {
    for (const [name, told] of listeners) {
      if (table === undefined || table === name) for (const listener of told) listener();
    }
  }

  async function ask<Row extends object>(
    session: pg.Client,
    query: string,
    values: unknown[],
  ): Promise<Row[]> {
    const askedAt = performance.now();
    const silence = Promise.withResolvers<never>();
    // Timers run before what has arrived is read: what a busy process has not come to reading is no silence.
    const timer = setTimeout(
      () => setImmediate(silence.reject, new Error('PostgreSQL does not answer')),
      ANSWER_WITHIN_MS,
    );
    try {
      const { rows } = await Promise.race([session.query<Row>(query, values), silence.promise]);
      heardAt = askedAt;
      return rows;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Stands for what is free, which is also the sign of life. One office a tick, so that processes that start together
   * share them.
   */
  async function stand(session: pg.Client): Promise<void> {
    const wanted = [...candidates].filter(([, { serving }]) => serving === null).map(([name]) => name);
    const [won] = await ask<{ name: string; pid: number }>(session, ELECT, [OFFICES, wanted]);
    const candidate = won && candidates.get(won.name);
    if (candidate) serve(session, won.name, candidate, won.pid);
  }

  /** Doesn't wait for anything: the session has to go on giving signs of life. */
  function serve(session: pg.Client, name: string, candidate: Candidate, pid: number): void {
    const ends = new AbortController();
    const { signal: ended } = ends;
    const holds = () => !ended.aborted && performance.now() - heardAt < ANSWER_WITHIN_MS;
    candidate.serving = ends;
    candidate.settled = takeOffice(db, name, (tx) => hasLock(tx, name, pid))
      .then((own) => candidate.serve({ db: own, holds, ended }))
      .catch(onFault)
      .then(() => session.query('select pg_advisory_unlock($1, hashtext($2))', [OFFICES, name]))
      // With the session the lock is gone as well.
      .catch(() => undefined)
      .then(() => {
        candidate.serving = null;
      });
  }

  function endTenures(): void {
    const reason = closing.signal.aborted ? undefined : new OfficeLost('the session with PostgreSQL broke');
    for (const { serving } of candidates.values()) serving?.abort(reason);
  }

  async function hold(session: pg.Client): Promise<void> {
    const broken = new AbortController();
    const onBroken = (error?: Error) => broken.abort(error ?? new Error('PostgreSQL closed the session'));
    session.on('error', onBroken);
    session.on('end', onBroken);
    session.on('notification', ({ payload }) => tell(payload));
    try {
      await session.connect();
      await ask(session, 'listen sitrep', []);
      // What was said meanwhile went unheard.
      tell(undefined);
      while (!closing.signal.aborted) {
        await stand(session);
        await sleep(TICK_MS, undefined, { signal: AbortSignal.any([broken.signal, closing.signal]) }).catch(
          () => undefined,
        );
        broken.signal.throwIfAborted();
      }
    } catch (error) {
      onFault(error);
    } finally {
      endTenures();
      if (closing.signal.aborted) await Promise.all([...candidates.values()].map(({ settled }) => settled));
      // A session that is lost may never say that it has ended.
      void session.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await hold(openSession(url));
      await sleep(TICK_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    stand(name, serve) {
      candidates.set(name, { serve, serving: null, settled: Promise.resolve() });
    },
    onNews(table, listener) {
      listeners.set(table, [...(listeners.get(table) ?? []), listener]);
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

/** Whether the session of this backend has an office's lock at this moment, so that nobody else can be elected. */
async function hasLock(tx: Db, name: string, pid: number): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where locktype = 'advisory' and granted and pid = ${pid}
    and classid = ${OFFICES} and objid::bigint = (hashtext(${name})::bigint & 4294967295)`.execute(tx);
  return rows.length > 0;
}
