import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveArticle, searchArticles } from '../../src/store/articles.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { syncFeeds } from '../../src/store/feeds.ts';
import { type MovedTable, moveStore } from '../../src/store/move.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { getStory, saveStory } from '../../src/store/stories.ts';
import { addSubscription, listSubscriptions, removeSubscription } from '../../src/store/subscriptions.ts';
import { createDatabase, dropDatabase, SERVER, urlOf } from './postgres_server.ts';
import { aFeed, anArticle, aPost, aStory, aSubscription, T0 } from './samples.ts';

const NAME = `sitrep_move_${process.pid}`;
const ARTICLES = 1_203;

describe.skipIf(SERVER === undefined)('moving a store into PostgreSQL (needs TEST_DATABASE_URL)', () => {
  let from: Store;
  let into: Store;
  beforeAll(async () => {
    await createDatabase(NAME);
    from = await openStore(`sqlite:${join(mkdtempSync(join(tmpdir(), 'sitrep-move-')), 'sitrep.db')}`);
    into = await openStore(urlOf(NAME));
    const { db } = from;
    await syncFeeds(db, [aFeed()], T0);
    await saveStory(db, aStory());
    for (let n = 0; n < ARTICLES; n++)
      await saveArticle(db, anArticle({ id: `a${n}`, title: `Title\0 ${n}` }), `e${n}`, T0, null, 'K7F3QP');
    const first = await addSubscription(db, aSubscription());
    await enqueuePost(db, aPost({ subscriptionId: first.id }));
    const second = await addSubscription(db, aSubscription());
    await removeSubscription(db, second.id);
  });
  afterAll(async () => {
    await from?.close();
    await into?.close();
    await dropDatabase(NAME);
  });

  it('goes on after it was broken off, and counts on both sides', async () => {
    for await (const moved of moveStore(from.db, into.db)) {
      if (moved.table === 'articles' && moved.copied < moved.all) break;
    }
    const last = new Map<string, MovedTable>();
    for await (const moved of moveStore(from.db, into.db)) last.set(moved.table, moved);
    expect(last.get('articles')).toEqual({ table: 'articles', copied: ARTICLES, all: ARTICLES });
    expect([...last.values()].filter(({ copied, all }) => copied !== all)).toEqual([]);
  });

  it('brings everything, with the nonces that were promised', async () => {
    expect(await listSubscriptions(into.db, 'guild-1')).toEqual(await listSubscriptions(from.db, 'guild-1'));
    expect(await getStory(into.db, 'K7F3QP')).toEqual(await getStory(from.db, 'K7F3QP'));
    expect(await searchArticles(into.db, '77', 5)).toMatchObject([{ id: 'a77' }]);
    const [before] = await claimDeliveries(from.db, T0, 1, 1);
    const [after] = await claimDeliveries(into.db, T0, 1, 1);
    expect(after).toEqual(before);
  });

  it('gives no row id a second time', async () => {
    const ids = (await listSubscriptions(from.db, 'guild-1')).map(({ id }) => id);
    const next = await addSubscription(into.db, aSubscription());
    expect(next.id).toBe(Math.max(...ids) + 2);
  });

  it('takes no database that has anything else in it', async () => {
    const other = await openStore('sqlite::memory:');
    const move = moveStore(other.db, into.db).next();
    await expect(move).rejects.toMatchObject({ code: 'store_foreign' });
    await other.close();
  });
});
