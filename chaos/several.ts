import type { Vacancy } from './offices.ts';
import { startPostgres } from './postgres_server.ts';
import { type ProcessesOptions, runProcesses } from './processes.ts';

interface Wanted {
  seed: number;
  processes: number;
  minutes: number;
  feeds: number;
  subscriptions: number;
  verbose: boolean;
}

/** A tell of 10,000 subscriptions is about a hundred messages and as many corrections: Discord takes 50 a second. */
const NEWS_EVERY_MS = 12_000;
const STRIKE_EVERY_MS = 5_000;
const LOOK_MS = 30_000;

/** Runs several processes on a PostgreSQL server of its own and prints what became of them. @returns the exit code */
export async function several({ verbose, minutes, ...wanted }: Wanted): Promise<number> {
  const database = await startPostgres();
  if (database === null) {
    process.stderr.write('No PostgreSQL server to run on: install one (Debian: postgresql).\n');
    return 1;
  }
  const from = performance.now();
  try {
    const result = await runProcesses({
      ...{ ...wanted, database, forMs: minutes * 60_000, pollSeconds: [20, 60], onProgress: progress() },
      ...{ newsEveryMs: NEWS_EVERY_MS, strikeEveryMs: STRIKE_EVERY_MS },
    });
    const { owed, lost, twice, violations, errors, kills, freezes, messages, vacancies } = result;
    for (const line of lost) say(`lost: ${line}`);
    for (const line of twice) say(`twice: ${line}`);
    for (const line of violations) say(`refused: ${line}`);
    if (verbose) for (const line of errors) say(line);
    for (const [name, times] of Object.entries(result.faults).sort()) say(`${name}: ${times}`);
    for (const line of takeovers(vacancies)) say(line);
    say(
      `${wanted.processes} processes, ${wanted.feeds} feeds, ${wanted.subscriptions} subscriptions, ${minutes} minutes: ` +
        `${kills} kills, ${freezes} freezes, PostgreSQL crashed once; ${messages} messages, ${owed} cards owed, ` +
        `${lost.length} lost, ${twice.length} twice, ${violations.length} refused; all there ${Math.round(result.settledMs / 1_000)} s after the last; ` +
        `${Math.round((performance.now() - from) / 1_000)} s; seed ${wanted.seed}`,
    );
    return lost.length + twice.length + violations.length > 0 ? 1 : 0;
  } finally {
    database.stop();
  }
}

/** A line for each cause and office: how long nobody served in it, where another process stood by. */
function takeovers(vacancies: readonly Vacancy[]): string[] {
  const counted = vacancies.filter(({ isExcused }) => !isExcused);
  const causes = Map.groupBy(counted, ({ why, office }) => `${why}: ${office}`);
  return [...causes, ['takeovers', counted] as const].map(([name, of]) => {
    const ms = of.map((one) => one.ms).sort((a, b) => a - b);
    return `${name}: ${ms.length}, ${ms[Math.floor(ms.length / 2)] ?? 0} ms (median), ${ms.at(-1) ?? 0} ms at most`;
  });
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A line now and then, or one that is kept up where there is a terminal. */
function progress(): NonNullable<ProcessesOptions['onProgress']> {
  const { isTTY } = process.stderr;
  let shownAt = Number.NEGATIVE_INFINITY;
  return ({ kills, freezes, messages, leftMs }) => {
    if (performance.now() - shownAt < (isTTY ? 500 : LOOK_MS)) return;
    shownAt = performance.now();
    const line = `${Math.max(0, Math.round(leftMs / 1_000))} s left, ${kills} kills, ${freezes} freezes, ${messages} messages`;
    process.stderr.write(isTTY ? `\r${line}   ` : `${line}\n`);
  };
}
