import { agreementOf } from './agreement.ts';
import { conflictOf, isOneClaim } from './conflict.ts';
import { type Facts, factsOfSource, factsOfStory } from './facts.ts';
import { cosineOf, likenessOf, signalsOf } from './likeness.ts';
import { MODEL, type Model } from './model.ts';
import { createReportIndex, type Reading } from './report_index.ts';
import type { Source, Story } from './story.ts';

export interface Match {
  story: Story;
  /** Probability that the report belongs to it, 0 to 1. */
  likeness: number;
  /** What speaks for it, in words a person can read. */
  reasons: string[];
  /** Other open stories that are of the same event, as this report shows; younger than `story`. */
  joins: Story[];
}

/** A story that a report may belong to, whether or not it does. */
export interface Candidate extends Omit<Match, 'joins'> {
  /** As `likeness.ts` names them. */
  signals: number[];
  /** Why the report can't belong to it, however alike the words; null where it can. */
  conflict: string | null;
}

/** Finds the story that a report belongs to, among the open ones. */
export interface Matcher {
  /** The story of the source's event, or null where none of the open ones is. */
  match(source: Source): Match | null;
  /** The open stories that share the most with it, likeliest first. */
  candidates(source: Source): Candidate[];
  /** Takes in a story, or its newer state; a closed one is dropped. */
  add(story: Story): void;
  /** Drops a story that was joined to another. */
  remove(id: string): void;
}

/** How many of the likeliest stories by words are looked at. */
const CANDIDATES = 8;
const ENOUGH = 0.5;
/** Mean odds at which two stories are joined, and how many of the smaller one's newest reports are asked. */
const ENOUGH_TO_JOIN = 0.4;
const MOST_ASKED = 8;

interface Held {
  story: Story;
  facts: Facts;
  group: number;
  /** Slots in the index by article, with what was read there. */
  reports: Map<string, { source: Source; reading: Reading; slot: number }>;
  /** Sum of its reports' meanings. */
  meaning: Float32Array;
  /** How many reports the window had taken in when its last one came. */
  lastAt: number;
}

interface Weighed {
  held: Held;
  signals: number[];
  likeness: number;
  reasons: string[];
}

/**
 * A matcher over the open stories. Likeness is of words, of their meanings and of facts, weighed by what was learned;
 * a conflict of facts overrides any likeness. The result depends on which stories it holds, not on the order in
 * which they were listed; an article that is in a story already always finds that one.
 */
export function createMatcher(open: readonly Story[], model: Model = MODEL): Matcher {
  const stories = new Map<string, Held>();
  const groups: (Held | null)[] = [];
  const storyOfArticle = new Map<string, Held>();
  const index = createReportIndex(model);
  let taken = 0;

  function addReport(held: Held, source: Source): void {
    const reading = index.read(source);
    held.reports.set(source.articleId, { source, reading, slot: index.add(reading, held.group) });
    addTo(held.meaning, reading.whole.meaning, 1);
    storyOfArticle.set(source.articleId, held);
    taken += 1;
    held.lastAt = taken;
  }

  function dropReport(held: Held, articleId: string): void {
    const known = held.reports.get(articleId);
    if (!known) return;
    index.remove(known.slot);
    addTo(held.meaning, known.reading.whole.meaning, -1);
    held.reports.delete(articleId);
    if (storyOfArticle.get(articleId) === held) storyOfArticle.delete(articleId);
  }

  function drop(held: Held): void {
    for (const articleId of [...held.reports.keys()]) dropReport(held, articleId);
    groups[held.group] = null;
    stories.delete(held.story.id);
  }

  function add(story: Story): void {
    const known = stories.get(story.id);
    if (story.closedAt !== null) {
      if (known) drop(known);
      return;
    }
    const held: Held = known ?? {
      story,
      facts: factsOfStory(story),
      group: groups.length,
      reports: new Map(),
      meaning: new Float32Array(model.dimensions),
      lastAt: taken,
    };
    if (known) {
      known.story = story;
      known.facts = factsOfStory(story);
      const current = new Set(story.sources.map(({ articleId }) => articleId));
      for (const articleId of [...known.reports.keys()])
        if (!current.has(articleId)) dropReport(known, articleId);
    } else {
      groups.push(held);
      stories.set(story.id, held);
    }
    for (const source of story.sources) {
      const before = held.reports.get(source.articleId)?.source;
      if (before === source || (before?.title === source.title && before.lead === source.lead)) continue;
      dropReport(held, source.articleId);
      addReport(held, source);
    }
  }

  /** Of a report and a story, given the story's report that is most alike in words and the mean over all. */
  function weigh(
    report: { reading: Reading; facts: Facts },
    held: Held,
    { best, cosine, mean }: { best: Reading; cosine: number; mean: number },
  ): Weighed {
    const { reports, facts } = held;
    const agreement = agreementOf(report.facts, facts);
    const signals = signalsOf({
      reading: report.reading,
      best,
      cosine,
      mean,
      centre: held.meaning,
      agreement: agreement.score,
      otherTopic: isOtherTopic(report.facts, facts),
      size: reports.size,
      open: stories.size,
      since: taken - held.lastAt,
    });
    return {
      held,
      signals,
      likeness: likenessOf(signals, model.likeness),
      reasons: [`words ${Math.round(cosine * 100)} % alike`, ...agreement.reasons],
    };
  }

  function weighAll(source: Source): (Weighed & { conflict: string | null })[] {
    const reading = index.read(source);
    const facts = factsOfSource(source);
    return index
      .search(reading, CANDIDATES)
      .map((found) => {
        const held = groups[found.group]!;
        return { ...weigh({ reading, facts }, held, found), conflict: conflictOf(facts, held.facts) };
      })
      .sort((a, b) => byLikeness(a.held.story, b.held.story, a.likeness, b.likeness));
  }

  function candidates(source: Source): Candidate[] {
    return weighAll(source).map(({ held, ...weighed }) => ({ story: held.story, ...weighed }));
  }

  /** Whether the reports of the one story, taken one by one, belong to the other. */
  function areOne(a: Held, b: Held): boolean {
    const [small, large] = a.reports.size <= b.reports.size ? [a, b] : [b, a];
    if (conflictOf(small.facts, large.facts)) return false;
    let odds = 0;
    const asked = [...small.reports.values()].slice(-MOST_ASKED);
    for (const { source, reading } of asked) {
      const { likeness } = weigh({ reading, facts: factsOfSource(source) }, large, nearestOf(reading, large));
      odds += Math.log((likeness + 1e-6) / (1 - likeness + 1e-6));
    }
    return odds / asked.length > Math.log(ENOUGH_TO_JOIN / (1 - ENOUGH_TO_JOIN));
  }

  function match(source: Source): Match | null {
    const own = storyOfArticle.get(source.articleId);
    if (own) return { story: own.story, likeness: 1, reasons: ['its article is in this story'], joins: [] };
    const likely = weighAll(source).filter(
      ({ conflict, likeness }) => conflict === null && likeness >= ENOUGH,
    );
    const best = likely[0];
    if (!best) return null;
    const others = likely.slice(1).filter(({ held }) => areOne(best.held, held));
    const [story, ...joins] = [best, ...others].map(({ held }) => held.story).sort(byAge);
    return { story: story as Story, likeness: best.likeness, reasons: best.reasons, joins };
  }

  for (const story of [...open].sort((a, b) => a.updatedAt - b.updatedAt || byAge(a, b))) add(story);
  return {
    match,
    candidates,
    add,
    remove(id) {
      const held = stories.get(id);
      if (held) drop(held);
    },
  };
}

/** Whether both are foremost about a topic, and not about the same; one disputed claim is of either. */
function isOtherTopic(a: Facts, b: Facts): boolean {
  return a.focus !== null && b.focus !== null && a.focus !== b.focus && !isOneClaim(a, b);
}

/** The report of a story that is most alike in words, and the mean over all of them. */
function nearestOf(reading: Reading, { reports }: Held): { best: Reading; cosine: number; mean: number } {
  let best: Reading | null = null;
  let [cosine, sum] = [-1, 0];
  for (const { reading: other } of reports.values()) {
    const next = cosineOf(reading.whole, other.whole);
    sum += next;
    if (next > cosine) [best, cosine] = [other, next];
  }
  return { best: best ?? reading, cosine: Math.max(0, cosine), mean: sum / Math.max(1, reports.size) };
}

/** Ties go to the older story, then by id, never to the one listed first. */
function byLikeness(a: Story, b: Story, likenessOfA: number, likenessOfB: number): number {
  return likenessOfB - likenessOfA || byAge(a, b);
}

function byAge(a: Story, b: Story): number {
  return a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}

function addTo(sum: Float32Array, vector: Float32Array, sign: 1 | -1): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += sign * vector[i]!;
}
