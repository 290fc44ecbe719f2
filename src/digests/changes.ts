import type { Said, Say, Sentence } from '../languages/say.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import type { DigestWindow } from './digest.ts';

/** What readers of an earlier digest have to know: tolls that moved, talks that did, claims since denied. */
const TOLD: readonly StoryChange['kind'][] = [
  'killed',
  'injured',
  'missing',
  'weapons',
  'talks',
  'agreed',
  'failed',
  'claim',
  'denial',
  'correction',
];

const MOST_CHANGES = 4;

/**
 * What changed in a story within the window, oldest first and each only from its first state there to its last; empty
 * where nothing did that readers should know. A toll that came back to where it was is no change.
 */
export function changesWithin(story: Story, { since, until }: DigestWindow, say: Say): string[] {
  const moved = new Map<string, Move>();
  for (const change of story.timeline) {
    if (change.at < since || change.at >= until || !TOLD.includes(change.kind)) continue;
    const subject = subjectOf(change);
    if (subject === null) continue;
    const before = moved.get(subject);
    moved.set(subject, { before: before ? before.before : change.before, after: change.after });
  }
  return [...moved]
    .filter(
      ([subject, { before, after }]) =>
        JSON.stringify(before) !== JSON.stringify(after) && (subject !== 'talks' || haveMoved(before, after)),
    )
    .slice(0, MOST_CHANGES)
    .map(([, { before, after }]) =>
      before === null ? say.text(after) : `${say.text(before)} → ${say.text(after)}`,
    );
}

type Move = Pick<StoryChange, 'before' | 'after'>;

/** Talks that came to something. */
const OUTCOMES: readonly (string | undefined)[] = (
  ['agreement', 'ceasefire', 'prisoner_exchange', 'vote', 'sanctions'] as const
).map((kind) => `diplomacy.${kind}`);

/** Talks that came to something, or were given another day. */
function haveMoved(before: Said | null, after: Said): boolean {
  const outcome = (said: Said | null) => {
    const key = sentenceOf(sentenceOf(said)?.values?.what)?.key;
    return OUTCOMES.includes(key) ? key : undefined;
  };
  const dayOf = (said: Said | null) => {
    const day = sentenceOf(said)?.values?.day;
    return typeof day === 'object' && day !== null && 'day' in day ? day.day : undefined;
  };
  if (outcome(after) !== undefined && outcome(after) !== outcome(before)) return before !== null;
  return dayOf(before) !== undefined && dayOf(after) !== undefined && dayOf(before) !== dayOf(after);
}

/** What a change is about, so that the next about the same takes its place; null for what needn't be told. */
function subjectOf({ kind, before, after }: StoryChange): string | null {
  const key = sentenceOf(after)?.key;
  if (kind === 'correction') {
    // Of places and targets a card tells; a digest tells of the figures.
    if (key === 'changed.withdrawn') return String(sentenceOf(after)?.values?.figure);
    return /^toll\.(\w+)$/.exec(key ?? '')?.[1] ?? null;
  }
  if (kind === 'weapons') return `weapons ${/"weapon\.(\w+)"/.exec(JSON.stringify(after))?.[1]}`;
  if (kind === 'killed' || kind === 'injured' || kind === 'missing') return kind;
  if (kind === 'agreed' || kind === 'failed') return 'outcome';
  // Of talks readers should know how they end and when they are; who else is named by later reports is no news.
  if (kind === 'talks') {
    if (key === 'talks.with') return null;
    return key === 'talks.next' ? 'next' : kind;
  }
  return JSON.stringify([kind, before, after]);
}

function sentenceOf(said: unknown): Sentence | null {
  return typeof said === 'object' && said !== null && 'key' in said ? (said as Sentence) : null;
}
