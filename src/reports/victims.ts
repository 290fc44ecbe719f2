import { isFighters } from './campaigns.ts';
import { type Passage, quantitiesOf } from './passage.ts';
import type { Quantity } from './quantities.ts';
import { unnumberedVictims } from './unnumbered.ts';
import { wordSet } from './word_sets.ts';

/** Those told of in one phrase: "two soldiers and a child" are three. */
export type Victims = Quantity;

const KIN = wordSet(
  /^(?:son|daughter|wife|husband|brother|sister|mother|father|child|baby|grandmother|grandfather|grandson|granddaughter|nephew|niece|uncle|aunt|cousin|girlfriend|boyfriend|fianc\S*|parents?)$/,
);
const POSSESSIVE = wordSet(/^(?:his|her|their)$/);
const BE = wordSet(/^(?:was|were|are|is|been|being|be|have|has|had|remain|remained|remains)$/);
const HARMED = wordSet(
  /^(?:killed|wounded|injured|hurt|dead|died|missing|killing|wounding|injuring|hospitalised|hospitalized)$/,
);

/** Numbers of people of a sentence that may be victims, "his wife" as one among them; parts of a number left out. */
export function victimsIn(passage: Passage): Victims[] {
  const victims = [
    ...quantitiesOf(passage).filter((each) => !isDenied(passage, each)),
    ...unnumberedVictims(passage),
  ];
  const { words } = passage;
  for (let i = 0; POSSESSIVE.in(passage) && i + 1 < words.length; i++) {
    if (!POSSESSIVE.has(words[i])) continue;
    for (let to = i + 1; to < words.length && to < i + 7; to++) {
      if (KIN.has(words[to])) {
        const count = words[to]!.key === 'parents' ? 2 : 1;
        victims.push({ count, qualifier: 'exact', from: i, to: to + 1, said: 'article', counts: 'people' });
        break;
      }
      if (words[to]!.kind === 'mark') break;
    }
  }
  victims.sort((a, b) => a.from - b.from);
  return victims
    .filter((each) => !insideAside(passage, each))
    .flatMap((each) => asCounted(passage, each, victims));
}

/** "a couple" are two; "a family of five" is told by its five. */
function asCounted(passage: Passage, victims: Victims, all: readonly Victims[]): Victims[] {
  const { words } = passage;
  const ahead = words[victims.from - 2];
  if (
    ahead &&
    words[victims.from - 1]!.key === 'of' &&
    /^(?:family|group|crowd|team|convoy|crew)$/.test(ahead.key)
  )
    return [
      {
        ...victims,
        from: victims.from - 2 - (/^(?:an?|the|another)$/.test(words[victims.from - 3]?.key ?? '') ? 1 : 0),
      },
    ];
  if (victims.said !== 'article') return [victims];
  const head = words[victims.to]?.key;
  if (head === 'couple') return [{ ...victims, count: victims.count * 2, said: 'word' }];
  const whole = /^(?:family|group|crowd|team|convoy|crew)$/.test(head ?? '') || victims.counts === 'thing';
  return whole && words[victims.to + 1]?.key === 'of' && all.some((each) => each.from === victims.to + 2)
    ? []
    : [victims];
}

/** Whether the number can be of people: said so, or nothing else said. */
export function isPersons(quantity: Quantity): boolean {
  if (quantity.counts === 'people' || quantity.counts === 'attackers') return true;
  return quantity.counts === 'unsaid' && quantity.said !== 'article';
}

/** "no one", "not a single person", "number one". */
function isDenied(passage: Passage, quantity: Quantity): boolean {
  const before = passage.words[quantity.from - 1]?.key ?? '';
  if (/^(?:no|not|none|without|zero)$/.test(before) || quantity.count === 0) return true;
  // "in his 70s", "since 2022"
  const next = passage.words[quantity.to];
  if (next?.key === 's' && next.ending) return true;
  return (
    quantity.counts === 'unsaid' &&
    quantity.said === 'figure' &&
    quantity.count >= 1900 &&
    quantity.count < 2100
  );
}

const PARTS = wordSet(/^(?:including|includes|included|among|comprising|include|amongst)$/);

const TOLD = wordSet(
  /^(?:were|was|while|but|when|dead|killed|killing|kills|wounded|wounding|injured|injuring|said|died|left|leaving)$/,
);

const AMONG = wordSet(/^among/);
const LETTERS = wordSet(/^\p{L}+$/u);
const PREDICATE = wordSet('were was are is among of');

/** Parts of a number told before: "including two children", "three of whom", "among them a girl". */
function insideAside(passage: Passage, quantity: Quantity): boolean {
  const { words } = passage;
  // "12 were killed, among them three children, and 41 wounded": the comma has closed the aside.
  const closed = words[quantity.from - 1]?.text === ',' || words[quantity.from - 2]?.text === ',';
  if (closed && isOwnSubject(passage, quantity)) return false;
  for (let i = quantity.from - 1; i >= 0 && i > quantity.from - 14; i--) {
    const word = words[i]!;
    // "a child among five killed": the five are all.
    if (AMONG.has(word) && i >= quantity.from - 2 && isOwnSubject(passage, quantity)) return false;
    if (PARTS.has(word)) return true;
    if (TOLD.has(word) || word.text === ';') break;
  }
  // "30 officers were among 80 killed", "three of whom"; but "32 of its citizens" are counted.
  let next = quantity.to;
  while (next < quantity.to + 4 && LETTERS.has(words[next]) && !PREDICATE.has(words[next])) next++;
  if (/^(?:were|was|are|is)$/.test(words[next]?.key ?? '')) next++;
  if (AMONG.has(words[next])) return true;
  return (
    words[quantity.to]?.key === 'of' &&
    /^(?:them|whom|the|those|which|his)$/.test(words[quantity.to + 1]?.key ?? '')
  );
}

/** The number together with those joined to it behind: "two soldiers, a medic and three children". */
export function withNext(passage: Passage, all: readonly Victims[], first: Victims): Victims {
  let joint = first;
  const pending: Victims[] = [];
  for (const next of all) {
    const last = pending.at(-1) ?? joint;
    if (next.from < last.to || !isPersons(next)) continue;
    if (!isJoint(passage, last.to, next.from) || isOwnSubject(passage, next)) break;
    if (next.counts !== 'people' || isFighters(passage, next) !== isFighters(passage, first)) break;
    pending.push(next);
    // A list isn't one before its "and": "wounded four, one critically".
    if (words(passage, last.to, next.from).includes('and')) {
      for (const each of pending) joint = sum(joint, each);
      pending.length = 0;
    }
  }
  return joint;
}

function words(passage: Passage, from: number, to: number): string[] {
  return passage.words.slice(from, to).map((word) => word.key);
}

/** The number together with those joined to it before: "a man and two women | were killed". */
export function withPrevious(
  passage: Passage,
  all: readonly Victims[],
  last: Victims,
  used: ReadonlySet<Victims>,
): { joint: Victims; parts: Victims[] } {
  let joint = last;
  const parts = [last];
  for (let i = all.length - 1; i >= 0; i--) {
    const previous = all[i]!;
    if (previous.to > joint.from || previous === last || previous.counts === 'age') continue;
    if (!isPersons(previous) || used.has(previous) || !isJoint(passage, previous.to, joint.from)) break;
    if (isObject(passage, previous) || previous.counts !== 'people') break;
    if (isFighters(passage, previous) !== isFighters(passage, last)) break;
    joint = sum(previous, joint);
    parts.push(previous);
  }
  return { joint, parts };
}

/** "a couple" are two, "a family of five" five. */
function sum(one: Victims, other: Victims): Victims {
  const qualifier = one.qualifier === 'exact' ? other.qualifier : one.qualifier;
  const said =
    one.said === 'article' && other.said === 'article'
      ? 'word'
      : one.said === 'article'
        ? other.said
        : one.said;
  return { ...one, count: one.count + other.count, qualifier, to: other.to, said };
}

/** Only the end of one phrase, and "and" or a comma, stand between the two. */
function isJoint(passage: Passage, from: number, to: number): boolean {
  const { words } = passage;
  if (to - from > 9 || to <= from) return false;
  let joined = false;
  for (let i = from; i < to; i++) {
    const word = words[i]!;
    if (word.key === 'and' || word.text === ',' || word.key === 'plus') {
      if (word.key === 'and' || i === to - 1) joined = true;
      continue;
    }
    if (word.kind === 'mark' && word.text !== "'s" && word.text !== '-') return false;
    if (
      BE.has(word) ||
      HARMED.has(word) ||
      /^(?:in|on|at|by|when|as|while|after|who|which|that|but|for|from|with|said|or|to|near|among|including|aged|during)$/.test(
        word.key,
      )
    )
      return false;
    if (
      joined &&
      word.kind === 'word' &&
      !/^(?:another|also|at|least|a|the|seriously|his|her|their|its)$/.test(word.key)
    )
      return false;
  }
  const last = words[to - 1]!;
  return joined && (last.key === 'and' || last.text === ',' || words[to - 2]?.key === 'and');
}

/** "and three | were wounded", "and five injured": the number has a harm of its own behind it. */
function isOwnSubject(passage: Passage, victims: Victims): boolean {
  const { words } = passage;
  for (let i = victims.to; i < words.length && i < victims.to + 6; i++) {
    const key = words[i]!.key;
    if (BE.has(words[i]) || HARMED.has(words[i]) || key === 'suffered' || key === 'sustained') return true;
    if (words[i]!.kind === 'mark' || /^(?:in|on|at|by|when|and|after|as|while)$/.test(key)) return false;
  }
  return false;
}

/** Right behind a verb of harm: it is that verb's. */
function isObject(passage: Passage, victims: Victims): boolean {
  const before = passage.words[victims.from - 1]?.key ?? '';
  return /^(?:killed|killing|kills|kill|wounded|wounding|wounds|injured|injuring|injures|murdered|hurting|slew)$/.test(
    before,
  );
}
