import { NOUNS } from './attack_words.ts';
import { findTimes } from './dates.ts';
import type { DiplomacyCue } from './diplomacy_cues.ts';
import { positionWeight } from './diplomacy_kind.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { DiplomacyKind } from './report.ts';
import { wordSet } from './word_sets.ts';

const GOING =
  /\b(?:head|heads|heading|travel\w*|arriv\w+|fly|flew|gather\w*|meet|meets|host\w*|leaders|summit|visit\w*|trip)\b/i;
const TRAVEL = wordSet(
  /^(?:head|heads|heading|headed|travel\w*|fly|flew|flies|flying|trip|went|going|go|goes|return\w*|delegations?|visit|invit\w*|come|comes|came|sent|send|sends|sending|dispatch\w*|arriv\w*|journey|tour|welcom\w*|brought|way|bound|mission|back|route)$/,
);
/** What is held somewhere. */
const HELD = new Set<DiplomacyKind>([
  'meeting',
  'talks',
  'visit',
  'agreement',
  'mediation',
  'ceasefire',
  'prisoner_exchange',
  'vote',
]);
/** Kinds that somebody travels to. */
const GONE_TO = new Set<DiplomacyKind>(['meeting', 'talks', 'visit', 'mediation']);
const FUTURE =
  /\b(?:will|to meet|scheduled|due to|plans? to|planned|upcoming|expected to|is set to|are set to|next|ahead of)\b/i;
const EVENT = wordSet(
  /^(?:meeting|meetings|summit|talks|gathering|conference|negotiations|round|consultations|ceremony)$/,
);

/** Where and when an article's diplomacy happens, with the passages that say so; null where the text doesn't. */
export function whereAndWhen(
  passages: readonly Passage[],
  cues: readonly DiplomacyCue[],
  kind: DiplomacyKind,
  publishedAt: number | null,
  hit: readonly string[],
): { place: { text: string; passage: Passage } | null; date: { date: string; passage: Passage } | null } {
  const own = cues.filter((cue) => cue.kind === kind || (HELD.has(cue.kind) && HELD.has(kind)));
  const place = HELD.has(kind)
    ? (nearEvents(own, kind, hit) ??
      (GONE_TO.has(kind) ? whereTheyGo(cues) : null) ??
      whereSpoken(passages, hit))
    : whereSpoken(passages, hit);
  return { place, date: whenOf(own, place?.passage ?? null, publishedAt) };
}

interface Venue {
  score: number;
  passage: Passage;
  text: string;
}

/** The place that stands nearest to the words for the meeting, those near the top most. */
function nearEvents(own: readonly DiplomacyCue[], kind: DiplomacyKind, hit: readonly string[]): Venue | null {
  const venues = new Map<string, Venue>();
  for (const [passage, cues] of Map.groupBy(own, (cue) => cue.passage)) {
    const events = cues.filter(
      (cue) => /^(?:meeting|talks|visit)$/.test(cue.kind) || (cue.kind === kind && !AGREEMENT.test(cue.word)),
    );
    for (const name of passage.names) {
      const fit = fitOf(passage, name);
      if (fit === 0) continue;
      const near = Math.max(0, ...events.map((cue) => nearness(cue, name)));
      if (near === 0) continue;
      const known = venues.get(name.named.name) ?? { score: 0, passage, text: name.text };
      // Where the bombs fell is seldom where the talks are.
      const struck = hit.includes(name.text) ? 0.25 : 1;
      known.score += fit * struck * near * positionWeight(passage.order) * (passage.age === 'old' ? 0.3 : 1);
      venues.set(name.named.name, known);
    }
  }
  return best(venues.values());
}

/** A deal lies nowhere; only its signing does. */
const AGREEMENT = /^(?:agreement|accord|pact|treaty|deal|memorandum|ceasefire|truce|armistice)$/i;

/** How near a name stands to an event's word, 0 to about 1. */
function nearness(cue: DiplomacyCue, name: Mention): number {
  const distance = Math.abs(name.from - cue.at);
  if (distance > 22) return 0;
  const { words } = cue.passage;
  const between = words.slice(Math.min(cue.at, name.from), Math.max(cue.at, name.from));
  // "a summit, even as rescuers in ...": another clause tells of something else.
  const apart = between.some(({ key }) => /^(?:as|while|but|although|though)$/.test(key)) ? 0.15 : 1;
  return (apart * Math.max(0.2, cue.weight)) / (1 + distance / 8);
}

/** How well a name stands as a place to meet in: "in Oman", "the Paris summit", "travel to Geneva"; 0 where it doesn't. */
function fitOf(passage: Passage, name: Mention): number {
  const { words } = passage;
  const { kind } = name.named;
  const town = kind === 'town' || name.named.name === 'Mar-a-Lago';
  const before = beforePlace(passage, name);
  const key = words[before]?.key ?? '';
  // "at the White House"
  if (kind === 'body')
    return SEATS.test(name.named.name) && /^(?:at|visit|visits|visited|visiting)$/.test(key) ? 0.7 : 0;
  if (!town && kind !== 'country' && kind !== 'region') return 0;
  if (words[name.to]?.glued || (!town && words[name.to]?.text === "'s")) return 0;
  if (town && EVENT.has(words[name.to])) return 1;
  const ahead = words.slice(Math.max(0, before - 7), before);
  if (
    NOUNS.has(ahead.at(-1)?.key ?? '') ||
    /^(?:fighting|war|protests?|clashes|elections?)$/.test(ahead.at(-1)?.key ?? '')
  )
    return 0;
  if (key === 'to') return ahead.some((word) => TRAVEL.has(word)) ? (town ? 0.8 : 0.5) : 0;
  if (/^(?:visit|visits|visited|visiting)$/.test(key)) return town ? 1 : 0.7;
  if (town) return /^(?:in|at|near)$/.test(key) ? 1 : 0;
  // A country or region only where the event stands right before: "talks in Oman", "hosts leaders in Florida".
  if (key !== 'in') return 0;
  const held = ahead.slice(-4).some((word) => EVENT.has(word) || HOLDS.has(word));
  const hosts =
    kind === 'region' &&
    words.slice(Math.max(0, before - 6), before).some((word) => /^hosts?$/.test(word.key));
  // "in southern Lebanon" is where armies stand, not where leaders meet.
  const stands = kind === 'region' && !/^(?:north|south|east|west|central)/i.test(name.text);
  return held || hosts ? 0.6 : stands ? 0.4 : 0;
}

const HOLDS = wordSet(/^(?:met|meet|meets|host|hosts|hosted|held|mediated|arrived|arrives|landed|arriving)$/);
const SEATS = /^(?:White House|Kremlin|Pentagon|Downing Street|Elysee)$/;

/** The word before a place, past its country: "in Japan's Nara", "in the Egyptian capital Cairo". */
function beforePlace(passage: Passage, name: Mention): number {
  const { words, names } = passage;
  let at = name.from - 1;
  if (words[at]?.text === "'s") at = (names.find((each) => each.to === at)?.from ?? at) - 1;
  else if (/^(?:capital|city|resort|town)$/.test(words[words[at]?.text === ',' ? at - 1 : at]?.key ?? '')) {
    at -= words[at]!.text === ',' ? 2 : 1;
    while (at > 0 && at > name.from - 6 && !/^(?:in|at|to|near)$/.test(words[at]!.key)) at--;
  }
  // "at the opulent Mar-a-Lago"
  const adjective = words[at];
  if (adjective?.kind === 'word' && !adjective.capital && !PLACING.has(adjective) && isThe(words[at - 1]))
    at--;
  return isThe(words[at]) ? at - 1 : at;
}

function isThe(word: Passage['words'][number] | undefined): boolean {
  return /^(?:the|his|her|its|their)$/.test(word?.key ?? '');
}

/** Where a statement was made: "told a panel at a summit in Dubai", "told reporters in Ankara", near the top. */
function whereSpoken(passages: readonly Passage[], hit: readonly string[]): Venue | null {
  for (const passage of passages) {
    if (passage.order > 5 || passage.age === 'old' || !SPEAKING.test(passage.text)) continue;
    for (const name of passage.names) {
      if (name.named.kind !== 'town' || hit.includes(name.text) || passage.words[name.to]?.text === "'s")
        continue;
      const before = beforePlace(passage, name);
      if (!/^(?:in|at|from)$/.test(passage.words[before]?.key ?? '')) continue;
      if (passage.words.slice(Math.max(0, before - 6), before).some((word) => FORUM.has(word)))
        return { score: 1, passage, text: name.text };
    }
  }
  return null;
}

const SPEAKING = /\b(?:said|told|speaking|says|warned|speech|address\w*|interview|urged|called)\b/i;
const FORUM = wordSet(
  /^(?:forum|summit|conference|meeting|panel|assembly|reporters|journalists|speech|speaking|interview|address|briefing|ceremony|gathering|council|session|spoke)$/,
);

const PLACING = wordSet(
  /^(?:the|his|her|its|their|in|at|to|near|from|on|of|visit|visits|visited|visiting|and|or|that|with)$/,
);

/** Where leaders head to, in the sentences of diplomacy. */
function whereTheyGo(cues: readonly DiplomacyCue[]): Venue | null {
  const venues: Venue[] = [];
  for (const { passage } of cues) {
    if (passage.age === 'old' || !GOING.test(passage.text)) continue;
    for (const name of passage.names) {
      if (name.named.kind !== 'town' || fitOf(passage, name) === 0) continue;
      venues.push({ score: positionWeight(passage.order), passage, text: name.text });
    }
  }
  return best(venues);
}

function best(venues: Iterable<Venue>): Venue | null {
  let found: Venue | null = null;
  for (const venue of venues) if (!found || venue.score > found.score) found = venue;
  return found;
}

/** The day that stands nearest to the event's word, first in the sentence that names the place. */
function whenOf(
  own: readonly DiplomacyCue[],
  placed: Passage | null,
  publishedAt: number | null,
): { date: string; passage: Passage } | null {
  const rank = (cue: DiplomacyCue) =>
    (placed === cue.passage ? -100 : 0) + (cue.passage.in === 'title' ? 50 : cue.passage.order);
  for (const cue of [...own].sort((a, b) => rank(a) - rank(b))) {
    const future = FUTURE.test(cue.passage.text);
    const times = findTimes(cue.passage, { publishedAt }, future).filter(
      (time) => time.kind === 'day' && time.date !== null && (time.offset ?? 0) > -8,
    );
    times.sort((a, b) => Math.abs(a.from - cue.at) - Math.abs(b.from - cue.at));
    if (times[0]?.date) return { date: times[0].date, passage: cue.passage };
  }
  return null;
}
