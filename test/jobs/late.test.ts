import { describe, expect, it } from 'vitest';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { saveStory } from '../../src/store/stories.ts';
import type { Source } from '../../src/stories/story.ts';
import { aBody, aFeed, aPost, aStory, MINUTE, T0 } from '../store/samples.ts';
import { openDeliveryRoom } from './delivery_room.ts';

const room = openDeliveryRoom();

describe('what is too old to alert', () => {
  const HOUR = 60 * MINUTE;
  const owe = async (storyId: string, hoursOld: number) => {
    const seenAt = T0 - hoursOld * HOUR;
    const source: Source = {
      ...{ articleId: storyId, publisher: aFeed().publisher, title: '', lead: '', url: null },
      ...{ publishedAt: seenAt, seenAt, revisedAt: null },
      ...{ topics: [], strike: null, diplomacy: null, disputes: [], evidence: [] },
    };
    await saveStory(room.store.db, aStory({ id: storyId, headline: `Story ${storyId}`, sources: [source] }));
    await enqueuePost(room.store.db, aPost({ storyId, channelId: '1', body: aBody(`card ${storyId}`) }));
  };
  const drainLate = async () => {
    const deliver = room.deliverer({ lateMs: 6 * HOUR });
    for (let n = 0; n < 3; n++) {
      await deliver.drain();
      room.clock += 10_000;
    }
  };

  it('comes in one message after an outage; what is news comes as cards', async () => {
    room.fake.answerWith(room.fake.arrived);
    await owe('OLD111', 9);
    await owe('OLD222', 8);
    await owe('NEW333', 2);
    await drainLate();
    expect(room.fake.sent.filter((text) => text.includes('card'))).toEqual(['post: card NEW333']);
    const digests = room.fake.bodies.filter((body) => body.includes('While I was away'));
    expect(digests).toHaveLength(1);
    expect(room.fake.sent).toHaveLength(2);
    expect(digests[0]).toMatch(/Story OLD111.*Story OLD222|Story OLD222.*Story OLD111/);
    expect(await room.reasons()).toHaveLength(2);
  });

  it('comes as the card that it is where it is alone', async () => {
    room.fake.answerWith(room.fake.arrived);
    await owe('OLD111', 9);
    await drainLate();
    expect(room.fake.sent).toEqual(['post: card OLD111']);
  });
});
