import cron from 'node-cron';
import type { Logger } from 'pino';

/** A job and when it runs: cron's five fields, or six with seconds first. */
export interface Schedule {
  name: string;
  at: string;
  run: () => Promise<unknown>;
}

/**
 * Runs each job at its times in UTC, never twice at once; a job that throws is logged and runs again at its next time.
 * A time that was missed (the machine slept, the loop was busy) is not made up: every job looks at the store for
 * what is due, so its next run does the work.
 * @returns stops all schedules and waits for the jobs that are running
 */
export function startSchedules(schedules: readonly Schedule[], logger: Logger): () => Promise<void> {
  const running = new Map<string, Promise<unknown>>();
  const tasks = schedules.map(({ name, at, run }) =>
    cron.schedule(
      at,
      () => {
        // node-cron would say on the console whenever a job takes longer than to its next time.
        if (running.has(name)) return;
        const job = run()
          .catch((error: unknown) => logger.error({ err: error, job: name }, 'job failed'))
          .finally(() => running.delete(name));
        running.set(name, job);
      },
      { name, timezone: 'UTC', suppressMissedWarning: true },
    ),
  );
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
    await Promise.allSettled(running.values());
  };
}
