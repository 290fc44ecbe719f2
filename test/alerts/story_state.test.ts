import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAlert, NEWS_FOR } from '../../src/alerts/decide.ts';
import {
  canBeFoundAgain,
  isDecidedAlike,
  type StoryState,
  silenceOn,
  stateOf,
  storyIn,
} from '../../src/alerts/story_state.ts';
import { type Subscription, USUAL_OPTIONS } from '../../src/alerts/subscription.ts';
import { inWords } from '../in_words.ts';
import { HOUR, source, storyOf, strike, tale } from '../stories/samples.ts';

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  ...USUAL_OPTIONS,
  ...{
    id: 1,
    kind: 'alerts',
    guildId: 'g',
    channelId: 'c',
    roleId: null,
    topics: [],
    regions: [],
    minGravity: 0,
  },
  ...{ digestTime: null, timeZone: null, createdBy: 'u', createdAt: 0, status: 'active', pausedReason: null },
  ...more,
});
const attack = storyOf(tale.attackFirst, tale.attackSecond);
const talks = storyOf(tale.talksFirst, tale.talksSecond);
const empty = { ...storyOf(source('Shelling', { strike: strike({ places: ['Kherson'] }) })), sources: [] };
/** As a column keeps it. */
const kept = (state: StoryState): StoryState => JSON.parse(JSON.stringify(state));

describe('a silence', () => {
  it('is found again as it was decided, whatever was asked for and whenever; what isn’t found again is kept', () => {
    const unknown = { posted: false, summarised: false, muted: false, told: null, recentCards: [] };
    fc.assert(
      fc.property(
        fc.constantFrom(attack, talks, empty),
        fc.record({
          topics: fc.subarray(['strike' as const, 'diplomacy' as const]),
          regions: fc.subarray(['Ukraine', 'Kyiv', 'Sudan', 'France', 'Kharkiv Oblast', '']),
          minGravity: fc.nat(100),
          minPublishers: fc.integer({ min: 1, max: 3 }),
          withoutKinds: fc.subarray(['wire' as const, 'outlet' as const, 'official' as const]),
          withinKm: fc.constantFrom(null, 50, 500),
          words: fc.constantFrom(null, null, null, 'drone'),
          status: fc.constantFrom('active' as const, 'active' as const, 'paused' as const),
        }),
        fc.nat(60 * HOUR),
        fc.boolean(),
        (story, wish, after, closed) => {
          const told = { ...story, closedAt: closed ? story.openedAt : null };
          const [wanting, at] = [subscription(wish), story.openedAt + after];
          const decision = decideAlert(wanting, told, told.timeline, unknown, at);
          const expected = canBeFoundAgain(wanting, decision) ? decision : null;
          expect(silenceOn(storyIn(kept(stateOf(told))), wanting, at)).toEqual(expected);
        },
      ),
    );
  });

  it.each<[what: string, more: Partial<Subscription>, reason: string | null]>([
    ['of too little gravity', { minGravity: 99 }, 'gravity 64 is below your 99'],
    ['of what happened elsewhere', { regions: ['Sudan'] }, 'not in Sudan'],
    ['is none where it was wanted', {}, null],
    [
      'is kept where words were looked for: they aren’t in what is kept of a story',
      { words: 'harbour' },
      null,
    ],
    ['is none while it was paused', { status: 'paused' }, null],
  ])('%s', (_what, more, reason) => {
    const found = silenceOn(storyIn(kept(stateOf(attack))), subscription(more), attack.openedAt + HOUR);
    expect(found === null ? null : inWords(found).reason).toBe(reason);
  });
});

describe('a state', () => {
  const state = stateOf(attack);
  const at = attack.openedAt + HOUR;
  it.each<[what: string, before: Partial<StoryState>, later: number, alike: boolean]>([
    ['is decided on alike while nothing moves', {}, HOUR, true],
    ['is not where something moves that filters look at', { gravity: 3 }, HOUR, false],
    ['is not once it is old', {}, NEWS_FOR, false],
    [
      'is not once its newest source is old',
      { openedAt: attack.openedAt - 2 * NEWS_FOR },
      NEWS_FOR + HOUR,
      false,
    ],
    ['is decided on alike from then on, within the hour', { openedAt: 0, newestAt: 0 }, HOUR / 60, true],
    ['is said to be older each hour', { openedAt: 0, newestAt: 0 }, HOUR, false],
  ])('%s', (_what, before, later, alike) => {
    const first = { ...state, ...before };
    const second = before.gravity === undefined ? first : state;
    expect(isDecidedAlike({ state: first, at }, { state: second, at: at + later })).toBe(alike);
  });
});
