import type { Logger } from 'pino';
import { moveWaits } from '../store/delivery_outcomes.ts';
import { beat, lastBeat } from '../store/heartbeat.ts';
import { type Db, inTransaction } from '../store/open.ts';

/** A clock that is set by less is a clock that is being kept right. */
const JUMP_MS = 5_000;
const LOOK_MS = 1_000;

export interface ClockWatch {
  /** After a start: a clock that stands before the last run's end was set back, and what waits moves with it. */
  compareWithLastRun(): Promise<void>;
  /** Looks at the clock every second from now on. */
  start(): void;
  stop(): void;
}

/**
 * Notices when this machine's clock is set, by comparing it with one that can't be. Times that deliveries and
 * polls wait for move along: without that a clock set back by an hour would hold everything up for an hour, and
 * one set forward would end the leases of what is still being sent.
 */
export function watchClock(parts: {
  db: Db;
  /** Unix milliseconds. */
  now: () => number;
  /** Milliseconds since any moment; never set. */
  monotonic: () => number;
  logger: Pick<Logger, 'warn' | 'error'>;
  /** Called after the times have moved by so many milliseconds. */
  onJump: (ms: number) => void;
}): ClockWatch {
  const { db, now, monotonic, logger, onJump } = parts;
  let offset = now() - monotonic();
  let timer: NodeJS.Timeout | undefined;

  async function moveBy(ms: number): Promise<void> {
    logger.warn({ ms }, 'the clock was set; what waits moves with it');
    await inTransaction(db, async (db) => {
      await moveWaits(db, ms);
      await beat(db, now());
    });
    onJump(ms);
  }

  function look(): void {
    const jump = Math.round(now() - monotonic() - offset);
    if (Math.abs(jump) < JUMP_MS) return;
    offset += jump;
    moveBy(jump).catch((error: unknown) =>
      logger.error({ err: error }, 'the clock was set, and waits are off'),
    );
  }

  return {
    async compareWithLastRun() {
      const last = await lastBeat(db);
      if (last !== null && now() < last - JUMP_MS) await moveBy(now() - last);
    },
    start() {
      timer ??= setInterval(look, LOOK_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
