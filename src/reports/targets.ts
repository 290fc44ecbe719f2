import type { Passage } from './passage.ts';
import { type Phrase, phrase } from './phrases.ts';
import { textBetween } from './sentences.ts';
import { WordSet, wordSet } from './word_sets.ts';

/** Heads of what is hit, singular. */
const HEADS = new Set(
  `hospital clinic school kindergarten university college church mosque temple market supermarket shop mall hotel cafe restaurant
  building home house apartment dormitory warehouse depot factory plant refinery terminal pipeline dam bridge railway station port
  airport airfield airbase base barracks headquarters checkpoint outpost convoy bus train tram car vehicle ambulance ship vessel
  tanker boat warship substation grid infrastructure facility site shelter camp tent prison jail embassy consulate mosque stadium
  museum cathedral office laboratory farm village bunker tunnel residence dwelling block tower headquarters hangar workshop
  launcher radar bakery courthouse parliament wedding funeral mine enterprise institution`.split(/\s+/),
);
/** Kinds of building, vehicle or site, one or many. */
export const FACILITY = new WordSet(
  (key) =>
    HEADS.has(key) ||
    (key.endsWith('s') && HEADS.has(key.slice(0, -1))) ||
    (key.endsWith('es') && HEADS.has(key.slice(0, -2))) ||
    key === 'facilities' ||
    key === 'refineries' ||
    key === 'factories',
);
/** Words before the head that say what kind of facility it is. */
const KIND = new Set(
  `medical power energy police apartment residential oil gas fuel nuclear military army naval air administrative administration
  government maternity children primary secondary girls boys refugee displacement displaced tent aid passenger cargo grain train
  railway bus petrol gas water heating thermal electricity electrical civilian critical port industrial chemical aircraft repair
  ammunition arms weapons weapon launch rocket missile drone presidential religious shopping commercial transport command
  production border pumping data tv television telecommunications communications pumping petroleum steel rail metro border
  educational security district high rise storey multi private fishing repair food vegetable health care desalination`.split(
    /\s+/,
  ),
);
const LINK = wordSet(
  /^(?:hit|hits|hitting|struck|strike|strikes|striking|attack|attacks|attacked|attacking|on|at|in|against|damaged|damaging|destroyed|destroying|targeted|targeting|targets|into|outside|inside|through|shelled|bombed|pounded|of|burned|ablaze|gutted|engulfed|levelled|flattened|and|,|to)$/,
);
const HIT = phrase(
  /\b(?:hit|struck|strikes?|attack(?:ed|s)?|damag(?:ed|ing)|destroy(?:ed|ing)|target(?:ed|ing)|shell(?:ed|ing)|bomb(?:ed|ing)?|pounded|ablaze|gutted|set fire|kill(?:ed|ing)|dead|died|wounded|injured|fire|blaze|slammed|crashed|fired (?:at|on|into)|burn(?:ed|ing)|explosion|blast|impact)\b/i,
);
/** Inside which things are done to or said by, not struck. */
const NOT_HIT = wordSet(/^(?:hospital|clinic|site|market|house|office|base|station|plant|village|mine)$/);

/** Kinds of facility hit, as the text names them (singular heads kept as written), with the sentence of each. */
export function findTargets(told: readonly Passage[]): { target: string; passage: Passage }[] {
  const found: { target: string; passage: Passage }[] = [];
  const seen = new Set<string>();
  for (const passage of told) {
    if (!FACILITY.in(passage) || !HIT.in(passage)) continue;
    const { words, names } = passage;
    for (let i = 0; i < words.length; i++) {
      if (!FACILITY.has(words[i])) continue;
      // "Port-au-Prince", "the port city of"
      if (names.some(({ from, to }) => from <= i && to > i)) continue;
      if (/^(?:city|town)$/.test(words[i + 1]?.key ?? '')) continue;
      if (KIND.has(words[i]!.key) && FACILITY.has(words[i + 1])) continue;
      let from = i;
      while (from > 0 && from > i - 3 && KIND.has(words[from - 1]!.key) && words[from - 1]!.kind === 'word')
        from--;
      if (from === i && !isPlainTarget(words[i]!.key)) continue;
      if (!linked(passage, from, i)) continue;
      // A target of a target: "energy infrastructure" in "officials of", "the hospital said".
      if (
        /^(?:said|says|officials?|director|staff|spokesman|spokesperson|chief|owner|workers?|talks|minister|ministry|power)$/.test(
          words[i + 1]?.key ?? '',
        )
      )
        continue;
      const target = textBetween(passage, from === i ? i : withoutPrivate(passage, from), i + 1);
      const key = target.toLowerCase().replace(/s$/, '');
      if (seen.has(key) || [...seen].some((known) => known.endsWith(` ${key}`))) continue;
      seen.add(key);
      found.push({ target, passage });
      if (found.length === 6) return found;
    }
  }
  return found;
}

function isPlainTarget(key: string): boolean {
  return !/^(?:site|sites|facility|facilities|plant|plants|building|buildings|block|blocks|base|bases|station|stations|grid|office|offices|house|mine|mines|camp|camps|shelter|shelters|residence|residences|institution|institutions|village|villages|farm|ship|train)$/.test(
    key,
  );
}

function withoutPrivate(passage: Passage, from: number): number {
  return passage.words[from]!.key === 'private' || passage.words[from]!.key === 'air' ? from + 1 : from;
}

/** A word of hitting stands before it, with nothing between that ends its reach. */
function linked(passage: Passage, from: number, at: number): boolean {
  const { words } = passage;
  // "remain in hospital", "taken to a clinic": where the hurt were brought.
  if (/^(?:hospital|clinic)s?$/.test(words[at]!.key)) {
    const before = words.slice(Math.max(0, from - 3), from).map(({ key }) => key);
    if (/^(?:in|to)$/.test(before.at(-1) ?? '') || before.includes('to')) return false;
  }
  for (let i = from - 1; i >= 0 && i > from - 8; i--) {
    const word = words[i]!;
    if (
      word.text === ';' ||
      word.text === '"' ||
      /^(?:said|from|who|which|that|told|for|with|by|after|about|since|evacuated|evacuate|taken|rushed)$/.test(
        word.key,
      )
    )
      break;
    if (
      LINK.has(word) &&
      !(word.key === 'in' && from === at && NOT_HIT.has(words[at])) &&
      word.key !== 'and' &&
      word.text !== ',' &&
      word.key !== 'of' &&
      word.key !== 'to'
    )
      return true;
  }
  // "the clinic was hit", "three homes were damaged"
  for (let i = at + 1; i < words.length && i < at + 4; i++)
    if (/^(?:hit|struck|damaged|destroyed|targeted|attacked|ablaze|burned|caught)$/.test(words[i]!.key))
      return true;
  return false;
}

/** Losses of service that an attack causes, by one name each. */
const EFFECTS: [Phrase, string][] = [
  [
    phrase(
      /\b(?:power (?:outages?|cuts?|failures?|shutdowns?)|blackouts?|electricity (?:outages?|cuts?)|without (?:power|electricity|light)|(?:lost|cut|knocked out|no) (?:\w+ )?(?:power|electricity)|(?:power|electricity) (?:was|were|went|has been) (?:cut|lost|out|off|knocked)|outages?)\b/i,
    ),
    'power outage',
  ],
  [
    phrase(
      /\b(?:without (?:[\w,]+ ){0,3}(?:water|running water)|water (?:outages?|cuts?|supply (?:was )?(?:cut|disrupted)))\b/i,
    ),
    'water outage',
  ],
  [
    phrase(/\b(?:without (?:[\w,]+ ){0,3}(?:heat|heating)|heating (?:outages?|cuts?|was cut|disrupted))\b/i),
    'heating outage',
  ],
  [phrase(/\binternet (?:outages?|cuts?|blackout)\b/i), 'internet outage'],
  [
    phrase(
      /\b(?:flights? (?:were |was )?(?:suspended|cancelled|canceled|diverted|grounded|halted)|airports? (?:were |was |has been )?(?:\w+ )?(?:closed|shut)|(?:closed|shut) (?:\w+ ){0,2}airports?|closure of (?:\w+ ){0,2}airports?)\b/i,
    ),
    'flights suspended',
  ],
  [
    phrase(/\b(?:train|rail|railway) (?:services?|traffic) (?:was |were )?(?:suspended|disrupted|halted)\b/i),
    'rail disruption',
  ],
  [
    phrase(
      /\bports? (?:was |were |has been )?(?:\w+ )?(?:closed|shut|suspended)\b|\bport operations (?:were )?(?:halted|suspended)\b/i,
    ),
    'port closed',
  ],
  [
    phrase(
      /\b(?:border crossings?|borders?) (?:with \w+ )?(?:was |were |has been )?(?:\w+ )?(?:closed|shut)\b|\b(?:closed|closes|shut) (?:its|the|their) (?:\w+ )?border\b/i,
    ),
    'border closed',
  ],
  [
    phrase(
      /\bschools? (?:were |was |have been )?(?:\w+ )?(?:closed|shut)\b|\bclasses (?:were |are )?(?:cancelled|canceled|suspended)\b/i,
    ),
    'schools closed',
  ],
];

/** Effects told in the sentences, each by one plain name, with its sentence. */
export function findEffects(passages: readonly Passage[]): { effect: string; passage: Passage }[] {
  const found: { effect: string; passage: Passage }[] = [];
  for (const passage of passages) {
    for (const [pattern, effect] of EFFECTS) {
      if (found.every((known) => known.effect !== effect) && pattern.in(passage))
        found.push({ effect, passage });
    }
  }
  return found;
}
