import { expect, it } from 'vitest';
import { cardOf, cardTimes, newestCard } from '../../../src/store/cards.ts';
import { giveUpDelivery, markSent } from '../../../src/store/delivery_outcomes.ts';
import { enqueuePost } from '../../../src/store/enqueue.ts';
import type { Db } from '../../../src/store/open.ts';
import { addSubscription } from '../../../src/store/subscriptions.ts';
import { aPost, aSubscription, T0 } from '../samples.ts';
import { outboxOf } from './outbox.ts';

/** What every engine must tell of the cards in a channel. `at` gives the empty store of the running test. */
export function cardsContract(at: () => Db): void {
  const { claim, edit } = outboxOf(at);

  it('count a subscription’s cards, and tell what became of one', async () => {
    const { id: subscriptionId } = await addSubscription(at(), aSubscription());
    const card = (storyId: string | null, now: number) =>
      enqueuePost(at(), aPost({ subscriptionId, storyId, now, channelId: '1' }));
    await card('A', T0);
    const given = await card('B', T0 + 1);
    await card(null, T0 + 2);
    await card('C', T0 + 3);
    await giveUpDelivery(at(), given, 'no permission', T0 + 4);
    const { id: other } = await addSubscription(at(), aSubscription());
    const times = await cardTimes(at(), [subscriptionId, other], T0 - 1);
    expect([times.get(subscriptionId), times.get(other)]).toEqual([[T0, T0 + 3], []]);
    expect((await cardTimes(at(), [subscriptionId], T0)).get(subscriptionId)).toEqual([T0 + 3]);
    expect(await newestCard(at(), '1', 'B')).toEqual({ status: 'given_up', reason: 'no permission' });
    expect(await newestCard(at(), '1', 'Z')).toBeNull();
  });

  it('tell a channel’s card of a story', async () => {
    const { id: subscriptionId, channelId } = await addSubscription(at(), aSubscription());
    expect(await cardOf(at(), channelId, 'S')).toBeNull();
    const postId = await enqueuePost(at(), aPost({ subscriptionId, channelId, storyId: 'S' }));
    expect(await cardOf(at(), channelId, 'S')).toEqual({ postId, status: 'waiting', messageId: null });
    await claim();
    expect(await cardOf(at(), channelId, 'S')).toMatchObject({ status: 'in_flight' });
    await markSent(at(), postId, 'm-1', T0);
    await edit(postId, 'newer');
    expect(await cardOf(at(), channelId, 'S')).toEqual({ postId, status: 'sent', messageId: 'm-1' });
    expect(await cardOf(at(), channelId, 'T')).toBeNull();
  });

  it('that were given up are nobody’s card', async () => {
    const postId = await enqueuePost(at(), aPost({ channelId: '1', storyId: 'S' }));
    await claim();
    await giveUpDelivery(at(), postId, 'refused', T0);
    expect(await cardOf(at(), '1', 'S')).toBeNull();
  });
}
