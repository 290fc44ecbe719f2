import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DECIDED_AT_ONCE, openAlerts } from '../../src/jobs/alerts.ts';
import { AHEAD, fanOutDue, PAGE } from '../../src/jobs/fan_out.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { nextFanOut } from '../../src/store/fan_outs.ts';
import { type Db, inTransaction, openStore } from '../../src/store/open.ts';
import { replaceStory, saveStory } from '../../src/store/stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import type { Story, StoryChange } from '../../src/stories/story.ts';
import { aStory, aSubscription, MINUTE, T0 } from '../store/samples.ts';

const SOME = DECIDED_AT_ONCE + PAGE + 10;
const begins: StoryChange[] = [
  { kind: 'new', before: null, after: 'Drone attack', at: T0, publisherId: null, articleId: null },
];

let db: Db;
beforeEach(async () => {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  db = store.db;
});

const subscribe = (count: number) =>
  inTransaction(db, async (db) => {
    for (let n = 0; n < count; n++) {
      await addSubscription(db, aSubscription({ channelId: `${n}`, topics: [], regions: [], minGravity: 0 }));
    }
  });

async function tell(story: Story, changes = begins): Promise<void> {
  await inTransaction(db, async (tx) => {
    await saveStory(tx, story);
    await (await openAlerts(tx, T0)).decide(story, changes);
  });
}

/** Fans out until nothing is due, or after so many pages. */
async function fanOut(pages = Number.POSITIVE_INFINITY): Promise<void> {
  const stop = new AbortController();
  let left = pages;
  const onOwed = () => {
    left -= 1;
    if (left <= 0) stop.abort();
  };
  await fanOutDue({ db, now: () => T0, between: (work) => work(), onOwed }, stop.signal);
}

const owed = async () =>
  await db.selectFrom('deliveries').select(['channel_id', 'story_id', 'kind']).execute();

/** Sends all that is due. */
async function deliver(): Promise<void> {
  for (;;) {
    const claimed = await claimDeliveries(db, T0, MINUTE, 100);
    if (claimed.length === 0) return;
    for (const { id } of claimed) await markSent(db, id, `m-${id}`, T0);
  }
}

describe('a story for more subscriptions than a page', () => {
  it('is decided on for all of them, each once, wherever it was broken off', async () => {
    await subscribe(SOME);
    await tell(aStory());
    expect(await owed()).toHaveLength(DECIDED_AT_ONCE);
    await fanOut(1);
    expect(await owed()).toHaveLength(DECIDED_AT_ONCE + PAGE);
    await fanOut();
    const channels = (await owed()).map(({ channel_id }) => channel_id);
    expect(new Set(channels).size).toBe(SOME);
    expect(channels).toHaveLength(SOME);
    expect(await nextFanOut(db)).toBeNull();
  });

  it('has its later changes told in their order, and those that nothing was told of at once', async () => {
    await subscribe(SOME);
    await tell(aStory());
    await tell(aStory(), [{ ...begins[0]!, kind: 'target', after: 'harbour' }]);
    expect((await nextFanOut(db))?.changes.map(({ kind }) => kind)).toEqual(['new', 'target']);
    await fanOut();
    expect((await owed()).filter(({ kind }) => kind === 'post')).toHaveLength(SOME);
    expect((await owed()).filter(({ kind }) => kind !== 'post')).toEqual([]);
  });

  it('waits for a graver one', async () => {
    await subscribe(SOME);
    const gravity = aStory().gravity;
    await tell(aStory({ id: 'AAAAAA', gravity: { ...gravity, score: 20 } }));
    await tell(aStory({ id: 'BBBBBB', gravity: { ...gravity, score: 90 } }));
    await fanOut(2);
    const of = async (id: string) => (await owed()).filter(({ story_id }) => story_id === id).length;
    expect([await of('AAAAAA'), await of('BBBBBB')]).toEqual([DECIDED_AT_ONCE, SOME]);
    await deliver();
    await fanOut();
    expect(await of('AAAAAA')).toBe(SOME);
  });

  it('is left where it was joined to another', async () => {
    await subscribe(SOME);
    await tell(aStory({ id: 'AAAAAA' }));
    await saveStory(db, aStory({ id: 'BBBBBB' }));
    await replaceStory(db, 'AAAAAA', 'BBBBBB');
    await fanOut();
    expect(await owed()).toHaveLength(DECIDED_AT_ONCE);
    expect(await nextFanOut(db)).toBeNull();
  });

  it('stays a little ahead of sending', async () => {
    await subscribe(AHEAD + 2 * PAGE);
    await tell(aStory());
    await fanOut();
    expect(await owed()).toHaveLength(AHEAD);
    await deliver();
    await fanOut();
    expect(await owed()).toHaveLength(AHEAD + 2 * PAGE);
  });
});
