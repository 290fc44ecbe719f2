import { agreementOf } from './agreement.ts';
import { conflictOf } from './conflict.ts';
import { type Facts, factsOfSource, factsOfStory } from './facts.ts';
import { cosineOf, oddsOf, type ReadReport, signalsOf } from './likeness.ts';
import { withoutArticle } from './merge.ts';
import { MODEL, type Model } from './model.ts';
import { createReader } from './reading.ts';
import { createReportIndex } from './report_index.ts';
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
  /** Why the report can't belong to it, however alike the words; null where it can. */
  conflict: string | null;
}

/** Finds the story that a report belongs to, among the open ones. */
export interface Matcher {
  /** The story of the source's event, or null where none of the open ones is. */
  match(source: Source): Match | null;
  /**
   * The story that holds an article of which this newer revision clearly tells another event: it has another title,
   * and who and where contradict the story's other reports, or next to nothing is in common with them. Null where it
   * stays.
   */
  leaves(source: Source): Story | null;
  /** The open stories that share the most with it, likeliest first. */
  candidates(source: Source): Candidate[];
  /** Takes in a story, or its newer state; a closed one is dropped. */
  add(story: Story): void;
  has(id: string): boolean;
  /** Drops a story that was joined to another. */
  remove(id: string): void;
}

/** How many of the likeliest stories by words are looked at, and how many of each one's reports are asked. */
const CANDIDATES = 8;
const ASKED = 5;
/** Of a long story the newest reports are looked through. */
const MOST_KNOWN = 40;
/** Where the report that is most alike speaks as clearly against, the others aren't asked. */
const HOPELESS = -3;
/** Log-odds at which a report joins a story, and two stories one another. */
const ENOUGH = 0;
const ENOUGH_TO_JOIN = -0.2;
/** How much less likely a story is to be joined by a report than the one that shows it to be of the same event. */
const NEARLY = 1.5;
/**
 * Log-odds that a day's silence speaks against a story, up to two days. Set by hand: clusters of headlines are cut at
 * the day, so what they would teach is that no story lasts for longer.
 */
const SILENCE = 3;
/** Who says that a toll rose speaks of an attack of before. */
const SILENCE_BEFORE_UPDATE = 1;
const DAY = 24 * 60 * 60_000;
/** Who retells an event isn't the first to tell of it. */
const RETOLD = 1;
/** Beside few other stories alike words prove little, if facts don't agree; a wrong join costs more than a card. */
const FEW_OPEN = 2.3;
/** Facts that agree as far as this nearly do alone, whatever the words. */
const ALONE = 0.45;

/** A title less like the one before has become another. */
const REWRITTEN = 0.5;

interface Held {
  story: Story;
  facts: Facts;
  group: number;
  /** By article, with the slot in the index. */
  reports: Map<string, { source: Source; report: ReadReport; slot: number }>;
}

interface Weighed {
  held: Held;
  odds: number;
  cosine: number;
  conflict: string | null;
}

/**
 * A matcher over the open stories. A report is compared with a story's reports one by one, by words, their meanings
 * and facts, weighed by what was learned; the mean decides. A conflict of facts overrides any likeness. The result
 * depends on which stories it holds, not on the order in which they were listed; an article that is in a story
 * already always finds that one.
 */
export function createMatcher(open: readonly Story[], model: Model = MODEL): Matcher {
  const stories = new Map<string, Held>();
  const groups: (Held | null)[] = [];
  const storyOfArticle = new Map<string, Held>();
  const index = createReportIndex();
  const reader = createReader(model);

  const readOf = (source: Source): ReadReport => ({
    reading: reader.read(source),
    facts: factsOfSource(source),
  });

  function addReport(held: Held, source: Source): void {
    const report = readOf(source);
    held.reports.set(source.articleId, { source, report, slot: index.add(report.reading, held.group) });
    storyOfArticle.set(source.articleId, held);
  }

  function dropReport(held: Held, articleId: string): void {
    const known = held.reports.get(articleId);
    if (!known) return;
    index.remove(known.slot);
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
      const before = held.reports.get(source.articleId);
      if (before?.source === source) continue;
      if (before?.source.title === source.title && before.source.lead === source.lead) {
        before.source = source;
        before.report = { ...before.report, facts: factsOfSource(source) };
      } else {
        dropReport(held, source.articleId);
        addReport(held, source);
      }
    }
  }

  /** A story's newest reports, oldest first. */
  function newest({ story, reports }: Held, limit: number, except?: string): ReadReport[] {
    return story.sources
      .slice(-limit)
      .flatMap(({ articleId }) => (articleId === except ? [] : (reports.get(articleId)?.report ?? [])));
  }

  const oddsBetween = (a: ReadReport, b: ReadReport) => oddsOf(signalsOf(a, b, reader), model.likeness);

  /** Log-odds that a report is of a story's event: the mean over the story's reports that are most alike. */
  function oddsOfStory(report: ReadReport, held: Held, except?: string): { odds: number; cosine: number } {
    const known = newest(held, MOST_KNOWN, except).map((other) => ({
      report: other,
      cosine: cosineOf(report.reading.whole, other.reading.whole),
    }));
    const nearest = known.sort((a, b) => b.cosine - a.cosine).slice(0, ASKED);
    let sum = 0;
    for (const [at, other] of nearest.entries()) {
      const odds = oddsBetween(report, other.report);
      if (at === 0 && odds < HOPELESS) return { odds, cosine: other.cosine };
      sum += odds;
    }
    return { odds: sum / Math.max(1, nearest.length), cosine: nearest[0]?.cosine ?? 0 };
  }

  /** What speaks against any likeness: a long silence, and that little is open to compare with. */
  function doubt(a: Facts, b: Facts, isUpdate: boolean): number {
    const days = Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt) / DAY;
    const silence = (isUpdate ? SILENCE_BEFORE_UPDATE : SILENCE) * Math.min(2, days);
    const few = Math.max(0, 1 - Math.log10(stories.size));
    if (few === 0) return silence;
    return agreementOf(a, b).score >= ALONE ? silence : silence + FEW_OPEN * few;
  }

  function weighAll(report: ReadReport): Weighed[] {
    return index
      .search(report.reading, CANDIDATES)
      .map((group) => {
        const held = groups[group]!;
        const { odds, cosine } = oddsOfStory(report, held);
        return {
          held,
          odds: odds + prior(report) - doubt(report.facts, held.facts, report.reading.isUpdate),
          cosine,
          conflict: conflictOf(report.facts, held.facts),
        };
      })
      .sort((a, b) => b.odds - a.odds || byAge(a.held.story, b.held.story));
  }

  /** Whether a story's reports, with the one that joins it, and another story's are of one event, taken one by one. */
  function areOne(a: Held, report: ReadReport, b: Held): boolean {
    if (conflictOf(a.facts, b.facts)) return false;
    const [first, second] = [[...newest(a, ASKED), report], newest(b, ASKED)];
    const odds = first.flatMap((one) => second.map((other) => oddsBetween(one, other)));
    return (
      odds.reduce((sum, each) => sum + each, 0) / odds.length -
        doubt(a.facts, b.facts, report.reading.isUpdate) >=
      ENOUGH_TO_JOIN
    );
  }

  function match(source: Source): Match | null {
    const own = storyOfArticle.get(source.articleId);
    if (own) return { story: own.story, likeness: 1, reasons: ['its article is in this story'], joins: [] };
    const report = readOf(source);
    const likely = weighAll(report).filter(
      ({ conflict, odds }) => conflict === null && odds >= ENOUGH_TO_JOIN - NEARLY,
    );
    const [best, ...near] = likely;
    if (!best || best.odds < ENOUGH) return null;
    const others = near.filter(({ held }) => areOne(best.held, report, held));
    const [story, ...joins] = [best, ...others].map(({ held }) => held.story).sort(byAge);
    return { story: story as Story, ...told(source, best), joins };
  }

  function leaves(source: Source): Story | null {
    const own = storyOfArticle.get(source.articleId);
    const before = own?.reports.get(source.articleId)?.report;
    const rest = own && withoutArticle(own.story, source.articleId, source.seenAt);
    if (!before || !rest) return null;
    const report = readOf(source);
    if (cosineOf(report.reading.title, before.reading.title) > REWRITTEN) return null;
    const isElsewhere = conflictOf(bearings(report.facts), bearings(factsOfStory(rest.story))) !== null;
    const isClear = isElsewhere || oddsOfStory(report, own, source.articleId).odds < HOPELESS;
    return isClear ? own.story : null;
  }

  function candidates(source: Source): Candidate[] {
    return weighAll(readOf(source)).map((weighed) => ({
      story: weighed.held.story,
      conflict: weighed.conflict,
      ...told(source, weighed),
    }));
  }

  for (const story of [...open].sort((a, b) => a.updatedAt - b.updatedAt || byAge(a, b))) add(story);
  return {
    match,
    leaves,
    candidates,
    add,
    has: (id) => stories.has(id),
    remove(id) {
      const held = stories.get(id);
      if (held) drop(held);
    },
  };
}

/** Facts of who and where alone: a toll or a day that moves is a correction. */
function bearings({ strike, diplomacy, ...facts }: Facts): Facts {
  return {
    ...facts,
    strike: strike && { ...strike, day: null, killed: null, injured: null, launched: new Map() },
    diplomacy: diplomacy && { ...diplomacy, day: null },
    firstAt: 0,
    lastAt: 0,
  };
}

/** Log-odds that speak for a report being of any open story's event at all. */
function prior({ reading }: ReadReport): number {
  return reading.looksBack ? RETOLD : 0;
}

function told(source: Source, { held, odds, cosine }: Weighed): Pick<Match, 'likeness' | 'reasons'> {
  return {
    likeness: 1 / (1 + Math.exp(-odds)),
    reasons: [
      `words ${Math.round(cosine * 100)} % alike`,
      ...agreementOf(factsOfSource(source), held.facts).reasons,
    ],
  };
}

/** The older first; of equal age by id, never the one listed first. */
function byAge(a: Story, b: Story): number {
  return a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);
}
