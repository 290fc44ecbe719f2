import { StoreError } from './errors.ts';

/**
 * A value out of a JSON column. Its shape is taken on trust: only this program writes there, and the
 * migrations bring older shapes up to date.
 * @throws {StoreError} where the column isn't JSON, which only a damaged database has.
 */
export function fromJson<T>(json: string, column: string): T {
  try {
    return JSON.parse(json) as T;
  } catch (error) {
    throw new StoreError(
      'store_corrupt',
      `The database is damaged: ${column} holds no JSON. Restore it from a backup.`,
      {
        cause: error,
      },
    );
  }
}
