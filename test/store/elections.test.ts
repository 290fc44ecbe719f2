import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { electedOffices } from '../../src/store/elections.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { endOf, OfficeLost, type Offices, type Tenure } from '../../src/store/offices.ts';
import { openStore } from '../../src/store/open.ts';
import { createDatabase, dropDatabase, onServer, SERVER, urlOf } from './postgres_server.ts';
import { aPost } from './samples.ts';

const NAME = `sitrep_elections_${process.pid}`;

/** What a process would have: its store, its offices, and the tenures that it was given of one of them. */
async function aProcess(): Promise<{ offices: Offices; tenures: Tenure[]; stop: () => Promise<void> }> {
  const { db, close } = await openStore(urlOf(NAME));
  const offices = electedOffices(urlOf(NAME), db, () => undefined);
  const tenures: Tenure[] = [];
  offices.stand('deliver', async (tenure) => {
    tenures.push(tenure);
    await endOf(tenure);
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= offices.close().then(close);
    return stopped;
  };
  onTestFinished(stop);
  return { offices, tenures, stop };
}

const serving = (tenures: readonly Tenure[]) => tenures.filter((tenure) => tenure.holds());

describe.skipIf(SERVER === undefined)('offices in PostgreSQL (needs TEST_DATABASE_URL)', () => {
  beforeAll(() => createDatabase(NAME));
  afterAll(() => dropDatabase(NAME));

  it('are held by one process, and by another as soon as that one is gone', async () => {
    const one = await aProcess();
    await expect.poll(() => serving(one.tenures)).toHaveLength(1);
    const two = await aProcess();
    const begun = new Promise<void>((resolve) => two.offices.onNews('deliveries', resolve));
    await begun;
    expect(two.tenures).toEqual([]);
    await one.stop();
    expect(one.tenures[0]?.ended.reason).not.toBeInstanceOf(OfficeLost);
    await expect.poll(() => serving(two.tenures)).toHaveLength(1);
  });

  it('are lost with the session, and stood for again', async () => {
    const { tenures } = await aProcess();
    await expect.poll(() => serving(tenures)).toHaveLength(1);
    await onServer((client) =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [NAME]),
    );
    await expect.poll(() => tenures[0]?.ended.reason).toBeInstanceOf(OfficeLost);
    await expect.poll(() => serving(tenures).map((tenure) => tenures.indexOf(tenure))).toEqual([1]);
  });

  it('tell whoever waits what another process has put there', async () => {
    const { offices } = await aProcess();
    const heard: string[] = [];
    offices.onNews('deliveries', () => heard.push('deliveries'));
    offices.onNews('arrivals', () => heard.push('arrivals'));
    const { db, close } = await openStore(urlOf(NAME));
    onTestFinished(close);
    // The first ones may be of the session's beginning, when anything may have been missed.
    await expect.poll(() => heard).toEqual(['deliveries', 'arrivals']);
    await enqueuePost(db, aPost());
    await expect.poll(() => heard).toEqual(['deliveries', 'arrivals', 'deliveries']);
  });
});
