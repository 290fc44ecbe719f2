import type { PublisherKind } from '../articles/article.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import type { AlertDecision } from './alert.ts';
import { decideAlert, NEWS_FOR } from './decide.ts';
import type { Subscription } from './subscription.ts';

const HOUR = 60 * 60_000;

/** What filters and age look at in a story, as it was at a time; all but its words, which would make it long. */
export interface StoryState {
  topics: Topic[];
  gravity: number;
  country: string | null;
  places: string[];
  /** Where it was talked, and who took part. */
  talksAt: string | null;
  participants: string[];
  /** Of each publisher. */
  kinds: PublisherKind[];
  openedAt: number;
  closedAt: number | null;
  /** When its newest source appeared; null where it has none. */
  newestAt: number | null;
}

/** What is kept of a story to say later why it was nothing for somebody. */
export function stateOf({
  topics,
  gravity,
  strike,
  diplomacy,
  publishers,
  sources,
  ...story
}: Story): StoryState {
  const times = sources.map(({ publishedAt, seenAt }) => publishedAt ?? seenAt);
  return {
    topics,
    gravity: gravity.score,
    country: strike?.country ?? null,
    places: strike?.places ?? [],
    talksAt: diplomacy?.place ?? null,
    participants: diplomacy?.participants ?? [],
    kinds: publishers.map(({ kind }) => kind),
    openedAt: story.openedAt,
    closedAt: story.closedAt,
    newestAt: times.length === 0 ? null : Math.max(...times),
  };
}

/** Whether the same is decided on both for every subscription that is what it was, in the same words: an old story's say how old. */
export function isDecidedAlike(
  before: { state: StoryState; at: number },
  after: { state: StoryState; at: number },
): boolean {
  const look = ({ state, at }: typeof before) => {
    const age = at - state.openedAt;
    const isOld = state.newestAt !== null && at - state.newestAt > NEWS_FOR;
    return JSON.stringify([state, age > NEWS_FOR && Math.floor(age / HOUR), isOld]);
  };
  return look(before) === look(after);
}

/** Reasons that follow from a story's state, a subscription without words, and the time. */
const FOLLOWING = ['closed', 'opened', 'old', 'topics', 'elsewhere', 'gravity', 'publishers', 'kinds'].map(
  (why) => `reason.${why}`,
);

/**
 * Whether a decision needn't be kept, since `silenceOn` finds it again from what is: that of a channel which was told nothing
 * of the story, and wanted nothing.
 */
export function canBeFoundAgain({ words }: Subscription, { action, reason }: AlertDecision): boolean {
  if (action !== 'silent' || words !== null || typeof reason !== 'object' || !('key' in reason)) return false;
  return FOLLOWING.includes(reason.key);
}

const UNKNOWN = { posted: false, summarised: false, muted: false, told: null, recentCards: [] };

/**
 * What is decided for a subscription whose channel was told nothing of a story, where that follows from the story and the
 * subscription alone.
 * @returns null where it doesn't: it is told, or rests on what else the channel knows or wants
 */
export function silenceOn(story: Story, subscription: Subscription, at: number): AlertDecision | null {
  const decision = decideAlert(subscription, story, [], UNKNOWN, at);
  return canBeFoundAgain(subscription, decision) ? decision : null;
}

/** A story as it was, for `silenceOn` alone: nothing is known of it but its state. */
export function storyIn({
  gravity,
  country,
  places,
  talksAt,
  participants,
  kinds,
  newestAt,
  ...state
}: StoryState): Story {
  const strike = country === null && places.length === 0 ? null : { ...NO_STRIKE, country, places };
  const diplomacy =
    talksAt === null && participants.length === 0 ? null : { ...NO_TALKS, place: talksAt, participants };
  const times = { publishedAt: newestAt, seenAt: newestAt ?? 0 };
  return {
    ...{ id: '', headline: '', disputes: [], timeline: [], updatedAt: state.openedAt },
    ...state,
    ...{ strike, diplomacy },
    gravity: { score: gravity, reasons: [] },
    publishers: kinds.map((kind) => ({ id: '', name: '', kind, country: null })),
    sources: newestAt === null ? [] : [{ ...NO_SOURCE, ...times }],
  };
}

const NO_STRIKE = {
  ...{ attacker: null, when: null, killed: null, injured: null, tollSource: null },
  ...{ weapons: [], targets: [], effects: [] },
};
const NO_TALKS = { kind: 'talks' as const, date: null, topics: [] };
const NO_SOURCE = {
  ...{
    articleId: '',
    title: '',
    lead: '',
    url: null,
    revisedAt: null,
    topics: [],
    disputes: [],
    evidence: [],
  },
  ...{
    strike: null,
    diplomacy: null,
    publisher: { id: '', name: '', kind: 'outlet' as const, country: null },
  },
};
