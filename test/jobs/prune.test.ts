import { expect, it, onTestFinished } from 'vitest';
import { pruneOldArticles, pruneOldDecisions } from '../../src/jobs/prune.ts';
import { saveArticle } from '../../src/store/articles.ts';
import { recordDecision } from '../../src/store/decisions.ts';
import { enqueuePost } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { inTransaction, openStore } from '../../src/store/open.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { setToldToll } from '../../src/store/told_tolls.ts';
import { anArticle, aPost, aSubscription, T0 } from '../store/samples.ts';

const DAY = 86_400_000;
/** More than one batch of 200, and no whole number of them. */
const MANY = 450;

it('what is kept for a time goes when it is over, however much there is, and not before', async () => {
  const { db, close } = await openStore('sqlite::memory:');
  onTestFinished(close);
  const { id } = await addSubscription(db, aSubscription());
  await inTransaction(db, async (db) => {
    for (let n = 0; n < MANY; n++) {
      await saveArticle(db, anArticle({ id: `a-${n}`, url: null }), `e-${n}`, T0, null, null);
      await recordDecision(db, {
        subscriptionId: id,
        storyId: `S${n}`,
        action: 'post',
        reason: 'new',
        at: T0,
      });
      await setToldToll(db, `${n}`, 'S', { killed: 1, injured: 0 }, T0);
      await markSent(db, await enqueuePost(db, aPost({ channelId: `${n}` })), `m-${n}`, T0);
    }
  });
  const count = async (table: 'articles' | 'decisions' | 'told_tolls' | 'deliveries') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((select) => select.fn.countAll<number>().as('n'))
          .executeTakeFirst()
      )?.n,
    );
  expect(await pruneOldArticles(db, 7 * DAY, T0 + 7 * DAY)).toBe(0);
  expect(await pruneOldArticles(db, 7 * DAY, T0 + 7 * DAY + 1)).toBe(MANY);
  expect(await count('articles')).toBe(0);

  expect(await pruneOldDecisions(db, T0 + 14 * DAY)).toBe(0);
  expect(await pruneOldDecisions(db, T0 + 14 * DAY + 1)).toBe(MANY);
  expect([await count('decisions'), await count('told_tolls'), await count('deliveries')]).toEqual([
    0,
    0,
    MANY,
  ]);
  await pruneOldDecisions(db, T0 + 30 * DAY + 1);
  expect(await count('deliveries')).toBe(0);
});
