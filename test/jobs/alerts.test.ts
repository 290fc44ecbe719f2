import { MessageFlags } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Subscription } from '../../src/alerts/subscription.ts';
import { silencesOn } from '../../src/commands/silences.ts';
import { openAlerts } from '../../src/jobs/alerts.ts';
import { oweHeldFollows } from '../../src/jobs/follows.ts';
import { prune } from '../../src/jobs/prune.ts';
import { oweSummaries } from '../../src/jobs/summaries.ts';
import { decisionsOf } from '../../src/store/decisions.ts';
import { claimDeliveries, type Delivery } from '../../src/store/deliveries.ts';
import { giveUpDelivery, markSent } from '../../src/store/delivery_outcomes.ts';
import { addFollow, followsOf } from '../../src/store/follows.ts';
import { mutingChannels, setMuted } from '../../src/store/mutes.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription, setSubscriptionStatus } from '../../src/store/subscriptions.ts';
import type { Figure, Story, StoryChange } from '../../src/stories/story.ts';
import { inWords } from '../in_words.ts';
import { textsOf } from '../messages/limits.ts';
import { aStory, aSubscription, HOUR, MINUTE, T0 } from '../store/samples.ts';

const channelId = '100000000000000001';
const roleId = '300000000000000003';
const figure = (count: number): Figure => ({
  shown: { count, qualifier: 'exact' },
  low: count,
  high: count,
  sayings: [],
});
const killed = (count: number, id = 'K7F3QP'): Story =>
  aStory({ id, strike: { ...aStory().strike!, killed: figure(count) } });
const change = (kind: StoryChange['kind'], after: string, before: string | null = null): StoryChange => ({
  kind,
  before,
  after,
  at: T0,
  publisherId: null,
  articleId: null,
});
const begins = [change('new', 'Drone attack on Kyiv')];
const rises = (before: number, after: number) => [change('killed', `${after} killed`, `${before} killed`)];

let db: Db;
beforeEach(async () => {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  db = store.db;
});

/** What one poll at a time makes of a story's changes; returns how many deliveries it owed. */
async function tell(story: Story, changes: readonly StoryChange[], at = T0): Promise<number> {
  await saveStory(db, story);
  return (await openAlerts(db, at)).decide(story, changes);
}

/** Delivers all that is due, each as a message of its own. */
async function deliver(at = T0): Promise<Delivery[]> {
  const sent: Delivery[] = [];
  for (;;) {
    const claimed = await claimDeliveries(db, at, MINUTE, 10);
    if (claimed.length === 0) return sent;
    for (const delivery of claimed) {
      await markSent(
        db,
        delivery.id,
        delivery.kind === 'edit' ? delivery.messageId! : `m-${delivery.id}`,
        at,
      );
      sent.push(delivery);
    }
  }
}

const textOf = (delivery: Delivery | undefined) => textsOf(delivery!.body).join('\n');
const pings = (delivery: Delivery | undefined) => delivery!.body.allowed_mentions.roles;
const decided = async (storyId = 'K7F3QP') =>
  (await decisionsOf(db, channelId, storyId)).map(({ action }) => action);

describe('a thread for each story', () => {
  const threads = (change: Partial<Subscription> = {}) =>
    addSubscription(db, aSubscription({ channelId, roleId, postAs: 'thread', pingRises: true, ...change }));

  it('opens with the story so far and tells every change, aloud where the toll rose materially', async () => {
    await threads();
    await tell(aStory({ ...killed(1), timeline: begins }), begins);
    const [card, opening] = await deliver();
    expect(card?.body.tags).toContain('strike');
    expect(opening).toMatchObject({ kind: 'thread', messageId: `m-${card!.id}` });
    expect(textOf(opening)).toContain('First reported:** Drone attack on Kyiv');
    expect(await tell(killed(2), rises(1, 2), T0 + 1)).toBe(2);
    const small = (await deliver(T0 + 1)).find(({ kind }) => kind === 'thread');
    expect(textOf(small)).toContain('1 killed → 2 killed');
    expect(pings(small)).toEqual([]);
    await tell(killed(7), rises(2, 7), T0 + 2);
    const large = await deliver(T0 + 2);
    expect(large.map(({ kind }) => kind).sort()).toEqual(['edit', 'thread']);
    expect(pings(large.find(({ kind }) => kind === 'thread'))).toEqual([roleId]);
  });

  it('makes no sound in quiet hours, and says nothing where the story is muted', async () => {
    await threads({ quiet: { from: '12:01', to: '13:00', timeZone: 'UTC' } });
    await tell(killed(1), begins);
    await deliver();
    await tell(killed(7), rises(1, 7), T0 + MINUTE);
    const change = (await deliver(T0 + MINUTE)).find(({ kind }) => kind === 'thread');
    expect(change!.body.flags & MessageFlags.SuppressNotifications).not.toBe(0);
    expect(pings(change)).toEqual([]);
    await setMuted(db, { channelId, storyId: 'K7F3QP', userId: 'u', muted: true, now: T0 });
    await tell(killed(9), rises(7, 9), T0 + 2 * MINUTE);
    expect((await deliver(T0 + 2 * MINUTE)).map(({ kind }) => kind)).toEqual(['edit']);
  });
});

describe('a rising toll', () => {
  it('corrects the card and replies under it, once for each material rise', async () => {
    await addSubscription(db, aSubscription({ channelId, roleId }));
    await tell(killed(1), begins);
    const [card] = await deliver();
    expect(await tell(killed(2), rises(1, 2), T0 + 1)).toBe(1);
    expect((await deliver(T0 + 1)).map(({ kind }) => kind)).toEqual(['edit']);
    expect(await tell(killed(7), rises(2, 7), T0 + 2)).toBe(2);
    const sent = await deliver(T0 + 2);
    expect(sent.map(({ kind }) => kind).sort()).toEqual(['edit', 'reply']);
    const reply = sent.find(({ kind }) => kind === 'reply');
    expect(reply?.messageId).toBe(`m-${card!.id}`);
    // Measured from what was told, which was one, not from the last edit.
    expect(textOf(reply)).toContain('7 killed (was 1)');
    expect(pings(reply)).toEqual([]);
    expect(await tell(killed(8), rises(7, 8), T0 + 3)).toBe(1);
  });

  it('pings only where the subscription asks for it', async () => {
    await addSubscription(db, aSubscription({ channelId, roleId, pingRises: true }));
    await tell(killed(1), begins);
    await deliver();
    await tell(killed(7), rises(1, 7), T0 + 1);
    const reply = (await deliver(T0 + 1)).find(({ kind }) => kind === 'reply');
    expect(pings(reply)).toEqual([roleId]);
  });

  it('needs no reply under a card that has not left yet: it tells the newest by itself', async () => {
    await addSubscription(db, aSubscription({ channelId }));
    await tell(killed(1), begins);
    expect(await tell(killed(7), rises(1, 7), T0 + 1)).toBe(1);
    const sent = await deliver(T0 + 1);
    expect(sent.map(({ kind }) => kind)).toEqual(['post']);
    expect(textOf(sent[0])).toContain('7 killed');
    expect(await tell(killed(8), rises(7, 8), T0 + 2)).toBe(1);
  });

  it('replies once in a channel with two subscriptions', async () => {
    for (const regions of [['Ukraine'], ['Kyiv']])
      await addSubscription(db, aSubscription({ channelId, regions }));
    await tell(killed(1), begins);
    expect(await deliver()).toHaveLength(1);
    await tell(killed(7), rises(1, 7), T0 + 1);
    expect((await deliver(T0 + 1)).map(({ kind }) => kind).sort()).toEqual(['edit', 'reply']);
  });

  it('makes no sound where the story is muted', async () => {
    await addSubscription(db, aSubscription({ channelId }));
    await tell(killed(1), begins);
    await deliver();
    await setMuted(db, { channelId, storyId: 'K7F3QP', userId: 'u', muted: true, now: T0 });
    await tell(killed(7), rises(1, 7), T0 + 1);
    expect((await deliver(T0 + 1)).map(({ kind }) => kind)).toEqual(['edit']);
    await setMuted(db, { channelId, storyId: 'OTHER1', userId: 'u', muted: true, now: T0 });
    await tell(killed(9, 'OTHER1'), begins, T0 + 1);
    expect(await deliver(T0 + 1)).toEqual([]);
    expect(await decided('OTHER1')).toEqual(['silent']);
  });
});

describe('quiet hours', () => {
  // T0 is noon.
  const quiet = { from: '11:00', to: '13:00', timeZone: 'UTC' };
  const end = T0 + HOUR;

  it('hold new cards and rises back, edit meanwhile, and end with one message', async () => {
    const { id } = await addSubscription(db, aSubscription({ channelId, roleId, quiet }));
    const before = T0 - 90 * MINUTE;
    await tell({ ...killed(1), openedAt: before }, begins, before);
    await deliver(before);
    await tell({ ...killed(7), openedAt: before }, rises(1, 7));
    expect((await deliver()).map(({ kind }) => kind)).toEqual(['edit']);
    for (const storyId of ['AAAAAA', 'BBBBBB']) {
      expect(await tell({ ...killed(2, storyId), headline: `Strike ${storyId}` }, begins)).toBe(0);
    }
    await tell({ ...killed(3, 'AAAAAA'), headline: 'Strike AAAAAA' }, rises(2, 3), T0 + 1);
    expect(await oweSummaries(db, end - 1)).toBe(0);
    expect(await oweSummaries(db, end)).toBe(1);
    expect(await oweSummaries(db, end)).toBe(0);
    const [summary, ...more] = await deliver(end);
    expect(more).toEqual([]);
    expect(summary).toMatchObject({ subscriptionId: id, channelId, storyId: null, kind: 'post' });
    const text = textOf(summary);
    for (const shown of [
      '2 new stories, 1 higher toll',
      'Strike AAAAAA',
      '3 killed',
      'Strike BBBBBB',
      '7 killed (was 1)',
    ]) {
      expect(text).toContain(shown);
    }
    expect(pings(summary)).toEqual([roleId]);
    expect(await decided('AAAAAA')).toEqual(['hold', 'summary']);
    // What was told with others gets a card only once its toll has risen.
    expect(await tell(killed(4, 'AAAAAA'), rises(3, 4), end + 1)).toBe(0);
    expect(await tell(killed(9, 'AAAAAA'), rises(4, 9), end + 2)).toBe(1);
    expect(await decided('AAAAAA')).toEqual(['hold', 'summary', 'silent', 'post']);
  });

  it('end with the card itself where a single story was held back', async () => {
    await addSubscription(db, aSubscription({ channelId, roleId, quiet }));
    await tell(killed(2), begins);
    expect(await oweSummaries(db, end)).toBe(1);
    const [card] = await deliver(end);
    expect(card).toMatchObject({ storyId: 'K7F3QP', kind: 'post' });
    expect(await decided()).toEqual(['hold', 'post']);
    expect(await tell(killed(3), rises(2, 3), end + 1)).toBe(1);
    expect((await deliver(end + 1)).map(({ kind }) => kind)).toEqual(['edit']);
  });

  it('leave out what was muted, is no longer wanted, or has a card by then', async () => {
    await addSubscription(db, aSubscription({ channelId, quiet, minGravity: 40 }));
    for (const storyId of ['AAAAAA', 'BBBBBB', 'CCCCCC']) await tell(killed(2, storyId), begins);
    await setMuted(db, { channelId, storyId: 'AAAAAA', userId: 'u', muted: true, now: T0 });
    await saveStory(db, { ...killed(2, 'BBBBBB'), gravity: { score: 10, reasons: [] } });
    await addSubscription(db, aSubscription({ channelId, regions: [] }));
    await tell(killed(2, 'CCCCCC'), rises(1, 2), T0 + 1);
    expect(await deliver(T0 + 1)).toHaveLength(1);
    expect(await oweSummaries(db, end)).toBe(0);
    expect(await deliver(end)).toEqual([]);
    expect((await decided('AAAAAA')).at(-1)).toBe('silent');
    expect((await decided('BBBBBB')).at(-1)).toBe('silent');
  });

  it('pour nothing out when a paused subscription resumes', async () => {
    const { id } = await addSubscription(db, aSubscription({ channelId, quiet }));
    await tell(killed(2), begins);
    await setSubscriptionStatus(db, id, 'paused', 'by a member');
    await setSubscriptionStatus(db, id, 'active', null);
    expect(await oweSummaries(db, end)).toBe(0);
  });
});

describe('many stories at once', () => {
  it('make as many cards as are allowed an hour; the rest comes in one message', async () => {
    await addSubscription(db, aSubscription({ channelId, maxPerHour: 3 }));
    const ids = Array.from({ length: 30 }, (_, index) => `ROLL${String(index).padStart(2, '0')}`);
    const alerts = await openAlerts(db, T0);
    for (const id of ids) {
      const story = { ...killed(2, id), headline: `Strike ${id}` };
      await saveStory(db, story);
      await alerts.decide(story, begins);
    }
    expect(await deliver()).toHaveLength(3);
    expect(await oweSummaries(db, T0 + HOUR - 1)).toBe(0);
    expect(await oweSummaries(db, T0 + HOUR)).toBe(1);
    const [summary, ...more] = await deliver(T0 + HOUR);
    expect(more).toEqual([]);
    expect(textOf(summary)).toContain('27 new stories');
    expect(textOf(summary)).toContain('and 20 more stories: `/latest`');
    expect(await decided(ids[29])).toEqual(['hold', 'summary']);
  });

  it('count the cards of other polls, but not those that were given up', async () => {
    await addSubscription(db, aSubscription({ channelId, maxPerHour: 1 }));
    await tell(killed(2, 'AAAAAA'), begins);
    const [card] = await claimDeliveries(db, T0, MINUTE, 1);
    expect(await tell(killed(2, 'BBBBBB'), begins, T0 + 1)).toBe(0);
    await giveUpDelivery(db, card!.id, 'no permission', T0 + 1);
    expect(await tell(killed(2, 'CCCCCC'), begins, T0 + 2)).toBe(1);
  });
});

describe('those who follow a story', () => {
  it('are told of each material change by direct message, and of nothing else', async () => {
    await addFollow(db, { userId: 'u', storyId: 'K7F3QP', channelId: 'dm' }, T0);
    expect(await tell(killed(1), begins)).toBe(0);
    expect(await tell(killed(2), rises(1, 2), T0 + 1)).toBe(1);
    expect(await tell(killed(2, 'OTHER1'), rises(1, 2), T0 + 1)).toBe(0);
    const [message] = await deliver(T0 + 1);
    expect(message).toMatchObject({ channelId: 'dm', kind: 'post', storyId: null });
    expect(textOf(message)).toContain('1 killed → 2 killed');
    expect(pings(message)).toEqual([]);
  });

  it('are not woken: in the morning they are told once, in their language, what moved in the night', async () => {
    await addFollow(db, { userId: 'u', storyId: 'K7F3QP', channelId: 'dm', language: 'de' }, T0);
    const night = Date.UTC(2026, 0, 5, 22, 30);
    const morning = Date.UTC(2026, 0, 6, 6);
    const moved = [1, 2, 3].map((count) => ({ ...rises(count, count + 1)[0]!, at: night + count }));
    for (const [n, change] of moved.entries()) {
      const story = { ...killed(n + 2), timeline: [...begins, ...moved.slice(0, n + 1)] };
      expect(await tell(story, [change], night + n + 1)).toBe(0);
    }
    expect(await oweHeldFollows(db, morning - 1)).toBe(0);
    expect(await oweHeldFollows(db, morning)).toBe(1);
    expect(await oweHeldFollows(db, morning)).toBe(0);
    const [message, ...more] = await deliver(morning);
    expect(more).toEqual([]);
    expect(textOf(message)).toContain('1 killed → 2 killed');
    expect(textOf(message)).toContain('3 killed → 4 killed');
    expect(textOf(message)).toContain('zum Ansehen tippen');
    expect(JSON.stringify(message?.body)).toContain('"spoiler":true');
  });

  it('are told as their own subscription to alerts says', async () => {
    await addFollow(db, { userId: 'u', storyId: 'K7F3QP', channelId: 'dm' }, T0);
    const own = { guildId: null, channelId: 'dm', createdBy: 'u', regions: ['Sudan'] };
    await addSubscription(db, aSubscription({ ...own, quiet: null, spoilers: false }));
    const night = Date.UTC(2026, 0, 5, 23);
    expect(await tell(killed(2), rises(1, 2), night)).toBe(1);
    expect(JSON.stringify((await deliver(night))[0]?.body)).not.toContain('"spoiler":true');
  });

  it('are forgotten with the closed story', async () => {
    await addFollow(db, { userId: 'u', storyId: 'K7F3QP', channelId: 'dm' }, T0);
    await saveStory(db, { ...killed(1), closedAt: T0 });
    await prune(db, 7 * 24 * HOUR, T0);
    expect(await followsOf(db, 'K7F3QP')).toEqual([]);
  });
});

describe('decisions', () => {
  it('are kept with their reasons for two weeks', async () => {
    const elsewhere = await addSubscription(db, aSubscription({ channelId, regions: ['Sudan'] }));
    await addSubscription(db, aSubscription({ channelId: '2' }));
    await tell(killed(1), begins);
    const silences = async () => inWords(await silencesOn(db, 'K7F3QP', [elsewhere]));
    const all = async () => [await silences(), await decisionsOf(db, '2', 'K7F3QP')];
    expect(await silences()).toMatchObject([{ action: 'silent', reason: 'not in Sudan', at: T0 }]);
    expect(await decided()).toEqual([]);
    await prune(db, 99 * 24 * HOUR, T0 + 14 * 24 * HOUR);
    expect(await all()).toMatchObject([[{}], [{ action: 'post' }]]);
    await prune(db, 99 * 24 * HOUR, T0 + 14 * 24 * HOUR + 1);
    expect(await all()).toEqual([[], []]);
  });
});

describe('a story that turns out to be another’s', () => {
  it('hands its card over where the other has none, and leads to the other where it has one', async () => {
    const other = '100000000000000002';
    await addSubscription(db, aSubscription({ channelId }));
    await tell(killed(1, 'OLDER1'), begins);
    await addSubscription(db, aSubscription({ channelId: other }));
    await tell({ ...killed(2, 'YOUNG1'), headline: 'The younger one' }, begins, T0 + 1);
    await addFollow(db, { userId: 'u', storyId: 'YOUNG1', channelId: 'dm' }, T0);
    await setMuted(db, { channelId: 'elsewhere', storyId: 'YOUNG1', userId: 'u', muted: true, now: T0 });
    expect(await deliver(T0 + 1)).toHaveLength(3);

    const alerts = await openAlerts(db, T0 + 2);
    const joined = killed(2, 'OLDER1');
    await alerts.join({ ...killed(2, 'YOUNG1'), headline: 'The younger one' }, joined);
    await alerts.decide(joined, [change('joined', 'YOUNG1: The younger one'), ...rises(1, 2)]);
    const sent = await deliver(T0 + 2);
    const inChannel = (id: string) => sent.filter((delivery) => delivery.channelId === id);
    expect(
      inChannel(channelId)
        .map(({ kind, storyId }) => [kind, storyId])
        .sort(),
    ).toEqual([
      ['edit', 'OLDER1'],
      ['edit', 'YOUNG1'],
    ]);
    const left = inChannel(channelId).find(({ storyId }) => storyId === 'YOUNG1');
    expect(textOf(left)).toContain('Part of another story');
    expect(inChannel(other).map(({ kind, storyId }) => [kind, storyId])).toEqual([['edit', 'OLDER1']]);
    expect(inChannel('dm')).toHaveLength(1);
    expect(await mutingChannels(db, 'OLDER1')).toEqual(new Set(['elsewhere']));
    expect(await decided('YOUNG1')).toEqual([]);
  });
});
