/** Discord's epoch: the first second of 2015, in Unix milliseconds. */
const DISCORD_EPOCH = 1_420_070_400_000n;

/**
 * Makes a source of snowflakes: digit strings, each greater than the one before it, carrying the time of `now`
 * (Unix milliseconds) in their upper bits as Discord's do. A clock that stands still or steps back only costs
 * the time's precision, never the order.
 */
export function snowflakeSource(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fromClock = (BigInt(Math.trunc(now())) - DISCORD_EPOCH) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
}
