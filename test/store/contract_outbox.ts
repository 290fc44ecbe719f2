import { expect, it } from 'vitest';
import {
  cardOf,
  claimDeliveries,
  type Delivery,
  deliveryCounts,
  enqueueEdit,
  enqueuePost,
  nextDeliveryAt,
} from '../../src/store/deliveries.ts';
import { giveUpDelivery, markSent, repostCard, retryDelivery } from '../../src/store/delivery_outcomes.ts';
import type { Db } from '../../src/store/open.ts';
import {
  addSubscription,
  pauseChannel,
  removeSubscription,
  setSubscriptionStatus,
} from '../../src/store/subscriptions.ts';
import { aBody, aPost, aSubscription, MINUTE, T0, textOf } from './samples.ts';

const LEASE = MINUTE;

/** What every engine's outbox must do. `at` gives the empty store of the running test. */
export function outboxContract(at: () => Db): void {
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

  it('leave most urgent first, then oldest', async () => {
    await post('digest', '1', 0);
    await post('breaking, later', '2', 9);
    await post('alert', '3', 5);
    await post('breaking, last', '4', 9);
    expect(texts(await claim(T0, 3))).toEqual(['breaking, later', 'breaking, last', 'alert']);
    expect(texts(await claim())).toEqual(['digest']);
    expect(await claim()).toEqual([]);
  });

  it('are claimed with all that sending needs', async () => {
    const { id: subscriptionId } = await addSubscription(at(), aSubscription());
    const id = await enqueuePost(at(), aPost({ subscriptionId, storyId: 'S', urgency: 3 }));
    const [claimed] = await claim(T0 + 5);
    expect(claimed).toEqual({
      id,
      subscriptionId,
      channelId: '100000000000000001',
      storyId: 'S',
      kind: 'post',
      body: aBody(),
      nonce: expect.stringMatching(/^[0-9a-z-]{12,25}$/),
      urgency: 3,
      attempts: 1,
      dueAt: T0,
      messageId: null,
    });
  });

  it('are in flight one at a time in a channel', async () => {
    const first = await post('first', '1');
    await post('second', '1');
    await post('elsewhere', '2');
    expect(texts(await claim())).toEqual(['first', 'elsewhere']);
    await post('urgent', '1', 9);
    expect(await claim()).toEqual([]);
    await markSent(at(), first, 'm', T0);
    expect(texts(await claim())).toEqual(['urgent']);
  });

  it('are not due before their time', async () => {
    await enqueuePost(at(), aPost({ now: T0 + 1 }));
    expect(await claim(T0)).toEqual([]);
    expect(await nextDeliveryAt(at())).toBe(T0 + 1);
    expect(await claim(T0 + 1)).toHaveLength(1);
  });

  it('are claimed again, with their nonce, once a lease has ended', async () => {
    await post('card', '1');
    const [before] = await claim(T0);
    expect(await claim(T0 + LEASE - 1)).toEqual([]);
    expect(await nextDeliveryAt(at())).toBe(T0 + LEASE);
    const [after] = await claim(T0 + LEASE);
    expect(after).toMatchObject({ id: before?.id, nonce: before?.nonce, attempts: 2 });
  });

  it('have nonces of their own', async () => {
    for (const channel of ['1', '2', '3']) await post('card', channel);
    const nonces = (await claim()).map((delivery) => delivery.nonce);
    expect(new Set(nonces).size).toBe(3);
  });

  it('that are put off take what their channel waits for along, so that order holds', async () => {
    const id = await post('part 1', '1');
    await post('part 2', '1');
    await post('elsewhere', '2');
    await claim(T0);
    await retryDelivery(at(), id, T0 + MINUTE, 'HTTP 500');
    expect(await claim(T0 + MINUTE - 1)).toEqual([]);
    const again = await claim(T0 + MINUTE);
    expect(texts(again)).toEqual(['part 1', 'elsewhere']);
    expect(again[0]?.attempts).toBe(2);
  });

  it('that can’t have left do not count the attempt', async () => {
    const id = await post('card', '1');
    await claim(T0);
    await retryDelivery(at(), id, T0, 'rate limit', { attempted: false });
    expect((await claim(T0))[0]?.attempts).toBe(1);
  });

  it('count by their state, and tell when there is next something to claim', async () => {
    expect(await nextDeliveryAt(at())).toBeNull();
    const sent = await post('sent', '1');
    const lost = await post('lost', '2');
    await post('in flight', '3');
    await claim();
    await markSent(at(), sent, 'm', T0);
    await giveUpDelivery(at(), lost, 'refused', T0);
    await post('behind the one in flight', '3');
    expect(await nextDeliveryAt(at())).toBe(T0 + LEASE);
    expect(await deliveryCounts(at())).toEqual({ waiting: 1, in_flight: 1, sent: 1, given_up: 1 });
    const row = await at()
      .selectFrom('deliveries')
      .select('reason')
      .where('id', '=', lost)
      .executeTakeFirst();
    expect(row?.reason).toBe('refused');
  });

  it('replace the body of a post that never left', async () => {
    const id = await post('2 killed', '1', 1);
    expect(await edit(id, '3 killed', 5)).toBe(id);
    const claimed = await claim();
    expect(texts(claimed)).toEqual(['3 killed']);
    expect(claimed[0]).toMatchObject({ kind: 'post', urgency: 5 });
  });

  it('keep the ping of a post that never left', async () => {
    const postId = await post('2 killed, @role', '1');
    await enqueueEdit(at(), {
      postId,
      body: aBody('3 killed'),
      postBody: aBody('3 killed, @role'),
      urgency: 0,
      now: T0,
    });
    expect(texts(await claim())).toEqual(['3 killed, @role']);
  });

  it('let an edit follow a post that is in flight, or may have arrived', async () => {
    const id = await post('2 killed', '1');
    await claim(T0);
    await edit(id, '3 killed');
    expect(await nextDeliveryAt(at())).toBe(T0 + LEASE);
    await retryDelivery(at(), id, T0, 'time-out');
    await edit(id, '4 killed');
    expect(texts(await claim(T0))).toEqual(['2 killed']);
    await markSent(at(), id, 'm-1', T0);
    const edits = await claim(T0);
    expect(texts(edits)).toEqual(['4 killed']);
    expect(edits[0]).toMatchObject({ kind: 'edit', messageId: 'm-1' });
  });

  it('let a newer edit overtake one that hasn’t left', async () => {
    const id = await sentCard();
    await edit(id, '3 killed', 1);
    await edit(id, '4 killed', 0);
    const edits = await claim();
    expect(texts(edits)).toEqual(['4 killed']);
    expect(edits[0]).toMatchObject({ kind: 'edit', messageId: 'm-1', urgency: 1 });
    expect((await deliveryCounts(at())).waiting).toBe(0);
  });

  it('let no older edit undo a newer one', async () => {
    const id = await sentCard();
    await edit(id, 'older', 0);
    const [older] = await claim();
    await edit(id, 'newer', 9);
    // The older one's process died: its lease ends, and the newer one is more urgent.
    const [newer] = await claim(T0 + LEASE);
    expect(newer && textOf(newer.body)).toBe('newer');
    await markSent(at(), newer?.id ?? 0, 'm-1', T0 + LEASE);
    expect(await claim(T0 + LEASE)).toEqual([]);
    expect(older?.id).toBeLessThan(newer?.id ?? 0);
  });

  it('drop a failed edit that a newer one has overtaken', async () => {
    const id = await sentCard();
    await edit(id, 'older');
    const [older] = await claim();
    await edit(id, 'newer');
    await retryDelivery(at(), older?.id ?? 0, T0 + 1, 'HTTP 500');
    expect(texts(await claim(T0 + 1))).toEqual(['newer']);
    expect((await deliveryCounts(at())).waiting).toBe(0);
  });

  it('edit nothing that was given up or never was', async () => {
    const id = await post('card', '1');
    await claim();
    await edit(id, 'waits for its post');
    await giveUpDelivery(at(), id, 'refused', T0);
    expect(await edit(id, 'newer')).toBeNull();
    expect(await edit(999, 'newer')).toBeNull();
    expect(await deliveryCounts(at())).toMatchObject({ waiting: 0, in_flight: 0, given_up: 2 });
  });

  it('post a card anew when its message is gone, in its newest state and with a new nonce', async () => {
    const id = await post('card', '1');
    const [first] = await claim();
    await markSent(at(), id, 'm-1', T0);
    await edit(id, '3 killed');
    const [failed] = await claim();
    await edit(id, '4 killed');
    expect(await repostCard(at(), failed?.id ?? 0, T0 + 1)).toBe(id);
    const again = await claim(T0 + 1);
    expect(texts(again)).toEqual(['4 killed']);
    expect(again[0]).toMatchObject({ id, kind: 'post', messageId: null, attempts: 1 });
    expect(again[0]?.nonce).not.toBe(first?.nonce);
    await markSent(at(), id, 'm-2', T0 + 2);
    await edit(id, '5 killed', 0, T0 + 3);
    expect(await claim(T0 + 3)).toMatchObject([{ kind: 'edit', messageId: 'm-2' }]);
    expect(await repostCard(at(), 999, T0)).toBeNull();
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

  it('go with their subscription, the sent ones excepted', async () => {
    const { id: subscriptionId } = await addSubscription(at(), aSubscription());
    const { id: other } = await addSubscription(at(), aSubscription());
    const sent = await enqueuePost(at(), aPost({ subscriptionId, channelId: '1', storyId: 'S' }));
    await claim();
    await markSent(at(), sent, 'm-1', T0);
    await edit(sent, 'newer');
    await enqueuePost(at(), aPost({ subscriptionId, channelId: '2' }));
    await enqueuePost(at(), aPost({ subscriptionId: other, channelId: '3', body: aBody('of another') }));
    await removeSubscription(at(), subscriptionId);
    expect(texts(await claim())).toEqual(['of another']);
    expect(await deliveryCounts(at())).toEqual({ waiting: 0, in_flight: 1, sent: 1, given_up: 0 });
  });

  it('are given up when their subscription or channel is paused, and do not pour out later', async () => {
    const { id: subscriptionId } = await addSubscription(at(), aSubscription());
    await enqueuePost(at(), aPost({ subscriptionId, channelId: '1' }));
    await post('to the same channel', '1');
    await post('elsewhere', '2');
    await setSubscriptionStatus(at(), subscriptionId, 'paused', 'by a member');
    expect(await deliveryCounts(at())).toMatchObject({ waiting: 2, given_up: 1 });
    await pauseChannel(at(), '1', 'missing permission');
    await setSubscriptionStatus(at(), subscriptionId, 'active', null);
    expect(texts(await claim())).toEqual(['elsewhere']);
  });
}
