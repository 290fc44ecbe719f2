import pg from 'pg';

export type Condition = 'alive' | 'frozen' | 'killed';

/** A time in which no process alive did an office's work. */
export interface Vacancy {
  office: string;
  ms: number;
  /** What ended the tenure before it; `session lost`: its holder lives, but PostgreSQL gave its session up. */
  why: 'killed' | 'frozen' | 'session lost' | 'PostgreSQL restarted';
  /** Whether at some time in it no other process stood by that could have taken over: then it says nothing. */
  isExcused: boolean;
}

const OFFICES = ['gateway', 'deliver', 'read', 'digest'];
const LOOK_MS = 100;

/**
 * The holders of the bot's advisory locks, by the name under which each process is connected, and the mark of the one
 * that has begun to serve.
 */
const HOLDERS = `select office, (
    select application_name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and classid = 5717216
      and objid::bigint = (hashtext(office)::bigint & 4294967295) limit 1
  ) as holder, (select value from marks where name = 'office ' || office) as mark
  from unnest($1::text[]) as office`;

/** The processes that stand for offices. */
const STANDING = `select distinct application_name as name from pg_stat_activity
  where query like '%pg_try_advisory_lock%'`;

interface Vacant {
  at: number;
  why: Vacancy['why'];
  isExcused: boolean;
  /** Of whoever held it before. */
  mark: string | null;
}

/**
 * Watches from outside, through PostgreSQL, which process serves in each office.
 * @param conditionOf how the process is that is, or was, connected under this name
 */
export function watchOffices(url: string, conditionOf: (name: string) => Condition) {
  const vacancies: Vacancy[] = [];
  const vacant = new Map<string, Vacant>();
  const served = new Map<string, { holder: string; mark: string | null }>();
  /** Those that have stood for offices since they were started, or woke up. */
  const standing = new Set<string>();
  let down = false;
  let stopped = false;

  async function watch(): Promise<void> {
    const client = new pg.Client({ connectionString: url, application_name: 'watch', query_timeout: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      while (!stopped) {
        for (const { name } of (await client.query<{ name: string }>(STANDING)).rows) standing.add(name);
        const { rows } = await client.query<Held>(HOLDERS, [OFFICES]);
        for (const row of rows) note(row);
        look();
        await wait();
      }
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  interface Held {
    office: string;
    holder: string | null;
    mark: string | null;
  }

  function note({ office, holder, mark }: Held): void {
    const gap = vacant.get(office);
    const isHeld = holder !== null && conditionOf(holder) === 'alive';
    if (isHeld && (!gap || mark !== gap.mark)) {
      served.set(office, { holder, mark });
      if (gap) end(office, gap);
    } else if (!isHeld && !gap && !down) {
      const last = served.get(office);
      if (!last) return;
      const condition = conditionOf(last.holder);
      const why = condition === 'alive' ? 'session lost' : condition;
      vacant.set(office, { at: performance.now(), why, isExcused: false, mark: last.mark });
    }
  }

  function end(office: string, { at, why, isExcused }: Vacant): void {
    vacant.delete(office);
    vacancies.push({ office, why, ms: Math.round(performance.now() - at), isExcused });
  }

  /** Whoever is struck doesn't stand by any more; where nobody does, nobody can take over. */
  function look(): void {
    for (const name of standing) if (conditionOf(name) !== 'alive') standing.delete(name);
    if (standing.size === 0) for (const gap of vacant.values()) gap.isExcused = true;
  }

  const wait = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

  async function watchOn(): Promise<void> {
    while (!stopped) {
      await watch().catch(() => undefined);
      await wait();
    }
  }

  const watching = watchOn();
  return {
    /** PostgreSQL is being stopped. What ends until it is there again is no takeover. */
    goesDown(): void {
      down = true;
      vacant.clear();
    },
    /** PostgreSQL takes connections again: from now on all offices are vacant. */
    isBack(): void {
      down = false;
      for (const [office, { mark }] of served) {
        vacant.set(office, { at: performance.now(), why: 'PostgreSQL restarted', isExcused: false, mark });
      }
    },
    /** Ends the watch. @returns every vacancy, those that never ended among them */
    async stop(): Promise<Vacancy[]> {
      stopped = true;
      await watching;
      for (const [office, gap] of vacant) end(office, gap);
      return vacancies;
    },
  };
}
