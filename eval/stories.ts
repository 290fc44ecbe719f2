import { MODEL, readModel } from '../src/stories/model.ts';
import weights from '../src/stories/weights.json' with { type: 'json' };
import { halfOf, learnWords, rowsOf, rowsOfPairs, silverReports, storiesOf } from './stories_learn.ts';
import { type Labelled, readEcb, readPairs, readSilver } from './stories_sets.ts';
import { learnLikeness, seeded, shuffled } from './stories_train.ts';

const FOLDS = 5;
/** Headlines of the silver set that are scored: the first of the half that nothing was learned from. */
const SILVER_SCORED = 4_000;
/** Clusters of that half, its oldest, that likeness is learned from and that aren't scored. */
const LEARNED_CLUSTERS = 400;

interface B3 {
  precision: number;
  recall: number;
  f: number;
}

/** B³ of a grouping against the right one (Bagga and Baldwin 1998), every report counting the same. */
export function bCubed(given: readonly { event: string; story: string }[]): B3 {
  const byEvent = Map.groupBy(given, ({ event }) => event);
  const byStory = Map.groupBy(given, ({ story }) => story);
  const byBoth = Map.groupBy(given, ({ event, story }) => `${event} ${story}`);
  let [precision, recall] = [0, 0];
  for (const { event, story } of given) {
    const shared = byBoth.get(`${event} ${story}`)?.length ?? 0;
    precision += shared / (byStory.get(story)?.length ?? 1) / given.length;
    recall += shared / (byEvent.get(event)?.length ?? 1) / given.length;
  }
  return { precision, recall, f: (2 * precision * recall) / (precision + recall || 1) };
}

/** Prints how well reports are matched on the sets that are in the folder; false where none is. */
export function evaluateStories(data: string, errors: boolean): boolean {
  const [pairs, ecb, silver] = [readPairs(data), readEcb(data), readSilver(data)];
  if (!pairs || !ecb || !silver) return false;
  console.log('Stories: matching                            measured   floor   asked');

  const [even, odd] = [halfOf(silver, 0), halfOf(silver, 1)];
  const halfWords = learnWords(data, silver, even);
  const silverRows = rowsOf(
    'silver',
    silverReports(odd.slice(0, LEARNED_CLUSTERS)),
    readModel({ ...halfWords, likeness: [] }),
  );
  const ecbRows = rowsOf('ecb', shuffled(ecb, seeded(7)), MODEL);
  const pairRows = rowsOfPairs(pairs, MODEL);
  const learned = new Map<number, number[]>();

  const joined = pairs.map((pair) => {
    const fold = foldOf(pair.id);
    const rest = pairRows.filter(({ group }) => foldOf(group) !== fold);
    learned.set(fold, learned.get(fold) ?? learnLikeness([...rest, ...ecbRows, ...silverRows]));
    const [first, second] = storiesOf(
      [pair.a, pair.b],
      readModel({ ...weights, likeness: learned.get(fold)! }),
    );
    return { pair, said: first === second };
  });
  const share = (same: boolean) => {
    const of = joined.filter(({ pair }) => pair.same === same);
    return of.filter(({ said }) => said).length / of.length;
  };
  print('pairs: recall (5-fold)', share(true), '–', '≥ .80');
  print('pairs: wrongly merged (5-fold)', share(false), '–', '≤ .05');
  if (errors) {
    for (const { pair, said } of joined) {
      if (said !== pair.same)
        console.log(
          `    ${pair.same ? 'apart' : 'one'}: ${pair.a.title} | ${pair.b.title} (${pair.trap ?? '–'})`,
        );
    }
  }

  const crossed = (reports: readonly Labelled[]) =>
    [0, 1].flatMap((half) => {
      const held = reports.filter(({ group }) => foldOf(group) % 2 === half);
      const rows = [...ecbRows.filter(({ group }) => foldOf(group) % 2 !== half), ...pairRows, ...silverRows];
      return scored(held, learnLikeness(rows));
    });
  printB3('ECB+, lines in order (by topic)', bCubed(crossed(ecb)), '.832', '≥ .87');
  printB3('ECB+, shuffled (by topic)', bCubed(crossed(shuffled(ecb, seeded(3)))), '.832', '≥ .87');

  const unseen = readModel({
    ...halfWords,
    likeness: learnLikeness([...pairRows, ...ecbRows, ...silverRows]),
  });
  const days = silverReports(odd.slice(LEARNED_CLUSTERS), SILVER_SCORED);
  const inOrder = days.toSorted((a, b) => Number(a.event) - Number(b.event));
  for (const [name, reports] of [
    ['silver, lines in order', inOrder],
    ['silver, shuffled within days', days],
  ] as const) {
    const told = storiesOf(
      reports.map(({ source }) => source),
      unseen,
    );
    const grouped = reports.map(({ event }, at) => ({ event, story: told[at] ?? '' }));
    printB3(`${name} (half unseen)`, bCubed(grouped), '.771', '≥ .83');
  }
  console.log(
    'Each by weights that were not learned from what they are scored on; the committed weights are of all.',
  );
  return true;
}

/** Each report's story, by the committed words and the likeness given. */
function scored(reports: readonly Labelled[], likeness: number[]): { event: string; story: string }[] {
  const told = storiesOf(
    reports.map(({ source }) => source),
    readModel({ ...weights, likeness }),
  );
  return reports.map(({ event }, at) => ({ event, story: told[at] ?? '' }));
}

function foldOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.charCodeAt(0)) % 10_007;
  return sum % FOLDS;
}

function print(name: string, value: number, floor: string, asked: string): void {
  console.log(`  ${name.padEnd(42)} ${value.toFixed(3)}     ${floor.padEnd(6)}  ${asked}`);
}

function printB3(name: string, { precision, recall, f }: B3, floor: string, asked: string): void {
  print(name, f, floor, `${asked}   (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`);
}
