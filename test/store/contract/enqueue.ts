import { expect, it } from 'vitest';
import { cardOf } from '../../../src/store/cards.ts';
import { deliveryCounts, nextDeliveryAt } from '../../../src/store/deliveries.ts';
import { giveUpDelivery, markSent, repostCard, retryDelivery } from '../../../src/store/delivery_outcomes.ts';
import { enqueueEdit, enqueueReply } from '../../../src/store/enqueue.ts';
import type { Db } from '../../../src/store/open.ts';
import { aBody, MINUTE, T0, textOf } from '../samples.ts';
import { LEASE, outboxOf } from './outbox.ts';

/** How corrections and replies of a card wait for it, and for one another. `at` gives the empty store of the running test. */
export function enqueueContract(at: () => Db): void {
  const { claim, texts, post, edit, sentCard } = outboxOf(at);

  it('follow a card that is too old to be edited with a reply, which is edited from then on', async () => {
    const id = await sentCard();
    await edit(id, '3 killed');
    const [failed] = await claim();
    await repostCard(at(), failed?.id ?? 0, T0, { asReply: true });
    expect(await claim()).toMatchObject([{ id, kind: 'post', messageId: null, replyTo: 'm-1' }]);
    await markSent(at(), id, 'm-2', T0);
    await edit(id, '4 killed');
    expect(await claim()).toMatchObject([{ kind: 'edit', messageId: 'm-2' }]);
  });

  it('let a reply wait for its card, and keep it apart from the card’s edits', async () => {
    const postId = await post('card', '1');
    const owed = { kind: 'reply' as const, postId, body: aBody('reply'), urgency: 5, now: T0 };
    expect(texts(await claim())).toEqual(['card']);
    const replyId = await enqueueReply(at(), owed);
    await edit(postId, 'corrected', 5);
    await markSent(at(), postId, 'm-1', T0);
    const [reply] = await claim();
    expect(reply).toMatchObject({ id: replyId, kind: 'reply', messageId: 'm-1' });
    await edit(postId, 'corrected again', 5);
    await retryDelivery(at(), reply!.id, T0, 'HTTP 500');
    expect(texts(await claim())).toEqual(['reply']);
    await markSent(at(), reply!.id, 'm-2', T0);
    const [next] = await claim();
    expect(next).toMatchObject({ kind: 'edit', messageId: 'm-1', body: aBody('corrected again') });
    expect(await cardOf(at(), '1', 'none')).toBeNull();
    await markSent(at(), next!.id, 'm-1', T0);
    expect(await claim()).toEqual([]);
    await giveUpDelivery(at(), postId, 'gone', T0);
    expect(await enqueueReply(at(), { ...owed, postId: 999 })).toBeNull();
  });

  it('let a reply wait for a card that is posted anew, and end with one that never is', async () => {
    const postId = await sentCard();
    await edit(postId, 'corrected');
    const [found] = await claim();
    await enqueueReply(at(), { kind: 'reply', postId, body: aBody('reply'), urgency: 0, now: T0 });
    await repostCard(at(), found!.id, T0);
    expect(texts(await claim())).toEqual(['corrected']);
    await markSent(at(), postId, 'm-9', T0);
    expect(await claim()).toMatchObject([{ kind: 'reply', messageId: 'm-9' }]);
    const lost = await post('lost', '2');
    await claim();
    await enqueueReply(at(), { kind: 'reply', postId: lost, body: aBody('reply'), urgency: 0, now: T0 });
    await giveUpDelivery(at(), lost, 'gone', T0);
    expect(await claim(T0 + LEASE / 2)).toEqual([]);
  });

  it('come in the order of what happened in a card’s thread, whatever their gravity', async () => {
    const postId = await sentCard();
    for (const [text, urgency] of [
      ['begins', 1],
      ['rises', 9],
    ] as const) {
      await enqueueReply(at(), { kind: 'thread', postId, body: aBody(text), urgency, now: T0 });
    }
    const [first] = await claim();
    expect(first).toMatchObject({ kind: 'thread', body: aBody('begins') });
    await retryDelivery(at(), first!.id, T0 + MINUTE, 'HTTP 500');
    const reply = { kind: 'thread' as const, postId, body: aBody('ends'), urgency: 9, now: T0 + 1 };
    await enqueueReply(at(), reply);
    expect(await claim(T0 + MINUTE - 1)).toEqual([]);
    const left: string[] = [];
    for (let n = 0; n < 3; n++) {
      const [next] = await claim(T0 + MINUTE);
      left.push(...texts(next ? [next] : []));
      await markSent(at(), next?.id ?? 0, `t-${n}`, T0 + MINUTE);
    }
    expect(left).toEqual(['begins', 'rises', 'ends']);
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
    expect(edits[0]).toMatchObject({ kind: 'edit', messageId: 'm-1', urgency: -999 });
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
}
