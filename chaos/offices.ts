import pg from 'pg';

/** A time in which nobody alive held an office. */
export interface Vacancy {
  office: string;
  ms: number;
  /** Whether PostgreSQL was down in it, or no other process was ready to take over: then it says nothing. */
  isExcused: boolean;
}

const OFFICES = ['gateway', 'deliver', 'read', 'digest'];
const LOOK_MS = 100;

/** The holders of the bot's advisory locks, by the name under which each process is connected. */
const HOLDERS = `select office, (
    select application_name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and classid = 5717216
      and objid::bigint = (hashtext(office)::bigint & 4294967295) limit 1
  ) as holder from unnest($1::text[]) as office`;

/**
 * Watches from outside, through PostgreSQL, which process holds each office.
 * @param serves whether a process of this name is alive and not frozen
 * @param hasStandby whether any such process has been there for long enough to take over
 */
export function watchOffices(url: string, serves: (name: string) => boolean, hasStandby: () => boolean) {
  const vacancies: Vacancy[] = [];
  const vacantSince = new Map<string, { at: number; isExcused: boolean }>();
  const everHeld = new Set<string>();
  let down = false;
  let stopped = false;

  async function watch(): Promise<void> {
    const client = new pg.Client({ connectionString: url, application_name: 'watch', query_timeout: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      while (!stopped) {
        const { rows } = await client.query<{ office: string; holder: string | null }>(HOLDERS, [OFFICES]);
        for (const { office, holder } of rows) note(office, holder !== null && serves(holder));
        if (!hasStandby()) excuse();
        await wait();
      }
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  function note(office: string, isHeld: boolean): void {
    const vacant = vacantSince.get(office);
    if (isHeld) {
      everHeld.add(office);
      vacantSince.delete(office);
      if (vacant) {
        const { at, isExcused } = vacant;
        vacancies.push({ office, ms: Math.round(performance.now() - at), isExcused });
      }
    } else if (everHeld.has(office) && !vacant) {
      vacantSince.set(office, { at: performance.now(), isExcused: down });
    }
  }

  function excuse(): void {
    for (const [office, vacant] of vacantSince) vacantSince.set(office, { ...vacant, isExcused: true });
  }

  const wait = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

  async function watchOn(): Promise<void> {
    while (!stopped) {
      await watch().catch(() => undefined);
      if (down) for (const office of OFFICES) note(office, false);
      await wait();
    }
  }

  const watching = watchOn();
  return {
    /** PostgreSQL is being stopped, or has been started again. */
    isDown(isDown: boolean): void {
      down = isDown;
      if (isDown) excuse();
    },
    /** Ends the watch. @returns every vacancy, those that never ended among them */
    async stop(): Promise<Vacancy[]> {
      stopped = true;
      await watching;
      for (const office of OFFICES) note(office, true);
      return vacancies;
    },
  };
}
