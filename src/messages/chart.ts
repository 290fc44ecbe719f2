import type { DayFigures } from '../digests/series.ts';
import type { Language } from '../languages/language.ts';
import { inEnglish, type Say, speakIn } from '../languages/say.ts';
import { coordinate, INK, label, picture } from './svg.ts';

/** Bars by day: what was launched and intercepted above, killed and injured below. */
export interface Chart {
  title: string;
  /** Oldest first; the newest 31 are drawn. */
  days: readonly DayFigures[];
  /** The first of the days that the digest is of, marked to the last; null where none is to be marked. */
  markedFrom: string | null;
  /** Which bars; both where absent. */
  metric?: ChartMetric | undefined;
  /** English where absent. */
  language?: Language | undefined;
}

export type ChartMetric = 'weapons' | 'casualties';

const WIDTH = 960;
const HEIGHT = 600;
const MOST_DAYS = 31;
const LEFT = 84;
const RIGHT = 24;

type Measure = 'launched' | 'intercepted' | 'killed' | 'injured';

const PANELS: {
  metric: ChartMetric;
  top: number;
  height: number;
  bars: [Measure, string][];
}[] = [
  {
    metric: 'weapons',
    top: 124,
    height: 180,
    bars: [
      ['launched', INK.blue],
      ['intercepted', INK.yellow],
    ],
  },
  {
    metric: 'casualties',
    top: 376,
    height: 150,
    bars: [
      ['killed', INK.vermilion],
      ['injured', INK.tint],
    ],
  },
];

/** The chart as SVG, 960 by 600, with numbers on the bars where there is room; the marked days stand on a lighter band. */
export function chartSvg(chart: Chart): string {
  const say = speakIn(chart.language ?? 'en');
  const days = chart.days.slice(-MOST_DAYS);
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, days.length);
  const marked = days.findIndex(({ day }) => chart.markedFrom !== null && day >= chart.markedFrom);
  const band =
    marked < 0
      ? ''
      : `<rect x="${coordinate(LEFT + marked * step)}" y="92" width="${coordinate((days.length - marked) * step)}" height="${HEIGHT - 92 - 12}" rx="8" fill="#2b2d31"/>`;
  const panels = chart.metric
    ? PANELS.filter(({ metric }) => metric === chart.metric).map((panel) => ({
        ...panel,
        top: 124,
        height: 402,
      }))
    : PANELS;
  return picture(WIDTH, HEIGHT, [
    label(chart.title, LEFT - 60, 48, { size: 32, weight: 700 }),
    band,
    ...panels.map((panel) => panelSvg(panel, days, step, say)),
    ...dayLabels(days, step, say),
  ]);
}

/** Both panels share the days below the lower one. */
function dayLabels(days: readonly DayFigures[], step: number, say: Say): string[] {
  const every = Math.ceil(76 / step);
  return days.flatMap(({ day }, i) => {
    if ((days.length - 1 - i) % every !== 0) return [];
    const middle = LEFT + (i + 0.5) * step;
    return label(say.shortDay(day), middle, 556, { size: 22, fill: INK.dim, anchor: 'middle' });
  });
}

function panelSvg(
  { metric, top, height, bars }: (typeof PANELS)[number],
  days: readonly DayFigures[],
  step: number,
  say: Say,
): string {
  const most = Math.max(0, ...days.flatMap((day) => bars.map(([measure]) => day[measure])));
  // The highest bar's number stands on it, below the legend.
  const scale = niceTop(most * 1.08);
  const y = (value: number) => top + height - (value / scale) * height;
  const parts: string[] = [];
  for (const share of [0, 0.5, 1]) {
    const value = scale * share;
    if (!Number.isInteger(value)) continue;
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${coordinate(y(value))}" y2="${coordinate(y(value))}" stroke="${INK.grid}" stroke-width="2"/>`,
      label(say.grouped(value), LEFT - 10, y(value) + 8, { size: 22, fill: INK.dim, anchor: 'end' }),
    );
  }
  let x = LEFT;
  parts.push(label(say(`chart.${metric}`), x, top - 24, { size: 24, fill: INK.dim }));
  x = WIDTH - RIGHT;
  for (const [measure, fill] of bars.toReversed()) {
    const word = say(`measure.${measure}`);
    x -= word.length * 13 + 8;
    parts.push(label(word, x, top - 24, { size: 24 }));
    x -= 30;
    parts.push(`<rect x="${x}" y="${top - 42}" width="20" height="20" rx="4" fill="${fill}"/>`);
    x -= 22;
  }
  const width = Math.min(56, (step - 6) / bars.length);
  for (const [i, day] of days.entries()) {
    const middle = LEFT + (i + 0.5) * step;
    for (const [b, [measure, fill]] of bars.entries()) {
      const value = day[measure];
      const left = middle + (b - bars.length / 2) * width;
      if (value === 0) continue;
      const tall = Math.max(3, y(0) - y(value));
      parts.push(
        `<rect x="${coordinate(left + 1)}" y="${coordinate(y(0) - tall)}" width="${coordinate(width - 2)}" height="${coordinate(tall)}" rx="3" fill="${fill}"/>`,
      );
      const text = say.grouped(value);
      if (text.length * 12 <= width + 8)
        parts.push(label(text, left + width / 2, y(0) - tall - 6, { size: 20, anchor: 'middle' }));
    }
  }
  if (most === 0) {
    const [x, middle] = [(LEFT + WIDTH - RIGHT) / 2, top + height / 2];
    parts.push(label(say('chart.nothing'), x, middle, { size: 24, fill: INK.dim, anchor: 'middle' }));
  }
  return parts.join('');
}

/** A scale's end at or above `most`: 1, 2, 4, 5 or 10 times a power of ten, and even where it can be. */
function niceTop(most: number): number {
  if (!(most > 2)) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([1, 2, 4, 6, 8, 10].find((times) => most <= times * power) ?? 10);
}

/** The chart in words, for those who don't see it. At most 1,024 characters (Discord's limit on a description). */
export function chartAlt({ title, days }: Chart, say: Say = inEnglish): string {
  const shown = days.slice(-MOST_DAYS);
  const told = shown
    .slice(-7)
    .map(({ day, ...figures }) => say('chart.day', { day: say.shortDay(day), ...figures }));
  const head = say('chart.alt', { title, count: shown.length });
  return `${head} ${told.join('; ')}.`.slice(0, 1_000).toWellFormed();
}

/** The same figures as a table, RFC 4180. */
export function chartCsv({ days }: Chart): string {
  const rows = days.map(({ day, attacks, talks, killed, injured, launched, intercepted }) =>
    [day, attacks, talks, killed, injured, launched, intercepted].join(','),
  );
  return ['day,attacks,talks,killed,injured,launched,intercepted', ...rows, ''].join('\r\n');
}
