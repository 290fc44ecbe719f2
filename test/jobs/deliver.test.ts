import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/discord/sender.ts';
import { deliveryCounts, nextDeliveryAt } from '../../src/store/deliveries.ts';
import { enqueueEdit } from '../../src/store/enqueue.ts';
import { aBody, MINUTE, T0 } from '../store/samples.ts';
import { openDeliveryRoom, outage, trouble } from './delivery_room.ts';

const room = openDeliveryRoom();

describe('drain', () => {
  it('sends whatever is due, most urgent first', async () => {
    room.fake.answerWith(room.fake.arrived);
    await room.post('digest', '1', 0);
    await room.post('alert', '1', 5);
    await room.post('breaking', '2', 9);
    await room.deliverer({ concurrency: 1 }).drain();
    expect(room.fake.sent).toEqual(['post: breaking', 'post: alert', 'post: digest']);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ sent: 3, waiting: 0, in_flight: 0 });
  });

  it('sends to several channels at once, one message at a time in each', async () => {
    await room.post('1a', '1');
    await room.post('1b', '1');
    await room.post('2a', '2');
    await room.post('3a', '3');
    const drained = room.deliverer({ concurrency: 2 }).drain();
    await Promise.all([room.fake.seen('1a'), room.fake.seen('2a')]);
    expect(room.fake.sent).toHaveLength(2);
    room.fake.answer('2a', room.fake.arrived());
    await room.fake.seen('3a');
    expect(room.fake.sent).toEqual(['post: 1a', 'post: 2a', 'post: 3a']);
    room.fake.answer('1a', room.fake.arrived());
    await room.fake.seen('1b');
    room.fake.answer('1b', room.fake.arrived());
    room.fake.answer('3a', room.fake.arrived());
    await drained;
    expect((await deliveryCounts(room.store.db)).sent).toBe(4);
  });

  it.each(['wake', 'drain'] as const)('takes in what falls due while it runs, told by %s', async (tell) => {
    await room.post('slow', '1');
    const deliver = room.deliverer();
    const drained = deliver.drain();
    await room.fake.seen('slow');
    await room.post('meanwhile', '2');
    const told = deliver[tell]();
    await room.fake.seen('meanwhile');
    room.fake.answer('slow', room.fake.arrived());
    room.fake.answer('meanwhile', room.fake.arrived());
    await Promise.all([drained, told]);
  });

  it('edits the card that was posted, in its newest state', async () => {
    room.fake.answerWith(room.fake.arrived);
    const postId = await room.post('2 killed', '1');
    const deliver = room.deliverer();
    await deliver.drain();
    for (const text of ['3 killed', '4 killed']) {
      await enqueueEdit(room.store.db, { postId, body: aBody(text), urgency: 0, now: room.clock });
    }
    await deliver.drain();
    expect(room.fake.sent).toEqual(['post: 2 killed', 'edit m-1: 4 killed']);
  });
});

describe('a message that did not get through', () => {
  it('is sent again when its time has come, with the same nonce', async () => {
    room.fake.answerWith(() => trouble);
    await room.post('card', '1');
    const deliver = room.deliverer();
    await deliver.drain();
    expect(await nextDeliveryAt(room.store.db)).toBe(T0 + 500);
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(1);
    room.clock += 500;
    await deliver.drain();
    expect(await nextDeliveryAt(room.store.db)).toBe(room.clock + 1_000);
    room.clock += 1_000;
    room.fake.answerWith(room.fake.arrived);
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(3);
    expect(new Set(room.fake.nonces).size).toBe(1);
    expect((await deliveryCounts(room.store.db)).sent).toBe(1);
  });

  it('holds up its own channel alone', async () => {
    room.fake.answerWith(({ channelId }) => (channelId === '1' ? trouble : room.fake.arrived()));
    await room.post('1a', '1');
    await room.post('1b', '1');
    await room.post('2a', '2');
    await room.deliverer().drain();
    expect(room.fake.sent).toEqual(['post: 1a', 'post: 2a']);
  });

  it('waits as long as Discord says', async () => {
    room.fake.answerWith(() => ({ ...trouble, afterMs: 90_000, attempted: false }) as SendOutcome);
    await room.post('card', '1');
    await room.deliverer().drain();
    expect(await nextDeliveryAt(room.store.db)).toBe(T0 + 90_000);
  });

  it('is given up, with the reason, after a hundred attempts', async () => {
    room.fake.answerWith(() => trouble);
    await room.post('card', '1');
    const deliver = room.deliverer();
    for (let n = 0; n < 101; n++) {
      await deliver.drain();
      room.clock += 10 * MINUTE;
    }
    expect(room.fake.sent).toHaveLength(100);
    expect(await room.reasons()).toEqual(['Given up after 100 attempts. HTTP 500']);
  });

  it('whose sender throws is sent again after its lease', async () => {
    room.fake.answerWith(() => {
      throw new Error('a fault');
    });
    await room.post('card', '1');
    const deliver = room.deliverer();
    await deliver.drain();
    expect(room.logged).toEqual([expect.stringContaining('no known outcome')]);
    room.fake.answerWith(room.fake.arrived);
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(1);
    room.clock += MINUTE;
    await deliver.drain();
    expect((await deliveryCounts(room.store.db)).sent).toBe(1);
    expect(new Set(room.fake.nonces).size).toBe(1);
  });
});

describe('an outage', () => {
  it('stops everything, and one message finds out whether it is over', async () => {
    room.fake.answerWith(() => outage);
    for (const channel of ['1', '2', '3', '4']) await room.post(`card ${channel}`, channel);
    const deliver = room.deliverer({ concurrency: 2 });
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(2);
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(2);
    expect(room.logged).toEqual(['error: nothing can be delivered for now']);

    room.clock += 500;
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(3);
    room.clock += 500;
    await deliver.drain();
    expect(room.fake.sent).toHaveLength(3);

    room.clock += 500;
    room.fake.answerWith(room.fake.arrived);
    await deliver.drain();
    expect((await deliveryCounts(room.store.db)).sent).toBe(4);
  });

  it('counts for no message’s attempts', async () => {
    const id = await room.post('card', '1');
    room.fake.answerWith(() => outage);
    const deliver = room.deliverer();
    for (let n = 0; n < 120; n++) {
      await deliver.drain();
      room.clock += 10 * MINUTE;
    }
    const row = await room.store.db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toMatchObject({ attempts: 0, status: 'waiting' });
  });
});

describe('a refused message', () => {
  it('is given up with Discord’s reason, and room.logged as a fault', async () => {
    room.fake.answerWith(() => ({ kind: 'refused', reason: 'too long' }));
    await room.post('card', '1');
    await room.deliverer().drain();
    expect(await room.reasons()).toEqual(['too long']);
    expect(room.logged).toEqual([expect.stringMatching(/^error: .*fault/)]);
  });
});
