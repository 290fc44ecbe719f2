import { writeFileSync } from 'node:fs';
import { conflictOf } from '../src/stories/conflict.ts';
import { factsOfSource } from '../src/stories/facts.ts';
import { cosineOf, signalsOf } from '../src/stories/likeness.ts';
import { hashOf, type Model, readModel, type StoredModel } from '../src/stories/model.ts';
import { createReader } from '../src/stories/reading.ts';
import type { Source } from '../src/stories/story.ts';
import { createStoryWindow } from '../src/stories/take_in.ts';
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
  return mixed.slice(0, limit).map(({ title, event, seen }, at) => ({
    source: sourceFrom(`silver${at}`, title, '', seen),
    event,
    group: `${seen}`,
  }));
}

/** Pairs less alike than this are never compared, as no search finds them. */
const FOUND = 0.08;

/** What likeness is learned from: every two reports of a group (a topic, a day) that share words and no conflict. */
export function rowsOf(set: string, reports: readonly Labelled[], model: Model): Row[] {
  const reader = createReader(model);
  const read = reports.map(({ source, event, group }) => ({
    event,
    group,
    reading: reader.read(source),
    facts: factsOfSource(source),
  }));
  return [...Map.groupBy(read, ({ group }) => group)].flatMap(([group, those]) =>
    those.flatMap((a, at) =>
      those.slice(0, at).flatMap((b) => {
        if (cosineOf(a.reading.whole, b.reading.whole) < FOUND || conflictOf(a.facts, b.facts)) return [];
        return [{ set, group, same: a.event === b.event, signals: signalsOf(a, b, reader) }];
      }),
    ),
  );
}

export function rowsOfPairs(pairs: readonly Pair[], model: Model): Row[] {
  return rowsOf(
    'pairs',
    pairs.flatMap(({ id, a, b, same }) => [
      { source: a, event: 'one', group: id },
      { source: b, event: same ? 'one' : 'other', group: id },
    ]),
    model,
  );
}

/** The story of each report, as the command line tells it. */
export function storiesOf(sources: readonly Source[], model: Model): string[] {
  const window = createStoryWindow(model);
  return sources
    .map((source) => window.takeIn(source, source.seenAt).story.id)
    .map((id) => window.currentId(id));
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
