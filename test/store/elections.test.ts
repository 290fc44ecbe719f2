import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { enqueuePost } from '../../src/store/deliveries.ts';
import { electedOffices } from '../../src/store/elections.ts';
import { endOf, OfficeLost, type Offices, type Tenure } from '../../src/store/offices.ts';
import { openStore } from '../../src/store/open.ts';
import { createDatabase, dropDatabase, onServer, SERVER, urlOf } from './postgres_server.ts';
import { aPost } from './samples.ts';

const NAME = `sitrep_elections_${process.pid}`;
const SOON = { timeout: 20_000, interval: 20 };

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

  it('are held by one process, and by another as soon as that one is gone', { timeout: 60_000 }, async () => {
    const one = await aProcess();
    await vi.waitFor(() => expect(serving(one.tenures)).toHaveLength(1), SOON);
    const two = await aProcess();
    const begun = new Promise<void>((resolve) => two.offices.onNews('deliveries', resolve));
    await begun;
    expect(two.tenures).toEqual([]);
    await one.stop();
    expect(one.tenures[0]?.ended.reason).not.toBeInstanceOf(OfficeLost);
    await vi.waitFor(() => expect(serving(two.tenures)).toHaveLength(1), SOON);
  });

  it('are lost with the session, and stood for again', { timeout: 60_000 }, async () => {
    const { tenures } = await aProcess();
    await vi.waitFor(() => expect(serving(tenures)).toHaveLength(1), SOON);
    await onServer((client) =>
      client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [NAME]),
    );
    await vi.waitFor(() => expect(tenures[0]?.ended.reason).toBeInstanceOf(OfficeLost), SOON);
    await vi.waitFor(() => expect(serving(tenures)).toEqual([tenures[1]]), SOON);
  });

  it('tell whoever waits what another process has put there', { timeout: 60_000 }, async () => {
    const { offices } = await aProcess();
    const heard: string[] = [];
    offices.onNews('deliveries', () => heard.push('deliveries'));
    offices.onNews('arrivals', () => heard.push('arrivals'));
    const { db, close } = await openStore(urlOf(NAME));
    onTestFinished(close);
    // The first ones may be of the session's beginning, when anything may have been missed.
    await vi.waitFor(() => expect(heard).toEqual(['deliveries', 'arrivals']), SOON);
    await enqueuePost(db, aPost());
    await vi.waitFor(() => expect(heard).toEqual(['deliveries', 'arrivals', 'deliveries']), SOON);
  });
});
