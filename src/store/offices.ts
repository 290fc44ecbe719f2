import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Db, fenced, inTransaction } from './open.ts';

/** While a process holds an office, which one process at a time can. */
export interface Tenure {
  /** The store; its transactions fail with `OfficeLost` from the moment at which another process has the office. */
  db: Db;
  /** Whether the office was surely held a moment ago: nothing may leave for Discord otherwise. */
  holds(): boolean;
  /** Aborted once the office is lost (the reason is an `OfficeLost`), or is to be given up because this process stops. */
  ended: AbortSignal;
}

/** Resolves once the tenure has ended. */
export async function endOf({ ended }: Pick<Tenure, 'ended'>): Promise<void> {
  if (!ended.aborted) await once(ended, 'abort');
}

/** The work that one process does for all, and the news that processes have for each other. */
export interface Offices {
  /**
   * From now on `serve` runs whenever this process holds the office; it has to return soon after the tenure has ended.
   */
  stand(name: string, serve: (tenure: Tenure) => Promise<void>): void;
  /** Calls `listener` whenever any process has put rows into a table of those that wake, and whenever it may have. */
  onNews(table: 'deliveries' | 'arrivals' | 'channel_kinds', listener: () => void): void;
  /** Ends what is served here, waits for it, and leaves the offices to others. */
  close(): Promise<void>;
}

/** What a transaction is ended with whose process has lost its office: nothing of it is stored. */
export class OfficeLost extends Error {
  override name = 'OfficeLost';
}

/**
 * Makes this process the holder of an office, for all transactions that begin from now on in any process.
 * @param isElected whether it still is the one to hold it: asked within the transaction that makes it the holder
 * @returns the database for the tenure: as only one transaction writes at a time, whatever it reads is what all earlier
 * holders left, and no earlier holder can write any more
 * @throws OfficeLost where it isn't
 */
export async function takeOffice(
  db: Db,
  name: string,
  isElected: (tx: Db) => Promise<boolean> = async () => true,
): Promise<Db> {
  const [mark, holder] = [`office ${name}`, randomUUID()];
  await inTransaction(db, async (tx) => {
    if (!(await isElected(tx))) throw new OfficeLost(`this process is not the ${name} any more`);
    await tx
      .insertInto('marks')
      .values({ name: mark, value: holder })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: holder }))
      .execute();
  });
  return fenced(db, async (tx) => {
    const row = await tx.selectFrom('marks').select('value').where('name', '=', mark).executeTakeFirst();
    if (row?.value !== holder) throw new OfficeLost(`another process is the ${name} now`);
  });
}

/** Where only one process can be: it holds every office until it stops. @param onFault called with what `serve` threw */
export function soleProcess(db: Db, onFault: (error: unknown) => void): Offices {
  const stopping = new AbortController();
  const served: Promise<void>[] = [];
  return {
    stand(_, serve) {
      served.push(serve({ db, holds: () => true, ended: stopping.signal }).catch(onFault));
    },
    onNews() {},
    async close() {
      stopping.abort();
      await Promise.all(served);
    },
  };
}
