import { expect, it } from 'vitest';
import { deliveryCounts, nextDeliveryAt, waitingPosts } from '../../../src/store/deliveries.ts';
import {
  forgetAttempts,
  giveUpDelivery,
  knownMessages,
  markSent,
  moveWaits,
  releaseDeliveries,
  retryDelivery,
} from '../../../src/store/delivery_outcomes.ts';
import { enqueuePost, enqueueReply } from '../../../src/store/enqueue.ts';
import { oldDeliveries } from '../../../src/store/old_deliveries.ts';
import type { Db } from '../../../src/store/open.ts';
import {
  addSubscription,
  pauseChannel,
  removeSubscription,
  setSubscriptionStatus,
} from '../../../src/store/subscriptions.ts';
import { deleteAll } from '../delete_all.ts';
import { aBody, aPost, aSubscription, MINUTE, T0 } from '../samples.ts';
import { LEASE, outboxOf } from './outbox.ts';

/** What every engine's outbox must do. `at` gives the empty store of the running test. */
export function deliveriesContract(at: () => Db): void {
  const { claim, texts, post, edit, sentCard } = outboxOf(at);

  it('are forgotten a few at a time when they and all that belongs to them are old', async () => {
    const old = T0 + MINUTE;
    const cards = [];
    for (const channelId of ['1', '2', '3', '4']) cards.push(await post(`card ${channelId}`, channelId));
    const [corrected = 0, , waiting = 0] = cards;
    for (const { id } of await claim()) await markSent(at(), id, `m-${id}`, T0);
    // One is corrected again, one waits for a reply, the others are over.
    const again = await edit(corrected, 'corrected');
    await claim();
    await markSent(at(), again ?? 0, `m-${corrected}`, old);
    await enqueueReply(at(), { kind: 'reply', postId: waiting, body: aBody(), urgency: 0, now: T0 });
    await post('young', '5');
    expect(
      await deleteAll(
        at(),
        oldDeliveries(at(), old, () => 1),
      ),
    ).toEqual([1, 1]);
    const left = await at()
      .selectFrom('deliveries')
      .select('channel_id')
      .distinct()
      .orderBy('channel_id')
      .execute();
    expect(left.map(({ channel_id }) => channel_id)).toEqual(['1', '3', '5']);
    expect(
      await deleteAll(
        at(),
        oldDeliveries(at(), T0, () => 10),
      ),
    ).toEqual([]);
  });

  it('leave most urgent first, then oldest', async () => {
    await post('digest', '1', 0);
    await post('breaking, later', '2', 9);
    await post('alert', '3', 5);
    await post('breaking, last', '4', 9);
    expect(texts(await claim(T0, 3))).toEqual(['breaking, later', 'breaking, last', 'alert']);
    expect(texts(await claim())).toEqual(['digest']);
    expect(await claim()).toEqual([]);
  });

  it('leave alerts first, then edits, then digests', async () => {
    const card = await sentCard();
    await edit(card, 'edit of a grave story', 95);
    await post('digest', '2', -2_000);
    await post('alert of a small story', '3', 1);
    expect(texts(await claim())).toEqual(['alert of a small story', 'edit of a grave story', 'digest']);
  });

  it('leave in turns between servers, whoever has more channels', async () => {
    const serverOf = async (guildId: string) => (await addSubscription(at(), aSubscription({ guildId }))).id;
    const [large, small, other] = [await serverOf('1'), await serverOf('2'), await serverOf('3')];
    const owe = (subscriptionId: number, text: string, channelId: string) =>
      enqueuePost(at(), aPost({ subscriptionId, channelId, body: aBody(text) }));
    for (const n of [1, 2, 3]) await owe(large, `large ${n}`, `1${n}`);
    await owe(small, 'small', '21');
    expect(texts(await claim(T0, 2))).toEqual(['large 1', 'small']);
    await owe(other, 'other', '31');
    expect(texts(await claim(T0, 9))).toEqual(['other', 'large 2', 'large 3']);
  });

  it('are taken over from a sender that died, but for edits that were overtaken', async () => {
    const card = await sentCard();
    await edit(card, 'older');
    await post('in flight', '2');
    expect(await claim()).toHaveLength(2);
    await edit(card, 'newer');
    await releaseDeliveries(at(), T0 + 500);
    expect(await claim(T0 + 499)).toEqual([]);
    const taken = await claim(T0 + 500);
    expect(texts(taken)).toEqual(['in flight', 'newer']);
    expect(taken[0]).toMatchObject({ attempts: 2, attemptedAt: T0 });
    expect(taken[1]).toMatchObject({ attempts: 1, attemptedAt: null });
  });

  it('know since when they may have arrived', async () => {
    const id = await post('card', '1');
    await claim(T0);
    await retryDelivery(at(), id, T0 + 1, 'rate limit', { attempted: false });
    expect((await claim(T0 + 1))[0]?.attemptedAt).toBeNull();
    await retryDelivery(at(), id, T0 + 2, 'HTTP 500');
    await claim(T0 + 2);
    await retryDelivery(at(), id, T0 + 3, 'rate limit', { attempted: false });
    expect((await claim(T0 + 3))[0]?.attemptedAt).toBe(T0 + 1);
  });

  it('wait as long as before when the clock is set', async () => {
    const id = await post('card', '1');
    await claim(T0);
    await retryDelivery(at(), id, T0 + MINUTE, 'HTTP 500');
    await moveWaits(at(), -60 * MINUTE);
    expect(await nextDeliveryAt(at())).toBe(T0 - 59 * MINUTE);
    expect((await claim(T0 - 59 * MINUTE))[0]?.attemptedAt).toBe(T0 - 60 * MINUTE);
  });

  it('know which messages of their channel are theirs', async () => {
    await sentCard();
    expect([...(await knownMessages(at(), '1', ['m-1', 'm-2']))]).toEqual(['m-1']);
    expect([...(await knownMessages(at(), '2', ['m-1']))]).toEqual([]);
    expect([...(await knownMessages(at(), '1', []))]).toEqual([]);
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
      attemptedAt: null,
      dueAt: T0,
      createdAt: T0,
      messageId: null,
      replyTo: null,
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

  it('that are put off alone let their channel go on', async () => {
    const postId = await sentCard();
    await edit(postId, 'corrected');
    const [found] = await claim();
    await post('news', '1');
    await retryDelivery(at(), found!.id, T0 + MINUTE, 'edited too often', { alone: true });
    const [news] = await claim();
    expect(news).toMatchObject({ body: aBody('news') });
    await markSent(at(), news!.id, 'm-2', T0);
    expect(await claim(T0 + MINUTE)).toMatchObject([{ kind: 'edit', attempts: 1 }]);
  });

  it('that are found not to have arrived are as though they had never been tried', async () => {
    const id = await enqueuePost(at(), aPost({ storyId: 'S', channelId: '2' }));
    await claim();
    await retryDelivery(at(), id, T0 + MINUTE, 'HTTP 500');
    expect(await waitingPosts(at(), '2')).toMatchObject([{ id, attemptedAt: T0 }]);
    await forgetAttempts(at(), id);
    expect(await waitingPosts(at(), '2')).toMatchObject([{ id, attemptedAt: null }]);
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
