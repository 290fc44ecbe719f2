import { textBetween } from './attribution.ts';
import type { Passage } from './passage.ts';

/** Heads of what is hit, singular; a plural "s" is read too. */
const FACILITY = new Set(
  `hospital clinic school kindergarten university college church mosque temple market supermarket shop mall hotel cafe restaurant
  building home house apartment dormitory warehouse depot factory plant refinery terminal pipeline dam bridge railway station port
  airport airfield airbase base barracks headquarters checkpoint outpost convoy bus train tram car vehicle ambulance ship vessel
  tanker boat warship substation grid infrastructure facility site shelter camp tent prison jail embassy consulate mosque stadium
  museum cathedral office laboratory farm village bunker tunnel residence dwelling block tower headquarters hangar workshop
  launcher radar bakery courthouse parliament wedding funeral mine enterprise institution`.split(/\s+/),
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
const LINK =
  /^(?:hit|hits|hitting|struck|strike|strikes|striking|attack|attacks|attacked|attacking|on|at|in|against|near|damaged|damaging|destroyed|destroying|targeted|targeting|targets|into|outside|inside|through|shelled|bombed|pounded|of|burned|ablaze|gutted|engulfed|levelled|flattened|and|,|to)$/;
const HIT =
  /\b(?:hit|struck|strikes?|attack(?:ed|s)?|damag(?:ed|ing)|destroy(?:ed|ing)|target(?:ed|ing)|shell(?:ed|ing)|bomb(?:ed|ing)?|pounded|ablaze|gutted|set fire|kill(?:ed|ing)|dead|died|wounded|injured|fire|blaze|slammed|crashed|burn(?:ed|ing)|explosion|blast|impact)\b/i;
/** Inside which things are done to or said by, not struck. */
const NOT_HIT = /^(?:hospital|clinic|site|market|house|office|base|station|plant|village|mine)$/;

/** Kinds of facility hit, as the text names them (singular heads kept as written), with the sentence of each. */
export function findTargets(told: readonly Passage[]): { target: string; passage: Passage }[] {
  const found: { target: string; passage: Passage }[] = [];
  const seen = new Set<string>();
  for (const passage of told) {
    if (!HIT.test(passage.text)) continue;
    const { words } = passage;
    for (let i = 0; i < words.length; i++) {
      if (!isFacility(words[i]!.key)) continue;
      if (KIND.has(words[i]!.key) && isFacility(words[i + 1]?.key ?? '')) continue;
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

function isFacility(key: string): boolean {
  return (
    FACILITY.has(key) ||
    (key.endsWith('s') && (FACILITY.has(key.slice(0, -1)) || FACILITY.has(key.slice(0, -2)))) ||
    key === 'facilities' ||
    key === 'refineries' ||
    key === 'factories'
  );
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
      LINK.test(word.key) &&
      !(word.key === 'in' && from === at && NOT_HIT.test(words[at]!.key)) &&
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
const EFFECTS: [RegExp, string][] = [
  [
    /\b(?:power (?:outages?|cuts?|failures?|shutdowns?)|blackouts?|electricity (?:outages?|cuts?)|without (?:power|electricity|light)|(?:lost|cut|knocked out|no) (?:\w+ )?(?:power|electricity)|(?:power|electricity) (?:was|were|went|has been) (?:cut|lost|out|off|knocked)|outages?)\b/i,
    'power outage',
  ],
  [
    /\b(?:without (?:[\w,]+ ){0,3}(?:water|running water)|water (?:outages?|cuts?|supply (?:was )?(?:cut|disrupted)))\b/i,
    'water outage',
  ],
  [
    /\b(?:without (?:[\w,]+ ){0,3}(?:heat|heating)|heating (?:outages?|cuts?|was cut|disrupted))\b/i,
    'heating outage',
  ],
  [/\binternet (?:outages?|cuts?|blackout)\b/i, 'internet outage'],
  [
    /\b(?:flights? (?:were |was )?(?:suspended|cancelled|canceled|diverted|grounded|halted)|airports? (?:were |was |has been )?(?:\w+ )?(?:closed|shut)|(?:closed|shut) (?:\w+ ){0,2}airports?|closure of (?:\w+ ){0,2}airports?)\b/i,
    'flights suspended',
  ],
  [
    /\b(?:train|rail|railway) (?:services?|traffic) (?:was |were )?(?:suspended|disrupted|halted)\b/i,
    'rail disruption',
  ],
];

/** Effects told in the sentences, each by one plain name, with its sentence. */
export function findEffects(passages: readonly Passage[]): { effect: string; passage: Passage }[] {
  const found: { effect: string; passage: Passage }[] = [];
  for (const passage of passages) {
    for (const [pattern, effect] of EFFECTS) {
      if (found.every((known) => known.effect !== effect) && pattern.test(passage.text))
        found.push({ effect, passage });
    }
  }
  return found;
}
