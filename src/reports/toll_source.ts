import { SAYING, type Speaker, speakersOf } from './attribution.ts';
import { officialsIn } from './officials.ts';
import type { Passage } from './passage.ts';
import { textBetween } from './sentences.ts';
import type { Picked } from './tolls.ts';

/** Who says a figure, as the text names them, with the sentence that names them. */
export interface Source {
  text: string;
  passage: Passage;
}

/** Who gives a toll; null where nobody surely does. */
export function tollSourceOf(picked: Picked | null, passages: readonly Passage[]): Source | null {
  return picked && sourceOf(picked.passage, picked.source.quantity, picked.source.at, passages);
}

/** Who says the number of words `from` (inclusive) to `to` (exclusive), which tells what the word `at` does; null where nobody surely does. */
export function sourceOf(
  passage: Passage,
  { from, to }: Told,
  at: number,
  passages: readonly Passage[],
): Source | null {
  const told = { from: Math.min(from, at), to: Math.max(to, at + 1) };
  // "At least seven reported killed": the victims are no source.
  const speakers = speakersOf(passage).filter(
    (each) =>
      !(each.from < to && each.to > from) &&
      /^\p{L}/u.test(bare(each.text)) &&
      !NO_SPEAKER.test(bare(each.text)) &&
      tells(passage, each, told),
  );
  const [speaker] = speakers.sort((a, b) => Math.abs(a.verb - at) - Math.abs(b.verb - at));
  if (speaker) return { text: bare(speaker.text), passage };
  return signed(passage) ?? namedBefore(passage, passages, told);
}

const OFFICIAL =
  /^(?:governors?|mayor|ministry|ministries|minister|military|army|police|officials?|sources?|command|spokesman|spokeswoman|authorities|committee|rescuers|medics|hospitals?|media|reports?|witnesses|residents|monitors?|agency|president|pentagon|kremlin|government|activists|officers|services?|chief)$/;

/** "Two killed in drone attack: ministry", "… – governor": a headline's own signature; after a dash only an office, since papers sign so too. */
function signed(passage: Passage): Source | null {
  if (passage.in !== 'title') return null;
  const { words, names } = passage;
  const mark = words.findLastIndex(({ text, glued }) => text === ':' || (text === '-' && !glued));
  const from = mark + 1;
  if (mark < 3 || from >= words.length || words.length - from > 5) return null;
  const office = words.slice(from).some(({ key }) => OFFICIAL.test(key));
  const named =
    words[mark]!.text === ':' && names.some((name) => name.from === from && name.to === words.length);
  return office || named ? { text: bare(textBetween(passage, from, words.length)), passage } : null;
}

/** Words `from` (inclusive) to `to` (exclusive) in which the toll is told. */
interface Told {
  from: number;
  to: number;
}

/** Whether what somebody says in a sentence is the toll: no other clause stands between the two. */
function tells({ words }: Passage, { from, verb }: Pick<Speaker, 'from' | 'verb'>, told: Told): boolean {
  const first = Math.min(from, verb);
  if (first < told.from)
    return !words
      .slice(verb, told.from)
      .some(({ key, text }) => text === ';' || key === 'but' || key === 'while');
  if (words.slice(told.to, first).some(({ text }) => text === ';')) return false;
  const lead = /^(?:the|a|an)$/.test(words[first - 1]?.key ?? '') ? first - 2 : first - 1;
  // "killed four as Israel said", "after Moscow said that": told of something else.
  return (
    !/^(?:as|after|while|when|but|because|before|since|though|although)$/.test(words[lead]?.key ?? '') &&
    words[verb + 1]?.key !== 'that'
  );
}

/** "He said three were killed": the official who was named last, in this sentence before or in the two ahead of it. */
function namedBefore(passage: Passage, passages: readonly Passage[], told: Told): Source | null {
  const { words } = passage;
  const he = words.findIndex(
    ({ key }, at) => /^(?:he|she)$/.test(key) && SAYING.has(words[at + 1]?.key ?? ''),
  );
  if (he < 0 || !tells(passage, { from: he, verb: he + 1 }, told)) return null;
  const at = passages.indexOf(passage);
  for (let back = 0; back <= 2 && at - back >= 0; back++) {
    const before = passages[at - back]!;
    const officials = officialsIn(before).filter((each) => back > 0 || each.to <= he);
    const last = officials.at(-1);
    if (last) return { text: last.name, passage: before };
  }
  return null;
}

/** A number that is counted, and "what officials said was deliberate", which tells no figure. */
const NO_SPEAKER = /^(?:at least|more than|about|some|up to|nearly|over|it|this|that|which|one)\b|\bwhat\b/i;

/** Without a dash or article that the sentence leads it in with. */
function bare(text: string): string {
  return text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:the|an?) /i, '')
    .replace(/[\s\-\u2013\u2014]+$/u, '');
}
