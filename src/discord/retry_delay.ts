const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;
const SPREAD_MS = 250;

/**
 * How long to wait before the next attempt, in whole milliseconds.
 *
 * Where Discord said when (`afterMs`), never earlier than that and at most a quarter of a second later, so
 * that not everyone comes back in the same moment. Else between half and all of a wait that doubles with
 * every attempt, from one second to five minutes.
 *
 * @param attempts how many were made, 1 or more
 * @param random from 0 to below 1
 */
export function retryDelay(attempts: number, afterMs: number | null, random: number): number {
  if (afterMs !== null) return Math.ceil(afterMs + random * SPREAD_MS);
  const longest = Math.min(FIRST_MS * 2 ** (Math.max(attempts, 1) - 1), LONGEST_MS);
  return Math.ceil((longest * (1 + random)) / 2);
}
