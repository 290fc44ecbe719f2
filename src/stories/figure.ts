import type { PublisherKind } from '../articles/article.ts';
import type { Toll } from '../reports/report.ts';
import { saidAt, spokeAt } from './source.ts';
import type { Figure, Saying, Source } from './story.ts';

/** A lower figure from someone else counts as a correction once the higher one is this old. */
const STALE_AFTER = 3 * 60 * 60_000;
const MOST_SAYINGS = 20;

/** Better placed to know: higher. */
export const PLACED: Record<PublisherKind, number> = { official: 3, wire: 2, outlet: 1, state_media: 0 };

/** The figures of people that a strike has. */
export type FigureName = 'killed' | 'injured' | 'missing';

interface Statement {
  toll: Toll;
  source: Source;
  at: number;
}

/**
 * A figure over all sources. Each publisher is heard by its newest article that gives the figure, so what it has
 * since revised doesn't count. Statements are taken oldest first: a higher one leads at once; a lower one leads
 * only when its publisher is better placed, two publishers say it, or the higher one is three hours old. At one
 * moment the better placed leads, then the higher: feeds date by the second or the minute, and tolls rise. `low <= shown.count <= high` always.
 * @param sources in any order; the result doesn't depend on it
 * @param independent ids of the publishers whose text is their own; only they back a lower figure
 */
export function figureOf(
  sources: readonly Source[],
  figure: FigureName,
  independent: ReadonlySet<string>,
): Figure | null {
  const statements = statementsOf(sources, figure);
  const first = statements[0];
  if (!first) return null;

  let shown = first;
  for (const next of statements) {
    if (next.toll.count === shown.toll.count) {
      if (specificity(next.toll) >= specificity(shown.toll)) shown = next;
    } else if (next.toll.count > shown.toll.count) {
      if (next.toll.qualifier !== 'up_to' || shown.toll.qualifier === 'up_to') shown = next;
    } else if (isCorrection(next, shown, statements, independent)) shown = next;
  }
  const counts = statements.map(({ toll }) => toll.count);
  return {
    shown: shown.toll,
    low: Math.min(...counts),
    high: Math.max(...counts),
    sayings: sayingsOf(statements),
  };
}

/** Each publisher's newest word on the figure, oldest first; at one moment the better placed comes last. */
function statementsOf(sources: readonly Source[], figure: FigureName): Statement[] {
  const newest = new Map<string, Statement>();
  for (const source of sources) {
    const toll = source.strike?.[figure];
    if (!toll) continue;
    const statement = { toll, source, at: saidAt(source) };
    const known = newest.get(source.publisher.id);
    if (!known || byTime(known, statement) < 0) newest.set(source.publisher.id, statement);
  }
  return [...newest.values()].sort(byTime);
}

function byTime(a: Statement, b: Statement): number {
  return (
    a.at - b.at ||
    specificity(a.toll) - specificity(b.toll) ||
    PLACED[a.source.publisher.kind] - PLACED[b.source.publisher.kind] ||
    a.toll.count - b.toll.count ||
    (a.source.articleId < b.source.articleId ? -1 : 1)
  );
}

function specificity(toll: Toll): number {
  return { exact: 3, at_least: 2, about: 1, up_to: 0 }[toll.qualifier];
}

function isCorrection(
  next: Statement,
  shown: Statement,
  statements: readonly Statement[],
  independent: ReadonlySet<string>,
): boolean {
  if (next.at === shown.at && specificity(next.toll) > specificity(shown.toll)) return true;
  if (PLACED[next.source.publisher.kind] > PLACED[shown.source.publisher.kind]) return true;
  if (next.at - shown.at >= STALE_AFTER) return true;
  const backers = statements.filter(
    (other) =>
      other.at >= shown.at &&
      other.at <= next.at &&
      other.toll.count === next.toll.count &&
      independent.has(other.source.publisher.id),
  );
  return backers.length >= 2;
}

/** One saying a value, newest first. */
function sayingsOf(statements: readonly Statement[]): Saying[] {
  const sayings = new Map<string, Saying>();
  for (const { toll, source, at } of statements) {
    const key = `${toll.qualifier} ${toll.count}`;
    const saying = sayings.get(key) ?? { toll, publishers: [], saidBy: [], firstAt: at, lastAt: at };
    saying.publishers.push(source.publisher.name);
    const saidBy = source.strike?.tollSource;
    if (saidBy && !saying.saidBy.includes(saidBy)) saying.saidBy.push(saidBy);
    saying.firstAt = Math.min(saying.firstAt, spokeAt(source));
    saying.lastAt = Math.max(saying.lastAt, at);
    sayings.set(key, saying);
  }
  return [...sayings.values()]
    .sort((a, b) => b.lastAt - a.lastAt || b.toll.count - a.toll.count)
    .slice(0, MOST_SAYINGS);
}
