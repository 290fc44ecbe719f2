import { createMatcher, type Matcher } from './match.ts';
import { joinStories, mergeSource, openStory, withoutArticle } from './merge.ts';
import { MODEL, type Model } from './model.ts';
import type { Source, Story, StoryChange } from './story.ts';

/** What became of a source. */
export interface TakenIn {
  /** Its story, in its newest state. */
  story: Story;
  /** What moved in it with this source, those of joining others to it first. */
  changes: StoryChange[];
  opened: boolean;
  /** The story that its article was in until this revision of it, without it, and what moved there. */
  left: { story: Story; changes: StoryChange[] } | null;
  /** The stories that it showed to be of the same event; their reports are in `story` now. */
  joined: readonly Story[];
}

/** When a story opens and which ids are taken. */
export interface Opening {
  taken: (id: string) => boolean;
  /** Unix milliseconds; now where it isn't given. */
  at?: number;
}

/**
 * Takes a source into the story of its event, which may join others to that one, or opens a story with it. A revision
 * that is clearly of another event than the story its article is in leaves that one first. What is open follows.
 */
export function takeIn(open: Matcher, source: Source, now: number, opening: Opening): TakenIn {
  const before = open.leaves(source);
  const left = before && withoutArticle(before, source.articleId, now);
  if (left) open.add(left.story);
  const match = open.match(source);
  const result = match ? joinedTo(match, source, now) : openedWith(source, opening.at ?? now, opening);
  for (const { id } of result.joined) open.remove(id);
  open.add(result.story);
  return { ...result, left };
}

function joinedTo(
  { story, joins }: { story: Story; joins: readonly Story[] },
  source: Source,
  now: number,
): Omit<TakenIn, 'left'> {
  const joined = joinStories(story, joins, now);
  const merged = mergeSource(joined.story, source, now);
  return {
    story: merged.story,
    changes: [...joined.changes, ...merged.changes],
    opened: false,
    joined: joins,
  };
}

function openedWith(source: Source, at: number, { taken }: Opening): Omit<TakenIn, 'left'> {
  const story = openStory(source, at, taken);
  return { story, changes: story.timeline, opened: true, joined: [] };
}

/** Stories that sources are taken into one after the other, all in memory. */
export interface StoryWindow {
  takeIn(source: Source, now: number): TakenIn;
  /** By id, in their newest state; without those that were joined to others. */
  stories: ReadonlyMap<string, Story>;
  /** The id that a story goes by now: another one's where it was joined to that. */
  currentId(id: string): string;
}

export function createStoryWindow(model: Model = MODEL): StoryWindow {
  const open = createMatcher([], model);
  const stories = new Map<string, Story>();
  const joinedTo = new Map<string, string>();
  const taken = (id: string) => stories.has(id) || joinedTo.has(id);
  return {
    stories,
    takeIn(source, now) {
      const result = takeIn(open, source, now, { taken });
      for (const { id } of result.joined) {
        stories.delete(id);
        joinedTo.set(id, result.story.id);
      }
      if (result.left) stories.set(result.left.story.id, result.left.story);
      stories.set(result.story.id, result.story);
      return result;
    },
    currentId(id) {
      const next = joinedTo.get(id);
      return next === undefined ? id : this.currentId(next);
    },
  };
}
