import { Temporal } from 'temporal-polyfill';
import type { Story } from '../stories/story.ts';
import { barragesOf } from './barrages.ts';
import { sumOf } from './figures.ts';

/** One calendar day's figures, of the attacks that were first told of on it. */
export interface DayFigures {
  /** ISO 8601, in the series' zone. */
  day: string;
  attacks: number;
  talks: number;
  killed: number;
  injured: number;
  launched: number;
  intercepted: number;
}

/**
 * The figures of each calendar day from `since` to `until` (Unix milliseconds, the last one included), oldest first and
 * days without news among them; a total is never added to its parts.
 * @param stories in any order; only those that opened within count
 */
export function daySeries(
  stories: readonly Story[],
  { since, until }: { since: number; until: number },
  timeZone: string,
): DayFigures[] {
  const dateOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const series: DayFigures[] = [];
  const last = dateOf(until - 1);
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone }).epochMilliseconds;
  const byTime = stories.filter(({ openedAt }) => openedAt >= since && openedAt < until);
  for (let date = dateOf(since); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const window = { since: startOf(date), until: startOf(date.add({ days: 1 })) };
    const opened = byTime.filter(({ openedAt }) => openedAt >= window.since && openedAt < window.until);
    const strikes = opened.filter(({ topics }) => topics[0] === 'strike');
    const weapons = barragesOf(strikes, window).flatMap((barrage) => barrage.weapons);
    const sum = (count: 'launched' | 'intercepted') =>
      weapons.reduce((all, weapon) => all + (weapon[count] ?? 0), 0);
    series.push({
      day: date.toString(),
      attacks: strikes.length,
      talks: opened.length - strikes.length,
      killed: sumOf(strikes, 'killed'),
      injured: sumOf(strikes, 'injured'),
      launched: sum('launched'),
      intercepted: sum('intercepted'),
    });
  }
  return series;
}
