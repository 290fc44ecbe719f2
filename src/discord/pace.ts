/** Discord takes 50 requests a second; 47, evenly spread, leave room for what the way there squeezes together: 64 ms. */
const A_SECOND = 47;
/** After a hold-up so many turns are made up for. */
const CATCH_UP = 12;

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

/**
 * Lets requests leave one after another: `spacing` apart, closer together after a hold-up, never more than 47
 * within a second.
 * @param aSecond instead of 47; 0 where something on the way to Discord keeps its limits
 * @param sleep waits so many milliseconds
 * @returns waits for the caller's turn; false where none may leave for now
 */
export function createPace(
  now: () => number,
  budget: Budget,
  sleep: (ms: number) => Promise<unknown>,
  aSecond: number = A_SECOND,
): () => Promise<boolean> {
  /** When the last requests left, oldest first. */
  const left: number[] = [];
  let nextAt = Number.NEGATIVE_INFINITY;
  let last: Promise<unknown> = Promise.resolve();

  async function turn(): Promise<boolean> {
    const apart = spacing(budget.invalid(), aSecond);
    if (apart === null) return false;
    nextAt = Math.max(nextAt, now() - CATCH_UP * apart);
    const full = aSecond === 0 || left.length < aSecond ? Number.NEGATIVE_INFINITY : (left[0] ?? 0) + 1_000;
    const previous = left.at(-1) ?? Number.NEGATIVE_INFINITY;
    // A timer may end early by a part of a millisecond.
    for (;;) {
      const wait = Math.max(nextAt, full, previous + apart / 2) - now();
      if (wait <= 0) break;
      await sleep(wait);
    }
    nextAt += apart;
    left.push(now());
    if (left.length > aSecond) left.shift();
    return true;
  }

  return () => {
    const result = last.then(turn);
    last = result;
    return result;
  };
}
