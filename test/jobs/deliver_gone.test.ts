import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/discord/sender.ts';
import { deliveryCounts } from '../../src/store/deliveries.ts';
import { addSubscription, getSubscription } from '../../src/store/subscriptions.ts';
import { aSubscription } from '../store/samples.ts';
import { openDeliveryRoom, trouble } from './delivery_room.ts';

const room = openDeliveryRoom();

describe('a channel that is gone', () => {
  it('pauses its subscriptions with the reason, and is asked no more', async () => {
    const subscription = await addSubscription(room.store.db, aSubscription({ channelId: '1' }));
    room.fake.answerWith(() => ({
      kind: 'gone',
      scope: 'channel',
      code: 50013,
      reason: 'Send Messages is missing',
    }));
    await room.post('1a', '1');
    await room.post('1b', '1');
    await room.deliverer().drain();
    expect(room.fake.sent).toEqual(['post: 1a']);
    expect(await getSubscription(room.store.db, subscription.id)).toMatchObject({
      status: 'paused',
      pausedReason: 'Send Messages is missing',
    });
    expect(await deliveryCounts(room.store.db)).toEqual({ waiting: 0, in_flight: 0, sent: 0, given_up: 2 });
  });
});

describe('the admins of a server', () => {
  const gone = (reason: string): SendOutcome => ({ kind: 'gone', scope: 'channel', code: 50013, reason });
  const noticed = (place: string | null) => room.deliverer({ noticeChannel: () => place });

  it('are told once that a channel was paused, where the bot can write', async () => {
    await addSubscription(room.store.db, aSubscription({ channelId: '1' }));
    await addSubscription(room.store.db, aSubscription({ channelId: '1', kind: 'digest' }));
    room.fake.answerWith(({ channelId }) =>
      channelId === '1' ? gone('Send Messages is missing') : room.fake.arrived(),
    );
    const deliver = noticed('9');
    for (let n = 0; n < 3; n++) {
      await room.post(`card ${n}`, '1');
      await deliver.drain();
    }
    expect(room.fake.bodies.filter((body) => body.includes('Send Messages is missing'))).toHaveLength(1);
    expect(await deliveryCounts(room.store.db)).toMatchObject({ waiting: 0, sent: 1 });
  });

  it('are told in the language of what was paused', async () => {
    await addSubscription(room.store.db, aSubscription({ channelId: '1', language: 'de' }));
    room.fake.answerWith(({ channelId }) =>
      channelId === '1'
        ? { kind: 'gone', scope: 'channel', code: 50013, reason: { key: 'pause.no_permission' } }
        : room.fake.arrived(),
    );
    await room.post('card', '1');
    const deliver = noticed('9');
    await deliver.drain();
    await deliver.drain();
    expect(room.fake.bodies.at(-1)).toContain('Ich darf in diesem Kanal nicht schreiben');
    expect(room.fake.bodies.at(-1)).not.toMatch(/paused|Nothing/);
  });

  it('see no card twice that had arrived when the channel was closed', async () => {
    await addSubscription(room.store.db, aSubscription({ channelId: '1' }));
    room.fake.answerWith(() => trouble);
    await room.post('card', '1');
    const deliver = noticed(null);
    await deliver.drain();
    room.fake.answerWith(() => gone('Send Messages is missing'));
    room.fake.holds(['m-7']);
    room.clock += 1_000;
    await deliver.drain();
    expect(await deliveryCounts(room.store.db)).toMatchObject({ sent: 1, given_up: 0 });
  });

  it('are told nothing where nothing can be written, or nobody had subscribed', async () => {
    room.fake.answerWith(() => gone('Send Messages is missing'));
    await room.post('card', '1');
    await noticed('9').drain();
    await addSubscription(room.store.db, aSubscription({ channelId: '2' }));
    await room.post('card', '2');
    await noticed(null).drain();
    expect(room.fake.sent).toEqual(['post: card', 'post: card']);
  });
});
