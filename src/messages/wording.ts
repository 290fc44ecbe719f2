import type { Say } from '../languages/say.ts';
import type { DiplomacyUpdate, Toll, WeaponKind, WeaponUse } from '../reports/report.ts';
import type { FigureName } from '../stories/figure.ts';
import type { Figure, StoryDispute, StoryStrike } from '../stories/story.ts';
import { line } from './fit.ts';

/** Names as the language lists them: `A`, `A and B`, `A, B and 12 more`. They are Markdown already. */
export function listed(names: readonly string[], say: Say, most = 8): string {
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  return say.listed(left > 0 ? [...shown, say('list.more', { count: left })] : shown);
}

/** Names from outside, escaped, as a list; nothing empty, nothing twice. */
export function listedNames(names: readonly string[], say: Say, most = 8): string {
  return listed([...new Set(names.map((name) => line(name, 60)))].filter(Boolean), say, most);
}

/** With a capital first letter, for the start of a line. */
export function sentence(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0x20);
  return text === '' ? '' : first.toLocaleUpperCase('en') + text.slice(first.length);
}

/**
 * A Discord timestamp that each reader sees in their own time; `style` as Discord names them. A dash for what no
 * date can hold: Discord would show an error.
 */
export function moment(at: number, style: 'R' | 'f' | 'D' | 't'): string {
  return Math.abs(at) <= 8.64e15 ? `<t:${Math.floor(at / 1000)}:${style}>` : '–';
}

/** `2026-01-05` as `5 January 2026`: a calendar day has no time zone, so it can't be a Discord timestamp. */
export function day(iso: string, say: Say): string {
  return say.day(iso) ?? line(iso, 30);
}

/** `at least 7 killed`; without a word the number alone. */
export function tollText({ count, qualifier }: Toll, word: FigureName | 'count', say: Say): string {
  return say(`toll.${word}`, { count, qualifier });
}

/** `**7 killed** (5–7)`: the value to show, and the range where publishers differ. */
export function figureText(figure: Figure, word: FigureName, say: Say): string {
  const range = figure.low < figure.high ? ` (${say.grouped(figure.low)}–${say.grouped(figure.high)})` : '';
  return `**${sentence(tollText(figure.shown, word, say))}**${range}`;
}

/** `**2 killed** · **3 injured**`; empty where no toll is known. */
export function tollLine(strike: StoryStrike, say: Say): string {
  return [
    strike.killed && figureText(strike.killed, 'killed', say),
    strike.injured && figureText(strike.injured, 'injured', say),
    strike.missing && figureText(strike.missing, 'missing', say),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * `7 killed (governor) · 5 (mayor)`, the newest saying first; empty unless the sayings differ now.
 * @param nameOf the publisher's name for what the story calls it by
 */
export function sayingsLine(
  figure: Figure,
  word: FigureName,
  nameOf: (publisher: string) => string,
  say: Say,
): string {
  if (figure.low >= figure.high || figure.sayings.length < 2) return '';
  const newestFirst = figure.sayings.toSorted((a, b) => b.lastAt - a.lastAt);
  const shown = newestFirst.slice(0, 4).map(({ toll, saidBy, publishers }, index) => {
    const who = listedNames(saidBy.length > 0 ? saidBy : publishers.map(nameOf), say, 3);
    return `${tollText(toll, index === 0 ? word : 'count', say)}${who && ` (${who})`}`;
  });
  const left = newestFirst.length - shown.length;
  return sentence([...shown, ...(left > 0 ? [say('list.and_more', { count: left })] : [])].join(' · '));
}

type WeaponCount = 'launched' | 'intercepted' | 'hit';

/** The qualifier belongs to the first of a kind's numbers. */
function firstCount(use: WeaponUse): WeaponCount | null {
  const counts: WeaponCount[] = ['launched', 'intercepted', 'hit'];
  return counts.find((count) => use[count] !== null) ?? null;
}

/** What is launched; bombs and gunfire are numbered without a verb. */
const LAUNCHED: readonly WeaponKind[] = ['drone', 'missile', 'rocket'];

/** `165 drones and at least 9 missiles launched; 137 drones intercepted`; empty for no weapons. */
export function weaponsText(weapons: readonly WeaponUse[], say: Say): string {
  const said = (
    field: WeaponCount,
    key: 'launched' | 'numbered' | 'intercepted' | 'hit',
    among = weapons,
  ) => {
    const counts = among
      .filter((use) => use[field] !== null)
      .map((use) =>
        say('weapons.qualified', {
          qualifier: firstCount(use) === field ? use.qualifier : 'exact',
          counted: say(`weapon.${use.kind}`, { count: use[field] }),
        }),
      );
    return counts.length > 0 ? say(`weapons.${key}`, { counted: listed(counts, say) }) : '';
  };
  const unnumbered = weapons
    .filter((use) => firstCount(use) === null)
    .map(({ kind }) => say(`weapon_uncounted.${kind}`));
  return [
    said(
      'launched',
      'launched',
      weapons.filter((use) => LAUNCHED.includes(use.kind)),
    ),
    said(
      'launched',
      'numbered',
      weapons.filter((use) => !LAUNCHED.includes(use.kind)),
    ),
    said('intercepted', 'intercepted'),
    said('hit', 'hit'),
    listed([...new Set(unnumbered)], say),
  ]
    .filter(Boolean)
    .join('; ');
}

/** `Kyiv and Fastiv, Ukraine`; empty where neither is known. */
export function whereText(strike: Pick<StoryStrike, 'places' | 'country'>, say: Say): string {
  const places = strike.places.filter((place) => place !== strike.country);
  return [listedNames(places, say, 5), line(strike.country ?? '', 60)].filter(Boolean).join(', ');
}

/** `**Meeting** · Paris · 6 January 2026 · agreed`. */
export function diplomacyText(update: DiplomacyUpdate, say: Say): string {
  const parts = [
    `**${sentence(say(`diplomacy.${update.kind}`))}**`,
    line(update.place ?? '', 60),
    update.date ? day(update.date, say) : '',
    update.state ? say(`talks_state.${update.state}`) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `claim (claimed by Russia; disputed by Donald Trump and Ukraine)`. */
export function disputeText(dispute: StoryDispute, units: number, say: Say): string {
  const by = (key: 'claimed_by' | 'disputed_by', names: readonly string[]) => {
    const list = listedNames(names, say, 5);
    return list ? [say(`dispute.${key}`, { names: list })] : [];
  };
  const who = [...by('claimed_by', dispute.claimedBy), ...by('disputed_by', dispute.disputedBy)].join('; ');
  return sentence(line(dispute.claim, units, say('dispute.a_claim'))) + (who && ` (${who})`);
}
