import type { Deletion } from '../../src/store/old_rows.ts';
import { type Db, inTransaction } from '../../src/store/open.ts';

/** Makes each deletion in a transaction; returns how many rows each one took. */
export async function deleteAll(db: Db, deletions: AsyncIterable<Deletion>): Promise<number[]> {
  const deleted: number[] = [];
  for await (const remove of deletions) deleted.push(await inTransaction(db, remove));
  return deleted;
}
