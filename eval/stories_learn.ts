import { writeFileSync } from 'node:fs';
import { createMatcher } from '../src/stories/match.ts';
import { joinStories, mergeSource, openStory } from '../src/stories/merge.ts';
import { hashOf, type Model, readModel, type StoredModel } from '../src/stories/model.ts';
import type { Source, Story } from '../src/stories/story.ts';
import {
  type Cluster,
  type Labelled,
  type Pair,
  readEcb,
  readPairs,
  readSilver,
  sourceFrom,
} from './stories_sets.ts';
import {
  learnLikeness,
  learnMeanings,
  learnRarities,
  newsAtLarge,
  type Row,
  seeded,
  shuffled,
} from './stories_train.ts';

const WEIGHTS = new URL('../src/stories/weights.json', import.meta.url);
/** Headlines of the silver set that likeness is learned from, of each half. */
const SILVER_ROWS = 5_000;

/** Learns rarities from news at large and meanings from the clusters given; likeness is left out. */
export function learnWords(
  data: string,
  silver: readonly Cluster[],
  from: readonly Cluster[],
): Omit<StoredModel, 'likeness'> {
  const rarities = learnRarities(
    newsAtLarge(
      data,
      silver.map(({ titles }) => titles),
    ),
  );
  const places = Buffer.from(rarities, 'base64');
  const rarityOf = (term: string) => (places[hashOf(term) % places.length] ?? 0) / 20;
  const meanings = learnMeanings(
    from.map(({ titles }) => titles),
    rarityOf,
  );
  return { ...meanings, rarities };
}

/** The silver set's headlines in their batches' order, shuffled within each batch. */
export function silverReports(clusters: readonly Cluster[], limit = Number.POSITIVE_INFINITY): Labelled[] {
  const all = clusters.flatMap(({ seen, titles }, at) =>
    titles.map((title) => ({ seen, title, event: `${at}` })),
  );
  const mixed = shuffled(all, seeded(3)).sort((a, b) => a.seen - b.seen);
  return mixed
    .slice(0, limit)
    .map(({ title, event }, at) => ({ source: sourceFrom(`silver${at}`, title, '', null), event }));
}

/** What likeness is learned from: each report beside the likeliest of the stories as people made them. */
export function rowsOf(
  set: string,
  reports: readonly (Labelled & { topic?: string })[],
  model: Model,
): Row[] {
  const matcher = createMatcher([], model);
  const stories = new Map<string, Story>();
  const ids = new Set<string>();
  return reports.flatMap(({ source, event, topic }) => {
    const own = stories.get(event);
    const rows = matcher
      .candidates(source)
      .flatMap(({ story, conflict, signals }) =>
        conflict ? [] : [{ set, group: topic ?? event, same: story.id === own?.id, signals }],
      );
    const story = own ? mergeSource(own, source, 0).story : openStory(source, 0, (id) => ids.has(id));
    ids.add(story.id);
    stories.set(event, story);
    matcher.add(story);
    return rows;
  });
}

export function rowsOfPairs(pairs: readonly Pair[], model: Model): Row[] {
  return pairs.flatMap(({ id, a, b, same }) => {
    const [row] = createMatcher([openStory(a, a.seenAt, () => false)], model).candidates(b);
    return row && !row.conflict ? [{ set: 'pairs', group: id, same, signals: row.signals }] : [];
  });
}

/** The story of each report, as the command line tells it. */
export function storiesOf(sources: readonly Source[], model: Model): string[] {
  const matcher = createMatcher([], model);
  const ids = new Set<string>();
  const joinedTo = new Map<string, string>();
  const told = sources.map((source) => {
    const match = matcher.match(source);
    for (const { id } of match?.joins ?? []) {
      matcher.remove(id);
      joinedTo.set(id, match?.story.id ?? id);
    }
    const story = match
      ? mergeSource(joinStories(match.story, match.joins, source.seenAt).story, source, source.seenAt).story
      : openStory(source, source.seenAt, (id) => ids.has(id));
    ids.add(story.id);
    matcher.add(story);
    return story.id;
  });
  const current = (id: string): string => {
    const next = joinedTo.get(id);
    return next === undefined ? id : current(next);
  };
  return told.map(current);
}

/**
 * Learns the matcher's model from the shared sets and writes `src/stories/weights.json`. Rows of the silver set are
 * of each half by meanings learned from the other, so that likeness doesn't trust meanings more than it may.
 * @returns whether the sets were there
 */
export function learnStories(data: string): boolean {
  const [pairs, ecb, silver] = [readPairs(data), readEcb(data), readSilver(data)];
  if (!pairs || !ecb || !silver) return false;
  const whole = learnWords(data, silver, silver);
  const model = readModel({ ...whole, likeness: [] });
  const rows = [...rowsOfPairs(pairs, model), ...rowsOf('ecb', shuffled(ecb, seeded(7)), model)];
  for (const half of [0, 1]) {
    const words = learnWords(data, silver, halfOf(silver, 1 - half));
    rows.push(
      ...rowsOf(
        'silver',
        silverReports(halfOf(silver, half), SILVER_ROWS),
        readModel({ ...words, likeness: [] }),
      ),
    );
  }
  const stored: StoredModel = { ...whole, likeness: learnLikeness(rows) };
  writeFileSync(WEIGHTS, `${JSON.stringify(stored, null, 2)}\n`);
  return true;
}

/** Every other cluster: `half` is 0 or 1. */
export function halfOf<T>(all: readonly T[], half: number): T[] {
  return all.filter((_, at) => at % 2 === half);
}
