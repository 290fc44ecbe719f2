import { claimDeliveries, type Delivery } from '../../../src/store/deliveries.ts';
import { markSent } from '../../../src/store/delivery_outcomes.ts';
import { enqueueEdit, enqueuePost } from '../../../src/store/enqueue.ts';
import type { Db } from '../../../src/store/open.ts';
import { aBody, aPost, MINUTE, T0, textOf } from '../samples.ts';

/** How long a claim holds in the contracts. */
export const LEASE = MINUTE;

/** What the contracts of the outbox do in the empty store that `at` gives. */
export function outboxOf(at: () => Db) {
  const claim = (now = T0, limit = 10) => claimDeliveries(at(), now, LEASE, limit);
  const texts = (claimed: Delivery[]) => claimed.map((delivery) => textOf(delivery.body));
  /** Posts to a channel of its own; returns the row's id. */
  const post = (text: string, channelId: string, urgency = 0) =>
    enqueuePost(at(), aPost({ body: aBody(text), channelId, urgency }));
  const edit = (postId: number, text: string, urgency = 0, now = T0) =>
    enqueueEdit(at(), { postId, body: aBody(text), urgency, now });
  /** A card that was posted as message `m-1`. */
  const sentCard = async () => {
    const postId = await post('card', '1');
    await claim();
    await markSent(at(), postId, 'm-1', T0);
    return postId;
  };
  return { claim, texts, post, edit, sentCard };
}
