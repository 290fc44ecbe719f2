import { agreementOf } from './agreement.ts';
import { conflictOf } from './conflict.ts';
import { type Facts, factsOfSource, factsOfStory } from './facts.ts';
import type { Source, Story } from './story.ts';
import { createTextIndex, vectorOf, vectorOfAll } from './text_index.ts';

export interface Match {
  story: Story;
  /** 0 to 1. */
  likeness: number;
  /** What speaks for it, in words a person can read. */
  reasons: string[];
}

/** Finds the story that a report belongs to, among the open ones. */
export interface Matcher {
  /** The story of the source's event, or null where none of the open ones is. */
  match(source: Source): Match | null;
  /** Takes in a story, or its newer state; a closed one is dropped. */
  add(story: Story): void;
}

/** How many of the likeliest by words are looked at; those that share a place are looked at too. */
const CANDIDATES = 40;
const TEXT_WEIGHT = 0.8;
const ENOUGH = 0.58;
/** Words alone, where nothing contradicts them. */
const ENOUGH_TEXT = 0.45;
/** Facts without any word in common are another event's. */
const LEAST_TEXT = 0.04;

/**
 * A matcher over the open stories. Likeness is of words (TF-IDF of titles and leads) and of facts; a conflict of facts
 * overrides any likeness. The result depends on which stories it holds, not on the order in which they were listed;
 * an article that is in a story already always finds that one.
 */
export function createMatcher(open: readonly Story[]): Matcher {
  const stories = new Map<string, { story: Story; facts: Facts }>();
  const storyOfArticle = new Map<string, string>();
  const storiesAtTown = new Map<string, Set<string>>();
  const texts = createTextIndex();

  function drop(id: string): void {
    const held = stories.get(id);
    if (!held) return;
    stories.delete(id);
    texts.remove(id);
    for (const { articleId } of held.story.sources) storyOfArticle.delete(articleId);
    for (const town of held.facts.strike?.towns ?? []) {
      storiesAtTown.get(town)?.delete(id);
      if (storiesAtTown.get(town)?.size === 0) storiesAtTown.delete(town);
    }
  }

  function add(story: Story): void {
    drop(story.id);
    if (story.closedAt !== null) return;
    const facts = factsOfStory(story);
    stories.set(story.id, { story, facts });
    texts.add(story.id, vectorOfAll(story.sources));
    for (const { articleId } of story.sources) storyOfArticle.set(articleId, story.id);
    for (const town of facts.strike?.towns ?? []) {
      const ids = storiesAtTown.get(town);
      if (ids) ids.add(story.id);
      else storiesAtTown.set(town, new Set([story.id]));
    }
  }

  function match(source: Source): Match | null {
    const own = stories.get(storyOfArticle.get(source.articleId) ?? '');
    if (own) return { story: own.story, likeness: 1, reasons: ['its article is in this story'] };
    if (source.topics.length === 0) return null;

    const vector = vectorOf(source);
    const facts = factsOfSource(source);
    const candidates = new Set(texts.nearest(vector, CANDIDATES));
    for (const town of facts.strike?.towns ?? []) {
      for (const id of storiesAtTown.get(town) ?? []) candidates.add(id);
    }
    let best: Match | null = null;
    for (const id of candidates) {
      const held = stories.get(id);
      if (!held) continue;
      const next = weigh(facts, texts.cosine(vector, id), held);
      if (next && (!best || isBetter(next, best))) best = next;
    }
    return best;
  }

  for (const story of open) add(story);
  return { match, add };
}

function weigh(
  facts: Facts,
  text: number,
  { story, facts: known }: { story: Story; facts: Facts },
): Match | null {
  if (text < LEAST_TEXT || conflictOf(facts, known, text)) return null;
  const agreement = agreementOf(facts, known);
  const likeness = Math.min(1, TEXT_WEIGHT * text + agreement.score);
  if (likeness < ENOUGH && text < ENOUGH_TEXT) return null;
  return { story, likeness, reasons: [`words ${Math.round(text * 100)} % alike`, ...agreement.reasons] };
}

/** Ties go to the older story, then by id, never to the one listed first. */
function isBetter(a: Match, b: Match): boolean {
  if (a.likeness !== b.likeness) return a.likeness > b.likeness;
  if (a.story.openedAt !== b.story.openedAt) return a.story.openedAt < b.story.openedAt;
  return a.story.id < b.story.id;
}
