import type { Passage } from './passage.ts';
import type { Quantity } from './quantities.ts';
import type { Toll } from './report.ts';

/** A number of killed or injured as one sentence gives it. */
export interface Casualties {
  harm: 'killed' | 'injured';
  toll: Toll;
  passage: Passage;
  /** Where the harm is told, to find what stands near it. */
  at: number;
  quantity: Quantity;
  /** "another", "also", "separately": comes on top of what was told before. */
  further: boolean;
  /** "the death toll rose to", "in all": stands for the whole. */
  total: boolean;
  /** Attackers' own, the whole campaign's, or an older attack's. */
  outside: boolean;
  /** Said only of armed men ("12 militants"): victims only where they were the aim. */
  fighters: boolean;
}

const KILL_VERB = /^(?:killed|kills|kill|killing|slain|slew|massacred)$/;
const DIE = /^(?:dead|died|die|dies|deaths|fatalities|killed|perished|lives|slain|martyred)$/;
const HURT_VERB = /^(?:wounded|wounding|wounds|injured|injuring|injures|injure|hurt|hurting|maimed)$/;
const HURT = /^(?:wounded|injured|hurt|injuries|hospitalised|hospitalized)$/;
const SKIP =
  /^(?:at|least|the|and|or|also|reportedly|an|a|estimated|another|further|more|than|with|lives|of|life)$/;
/** Every word by which harm is told. */
const TRIGGERS = new Set(
  'toll killed kills kill killing slain slew massacred dead died die dies deaths fatalities perished life lives martyred claimed wounded wounding wounds injured injuring injures injure hurt hurting maimed injuries hospitalised hospitalized'.split(
    ' ',
  ),
);
/** Between a number and the word of harm behind it. */
const BETWEEN =
  /^(?:people|persons?|civilians?|others?|were|was|have|has|had|been|being|are|is|and|or|more|reported|reportedly|also|dead|killed|wounded|injured|seriously|critically|badly|lightly|severely|confirmed|left|feared|known|officially|so|far|then|later|either|being|reported|shot|in|the|a|of|them|their|his|her|70s|60s|s|also|himself|age|aged)$/;

/** All numbers of killed and injured in a sentence. */
export function findCasualties(passage: Passage): Casualties[] {
  const { words } = passage;
  const quantities = passage.quantities.filter((quantity) => !insideAside(passage, quantity));
  const found: Casualties[] = [];
  const used = new Set<Quantity>();
  const add = (harm: Casualties['harm'], quantity: Quantity, at: number, more: Partial<Casualties> = {}) => {
    if (used.has(quantity)) return;
    used.add(quantity);
    found.push({
      harm,
      quantity,
      passage,
      at,
      toll: { count: quantity.count, qualifier: quantity.qualifier },
      further: isFurther(passage, quantity, at),
      total: false,
      outside: isCampaign(passage, quantity, at) || isAttackersOwn(passage, quantity),
      fighters: isFighters(passage, quantity),
      ...more,
    });
  };
  for (let i = 0; i < words.length; i++) {
    const key = words[i]!.key;
    if (!TRIGGERS.has(key)) continue;
    if (key === 'toll') {
      const to = quantities.find(
        (quantity) =>
          quantity.from > i &&
          quantity.from <= i + 12 &&
          isPersons(quantity) &&
          !crosses(passage, i, quantity.from),
      );
      const death = /^(?:death|dead|the|confirmed|civilian)$/.test(words[i - 1]?.key ?? '');
      if (to && death && to.said !== 'article') add('killed', to, i, { total: true });
      continue;
    }
    const kills = KILL_VERB.test(key);
    const hurts = HURT_VERB.test(key);
    const passive = /^(?:was|were|been|being|are|is|be)$/.test(words[i - 1]?.key ?? '');
    if ((kills || hurts) && !passive) {
      const object = objectOf(passage, quantities, i);
      if (object) {
        add(kills ? 'killed' : 'injured', object, i);
        // "killed or injured 20", "killing and wounding dozens": one number for both is neither's.
        continue;
      }
    }
    // "lost his life", "lost their lives"
    if (/^(?:life|lives)$/.test(key) && words[i - 2]?.key === 'lost') {
      const lost = subjectOf(passage, quantities, used, i - 2);
      if (lost) add('killed', lost, i);
      continue;
    }
    if (key === 'claimed' && /^(?:lives|life)$/.test(words[i + 2]?.key ?? '')) continue;
    if (DIE.test(key) || HURT.test(key)) {
      const subject = subjectOf(passage, quantities, used, i);
      if (subject) add(HURT.test(key) ? 'injured' : 'killed', subject, i);
      else if (/^(?:dead|wounded|injured|killed)$/.test(key) && words[i + 1]?.key === 'included') continue;
    }
  }
  return found;
}

/** The number right behind a verb of harm: "killing at least nine", "wounding three others". */
function objectOf(passage: Passage, quantities: readonly Quantity[], at: number): Quantity | null {
  const { words } = passage;
  let from = at + 1;
  let both = false;
  while (from < words.length && from < at + 4) {
    const key = words[from]!.key;
    if (key === 'and' || key === 'or') {
      if (!(HURT_VERB.test(words[from + 1]?.key ?? '') || KILL_VERB.test(words[from + 1]?.key ?? '')))
        return null;
      both = true;
      from += 2;
      continue;
    }
    if (quantities.some((quantity) => quantity.from === from)) break;
    if (!SKIP.test(key)) return null;
    from++;
  }
  if (both) return null;
  const quantity = quantities.find((each) => each.from === from && isPersons(each));
  if (!quantity) return null;
  // "killed two years ago", "a soldier killed one day"
  return quantity;
}

/** The number before a word of harm: "two people, including a child, were killed", "12 dead", "five wounded". */
function subjectOf(
  passage: Passage,
  quantities: readonly Quantity[],
  used: ReadonlySet<Quantity>,
  at: number,
): Quantity | null {
  const { words } = passage;
  for (let q = quantities.length - 1; q >= 0; q--) {
    const quantity = quantities[q]!;
    if (quantity.to > at) continue;
    if (at - quantity.to > 26) return null;
    if (used.has(quantity) || !isPersons(quantity)) {
      if (used.has(quantity)) return null;
      if (/^(?:his|her|their|aged|the)$/.test(words[quantity.from - 1]?.key ?? '')) continue;
      if (quantity.counts === 'age' || (quantity.said === 'article' && quantity.counts === 'thing')) continue;
      if (at - quantity.to > 3) continue;
      return null;
    }
    return reaches(passage, quantity, at) ? quantity : null;
  }
  function reaches(sentence: Passage, quantity: Quantity, to: number): boolean {
    let aside = false;
    let loose = 0;
    for (let i = quantity.to; i < to; i++) {
      const word = words[i]!;
      if (word.text === ',' || word.text === '(' || word.text === ')' || (word.text === '-' && !word.glued)) {
        aside = !aside && isAsideStart(sentence, i + 1);
        continue;
      }
      if (aside) continue;
      if (word.kind === 'mark' && word.text !== '"' && word.text !== "'s") return false;
      if (
        /^(?:said|that|after|when|while|but|by|launched|fired|struck|hit|attack|strike|which|told)$/.test(
          word.key,
        )
      )
        return false;
      if (!BETWEEN.test(word.key)) loose++;
      if (loose > 7) return false;
    }
    return true;
  }
  return null;
}

function isPersons(quantity: Quantity): boolean {
  if (quantity.counts === 'people' || quantity.counts === 'attackers') return true;
  return quantity.counts === 'unsaid' && quantity.said !== 'article';
}

function isAsideStart(passage: Passage, at: number): boolean {
  return /^(?:including|among|most|mostly|both|all|one|two|three|four|five|half|aged|many|some|who|whose|a|an|his|her)$/.test(
    passage.words[at]?.key ?? '',
  );
}

/** Parts of a number told before: "including two children", "three of whom", "among them a girl". */
function insideAside(passage: Passage, quantity: Quantity): boolean {
  const { words } = passage;
  for (let i = quantity.from - 1; i >= 0 && i > quantity.from - 10; i--) {
    const word = words[i]!;
    if (/^(?:including|includes|included|among|comprising)$/.test(word.key)) return true;
    if (
      /^(?:were|was|while|but|when|dead|killed|killing|wounded|wounding|injured|injuring|said|died)$/.test(
        word.key,
      ) ||
      word.text === ';'
    )
      break;
  }
  const next = words[quantity.to];
  const after = words[quantity.to + 1];
  if (next?.key === 'of' && /^(?:them|whom|the|those|which)$/.test(after?.key ?? '')) return true;
  return false;
}

function isFurther(passage: Passage, quantity: Quantity, at: number): boolean {
  const { words } = passage;
  for (
    let i = Math.max(0, Math.min(quantity.from, at) - 4);
    i < Math.max(quantity.to, at) + 1 && i < words.length;
    i++
  ) {
    if (/^(?:another|also|separately|additional|second|further|elsewhere)$/.test(words[i]!.key)) return true;
  }
  return (
    /^(?:separately|elsewhere|in another|in a separate|a separate)\b/i.test(passage.text) ||
    /\bin (?:a separate|another) (?:strike|attack|incident)/i.test(passage.text)
  );
}

const CAMPAIGN =
  /\b(?:since (?!.{0,12}(?:dawn|midnight|morning|early))|so far (?:this|in)|during the (?:war|conflict)|over the (?:past|last)|in the (?:past|last) (?:\w+ )?(?:days|weeks|months|years?)|in total since|(?:war|conflict|offensive|campaign|invasion|insurgency) (?:that |which )?(?:has |have |had )?(?:now )?(?:killed|left|claimed)|in recent (?:weeks|months|years|days)|last (?:week|month|year)|earlier this (?:week|month|year)|this (?:year|month)|years? of|months? of|every (?:day|week|month)|(?:people|drones|strikes|attacks|times) a (?:day|week|month|year)\b|ago|throughout the|the war)\b/i;
const RECORD = /\b(?:deadliest|worst|heaviest|largest|biggest|first|highest|most)\b[^.]{0,60}\bsince\b/i;

/** The number belongs to a whole war, a month or an attack of long ago. */
function isCampaign(passage: Passage, quantity: Quantity, at: number): boolean {
  const { words } = passage;
  if (quantity.count >= 3_000) return true;
  const from = Math.max(0, Math.min(quantity.from, at) - 12);
  const to = Math.min(words.length - 1, Math.max(quantity.to, at) + 14);
  const near = passage.text.slice(words[from]!.start - passage.start, words[to]!.end - passage.start);
  if (passage.age === 'old' && passage.in === 'text') return true;
  const times = passage.times.filter((time) => time.kind === 'past' && time.to >= from && time.from <= to);
  const recent = passage.times.some((time) => time.offset !== null && time.offset >= -5 && time.offset <= 1);
  if (RECORD.test(near)) return false;
  const nearest = [...passage.times].sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at))[0];
  if (nearest && (nearest.kind === 'past' || (nearest.offset ?? 0) < -6)) return true;
  if (times.length > 0 && !recent) return true;
  const campaign = CAMPAIGN.exec(near);
  return campaign !== null && !(recent && passage.order < 1);
}

/** "A suicide bomber killed himself and ...", "three of the attackers died". */
function isAttackersOwn(passage: Passage, quantity: Quantity): boolean {
  return (
    quantity.counts === 'attackers' ||
    /\b(?:attackers?|assailants?|gunmen|bombers?|perpetrators?)\b/.test(near(passage, quantity))
  );
}

function isFighters(passage: Passage, quantity: Quantity): boolean {
  return /\b(?:militants?|fighters?|insurgents?|terrorists?|rebels?|jihadists?|extremists?|guerrillas?)\b/i.test(
    near(passage, quantity),
  );
}

function near(passage: Passage, quantity: Quantity): string {
  const from = passage.words[quantity.from]!.start - passage.start;
  const to = passage.words[Math.min(passage.words.length - 1, quantity.to + 3)]!.end - passage.start;
  const text = passage.text.slice(from, to);
  const stop = text.search(/[,;]|\b(?:by|in|and|when|after|at|as)\b/);
  return stop < 0 ? text : text.slice(0, stop);
}

function crosses(passage: Passage, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (passage.words[i]!.text === ';') return true;
  return false;
}
