import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { textBetween } from './sentences.ts';

/** Who a sentence says it from: words `from` to `to` name the speaker, `verb` is where the speaking stands. */
export interface Speaker {
  /** As the text names it, without a leading article. */
  text: string;
  from: number;
  to: number;
  verb: number;
  /** Names of the lexicon within it. */
  names: Mention[];
}

/** Verbs of saying something as so. */
export const SAYING = new Set(
  'said says told reported reports confirmed announced added stated wrote posted claimed claims declared insisted argued warned tweeted'.split(
    ' ',
  ),
);
const STOP = new Set('that which who while as but and after when where if because in on'.split(' '));

/** Everyone that a sentence attributes something to, in order. */
export function speakersOf(passage: Passage): Speaker[] {
  const { words } = passage;
  const speakers: Speaker[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.key === 'according' && words[i + 1]?.key === 'to') {
      let to = i + 2;
      while (
        to < words.length &&
        to < i + 14 &&
        !isBreak(passage, to) &&
        !(to > i + 3 && STOP.has(words[to]!.key))
      )
        to++;
      push(speakers, passage, i + 2, to, i);
    } else if (SAYING.has(word.key)) {
      if (words[i - 1]?.text === '"' || words[i - 1]?.text === ',') {
        // "...", said the governor
        let to = i + 1;
        while (to < words.length && to < i + 10 && !isBreak(passage, to) && !STOP.has(words[to]!.key)) to++;
        push(speakers, passage, i + 1, to, i);
      } else {
        let from = i;
        while (
          from > 0 &&
          i - from < 14 &&
          !isBreak(passage, from - 1) &&
          !(words[from - 1]!.key !== 'in' && STOP.has(words[from - 1]!.key))
        )
          from--;
        push(speakers, passage, from, i, i);
      }
    }
  }
  return speakers;
}

function isBreak(passage: Passage, at: number): boolean {
  const word = passage.words[at]!;
  return word.kind === 'mark' && word.text !== '-' && word.text !== '&';
}

function push(speakers: Speaker[], passage: Passage, from: number, to: number, verb: number): void {
  const { words } = passage;
  while (from < to && /^(?:the|a|an|has|have|also|later|had|,|one)$/.test(words[from]!.key)) from++;
  while (
    to > from &&
    /^(?:has|have|also|had|later|earlier|reportedly|separately|then|on|it|he|she|they|who)$/.test(
      words[to - 1]!.key,
    )
  )
    to--;
  while (to > from && passage.times.some((time) => time.to === to)) to--;
  while (to > from && words[to - 1]!.key === 'on') to--;
  if (to <= from || to - from > 12) return;
  const text = textBetween(passage, from, to);
  if (/^(?:he|she|it|they|we|who|which|that|what)$/i.test(text)) return;
  speakers.push({
    text,
    from,
    to,
    verb,
    names: passage.names.filter((name) => name.from >= from && name.to <= to),
  });
}
