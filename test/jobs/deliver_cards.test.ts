import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/discord/sender.ts';
import { cardOf } from '../../src/store/cards.ts';
import { enqueueEdit, enqueuePost } from '../../src/store/enqueue.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { aBody, aPost, aSubscription } from '../store/samples.ts';
import { openDeliveryRoom } from './delivery_room.ts';

const room = openDeliveryRoom();

describe('a card that is too old to be edited', () => {
  it('is followed by a reply with its newest state', async () => {
    const postId = await room.post('2 killed', '1');
    room.fake.answerWith(({ kind }) => (kind === 'edit' ? { kind: 'uneditable' } : room.fake.arrived()));
    const deliver = room.deliverer();
    await deliver.drain();
    await enqueueEdit(room.store.db, { postId, body: aBody('3 killed'), urgency: 0, now: room.clock });
    await deliver.drain();
    expect(room.fake.sent).toEqual(['post: 2 killed', 'edit m-1: 3 killed', 'post: 3 killed']);
    expect(room.fake.repliedTo).toEqual([null, null, 'm-1']);
  });
});

describe('a card that was deleted', () => {
  it('is posted anew rather than edited, and edited from then on', async () => {
    const { id: subscriptionId } = await addSubscription(room.store.db, aSubscription({ channelId: '1' }));
    const postId = await enqueuePost(
      room.store.db,
      aPost({ subscriptionId, storyId: 'S', channelId: '1', body: aBody('2 killed') }),
    );
    const gone: SendOutcome = { kind: 'gone', scope: 'message', code: 10008, reason: 'deleted' };
    room.fake.answerWith(({ messageId }) => (messageId === 'm-1' ? gone : room.fake.arrived()));
    const deliver = room.deliverer();
    await deliver.drain();
    await enqueueEdit(room.store.db, { postId, body: aBody('3 killed'), urgency: 0, now: room.clock });
    await deliver.drain();
    await enqueueEdit(room.store.db, { postId, body: aBody('4 killed'), urgency: 0, now: room.clock });
    await deliver.drain();
    expect(room.fake.sent).toEqual([
      'post: 2 killed',
      'edit m-1: 3 killed',
      'post: 3 killed',
      'edit m-2: 4 killed',
    ]);
    expect(await cardOf(room.store.db, '1', 'S')).toEqual({ postId, status: 'sent', messageId: 'm-2' });
  });
});
