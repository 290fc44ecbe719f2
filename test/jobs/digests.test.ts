import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { oweDigests } from '../../src/jobs/digests.ts';
import type { MessageBody } from '../../src/messages/message.ts';
import { claimDeliveries, type Delivery } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription, getSubscription } from '../../src/store/subscriptions.ts';
import { inWords } from '../in_words.ts';
import { aPost, aStory, aSubscription, HOUR, MINUTE, T0 } from '../store/samples.ts';

const quiet = { warn() {} };
/** T0 is 5 January 2026, 12:00 UTC. */
const daily = {
  ...{ kind: 'digest' as const, topics: [], regions: [], minGravity: 0 },
  ...{ digestTime: '08:00', timeZone: 'UTC', createdAt: T0 - 48 * HOUR },
};
const eight = T0 + 20 * HOUR;

let db: Db;
beforeEach(async () => {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  db = store.db;
  await saveStory(db, aStory());
});

async function claimed(now: number): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for (;;) {
    const some = await claimDeliveries(db, now, MINUTE, 100);
    if (some.length === 0) return all;
    for (const delivery of some) await markSent(db, delivery.id, `m${delivery.id}`, now);
    all.push(...some);
  }
}

const textOf = (body: MessageBody) => JSON.stringify(body.components);

describe('oweDigests', () => {
  it('owes each window once, whenever and however often it is asked', async () => {
    await addSubscription(db, aSubscription({ ...daily, createdAt: T0 }));
    expect(await oweDigests(db, eight - 1, quiet)).toBe(0);
    expect(await oweDigests(db, eight, quiet)).toBe(1);
    expect(await oweDigests(db, eight, quiet)).toBe(0);
    expect(await oweDigests(db, eight - 30 * MINUTE, quiet)).toBe(0);
    expect(await oweDigests(db, eight + MINUTE, quiet)).toBe(0);
    const [digest, ...more] = await claimed(eight + MINUTE);
    expect(more).toEqual([]);
    expect(textOf(digest!.body)).toContain('Drone attack on Kyiv: 2 killed');
    expect(textOf(digest!.body)).not.toContain('This comes late');
  });

  it('says that one is late, and folds one that is much too late into the next', async () => {
    await addSubscription(db, aSubscription({ ...daily, createdAt: T0 }));
    expect(await oweDigests(db, eight + 12 * HOUR, quiet)).toBe(0);
    expect(await oweDigests(db, eight + 25 * HOUR, quiet)).toBe(1);
    const [digest] = await claimed(eight + 25 * HOUR);
    expect(textOf(digest!.body)).toContain('This comes late');
  });

  it('a clock that ran ahead bars no window that comes before', async () => {
    await addSubscription(db, aSubscription({ ...daily, createdAt: T0 }));
    expect(await oweDigests(db, eight + 365 * 24 * HOUR, quiet)).toBe(1);
    expect(await oweDigests(db, eight, quiet)).toBe(1);
    expect(await oweDigests(db, eight, quiet)).toBe(0);
  });

  it('pauses one whose zone can’t be read, says why, and goes on', async () => {
    const bad = await addSubscription(db, aSubscription({ ...daily, timeZone: 'Mars/Olympus' }));
    await addSubscription(db, aSubscription({ ...daily, channelId: '2' }));
    const warned: unknown[] = [];
    expect(await oweDigests(db, eight, { warn: (what: unknown) => void warned.push(what) })).toBe(1);
    expect(warned).toMatchObject([{ subscription: bad.id, timeZone: 'Mars/Olympus' }]);
    expect(inWords(await getSubscription(db, bad.id))).toMatchObject({
      status: 'paused',
      pausedReason: expect.stringContaining('Mars/Olympus'),
    });
  });

  it('serves hundreds at one minute, each what it asked for, and lets alerts through meanwhile', async () => {
    for (let i = 0; i < 240; i++) {
      const change = i % 2 === 0 ? { roleId: i % 3 === 0 ? '7' : null } : { regions: ['Sudan'] };
      await addSubscription(db, aSubscription({ ...daily, ...change, channelId: String(1_000 + i) }));
    }
    const digests = oweDigests(db, eight, quiet);
    // An alert is owed while the digests are: it takes its turn between two batches.
    const owedBefore: number[] = [];
    const alert = enqueuePost(db, aPost({ urgency: 50, channelId: '9', now: eight })).then((id) =>
      owedBefore.push(id),
    );
    await alert;
    expect(await digests).toBe(240);
    expect(owedBefore[0]).toBeLessThan(240);
    const [first, ...rest] = await claimed(eight);
    expect(first).toMatchObject({ channelId: '9', urgency: 50 });
    expect(rest).toHaveLength(240);
    for (const { channelId, body } of rest) {
      const i = Number(channelId) - 1_000;
      expect(textOf(body)).toContain(i % 2 === 0 ? 'Drone attack on Kyiv' : '**Quiet.**');
      expect(body.allowed_mentions.roles).toEqual(i % 6 === 0 ? ['7'] : []);
    }
  });
});
