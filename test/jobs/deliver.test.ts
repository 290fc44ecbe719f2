import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing, Sender, SendOutcome } from '../../src/discord/sender.ts';
import { createDeliverer, type Deliverer, type DelivererOptions } from '../../src/jobs/deliver.ts';
import {
  cardOf,
  deliveryCounts,
  enqueueEdit,
  enqueuePost,
  nextDeliveryAt,
} from '../../src/store/deliveries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription, getSubscription } from '../../src/store/subscriptions.ts';
import type { Source } from '../../src/stories/story.ts';
import { aBody, aFeed, aPost, aStory, aSubscription, MINUTE, T0, textOf } from '../store/samples.ts';

/** A sender that answers at the test's word: each send waits in `open` until it is answered. */
function createFakeSender() {
  const sent: string[] = [];
  const nonces: string[] = [];
  const repliedTo: (string | null)[] = [];
  const bodies: string[] = [];
  const open = new Map<string, (outcome: SendOutcome) => void>();
  const watchers: { text: string; seen: () => void }[] = [];
  let answer: ((outgoing: Outgoing) => SendOutcome | null) | null = null;
  let ids = 0;
  let found: string[] = [];
  const sender: Sender = {
    send(outgoing) {
      const text = textOf(outgoing.body);
      sent.push(`${outgoing.kind} ${outgoing.messageId ?? ''}: ${text}`.replace(' :', ':'));
      nonces.push(outgoing.nonce);
      repliedTo.push(outgoing.replyTo ?? null);
      bodies.push(JSON.stringify(outgoing.body));
      const { promise, resolve } = Promise.withResolvers<SendOutcome>();
      const now = answer?.(outgoing) ?? null;
      if (now) resolve(now);
      else open.set(text, resolve);
      for (const watcher of watchers) if (watcher.text === text) watcher.seen();
      return promise;
    },
    async find() {
      return { kind: 'found', messageIds: found };
    },
    close() {},
  };
  const arrived = (): SendOutcome => ({ kind: 'sent', messageId: `m-${++ids}` });
  return {
    sender,
    sent,
    nonces,
    repliedTo,
    bodies,
    arrived,
    /** What the channel is found to hold of a post whose nonce is no longer trusted. */
    holds(messageIds: string[]) {
      found = messageIds;
    },
    /** Answers at once from now on; null leaves a send open. */
    answerWith(next: ((outgoing: Outgoing) => SendOutcome | null) | null) {
      answer = next;
    },
    answer(text: string, outcome: SendOutcome) {
      open.get(text)?.(outcome);
      open.delete(text);
    },
    /** Resolves when the message with that text is being sent. */
    seen(text: string): Promise<void> {
      if (sent.some((line) => line.endsWith(`: ${text}`))) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      watchers.push({ text, seen: resolve });
      return promise;
    },
  };
}

const outage: SendOutcome = {
  kind: 'retry',
  scope: 'all',
  afterMs: null,
  attempted: false,
  reason: 'unreachable',
};
const trouble: SendOutcome = {
  kind: 'retry',
  scope: 'channel',
  afterMs: null,
  attempted: true,
  reason: 'HTTP 500',
};

let store: Store;
let fake: ReturnType<typeof createFakeSender>;
let clock: number;
let logged: string[];

beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  fake = createFakeSender();
  clock = T0;
  logged = [];
});
afterEach(() => store.close());

function deliverer(options: Partial<DelivererOptions> = {}): Deliverer {
  const log = (level: string) => (_: unknown, text?: string) => logged.push(`${level}: ${text}`);
  return createDeliverer({
    db: store.db,
    sender: fake.sender,
    now: () => clock,
    random: () => 0,
    logger: { debug: () => undefined, warn: log('warn'), error: log('error') },
    leaseMs: MINUTE,
    ...options,
  });
}

const post = (text: string, channelId: string, urgency = 0) =>
  enqueuePost(store.db, aPost({ body: aBody(text), channelId, urgency }));

describe('drain', () => {
  it('sends whatever is due, most urgent first', async () => {
    fake.answerWith(fake.arrived);
    await post('digest', '1', 0);
    await post('alert', '1', 5);
    await post('breaking', '2', 9);
    await deliverer({ concurrency: 1 }).drain();
    expect(fake.sent).toEqual(['post: breaking', 'post: alert', 'post: digest']);
    expect(await deliveryCounts(store.db)).toMatchObject({ sent: 3, waiting: 0, in_flight: 0 });
  });

  it('sends to several channels at once, one message at a time in each', async () => {
    await post('1a', '1');
    await post('1b', '1');
    await post('2a', '2');
    await post('3a', '3');
    const drained = deliverer({ concurrency: 2 }).drain();
    await Promise.all([fake.seen('1a'), fake.seen('2a')]);
    expect(fake.sent).toHaveLength(2);
    fake.answer('2a', fake.arrived());
    await fake.seen('3a');
    expect(fake.sent).toEqual(['post: 1a', 'post: 2a', 'post: 3a']);
    fake.answer('1a', fake.arrived());
    await fake.seen('1b');
    fake.answer('1b', fake.arrived());
    fake.answer('3a', fake.arrived());
    await drained;
    expect((await deliveryCounts(store.db)).sent).toBe(4);
  });

  it.each(['wake', 'drain'] as const)('takes in what falls due while it runs, told by %s', async (tell) => {
    await post('slow', '1');
    const deliver = deliverer();
    const drained = deliver.drain();
    await fake.seen('slow');
    await post('meanwhile', '2');
    const told = deliver[tell]();
    await fake.seen('meanwhile');
    fake.answer('slow', fake.arrived());
    fake.answer('meanwhile', fake.arrived());
    await Promise.all([drained, told]);
  });

  it('edits the card that was posted, in its newest state', async () => {
    fake.answerWith(fake.arrived);
    const postId = await post('2 killed', '1');
    const deliver = deliverer();
    await deliver.drain();
    for (const text of ['3 killed', '4 killed']) {
      await enqueueEdit(store.db, { postId, body: aBody(text), urgency: 0, now: clock });
    }
    await deliver.drain();
    expect(fake.sent).toEqual(['post: 2 killed', 'edit m-1: 4 killed']);
  });
});

describe('a message that did not get through', () => {
  it('is sent again when its time has come, with the same nonce', async () => {
    fake.answerWith(() => trouble);
    await post('card', '1');
    const deliver = deliverer();
    await deliver.drain();
    expect(await nextDeliveryAt(store.db)).toBe(T0 + 500);
    await deliver.drain();
    expect(fake.sent).toHaveLength(1);
    clock += 500;
    await deliver.drain();
    expect(await nextDeliveryAt(store.db)).toBe(clock + 1_000);
    clock += 1_000;
    fake.answerWith(fake.arrived);
    await deliver.drain();
    expect(fake.sent).toHaveLength(3);
    expect(new Set(fake.nonces).size).toBe(1);
    expect((await deliveryCounts(store.db)).sent).toBe(1);
  });

  it('holds up its own channel alone', async () => {
    fake.answerWith(({ channelId }) => (channelId === '1' ? trouble : fake.arrived()));
    await post('1a', '1');
    await post('1b', '1');
    await post('2a', '2');
    await deliverer().drain();
    expect(fake.sent).toEqual(['post: 1a', 'post: 2a']);
  });

  it('waits as long as Discord says', async () => {
    fake.answerWith(() => ({ ...trouble, afterMs: 90_000, attempted: false }) as SendOutcome);
    await post('card', '1');
    await deliverer().drain();
    expect(await nextDeliveryAt(store.db)).toBe(T0 + 90_000);
  });

  it('is given up, with the reason, after a hundred attempts', async () => {
    fake.answerWith(() => trouble);
    await post('card', '1');
    const deliver = deliverer();
    for (let n = 0; n < 101; n++) {
      await deliver.drain();
      clock += 10 * MINUTE;
    }
    expect(fake.sent).toHaveLength(100);
    expect(await reasons()).toEqual(['Given up after 100 attempts. HTTP 500']);
  });

  it('whose sender throws is sent again after its lease', async () => {
    fake.answerWith(() => {
      throw new Error('a fault');
    });
    await post('card', '1');
    const deliver = deliverer();
    await deliver.drain();
    expect(logged).toEqual([expect.stringContaining('no known outcome')]);
    fake.answerWith(fake.arrived);
    await deliver.drain();
    expect(fake.sent).toHaveLength(1);
    clock += MINUTE;
    await deliver.drain();
    expect((await deliveryCounts(store.db)).sent).toBe(1);
    expect(new Set(fake.nonces).size).toBe(1);
  });
});

describe('an outage', () => {
  it('stops everything, and one message finds out whether it is over', async () => {
    fake.answerWith(() => outage);
    for (const channel of ['1', '2', '3', '4']) await post(`card ${channel}`, channel);
    const deliver = deliverer({ concurrency: 2 });
    await deliver.drain();
    expect(fake.sent).toHaveLength(2);
    await deliver.drain();
    expect(fake.sent).toHaveLength(2);
    expect(logged).toEqual(['error: nothing can be delivered for now']);

    clock += 500;
    await deliver.drain();
    expect(fake.sent).toHaveLength(3);
    clock += 500;
    await deliver.drain();
    expect(fake.sent).toHaveLength(3);

    clock += 500;
    fake.answerWith(fake.arrived);
    await deliver.drain();
    expect((await deliveryCounts(store.db)).sent).toBe(4);
  });

  it('counts for no message’s attempts', async () => {
    const id = await post('card', '1');
    fake.answerWith(() => outage);
    const deliver = deliverer();
    for (let n = 0; n < 120; n++) {
      await deliver.drain();
      clock += 10 * MINUTE;
    }
    const row = await store.db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
    expect(row).toMatchObject({ attempts: 0, status: 'waiting' });
  });
});

describe('a channel that is gone', () => {
  it('pauses its subscriptions with the reason, and is asked no more', async () => {
    const subscription = await addSubscription(store.db, aSubscription({ channelId: '1' }));
    fake.answerWith(() => ({
      kind: 'gone',
      scope: 'channel',
      code: 50013,
      reason: 'Send Messages is missing',
    }));
    await post('1a', '1');
    await post('1b', '1');
    await deliverer().drain();
    expect(fake.sent).toEqual(['post: 1a']);
    expect(await getSubscription(store.db, subscription.id)).toMatchObject({
      status: 'paused',
      pausedReason: 'Send Messages is missing',
    });
    expect(await deliveryCounts(store.db)).toEqual({ waiting: 0, in_flight: 0, sent: 0, given_up: 2 });
  });
});

describe('the admins of a server', () => {
  const gone = (reason: string): SendOutcome => ({ kind: 'gone', scope: 'channel', code: 50013, reason });
  const noticed = (place: string | null) => deliverer({ noticeChannel: () => place });

  it('are told once that a channel was paused, where the bot can write', async () => {
    await addSubscription(store.db, aSubscription({ channelId: '1' }));
    await addSubscription(store.db, aSubscription({ channelId: '1', kind: 'digest' }));
    fake.answerWith(({ channelId }) =>
      channelId === '1' ? gone('Send Messages is missing') : fake.arrived(),
    );
    const deliver = noticed('9');
    for (let n = 0; n < 3; n++) {
      await post(`card ${n}`, '1');
      await deliver.drain();
    }
    expect(fake.bodies.filter((body) => body.includes('Send Messages is missing'))).toHaveLength(1);
    expect(await deliveryCounts(store.db)).toMatchObject({ waiting: 0, sent: 1 });
  });

  it('see no card twice that had arrived when the channel was closed', async () => {
    await addSubscription(store.db, aSubscription({ channelId: '1' }));
    fake.answerWith(() => trouble);
    await post('card', '1');
    const deliver = noticed(null);
    await deliver.drain();
    fake.answerWith(() => gone('Send Messages is missing'));
    fake.holds(['m-7']);
    clock += 1_000;
    await deliver.drain();
    expect(await deliveryCounts(store.db)).toMatchObject({ sent: 1, given_up: 0 });
  });

  it('are told nothing where nothing can be written, or nobody had subscribed', async () => {
    fake.answerWith(() => gone('Send Messages is missing'));
    await post('card', '1');
    await noticed('9').drain();
    await addSubscription(store.db, aSubscription({ channelId: '2' }));
    await post('card', '2');
    await noticed(null).drain();
    expect(fake.sent).toEqual(['post: card', 'post: card']);
  });
});

describe('a card that is too old to be edited', () => {
  it('is followed by a reply with its newest state', async () => {
    const postId = await post('2 killed', '1');
    fake.answerWith(({ kind }) => (kind === 'edit' ? { kind: 'uneditable' } : fake.arrived()));
    const deliver = deliverer();
    await deliver.drain();
    await enqueueEdit(store.db, { postId, body: aBody('3 killed'), urgency: 0, now: clock });
    await deliver.drain();
    expect(fake.sent).toEqual(['post: 2 killed', 'edit m-1: 3 killed', 'post: 3 killed']);
    expect(fake.repliedTo).toEqual([null, null, 'm-1']);
  });
});

describe('a post of a sender that died', () => {
  /** Leaves the post in flight, as a process does that is killed. */
  const dieWith = async (text: string) => {
    await post(text, '1');
    const dead = deliverer();
    dead.start();
    await fake.seen(text);
  };

  it('is not repeated where its channel shows that it arrived', async () => {
    await dieWith('card');
    fake.holds(['m-7']);
    const next = deliverer({ now: Date.now });
    next.start();
    await expect.poll(() => deliveryCounts(store.db)).toMatchObject({ sent: 1 });
    await next.stop();
    expect(fake.sent).toEqual(['post: card']);
  });

  it('is sent where its channel shows nothing, or only what others posted', async () => {
    fake.answerWith(() => ({ kind: 'sent', messageId: 'm-7' }));
    await post('card', '1');
    await deliverer().drain();
    fake.answerWith(null);
    await dieWith('same text');
    fake.answerWith(fake.arrived);
    fake.holds(['m-7']);
    const next = deliverer({ now: Date.now });
    next.start();
    await expect.poll(() => deliveryCounts(store.db)).toMatchObject({ sent: 2 });
    await next.stop();
    expect(fake.sent).toEqual(['post: card', 'post: same text', 'post: same text']);
    expect(fake.nonces[1]).toBe(fake.nonces[2]);
  });
});

describe('what is too old to alert', () => {
  const HOUR = 60 * MINUTE;
  const owe = async (storyId: string, hoursOld: number) => {
    const seenAt = T0 - hoursOld * HOUR;
    const source: Source = {
      ...{ articleId: storyId, publisher: aFeed().publisher, title: '', lead: '', url: null },
      ...{ publishedAt: seenAt, seenAt, revisedAt: null },
      ...{ topics: [], strike: null, diplomacy: null, disputes: [], evidence: [] },
    };
    await saveStory(store.db, aStory({ id: storyId, headline: `Story ${storyId}`, sources: [source] }));
    await enqueuePost(store.db, aPost({ storyId, channelId: '1', body: aBody(`card ${storyId}`) }));
  };
  const drainLate = async () => {
    const deliver = deliverer({ lateMs: 6 * HOUR });
    for (let n = 0; n < 3; n++) {
      await deliver.drain();
      clock += 10_000;
    }
  };

  it('comes in one message after an outage; what is news comes as cards', async () => {
    fake.answerWith(fake.arrived);
    await owe('OLD111', 9);
    await owe('OLD222', 8);
    await owe('NEW333', 2);
    await drainLate();
    expect(fake.sent.filter((text) => text.includes('card'))).toEqual(['post: card NEW333']);
    const digests = fake.bodies.filter((body) => body.includes('While Sitrep was away'));
    expect(digests).toHaveLength(1);
    expect(fake.sent).toHaveLength(2);
    expect(digests[0]).toMatch(/Story OLD111.*Story OLD222|Story OLD222.*Story OLD111/);
    expect(await reasons()).toHaveLength(2);
  });

  it('comes as the card that it is where it is alone', async () => {
    fake.answerWith(fake.arrived);
    await owe('OLD111', 9);
    await drainLate();
    expect(fake.sent).toEqual(['post: card OLD111']);
  });
});

describe('a card that was deleted', () => {
  it('is posted anew rather than edited, and edited from then on', async () => {
    const { id: subscriptionId } = await addSubscription(store.db, aSubscription({ channelId: '1' }));
    const postId = await enqueuePost(
      store.db,
      aPost({ subscriptionId, storyId: 'S', channelId: '1', body: aBody('2 killed') }),
    );
    const gone: SendOutcome = { kind: 'gone', scope: 'message', code: 10008, reason: 'deleted' };
    fake.answerWith(({ messageId }) => (messageId === 'm-1' ? gone : fake.arrived()));
    const deliver = deliverer();
    await deliver.drain();
    await enqueueEdit(store.db, { postId, body: aBody('3 killed'), urgency: 0, now: clock });
    await deliver.drain();
    await enqueueEdit(store.db, { postId, body: aBody('4 killed'), urgency: 0, now: clock });
    await deliver.drain();
    expect(fake.sent).toEqual([
      'post: 2 killed',
      'edit m-1: 3 killed',
      'post: 3 killed',
      'edit m-2: 4 killed',
    ]);
    expect(await cardOf(store.db, '1', 'S')).toEqual({ postId, status: 'sent', messageId: 'm-2' });
  });
});

describe('a refused message', () => {
  it('is given up with Discord’s reason, and logged as a fault', async () => {
    fake.answerWith(() => ({ kind: 'refused', reason: 'too long' }));
    await post('card', '1');
    await deliverer().drain();
    expect(await reasons()).toEqual(['too long']);
    expect(logged).toEqual([expect.stringMatching(/^error: .*fault/)]);
  });
});

describe('the running deliverer', () => {
  it('sends what it is woken for, and what falls due by itself, while another send hangs', async () => {
    fake.answerWith(({ body }) => (textOf(body) === 'hangs' ? null : fake.arrived()));
    const owe = (text: string, channelId: string, at: number) =>
      enqueuePost(store.db, aPost({ body: aBody(text), channelId, now: at }));
    const deliver = deliverer({ now: Date.now });
    await owe('hangs', '1', Date.now());
    deliver.start();
    await fake.seen('hangs');
    await owe('by the clock, beside it', '2', Date.now() + 30);
    await owe('woken', '3', Date.now());
    deliver.wake();
    await fake.seen('woken');
    await fake.seen('by the clock, beside it');
    await owe('by the clock', '2', Date.now() + 30);
    fake.answer('hangs', fake.arrived());
    await fake.seen('by the clock');
    await deliver.stop();
    expect(await deliveryCounts(store.db)).toEqual({ waiting: 0, in_flight: 0, sent: 4, given_up: 0 });
  });

  it('stops at once when it is idle', async () => {
    const deliver = deliverer({ now: Date.now });
    deliver.start();
    const bound = 1_000_000_000;
    await deliver.stop(bound);
    const again = deliverer({ now: Date.now });
    fake.answerWith(fake.arrived);
    await enqueuePost(store.db, aPost({ body: aBody('last'), now: Date.now() }));
    again.start();
    await fake.seen('last');
    await again.stop(bound);
    expect(await deliveryCounts(store.db)).toMatchObject({ sent: 1, in_flight: 0 });
  });

  it('stops after what is in flight, and takes nothing new', async () => {
    await post('in flight', '1');
    await post('behind it', '1');
    const deliver = deliverer();
    deliver.start();
    await fake.seen('in flight');
    const stopped = deliver.stop();
    fake.answer('in flight', fake.arrived());
    await stopped;
    expect(fake.sent).toEqual(['post: in flight']);
    expect(await deliveryCounts(store.db)).toMatchObject({ sent: 1, waiting: 1, in_flight: 0 });
  });

  it('stops within its bound; what hangs is sent by the next one, with the same nonce', async () => {
    await post('hangs', '1');
    const deliver = deliverer();
    deliver.start();
    await fake.seen('hangs');
    await deliver.stop(0);
    expect(await deliveryCounts(store.db)).toMatchObject({ waiting: 1, in_flight: 0 });
    fake.answerWith(fake.arrived);
    await deliverer().drain();
    expect(fake.sent).toEqual(['post: hangs', 'post: hangs']);
    expect(new Set(fake.nonces).size).toBe(1);
  });
});

async function reasons(): Promise<(string | null)[]> {
  const rows = await store.db
    .selectFrom('deliveries')
    .select('reason')
    .where('status', '=', 'given_up')
    .execute();
  return rows.map((row) => row.reason);
}
