import { describe, expect, it } from 'vitest';
import { decideAlert } from '../../src/alerts/decide.ts';
import type { Subscription } from '../../src/alerts/subscription.ts';
import { closeIfQuiet, mergeSource } from '../../src/stories/merge.ts';
import { HOUR, storyOf, tale } from '../stories/samples.ts';

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
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

const story = storyOf(tale.attackFirst);
const now = story.openedAt + HOUR;
const { changes } = mergeSource(story, tale.attackSecond, now);

describe('decideAlert', () => {
  it.each<[name: string, given: Parameters<typeof decideAlert>, action: string, reason: string]>([
    [
      'posts what is wanted',
      [subscription(), story, story.timeline, false, now],
      'post',
      'strike, gravity 34',
    ],
    [
      'edits when a fact moved',
      [subscription(), story, changes.slice(0, 1), true, now],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'is silent when none did',
      [subscription(), story, [], true, now],
      'silent',
      'nothing on its card moved',
    ],
    [
      'doesn’t edit for its own beginning',
      [subscription(), story, story.timeline, true, now],
      'silent',
      'nothing on its card moved',
    ],
    [
      'keeps a posted card right though it is no longer wanted',
      [subscription({ minGravity: 99 }), story, changes.slice(0, 1), true, now],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'keeps an old posted card right',
      [subscription(), story, changes.slice(0, 1), true, now + 48 * HOUR],
      'edit',
      '2 killed (was 1 killed)',
    ],
    [
      'is silent below the least gravity',
      [subscription({ minGravity: 70 }), story, changes, false, now],
      'silent',
      'gravity 34 is below your 70',
    ],
    [
      'is silent elsewhere',
      [subscription({ regions: ['Sudan', 'Yemen'] }), story, changes, false, now],
      'silent',
      'not in Sudan or Yemen',
    ],
    [
      'never posts an old story',
      [subscription(), story, changes, false, now + 48 * HOUR],
      'silent',
      'opened 49 hours ago; new cards are for the last 24 hours',
    ],
    [
      'never posts a closed story',
      [subscription(), closeIfQuiet(story, now + 72 * HOUR, HOUR)!, changes, false, now],
      'silent',
      'the story is closed',
    ],
    [
      'is silent while paused',
      [subscription({ status: 'paused', pausedReason: 'no permission to post' }), story, changes, false, now],
      'silent',
      'paused: no permission to post',
    ],
    [
      'leaves digests to their hour',
      [subscription({ kind: 'digest' }), story, changes, false, now],
      'silent',
      'this subscription is for a digest',
    ],
  ])('%s', (_, given, action, reason) => {
    expect(decideAlert(...given)).toEqual({ action, reason });
  });
});
