import { describe, expect, it } from 'vitest';
import { deliveryCounts } from '../../src/store/deliveries.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { aBody, aPost, MINUTE, textOf } from '../store/samples.ts';
import { openDeliveryRoom, trouble } from './delivery_room.ts';

const room = openDeliveryRoom();

describe('a post of a sender that died', () => {
  /** Leaves the post in flight, as a process does that is killed. */
  const dieWith = async (text: string) => {
    await room.post(text, '1');
    const dead = room.deliverer();
    dead.start();
    await room.fake.seen(text);
  };

  it('is not repeated where its channel shows that it arrived', async () => {
    await dieWith('card');
    room.fake.holds(['m-7']);
    const next = room.deliverer({ now: Date.now });
    next.start();
    await expect.poll(() => deliveryCounts(room.store.db)).toMatchObject({ sent: 1 });
    await next.stop();
    expect(room.fake.sent).toEqual(['post: card']);
  });

  it('is looked for again where the first look failed, however new this process is', async () => {
    await dieWith('card');
    room.fake.holds(['m-7']);
    room.fake.failToFind(trouble);
    const next = room.deliverer();
    room.clock += MINUTE;
    await next.drain();
    room.fake.failToFind(null);
    room.clock += MINUTE;
    await next.drain();
    expect(room.fake.sent).toEqual(['post: card']);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ sent: 1 });
  });

  it('is sent where its channel shows nothing, or only what others posted', async () => {
    room.fake.answerWith(() => ({ kind: 'sent', messageId: 'm-7' }));
    await room.post('card', '1');
    await room.deliverer().drain();
    room.fake.answerWith(null);
    await dieWith('same text');
    room.fake.answerWith(room.fake.arrived);
    room.fake.holds(['m-7']);
    const next = room.deliverer({ now: Date.now });
    next.start();
    await expect.poll(() => deliveryCounts(room.store.db)).toMatchObject({ sent: 2 });
    await next.stop();
    expect(room.fake.sent).toEqual(['post: card', 'post: same text', 'post: same text']);
    expect(room.fake.nonces[1]).toBe(room.fake.nonces[2]);
  });
});

describe('the running deliverer', () => {
  it('sends what it is woken for, and what falls due by itself, while another send hangs', async () => {
    room.fake.answerWith(({ body }) => (textOf(body) === 'hangs' ? null : room.fake.arrived()));
    const owe = (text: string, channelId: string, at: number) =>
      enqueuePost(room.store.db, aPost({ body: aBody(text), channelId, now: at }));
    const deliver = room.deliverer({ now: Date.now });
    await owe('hangs', '1', Date.now());
    deliver.start();
    await room.fake.seen('hangs');
    await owe('by the clock, beside it', '2', Date.now() + 30);
    await owe('woken', '3', Date.now());
    deliver.wake();
    await room.fake.seen('woken');
    await room.fake.seen('by the clock, beside it');
    await owe('by the clock', '2', Date.now() + 30);
    room.fake.answer('hangs', room.fake.arrived());
    await room.fake.seen('by the clock');
    await deliver.stop();
    expect(await deliveryCounts(room.store.db)).toEqual({ waiting: 0, in_flight: 0, sent: 4, given_up: 0 });
  });

  it('stops at once when it is idle', async () => {
    const deliver = room.deliverer({ now: Date.now });
    deliver.start();
    const bound = 1_000_000_000;
    await deliver.stop(bound);
    const again = room.deliverer({ now: Date.now });
    room.fake.answerWith(room.fake.arrived);
    await enqueuePost(room.store.db, aPost({ body: aBody('last'), now: Date.now() }));
    again.start();
    await room.fake.seen('last');
    await again.stop(bound);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ sent: 1, in_flight: 0 });
  });

  it('stops after what is in flight, and takes nothing new', async () => {
    await room.post('in flight', '1');
    await room.post('behind it', '1');
    const deliver = room.deliverer();
    deliver.start();
    await room.fake.seen('in flight');
    const stopped = deliver.stop();
    room.fake.answer('in flight', room.fake.arrived());
    await stopped;
    expect(room.fake.sent).toEqual(['post: in flight']);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ sent: 1, waiting: 1, in_flight: 0 });
  });

  it('stops within its bound; what hangs is sent by the next one, with the same nonce', async () => {
    await room.post('hangs', '1');
    const deliver = room.deliverer();
    deliver.start();
    await room.fake.seen('hangs');
    await deliver.stop(0);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ waiting: 1, in_flight: 0 });
    room.fake.answerWith(room.fake.arrived);
    await room.deliverer().drain();
    expect(room.fake.sent).toEqual(['post: hangs', 'post: hangs']);
    expect(new Set(room.fake.nonces).size).toBe(1);
  });
});
