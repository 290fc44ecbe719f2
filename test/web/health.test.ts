import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { syncFeeds } from '../../src/store/feeds.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { healthRoutes } from '../../src/web/health.ts';
import { startWebServer } from '../../src/web/server.ts';
import { aFeed, aPost, HOUR, T0 } from '../store/samples.ts';

async function asked(path: string, { at = T0, isConnected = true, work = async (_: Store) => {} } = {}) {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close().catch(() => undefined));
  await work(store);
  const shards = async () => [{ id: 0, of: 1, connected: isConnected, pingMs: null, guilds: 1 }];
  const routes = healthRoutes({ db: store.db, now: () => at, shards });
  const server = await startWebServer({ host: '127.0.0.1', port: 0 }, routes, pino({ level: 'silent' }));
  onTestFinished(() => server.close());
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return { status: answer.status, body: await answer.text() };
}

describe('/healthz', () => {
  it('answers while the process lives, whatever else is broken', async () => {
    expect(await asked('/healthz', { isConnected: false, work: (store) => store.close() })).toEqual({
      status: 200,
      body: 'ok\n',
    });
  });
});

describe('/readyz', () => {
  it('is well where the bot is connected and nothing is late', async () => {
    const work = async ({ db }: Store) => {
      await syncFeeds(db, [aFeed()], T0);
      await enqueuePost(db, aPost());
    };
    expect(await asked('/readyz', { at: T0 + 1_000, work })).toEqual({ status: 200, body: 'ok\n' });
  });

  it.each([
    ['not connected', { isConnected: false }],
    ['not polled', { at: T0 + HOUR, work: async ({ db }: Store) => syncFeeds(db, [aFeed()], T0) }],
    ['not sent', { at: T0 + HOUR, work: async ({ db }: Store) => void (await enqueuePost(db, aPost())) }],
    ['store', { work: (store: Store) => store.close() }],
  ])('says that something is %s', async (reason, state) => {
    const { status, body } = await asked('/readyz', state);
    expect(status).toBe(503);
    expect(body).toContain(reason);
  });
});
