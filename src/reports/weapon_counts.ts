import { COUNTS_WEAPONS } from './counted.ts';
import { type Passage, quantitiesOf } from './passage.ts';
import type { Quantity } from './quantities.ts';
import type { Qualifier, WeaponKind } from './report.ts';
import { textBetween } from './sentences.ts';
import { wordSet } from './word_sets.ts';

/** A number of weapons as one sentence gives it, and what became of them. */
export interface WeaponCount {
  kind: WeaponKind;
  fate: Fate;
  count: number;
  qualifier: Qualifier;
  passage: Passage;
  /** Where the number stands. */
  quantity: Quantity;
}

type Fate = 'launched' | 'intercepted' | 'hit';

const COUNTED = new Set(['drone', 'missile', 'rocket', 'artillery', 'bomb', 'airstrike']);
/** No night has seen so many; the largest counted by any air force are of about a thousand. */
const MOST_IN_A_NIGHT = 1_500;
const LAUNCH = wordSet(
  /^(?:launched|launches|launching|launch|fired|fires|firing|fire|attacked|attacks|attack|attacking|used|using|sent|sends|sending|deployed|unleashed|unleashes|salvo|barrage|hurled|dropped|drops|dropping|swarm|waves?|carried|conducted|carrying|targeted|pounded|pounds|pounding|bombarded|bombards|lobbed|rained|released|flew|approached|headed|involved|involving|staged)$/,
);
const DOWN = wordSet(
  /^(?:downed|intercepted|destroyed|neutralised|neutralized|jammed|repelled|suppressed|downing|intercepting|destroying|stopped|intercepts|downs|destroys|lost|thwarted|dealt|engaged|brought)$/,
);
const LAND = wordSet(
  /^(?:struck|hit|striking|hitting|crashed|landed|impacted|slammed|through|hits|reached|penetrated|evaded)$/,
);

/** A stretch longer than a day, or what might come: such numbers are no night's. */
const CAMPAIGN =
  /\b(?:this (?:week|month|year|winter|spring|summer|autumn|season)|last (?:week|month|year|winter|summer)|(?:past|last) (?:\w+ )?(?:days|weeks|months|years?)|past (?:week|month|year)|since (?!(?:dawn|midnight|sunrise|early|this morning|overnight|last night))|so far|(?:during|throughout|of) the war|in (?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)|a (?:day|month|week|year)(?! (?:before|after|earlier|later|ahead|ago|of))|per (?:day|month|week|night)|(?:every|each) (?:day|night|week|month|year)|every \d+|\d+ (?:out )?of every|could|would|will|may|might|produces?|produced|producing|production|manufactur\w+|capable|plans?|stockpiles?|in (?:all of )?20\d\d|over the course|in total this|to supply|deliver(?:ed|y|ies)?|purchase|buy|bought|orders?|ordered|receive[sd]?|donat\w+|weekly|daily|nightly|monthly|overall|arsenal|inventory|a monthly)\b/i;
const RECORDS =
  /\b(?:first|largest|biggest|heaviest|deadliest|most)\b[^.;]{0,40}\bsince\b|\b(?:largest|biggest|heaviest|most)\b[^.;]{0,30} of the war\b/gi;

/** The weapon counts of one sentence; none of a clause that speaks of weeks, of the war or of what might come. */
export function weaponCountsIn(passage: Passage): WeaponCount[] {
  const counts: WeaponCount[] = [];
  if (!COUNTS_WEAPONS.in(passage)) return counts;
  const quantities = quantitiesOf(passage);
  const waiting: { kind: WeaponKind; quantity: Quantity }[] = [];
  let last: { kind: WeaponKind; quantity: Quantity } | null = null;
  let lastFate: Fate | null = null;
  const push = (kind: WeaponKind, fate: Fate, quantity: Quantity) => {
    const known = counts.find((count) => count.kind === kind && count.fate === fate);
    // "two Kinzhal missiles and seven Kalibr cruise missiles" are nine.
    const listed = last?.kind === kind && isList(passage, last.quantity.to, quantity.from);
    if (known && (listed || isOnTop(passage, quantity))) known.count += quantity.count;
    else if (!known)
      counts.push({ kind, fate, count: quantity.count, qualifier: quantity.qualifier, passage, quantity });
  };
  for (let q = 0; q < quantities.length; q++) {
    const quantity = quantities[q]!;
    // "a drone hit the bus": no number, as editors count.
    if (quantity.said === 'article' || !(COUNTED.has(quantity.counts) || last || quantity.said === 'figure'))
      continue;
    if (quantity.count > MOST_IN_A_NIGHT || isOfCampaign(passage, quantity)) {
      if (COUNTED.has(quantity.counts)) last = { kind: quantity.counts as WeaponKind, quantity };
      continue;
    }
    const whole = wholeOf(passage, quantity, quantities[q + 1]);
    if (whole && COUNTED.has(whole.counts)) {
      // "destroyed 405 of 450 drones"
      const kind = whole.counts as WeaponKind;
      const fate: Fate = fateOf(passage, quantity, lastFate, true) ?? 'intercepted';
      push(kind, 'launched', whole);
      if (fate !== 'launched') push(kind, fate, quantity);
      last = { kind, quantity: whole };
      lastFate = fate;
      q++;
      continue;
    }
    let kind = COUNTED.has(quantity.counts) ? (quantity.counts as WeaponKind) : null;
    if (kind && /^(?:including|among)$/.test(passage.words[quantity.from - 1]?.key ?? '')) {
      last = { kind, quantity };
      continue;
    }
    // "of which 84 were downed", "shot down 63 of them", "27 striking various locations"
    const referring: boolean = !kind && last !== null && isReferring(passage, quantity);
    if (referring) kind = last!.kind;
    if (!kind) continue;
    const fate = fateOf(passage, quantity, lastFate, referring);
    if (!fate) waiting.push({ kind, quantity });
    else {
      if (lastFate === null) {
        // "165 drones and nine missiles launched by": what is said last holds for all before it.
        for (const early of waiting) push(early.kind, fate, early.quantity);
        waiting.length = 0;
      }
      push(kind, fate, quantity);
      lastFate = fate;
    }
    last = { kind, quantity };
  }
  // "200 drones, 12 missiles: Russia pounds Kyiv": no verb of their own, yet told as an attack.
  if (
    waiting.length > 0 &&
    lastFate === null &&
    passage.words.some((word) => LAUNCH.has(word) || /^(?:strikes?|assault)$/.test(word.key))
  )
    for (const { kind, quantity } of waiting) push(kind, 'launched', quantity);
  return counts;
}

/** "84 were downed", "27 struck", "of which 12": the number stands for weapons named before. */
function isReferring(passage: Passage, quantity: Quantity): boolean {
  if (quantity.counts !== 'unsaid') return false;
  const next = passage.words[quantity.to];
  return (
    !next ||
    next.kind === 'mark' ||
    /^(?:of|were|was|it|they|had|have|others?|more|and|in|by|over|on|at|reached|got|made|fell)$/.test(
      next.key,
    ) ||
    DOWN.has(next) ||
    LAND.has(next) ||
    LAUNCH.has(next) ||
    next.key === 'shot'
  );
}

/** The larger number that this one is of: "88 of 104 drones", "30 out of 41 missiles". */
function wholeOf(passage: Passage, quantity: Quantity, next: Quantity | undefined): Quantity | null {
  if (!next || next.from - quantity.to > 3 || next.count < quantity.count) return null;
  const between = passage.words.slice(quantity.to, next.from).map((word) => word.key);
  return /^(?:of|out of|of the|out of the|of some|of a total of)$/.test(between.join(' ')) ? next : null;
}

/** The clause around the number, by its commas and conjunctions, speaks of a long stretch or of plans. */
function isOfCampaign(passage: Passage, quantity: Quantity): boolean {
  const { words } = passage;
  let from = quantity.from;
  while (from > 0 && !isClauseEnd(passage, from - 1)) from--;
  let to = quantity.to;
  while (to < words.length && !isClauseEnd(passage, to)) to++;
  const clause = textBetween(passage, from, to);
  return CAMPAIGN.test(clause.replace(RECORDS, ' '));
}

const CONJUNCTION = wordSet('while but after before as because');

function isClauseEnd(passage: Passage, at: number): boolean {
  const { words } = passage;
  const word = words[at]!;
  if (word.text === ';') return true;
  if (CONJUNCTION.has(word)) return true;
  if (word.text !== ',') return false;
  const next = words[at + 1]?.key ?? '';
  return (
    /^(?:and|but|while|with|which|said|after|in|a|an|including)$/.test(next) &&
    !(next === 'and' && words[at + 2]?.kind === 'number')
  );
}

/** "on top of 90 shot down overnight". */
function isOnTop(passage: Passage, quantity: Quantity): boolean {
  const before = passage.words.slice(Math.max(0, quantity.from - 3), quantity.from).map((word) => word.key);
  return /^(?:on top of|in addition to)$/.test(before.join(' '));
}

/** Only the names and kinds of weapons, commas and "and" stand between. */
function isList(passage: Passage, from: number, to: number): boolean {
  if (to <= from || to - from > 8) return false;
  return passage.words
    .slice(from, to)
    .every(
      (word) =>
        word.text === ',' ||
        (word.kind === 'word' &&
          !LAUNCH.has(word) &&
          !DOWN.has(word) &&
          !LAND.has(word) &&
          !/^(?:of|which|were|was|in|on|at|over|by|with|overnight|near)$/.test(word.key)),
    );
}

function fateOf(
  passage: Passage,
  quantity: Quantity,
  lastFate: Fate | null,
  referring: boolean,
): Fate | null {
  const { words } = passage;
  // Right before it: "shot down three of five drones".
  for (let i = quantity.from - 1; i >= 0 && i >= quantity.from - 3; i--) {
    const key = words[i]!.key;
    if (
      /^(?:downed|intercepted|destroyed|downs|intercepts|destroys|downing)$/.test(key) ||
      isShotDown(passage, i)
    )
      return 'intercepted';
    if (words[i]!.kind === 'mark') break;
  }
  // Behind it: "84 were downed", "27 striking locations", "three drones struck a hotel".
  for (let i = quantity.to; i < words.length && i < quantity.to + 10; i++) {
    const word = words[i]!;
    if (word.kind === 'mark' && !(word.text === ',' && i === quantity.to)) break;
    if (
      /^(?:and|said|but|while|out|as|on|at|in|after|over|with)$/.test(word.key) &&
      i > quantity.to + (referring ? 0 : 1)
    )
      break;
    if ((DOWN.has(word) && word.key !== 'engaged') || isShotDown(passage, i)) return 'intercepted';
    if (LAND.has(word)) return 'hit';
    if (/^(?:launched|fired|attacked|targeted|flew|approached|used|sent|involved)$/.test(word.key))
      return isDownedBefore(passage, quantity.from) ? 'intercepted' : 'launched';
  }
  // Before it: "launched a total of 165", "downed 63", "attacked with 97".
  let through = false;
  for (let i = quantity.from - 1; i >= 0 && i > quantity.from - 16; i--) {
    const word = words[i]!;
    if (word.text === ';' || word.text === ':') break;
    if (/^(?:with|using|by)$/.test(word.key)) through = true;
    if (DOWN.has(word) || isShotDown(passage, i)) return 'intercepted';
    // "struck Kyiv with 45 missiles" tells what was sent.
    if (LAND.has(word))
      return through
        ? quantity.count < 10 && words[quantity.from - 1]!.key === 'by'
          ? 'hit'
          : 'launched'
        : 'hit';
    if (LAUNCH.has(word)) return 'launched';
    if (word.key === 'by' && i === quantity.from - 1 && lastFate !== null) return null;
  }
  return lastFate;
}

/** "shot down 63 | drones that Russia launched": the verb before it, in the same clause. */
function isDownedBefore(passage: Passage, from: number): boolean {
  for (let i = from - 1; i >= 0 && i > from - 9; i--) {
    const word = passage.words[i]!;
    if (word.text === ';' || word.text === ':' || LAUNCH.has(word)) return false;
    if (DOWN.has(word) || isShotDown(passage, i)) return true;
  }
  return false;
}

function isShotDown(passage: Passage, at: number): boolean {
  const { words } = passage;
  const key = words[at]!.key;
  if (/^(?:shot|shoots|shooting|shoot)$/.test(key)) return words[at + 1]?.key === 'down';
  return key === 'down' && /^(?:shot|shoots|shooting|shoot|brought)$/.test(words[at - 1]?.key ?? '');
}
