/** Discord takes 50 requests a second; 47, evenly spread, leave room for what the way there squeezes together: 64 ms. */
const DISCORD_A_SECOND = 50;
const A_SECOND = 47;
/** After a hold-up so much faster until it is made up for: then the way may squeeze 50 requests together by 40 ms. */
const CATCHING_UP = 1.023;
/** Longer hold-ups aren't made up for. */
const MADE_UP_FOR_MS = 5_000;
/** So many leave together where timers are late. */
const TOGETHER = 6;
/** What did not leave for so long after its turn never will. */
const GOING_MS = 2_000;

/** Discord bans an address after 10,000 answers of 401, 403 or 429 in ten minutes. */
const WINDOW_MS = 10 * 60_000;
const BANNED_AT = 10_000;

/**
 * How far apart requests leave, in milliseconds, after `invalid` refused ones in the last ten minutes. Were every
 * further one refused too, the ban would not be reached: from 1,000 on ten a second leave, from 5,000 on two, and
 * from 8,000 on none until the oldest are forgotten (null).
 */
export function spacing(invalid: number, aSecond: number = A_SECOND): number | null {
  if (invalid >= BANNED_AT * 0.8) return null;
  if (invalid >= BANNED_AT * 0.5) return 500;
  if (invalid >= BANNED_AT * 0.1) return 100;
  return aSecond > 0 ? 1_000 / aSecond : 0;
}

/** Every answer of Discord to this program, whichever client asked: the budget of refused requests is shared. */
export interface Budget {
  /** Counts an answer. `shared` marks a 429 that is not held against the bot. */
  count(status: number, shared: boolean): void;
  /** Refused requests in the last ten minutes. */
  invalid(): number;
}

/** Counts refused requests by whole seconds. @param now milliseconds of a clock that never jumps */
export function createBudget(now: () => number): Budget {
  const seconds = new Map<number, number>();
  return {
    count(status, shared) {
      if (status !== 401 && status !== 403 && (status !== 429 || shared)) return;
      const second = Math.floor(now() / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    },
    invalid() {
      const oldest = Math.floor((now() - WINDOW_MS) / 1_000);
      let sum = 0;
      for (const [second, count] of seconds) {
        if (second < oldest) seconds.delete(second);
        else sum += count;
      }
      return sum;
    },
  };
}

/** When requests to Discord may leave. */
export interface Pace {
  /** Waits for the caller's turn; false where none may leave for now. */
  turn(): Promise<boolean>;
  /** Call it whenever a request leaves, also one that is repeated. */
  left(): void;
}

/**
 * Lets requests leave by a schedule, `spacing` apart: whoever comes late, by a slow timer or because there was nothing to
 * send, is followed a little faster until that is made up for. Never do more leave than Discord takes in a second.
 * @param sleep waits so many milliseconds
 * @param aSecond instead of 47; 0 where something on the way to Discord keeps its limits
 */
export function createPace(
  now: () => number,
  budget: Budget,
  sleep: (ms: number) => Promise<unknown>,
  aSecond: number = A_SECOND,
): Pace {
  const most = Math.ceil((aSecond * DISCORD_A_SECOND) / A_SECOND);
  /** When the last `most` requests left, oldest first. */
  const departures: number[] = [];
  /** When those had their turn that were not seen leaving yet, oldest first. */
  let going: number[] = [];
  /** By the schedule, and by the fastest that makes up for being behind it. */
  let nextAt = now();
  let earliestAt = now();
  let last: Promise<unknown> = Promise.resolve();

  /** Until when as many as Discord takes in a second have left, and are about to. */
  function fullUntil(closest: number): number {
    going = going.filter((at) => at > now() - GOING_MS);
    if (most === 0) return Number.NEGATIVE_INFINITY;
    if (going.length >= most) return now() + closest;
    return (departures.at(going.length - most) ?? Number.NEGATIVE_INFINITY) + most * closest;
  }

  async function turn(): Promise<boolean> {
    const apart = spacing(budget.invalid(), aSecond);
    if (apart === null) return false;
    const closest = apart / CATCHING_UP;
    nextAt = Math.max(nextAt, now() - MADE_UP_FOR_MS);
    earliestAt = Math.max(earliestAt, now() - TOGETHER * closest);
    // A timer may end early by a part of a millisecond, and what is repeated may leave meanwhile.
    for (;;) {
      const wait = Math.max(nextAt, earliestAt, fullUntil(closest)) - now();
      if (wait <= 0) break;
      await sleep(wait);
    }
    nextAt += apart;
    earliestAt += closest;
    going.push(now());
    return true;
  }

  return {
    turn() {
      const result = last.then(turn);
      last = result;
      return result;
    },
    left() {
      going.shift();
      departures.push(now());
      if (departures.length > most) departures.shift();
    },
  };
}
