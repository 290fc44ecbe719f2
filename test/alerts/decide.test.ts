import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAlert, type Known } from '../../src/alerts/decide.ts';
import { type Subscription, USUAL_OPTIONS } from '../../src/alerts/subscription.ts';
import { closeIfQuiet, mergeSource } from '../../src/stories/merge.ts';
import { inWords } from '../in_words.ts';
import { HOUR, source, storyOf, strike, tale, toll } from '../stories/samples.ts';

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  ...USUAL_OPTIONS,
  id: 1,
  kind: 'alerts',
  guildId: 'g',
  channelId: 'c',
  roleId: null,
  topics: [],
  regions: [],
  minGravity: 0,
  digestTime: null,
  timeZone: null,
  createdBy: 'u',
  createdAt: 0,
  status: 'active',
  pausedReason: null,
  ...more,
});

/** A channel that knows nothing of the story. */
const unknown: Known = { posted: false, summarised: false, muted: false, told: null, recentCards: [] };
const posted: Known = { ...unknown, posted: true, told: { killed: 1, injured: 3 } };

const story = storyOf(tale.attackFirst);
const now = story.openedAt + HOUR;
const { changes } = mergeSource(story, tale.attackSecond, now);

describe('decideAlert', () => {
  it.each<[name: string, given: Parameters<typeof decideAlert>, action: string, reason: string]>([
    [
      'posts what is wanted',
      [subscription(), story, story.timeline, unknown, now],
      'post',
      'strikes, gravity 34',
    ],
    [
      'edits when a fact moved',
      [subscription(), story, changes.slice(0, 1), posted, now],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'is silent when none did',
      [subscription(), story, [], posted, now],
      'silent',
      'nothing on its card moved',
    ],
    [
      'doesn’t edit for its own beginning',
      [subscription(), story, story.timeline, posted, now],
      'silent',
      'nothing on its card moved',
    ],
    [
      'keeps a posted card right though it is no longer wanted',
      [subscription({ minGravity: 99 }), story, changes.slice(0, 1), posted, now],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'keeps an old posted card right',
      [subscription(), story, changes.slice(0, 1), posted, now + 48 * HOUR],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'is silent below the least gravity',
      [subscription({ minGravity: 70 }), story, changes, unknown, now],
      'silent',
      'gravity 34 is below your 70',
    ],
    [
      'is silent elsewhere',
      [subscription({ regions: ['Sudan', 'Yemen'] }), story, changes, unknown, now],
      'silent',
      'not in Sudan or Yemen',
    ],
    [
      'never posts an old story',
      [subscription(), story, changes, unknown, now + 48 * HOUR],
      'silent',
      'opened 49 hours ago; new cards are for the last 24 hours',
    ],
    [
      'never posts what a feed brings out again',
      [subscription(), { ...story, openedAt: now + 30 * HOUR }, changes, unknown, now + 30 * HOUR],
      'silent',
      'its newest report is over 24 hours old; new cards are for the last 24 hours',
    ],
    [
      'never posts a closed story',
      [subscription(), closeIfQuiet(story, now + 72 * HOUR, HOUR)!, changes, unknown, now],
      'silent',
      'the story is closed',
    ],
    [
      'is silent while paused',
      [
        subscription({ status: 'paused', pausedReason: 'no permission to post' }),
        story,
        changes,
        unknown,
        now,
      ],
      'silent',
      'paused: no permission to post',
    ],
    [
      'leaves digests to their hour',
      [subscription({ kind: 'digest' }), story, changes, unknown, now],
      'silent',
      'this subscription is for a digest',
    ],
  ])('%s', (_, given, action, reason) => {
    expect(inWords(decideAlert(...given))).toMatchObject({ action, reason });
  });
});

describe('decideAlert, what makes a sound', () => {
  const quiet = { from: '22:00', to: '07:00', timeZone: 'UTC' };
  /** 6:00 UTC: within the quiet hours. */
  const night = story.openedAt;
  const morning = Date.parse('2026-01-05T07:00:00Z');
  const many = mergeSource(
    story,
    source('Toll rises in Kyiv', {
      strike: strike({ country: 'Ukraine', places: ['Kyiv'], when: '2026-01-05', killed: toll(9) }),
    }),
    now,
  );

  it('replies to a card whose toll rose materially since it was told', () => {
    expect(inWords(decideAlert(subscription(), many.story, many.changes, posted, now))).toMatchObject({
      action: 'edit',
      reason: expect.stringContaining('with a reply, as the toll rose materially'),
      rise: { lines: ['9 killed (was 1)'], ping: false },
      until: null,
    });
  });

  it.each([
    ['only where it asks for it', { pingRises: false, roleId: 'r' }, false],
    ['with its role', { pingRises: true, roleId: 'r' }, true],
    ['not without one', { pingRises: true, roleId: null }, false],
  ])('pings at a rise %s', (_name, more, ping) => {
    const decision = decideAlert(subscription(more), many.story, many.changes, posted, now);
    expect(decision).toMatchObject({ rise: { ping } });
  });

  it('replies not for a rise that was told, nor where it is muted', () => {
    const told: Known = { ...posted, told: { killed: 9, injured: 3 } };
    expect(inWords(decideAlert(subscription(), many.story, many.changes, told, now))).toMatchObject({
      action: 'edit',
      rise: null,
    });
    const muted: Known = { ...posted, muted: true };
    expect(inWords(decideAlert(subscription(), many.story, many.changes, muted, now))).toMatchObject({
      action: 'edit',
      reason: expect.stringContaining('muted here'),
      rise: null,
    });
  });

  it('holds new cards and replies back in quiet hours, and edits on', () => {
    const asleep = subscription({ quiet });
    expect(inWords(decideAlert(asleep, story, story.timeline, unknown, night))).toEqual({
      action: 'hold',
      reason: 'strikes, gravity 34; held back: quiet until 07:00 (UTC)',
      until: morning,
    });
    expect(inWords(decideAlert(asleep, many.story, many.changes, posted, night))).toMatchObject({
      action: 'edit',
      reason: expect.stringContaining('its reply waits: quiet until 07:00 (UTC)'),
      until: morning,
    });
    expect(inWords(decideAlert(asleep, story, changes.slice(0, 1), posted, night))).toMatchObject({
      action: 'edit',
      until: null,
    });
    expect(decideAlert(asleep, story, story.timeline, unknown, morning).action).toBe('post');
  });

  it('holds back what is beyond its cards an hour, until the first of them is an hour old', () => {
    const recentCards = [now - 90 * 60_000, now - 50 * 60_000, now - 10 * 60_000];
    const known: Known = { ...unknown, recentCards };
    expect(decideAlert(subscription({ maxPerHour: 3 }), story, story.timeline, known, now).action).toBe(
      'post',
    );
    expect(inWords(decideAlert(subscription({ maxPerHour: 2 }), story, story.timeline, known, now))).toEqual({
      action: 'hold',
      reason: 'strikes, gravity 34; held back: at most 2 new cards an hour',
      until: now + 10 * 60_000,
    });
    expect(
      inWords(decideAlert(subscription({ maxPerHour: 1 }), story, story.timeline, known, now)),
    ).toMatchObject({
      until: now + 50 * 60_000,
    });
  });

  it('posts what was told with others once its toll has risen', () => {
    const summarised: Known = { ...unknown, summarised: true, told: { killed: 1, injured: 3 } };
    expect(inWords(decideAlert(subscription(), story, changes, summarised, now))).toEqual({
      action: 'silent',
      reason: 'told in a message with others, and its toll has not risen materially since',
    });
    expect(decideAlert(subscription(), many.story, many.changes, summarised, now).action).toBe('post');
  });

  it('posts nothing that is muted, and holds back nothing that is not wanted', () => {
    const muted: Known = { ...unknown, muted: true };
    expect(inWords(decideAlert(subscription(), story, story.timeline, muted, now))).toEqual({
      action: 'silent',
      reason: 'muted in this channel',
    });
    const elsewhere = subscription({ quiet, regions: ['Sudan'] });
    expect(decideAlert(elsewhere, story, story.timeline, unknown, night).action).toBe('silent');
  });

  it('makes no more cards in any hour than are allowed, whatever comes when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(4 * HOUR), { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        (times, maxPerHour) => {
          const cards: number[] = [];
          for (const at of times.sort((a, b) => a - b).map((time) => story.openedAt + time)) {
            const known: Known = { ...unknown, recentCards: cards };
            const decision = decideAlert(subscription({ maxPerHour }), story, story.timeline, known, at);
            if (decision.action === 'post') cards.push(at);
            else expect(decision).toMatchObject({ action: 'hold' });
            if (decision.action === 'hold') expect(decision.until).toBeGreaterThan(at);
          }
          for (const card of cards) {
            expect(cards.filter((at) => at >= card && at < card + HOUR).length).toBeLessThanOrEqual(
              maxPerHour,
            );
          }
        },
      ),
    );
  });
});
