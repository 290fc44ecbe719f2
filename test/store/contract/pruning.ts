import { beforeEach, describe, expect, it } from 'vitest';
import { oldArticles, saveArticle } from '../../../src/store/articles.ts';
import { recordDecision } from '../../../src/store/decisions.ts';
import { markSent } from '../../../src/store/delivery_outcomes.ts';
import { enqueueEdit, enqueuePost, enqueueReply } from '../../../src/store/enqueue.ts';
import { addFollow, countFollows, overFollows } from '../../../src/store/follows.ts';
import { oldDeliveries } from '../../../src/store/old_deliveries.ts';
import { type Deletion, oldRows } from '../../../src/store/old_rows.ts';
import { type Db, inTransaction } from '../../../src/store/open.ts';
import { saveStory } from '../../../src/store/stories.ts';
import { addSubscription } from '../../../src/store/subscriptions.ts';
import { deleteAll } from '../delete_all.ts';
import { aBody, anArticle, aPost, aStory, aSubscription, HOUR, T0 } from '../samples.ts';

/** What every engine must do when it forgets what is over, a few rows at a time. `at` gives the empty store of the running test. */
export function pruningContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });
  const count = async (table: 'articles' | 'decisions' | 'deliveries') => {
    const all = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('n'))
      .execute();
    return Number(all[0]?.n);
  };
  /** Makes the first deletion after something else happened. */
  const afterwards = async (deletions: AsyncIterable<Deletion>, meanwhile: () => Promise<unknown>) => {
    for await (const remove of deletions) {
      await meanwhile();
      return inTransaction(db, remove);
    }
    return null;
  };

  describe('what is over', () => {
    it('goes however many are of one age, and in fewer or more as the limit says by then', async () => {
      const { id: subscriptionId } = await addSubscription(db, aSubscription());
      for (let n = 0; n < 12; n++) {
        const decision = { subscriptionId, storyId: `S${n}`, action: 'post' as const, reason: 'new', at: T0 };
        await recordDecision(db, decision);
      }
      const limits = [2, 1, 4, 3, 2, 9];
      expect(
        await deleteAll(
          db,
          oldRows(db, 'decisions', T0 + 1, () => limits.shift() ?? 0),
        ),
      ).toEqual([2, 1, 4, 3, 2]);
    });

    it('stays where it isn’t over any more by the time of deleting', async () => {
      const { id: subscriptionId } = await addSubscription(db, aSubscription());
      const decision = { subscriptionId, storyId: 'S', action: 'silent' as const, reason: 'elsewhere' };
      await recordDecision(db, { ...decision, at: T0 });
      const again = () => recordDecision(db, { ...decision, at: T0 + HOUR });
      const decisions = oldRows(db, 'decisions', T0 + 1, () => 10);
      expect(await afterwards(decisions, again)).toBe(0);
      expect(await count('decisions')).toBe(1);

      const seen = (time: number) => saveArticle(db, anArticle(), 'entry', time, null, null);
      await seen(T0);
      const articles = oldArticles(db, T0 + 1, () => 10);
      expect(await afterwards(articles, () => seen(T0 + HOUR))).toBe(0);
      expect(await count('articles')).toBe(1);

      await saveStory(db, aStory());
      const follow = { userId: 'a', storyId: 'K7F3QP', channelId: 'dm' };
      await addFollow(db, follow, T0);
      await saveStory(db, aStory({ closedAt: T0 + HOUR }));
      const follows = overFollows(db, T0, () => 10);
      expect(await afterwards(follows, () => saveStory(db, aStory()))).toBe(0);
      expect(await countFollows(db, 'a')).toBe(1);
    });

    it('of articles is counted by their text as well, one at least at a time', async () => {
      for (const [n, length] of [9_000, 500, 500, 3_000, 20_000].entries()) {
        await saveArticle(
          db,
          anArticle({ id: `a${n}`, text: 'x '.repeat(length / 2) }),
          `e${n}`,
          T0 + n,
          null,
          null,
        );
      }
      expect(
        await deleteAll(
          db,
          oldArticles(db, T0 + HOUR, () => 5),
        ),
      ).toEqual([1, 2, 1, 1]);
    });

    it('of a card goes a part at a time, its parts before itself', async () => {
      const { id: subscriptionId } = await addSubscription(db, aSubscription());
      const postId = await enqueuePost(db, aPost({ subscriptionId }));
      await markSent(db, postId, 'm', T0);
      for (let n = 0; n < 4; n++) {
        const reply = { kind: 'thread' as const, postId, body: aBody(), urgency: 0, now: T0 };
        await markSent(db, (await enqueueReply(db, reply)) ?? 0, `m-${n}`, T0);
      }
      expect(
        await deleteAll(
          db,
          oldDeliveries(db, T0 + 1, () => 2),
        ),
      ).toEqual([2, 2, 1]);
      expect(await count('deliveries')).toBe(0);
    });

    it('of a card stays where it is corrected by the time of deleting', async () => {
      const postId = await enqueuePost(db, aPost());
      await markSent(db, postId, 'm', T0);
      const correct = () => enqueueEdit(db, { postId, body: aBody('corrected'), urgency: 0, now: T0 + HOUR });
      const deliveries = oldDeliveries(db, T0 + 1, () => 10);
      expect(await afterwards(deliveries, correct)).toBe(0);
      expect(await count('deliveries')).toBe(2);
    });
  });
}
