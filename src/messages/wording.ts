import type {
  DiplomacyKind,
  DiplomacyUpdate,
  Qualifier,
  Toll,
  WeaponKind,
  WeaponUse,
} from '../reports/report.ts';
import type { Figure, StoryDispute, StoryStrike } from '../stories/story.ts';
import { line } from './fit.ts';

const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `1,200`. */
export function grouped(count: number): string {
  return digits.format(count);
}

/** A number with its noun: `1 drone`, `2 drones`. `several` where the plural isn't made by an s. */
export function counted(count: number, noun: string, several = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : several}`;
}

/** Names as English lists them: `A`, `A and B`, `A, B and 12 more`. They are Markdown already. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.length > most ? names.slice(0, most) : names;
  const left = names.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  const last = parts[parts.length - 1] ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** Names from outside, escaped, as a list; nothing empty, nothing twice. */
export function listedNames(names: readonly string[], most = 8): string {
  return listed([...new Set(names.map((name) => line(name, 60)))].filter(Boolean), most);
}

/** With a capital first letter, for the start of a line. */
export function sentence(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0x20);
  return text === '' ? '' : first.toLocaleUpperCase('en') + text.slice(first.length);
}

/** A Discord timestamp that each reader sees in their own time; `style` as Discord names them. */
export function moment(at: number, style: 'R' | 'f' | 'D' | 't'): string {
  // Discord shows what a JavaScript date can hold, and the rest as an error.
  if (!(Math.abs(at) <= 8.64e15)) return 'at an unknown time';
  return `<t:${Math.floor(at / 1000)}:${style}>`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `2026-01-05` as `5 January 2026`: a calendar day has no time zone, so it can't be a Discord timestamp. */
export function day(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const month = MONTHS[Number(parts?.[2]) - 1];
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : line(iso, 30);
}

const QUALIFIERS: Record<Qualifier, string> = {
  exact: '',
  at_least: 'at least ',
  up_to: 'up to ',
  about: 'about ',
};

/** `at least 7`. */
export function tollText(toll: Toll): string {
  return QUALIFIERS[toll.qualifier] + grouped(toll.count);
}

/** `**7 killed** (5–7)`: the value to show, and the range where publishers differ. */
export function figureText(figure: Figure, word: 'killed' | 'injured'): string {
  const range = figure.low < figure.high ? ` (${grouped(figure.low)}–${grouped(figure.high)})` : '';
  return `**${sentence(`${tollText(figure.shown)} ${word}`)}**${range}`;
}

/** `**2 killed** · **3 injured**`; empty where no toll is known. */
export function tollLine(strike: StoryStrike): string {
  return [
    strike.killed && figureText(strike.killed, 'killed'),
    strike.injured && figureText(strike.injured, 'injured'),
  ]
    .filter((text) => text !== null)
    .join(' · ');
}

/**
 * `7 killed (governor) · 5 (mayor)`, the newest saying first; empty unless the sayings differ now.
 * @param nameOf the publisher's name for what the story calls it by
 */
export function sayingsLine(
  figure: Figure,
  word: 'killed' | 'injured',
  nameOf: (publisher: string) => string,
): string {
  if (figure.low >= figure.high || figure.sayings.length < 2) return '';
  const newestFirst = figure.sayings.toSorted((a, b) => b.lastAt - a.lastAt);
  const shown = newestFirst.slice(0, 4).map(({ toll, saidBy, publishers }, index) => {
    const who = listedNames(saidBy.length > 0 ? saidBy : publishers.map(nameOf), 3);
    return `${tollText(toll)}${index === 0 ? ` ${word}` : ''}${who && ` (${who})`}`;
  });
  const left = newestFirst.length - shown.length;
  return sentence([...shown, ...(left > 0 ? [`… and ${left} more`] : [])].join(' · '));
}

const WEAPONS: Record<WeaponKind, [one: string, several: string]> = {
  drone: ['drone', 'drones'],
  missile: ['missile', 'missiles'],
  rocket: ['rocket', 'rockets'],
  artillery: ['artillery shell', 'artillery shells'],
  bomb: ['bomb', 'bombs'],
  airstrike: ['airstrike', 'airstrikes'],
  gunfire: ['round of gunfire', 'rounds of gunfire'],
  explosive: ['explosive', 'explosives'],
  other: ['other weapon', 'other weapons'],
};

/** Kinds of which no number was said. */
const UNCOUNTED: Partial<Record<WeaponKind, string>> = { artillery: 'artillery', gunfire: 'gunfire' };

type WeaponCount = 'launched' | 'intercepted' | 'hit';

/** The qualifier belongs to the first of a kind's numbers. */
function firstCount(use: WeaponUse): WeaponCount | null {
  const counts: WeaponCount[] = ['launched', 'intercepted', 'hit'];
  return counts.find((count) => use[count] !== null) ?? null;
}

/** What is launched; bombs and gunfire are numbered without a verb. */
const LAUNCHED: readonly WeaponKind[] = ['drone', 'missile', 'rocket'];

/** `165 drones and at least 9 missiles launched; 137 drones intercepted`; empty for no weapons. */
export function weaponsText(weapons: readonly WeaponUse[]): string {
  const said = (field: WeaponCount, verb: string, among = weapons) => {
    const counts = among
      .filter((use) => use[field] !== null)
      .map((use) => {
        const qualifier = firstCount(use) === field ? QUALIFIERS[use.qualifier] : '';
        return qualifier + counted(use[field] ?? 0, ...WEAPONS[use.kind]);
      });
    return counts.length > 0 ? `${listed(counts)}${verb}` : '';
  };
  const unnumbered = weapons
    .filter((use) => firstCount(use) === null)
    .map((use) => UNCOUNTED[use.kind] ?? WEAPONS[use.kind][1]);
  return [
    said(
      'launched',
      ' launched',
      weapons.filter((use) => LAUNCHED.includes(use.kind)),
    ),
    said(
      'launched',
      '',
      weapons.filter((use) => !LAUNCHED.includes(use.kind)),
    ),
    said('intercepted', ' intercepted'),
    said('hit', ' hit their targets'),
    listed([...new Set(unnumbered)]),
  ]
    .filter(Boolean)
    .join('; ');
}

/** `Kyiv and Fastiv, Ukraine`; empty where neither is known. */
export function whereText(strike: Pick<StoryStrike, 'places' | 'country'>): string {
  const places = strike.places.filter((place) => place !== strike.country);
  return [listedNames(places, 5), line(strike.country ?? '', 60)].filter(Boolean).join(', ');
}

const DIPLOMACY: Record<DiplomacyKind, string> = {
  meeting: 'meeting',
  talks: 'talks',
  call: 'call',
  agreement: 'agreement',
  ceasefire: 'ceasefire',
  sanctions: 'sanctions',
  statement: 'statement',
  prisoner_exchange: 'prisoner exchange',
  vote: 'vote',
  visit: 'visit',
  mediation: 'mediation',
  threat: 'threat',
  aid: 'aid',
  other: 'diplomacy',
};

/** `**Meeting** · Paris · 6 January 2026`. */
export function diplomacyText(update: DiplomacyUpdate): string {
  const parts = [
    `**${sentence(DIPLOMACY[update.kind])}**`,
    line(update.place ?? '', 60),
    update.date ? day(update.date) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `claim (claimed by Russia; disputed by Donald Trump and Ukraine)`. */
export function disputeText(dispute: StoryDispute, units: number): string {
  const by = (verb: string, names: readonly string[]) => {
    const list = listedNames(names, 5);
    return list ? [`${verb} by ${list}`] : [];
  };
  const who = [...by('claimed', dispute.claimedBy), ...by('disputed', dispute.disputedBy)].join('; ');
  return sentence(line(dispute.claim, units, 'A claim')) + (who && ` (${who})`);
}
