import { sql } from 'kysely';
import { electedOffices } from '../../src/store/elections.ts';
import { inTransaction, openStore } from '../../src/store/open.ts';

/** So many transactions are under way at once, as those of a reader, a sender and a poller are. */
const SIDE_BY_SIDE = 5;

/**
 * A process that stands for the office of the sender in the database at the address that is its argument, and while it
 * holds it writes without pause: which process it is, and whose the office is at that moment. Says `stands` and `ended` to
 * whoever started it.
 */
const url = process.argv[2] ?? '';
const { db } = await openStore(url);
const turn = sql`insert into turns (pid, mark) select ${process.pid}, value from marks where name = 'office deliver'`;

electedOffices(url, db, () => undefined).stand('deliver', async ({ db, ended }) => {
  const write = async () => {
    while (!ended.aborted) await inTransaction(db, (tx) => turn.execute(tx));
  };
  await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, write));
  process.send?.('ended');
});
process.send?.('stands');
process.once('disconnect', () => process.exit());
