import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createDatabase, dropDatabase, onServer, SERVER, urlOf } from './postgres_server.ts';

const NAME = `sitrep_takeover_${process.pid}`;
const SOON = { timeout: 60_000, interval: 50 };
const program = fileURLToPath(new URL('office_process.ts', import.meta.url));

interface Candidate {
  child: ChildProcess;
  /** Whether it stands, and whether a tenure has ended. */
  said: string[];
}

/** A process that stands for the office of the sender. */
async function start(name: string): Promise<Candidate> {
  const child = fork(program, [`${urlOf(NAME)}?application_name=${name}`], { execArgv: [] });
  const said: string[] = [];
  child.on('message', (word) => said.push(String(word)));
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await vi.waitFor(() => expect(said).toContain('stands'), SOON);
  return { child, said };
}

const query = <Row extends object>(text: string, values: unknown[] = []) =>
  onServer(async (client) => (await client.query<Row>(text, values)).rows, urlOf(NAME));

/** How often they have written. */
async function turnsOf(candidates: readonly Candidate[]): Promise<number> {
  const pids = candidates.map(({ child }) => child.pid);
  const [row] = await query<{ turns: string }>('select count(*) as turns from turns where pid = any($1)', [
    pids,
  ]);
  return Number(row?.turns);
}

/** Resolves once one of them goes on writing. */
async function untilWriting(...candidates: Candidate[]): Promise<void> {
  const before = await turnsOf(candidates);
  await vi.waitFor(async () => expect(await turnsOf(candidates)).toBeGreaterThan(before + 2), SOON);
}

/** Of all that was written in an office nothing is of one who didn't hold it, or of one who had lost it. */
async function expectOneAtATime(): Promise<void> {
  const turns = await query<{ pid: number; mark: string }>('select pid, mark from turns order by id');
  const tenures = turns.filter((turn, index) => turn.mark !== turns[index - 1]?.mark);
  expect(new Set(tenures.map(({ mark }) => mark)).size).toBe(tenures.length);
  const holders = new Set(turns.map(({ pid, mark }) => `${pid} ${mark}`));
  expect(holders.size).toBe(tenures.length);
}

describe.skipIf(SERVER === undefined)('an office of several processes (needs TEST_DATABASE_URL)', () => {
  beforeAll(async () => {
    await createDatabase(NAME);
    await (await openStore(urlOf(NAME))).close();
    await query('create table turns (id bigserial primary key, pid integer, mark text)');
  });
  afterAll(() => dropDatabase(NAME));
  beforeEach(() => query('delete from turns'));

  it('is another’s when its holder is killed', { timeout: 200_000 }, async () => {
    const one = await start('one');
    await untilWriting(one);
    const two = await start('two');
    one.child.kill('SIGKILL');
    await untilWriting(two);
    await expectOneAtATime();
  });

  it('is another’s while its holder is frozen, who wakes up to find it lost', {
    timeout: 200_000,
  }, async () => {
    const one = await start('one');
    await untilWriting(one);
    const two = await start('two');
    one.child.kill('SIGSTOP');
    await untilWriting(two);
    one.child.kill('SIGCONT');
    await vi.waitFor(() => expect(one.said).toContain('ended'), SOON);
    await untilWriting(one, two);
    await expectOneAtATime();
  });

  it('is somebody’s again after the server has thrown all of them out', { timeout: 200_000 }, async () => {
    const all = [await start('one'), await start('two')];
    await untilWriting(...all);
    await query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [NAME],
    );
    await vi.waitFor(() => expect(all.flatMap(({ said }) => said)).toContain('ended'), SOON);
    await untilWriting(...all);
    await expectOneAtATime();
  });

  it('keeps others from writing with one connection at most, when its holder freezes', {
    timeout: 200_000,
  }, async () => {
    const one = await start('frozen');
    await untilWriting(one);
    one.child.kill('SIGSTOP');
    const [held] = await query<{ connections: string }>(
      `select count(distinct pid) as connections from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objid = 5717215 and application_name = 'frozen'`,
    );
    expect(Number(held?.connections)).toBeLessThan(2);
    one.child.kill('SIGCONT');
  });
});
