/** Rows of one statement: an engine takes some 32,000 values in one (https://www.sqlite.org/limits.html), and a row has twenty at most. */
const MOST_ROWS = 500;

/** The rows of each of the statements that it takes to ask for them, or to store them. */
export function* inBatches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) yield rows.slice(from, from + MOST_ROWS);
}
