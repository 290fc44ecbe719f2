import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { prune } from '../../src/jobs/prune.ts';
import { saveArticle } from '../../src/store/articles.ts';
import { recordDecision } from '../../src/store/decisions.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { type Db, fenced, inTransaction, openStore } from '../../src/store/open.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { setToldToll } from '../../src/store/told_tolls.ts';
import { anArticle, aPost, aSubscription, T0 } from '../store/samples.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** More than a few batches, however few they are of. */
const MANY = 120;
const TABLES = ['articles', 'decisions', 'told_tolls', 'deliveries'] as const;

let db: Db;

beforeEach(async () => {
  const store = await openStore('sqlite::memory:');
  db = store.db;
  onTestFinished(store.close);
  const { id: subscriptionId } = await addSubscription(db, aSubscription());
  const decision = { subscriptionId, action: 'post' as const, reason: 'new', at: T0 };
  await inTransaction(db, async (db) => {
    for (let n = 0; n < MANY; n++) {
      await saveArticle(db, anArticle({ id: `a-${n}`, url: null }), `e-${n}`, T0, null, null);
      await recordDecision(db, { ...decision, storyId: `S${n}` });
      await setToldToll(db, `${n}`, 'S', { killed: 1, injured: 0 }, T0);
      await markSent(db, await enqueuePost(db, aPost({ channelId: `${n}` })), `m-${n}`, T0);
    }
  });
});

async function left(): Promise<number[]> {
  const counts = [];
  for (const table of TABLES) {
    const row = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('n'))
      .executeTakeFirst();
    counts.push(Number(row?.n));
  }
  return counts;
}

it('what is kept for a time goes when it is over, however much there is, and not before', async () => {
  expect(await prune(db, WEEK, T0 + WEEK)).toBe(0);
  expect(await prune(db, WEEK, T0 + WEEK + 1)).toBe(MANY);
  expect(await left()).toEqual([0, MANY, MANY, MANY]);
  expect(await prune(db, WEEK, T0 + 2 * WEEK)).toBe(0);
  expect(await prune(db, WEEK, T0 + 2 * WEEK + 1)).toBe(2 * MANY);
  expect(await left()).toEqual([0, 0, 0, MANY]);
  expect(await prune(db, WEEK, T0 + 30 * DAY + 1)).toBe(MANY);
  expect(await left()).toEqual([0, 0, 0, 0]);
});

it('what a stop leaves, the next run deletes', async () => {
  const stopping = new AbortController();
  let transactions = 0;
  const stoppedSoon = fenced(db, async () => {
    transactions += 1;
    if (transactions === 2) stopping.abort();
  });
  const first = await prune(stoppedSoon, WEEK, T0 + 60 * DAY, stopping.signal);
  expect(transactions).toBe(2);
  expect(first).toBeLessThan(MANY);
  expect(first + (await prune(db, WEEK, T0 + 60 * DAY))).toBe(4 * MANY);
  expect(await left()).toEqual([0, 0, 0, 0]);
});

it('what a crash leaves, the next run deletes', async () => {
  let transactions = 0;
  const crashing = fenced(db, async () => {
    transactions += 1;
    if (transactions === 3) throw new Error('the process is gone');
  });
  await expect(prune(crashing, WEEK, T0 + 60 * DAY)).rejects.toThrow('gone');
  const [articles = 0, decisions = 0, tolls = 0, deliveries = 0] = await left();
  expect(articles + decisions + tolls + deliveries).toBeLessThan(4 * MANY);
  await prune(db, WEEK, T0 + 60 * DAY);
  expect(await left()).toEqual([0, 0, 0, 0]);
});
