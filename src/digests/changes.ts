import type { Story, StoryChange } from '../stories/story.ts';
import type { DigestWindow } from './digest.ts';
import { dateText } from './summary.ts';

/** What readers of an earlier digest have to know: tolls that moved, talks that did, claims since denied. */
const TOLD: readonly StoryChange['kind'][] = [
  'killed',
  'injured',
  'weapons',
  'talks',
  'claim',
  'denial',
  'correction',
];

const MOST_CHANGES = 4;

/**
 * What changed in a story within the window, oldest first and each only from its first state there to its last; empty
 * where nothing did that readers should know. A toll that came back to where it was is no change.
 */
export function changesWithin(story: Story, { since, until }: DigestWindow): string[] {
  const moved = new Map<string, { before: string | null; after: string }>();
  for (const change of story.timeline) {
    if (change.at < since || change.at >= until || !TOLD.includes(change.kind)) continue;
    const subject = subjectOf(change);
    if (subject === null) continue;
    const before = moved.get(subject);
    moved.set(subject, { before: before ? before.before : change.before, after: change.after });
  }
  return [...moved.values()]
    .filter(({ before, after }) => before !== after)
    .slice(0, MOST_CHANGES)
    .map(({ before, after }) => withDays(before ? `${before} → ${after}` : after));
}

/** `on 2026-01-05` as `on 5 January`. */
function withDays(text: string): string {
  return text.replace(/\bon (\d{4}-\d{2}-\d{2})\b/g, (given, date) => {
    const day = dateText(date);
    return day ? `on ${day}` : given;
  });
}

/** What a change is about, so that the next about the same takes its place; null for what needn't be told. */
function subjectOf({ kind, before, after }: StoryChange): string | null {
  if (kind === 'correction') {
    // Of places and targets a card tells; a digest tells of the figures.
    return /\b(killed|injured)\b/.exec(after)?.[1] ?? null;
  }
  if (kind === 'weapons') return `weapons ${/\b(?:drone|missile|rocket|bomb)/.exec(after)?.[0] ?? after}`;
  if (kind === 'killed' || kind === 'injured') return kind;
  // Kind, place and date of talks are one matter, and who joined another; each claim and denial is its own.
  if (kind === 'talks' && !after.startsWith('with ')) return kind;
  return `${kind} ${before ?? ''} ${after}`;
}
