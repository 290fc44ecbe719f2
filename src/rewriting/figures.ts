import {
  type Bound,
  bare,
  type Fate,
  LANGUAGES,
  type Language,
  type LanguageCode,
  type Subject,
} from './languages.ts';
import type { Token } from './words.ts';

/** A number of a text, with what it counts. */
export interface TextFigure {
  /** Negative where vague: −10 for "dozens", −100 for "hundreds". */
  value: number;
  kind: 'cardinal' | 'article' | 'ordinal';
  subject: Subject | null;
  fate: Fate | null;
  bound: Bound | 'exact';
}

interface Reader {
  words: { pattern: RegExp; value: number; multiplies: boolean; kind: TextFigure['kind'] }[];
  and: RegExp;
  subjects: [Subject, RegExp][];
  fates: [Fate, RegExp][];
  bounds: [Bound, RegExp][];
}

const readers = new Map<LanguageCode, Reader>();

/** The figures of a text, in order, whether in digits or in words. */
export function figuresOf(tokens: readonly Token[], language: LanguageCode): TextFigure[] {
  const reader = readers.get(language) ?? readerOf(LANGUAGES[language]);
  readers.set(language, reader);
  const spans = numbersOf(tokens, reader);
  const clauses = partedBy(
    tokens,
    (token, at) => isMark(token) || (reader.and.test(token.key) && !within(spans, at)),
  );
  const segments = partedBy(tokens, isMark);
  const figures: TextFigure[] = [];
  let depth = 0;
  let before: Subject | null = null;
  let at = 0;
  for (const span of spans) {
    for (; at < span.from; at++) depth += tokens[at]?.text === '(' ? 1 : tokens[at]?.text === ')' ? -1 : 0;
    const fate: Fate | null = nearest(tokens, segments, span, reader.fates);
    const own: Subject | null = nearest(tokens, clauses, span, reader.subjects);
    // In `3 killed (1 to 3: governor 3)` and in `9 missiles launched, 7 intercepted` the word stands once.
    const isToldBefore: boolean = depth > 0 || (fate !== null && before !== 'killed' && before !== 'injured');
    const subject: Subject | null = own ?? (isToldBefore ? before : null);
    const isLiving = subject === 'killed' || subject === 'injured';
    figures.push({
      value: span.value,
      kind: span.kind,
      subject,
      fate: isLiving ? null : fate,
      bound: boundOf(tokens, span, spans, reader),
    });
    if (depth <= 0) before = subject;
  }
  return figures;
}

/** Whether a word is a number word of the language. */
export function isNumberWord(key: string, language: LanguageCode): boolean {
  const reader = readers.get(language) ?? readerOf(LANGUAGES[language]);
  return reader.words.some(({ pattern }) => pattern.test(key));
}

interface Span {
  from: number;
  to: number;
  value: number;
  kind: TextFigure['kind'];
}

/** Numbers with their words: `45 thousand`, `treinta y uno`, `quatre-vingt-dix`. */
function numbersOf(tokens: readonly Token[], { words, and }: Reader): Span[] {
  const wordAt = (i: number) => {
    const token = tokens[i];
    return token?.kind === 'word' ? words.find(({ pattern }) => pattern.test(token.key)) : undefined;
  };
  const spans: Span[] = [];
  for (let from = 0; from < tokens.length; ) {
    const token = tokens[from]!;
    const first = wordAt(from);
    if (token.kind !== 'number' && !first) {
      from++;
      continue;
    }
    let value = token.kind === 'number' ? Number(token.key) : (first?.value ?? 0);
    let kind: Span['kind'] = first?.kind ?? 'cardinal';
    let to = from + 1;
    while (kind !== 'ordinal' && value >= 0) {
      const isHyphen = tokens[to]?.text === '-';
      const isJoined = tokens[to]?.kind === 'word' && and.test(tokens[to]?.key ?? '');
      const next = to + (isHyphen || isJoined ? 1 : 0);
      const word = wordAt(next);
      if (!word || word.kind === 'ordinal') break;
      const more = joined(value, word, token.kind === 'number');
      if (more === null || (kind === 'article' && !word.multiplies)) break;
      [value, to, kind] = [more, next + 1, 'cardinal'];
    }
    spans.push({ from, to, value, kind });
    from = to;
  }
  return spans;
}

/** A number with its next word, or null where that begins another. */
function joined(
  value: number,
  word: { value: number; multiplies: boolean },
  isDigits: boolean,
): number | null {
  if (word.value < 0 && value > 0) return value * -word.value;
  if (word.multiplies || word.value >= 1_000) return Math.max(1, value) * word.value;
  if (isDigits) return null;
  if (value === 4 && word.value === 20) return 80;
  const rest = value % 100;
  const room = rest === 0 ? 100 : rest === 60 || rest === 80 ? 20 : rest % 10 === 0 && rest > 10 ? 10 : 0;
  return value > 0 && word.value > 0 && word.value < room ? value + word.value : null;
}

/** The number of the part in which each token stands. */
function partedBy(tokens: readonly Token[], parts: (token: Token, at: number) => boolean): number[] {
  let part = 0;
  return tokens.map((token, at) => (parts(token, at) ? ++part : part));
}

function isMark({ kind, text }: Token): boolean {
  return kind === 'mark' && text !== '-' && text !== '%';
}

function within(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => at >= from && at < to);
}

/** What stands nearest to a number in its part; of two equally near the one behind it. */
function nearest<What>(
  tokens: readonly Token[],
  parts: readonly number[],
  { from, to }: Span,
  among: readonly [What, RegExp][],
): What | null {
  let found: What | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < tokens.length; at++) {
    if (parts[at] !== parts[from] || tokens[at]?.kind !== 'word') continue;
    const far = at < from ? from - at + 0.5 : at - to + 1;
    if (far >= least) continue;
    const what = among.find(([, pattern]) => pattern.test(tokens[at]?.key ?? ''));
    if (what) [found, least] = [what[0], far];
  }
  return found;
}

function boundOf(
  tokens: readonly Token[],
  span: Span,
  spans: readonly Span[],
  reader: Reader,
): Bound | 'exact' {
  const words: string[] = [];
  for (let at = span.from - 1; at >= 0 && words.length < 4 && tokens[at]?.kind === 'word'; at--)
    words.unshift(tokens[at]!.key);
  const bound = reader.bounds.find(([, pattern]) => pattern.test(words.join(' ')))?.[0] ?? 'exact';
  // `от 1 до 2` is a range.
  const isRange = bound === 'up_to' && spans.some(({ to }) => to <= span.from && to >= span.from - 2);
  return isRange ? 'exact' : bound;
}

function readerOf(language: Language): Reader {
  const words = (spec: string, kind: TextFigure['kind']) =>
    spec
      .split(' ')
      .filter(Boolean)
      .map((entry) => {
        const cut = entry.lastIndexOf('=');
        const value = entry.slice(cut + 1);
        return {
          pattern: whole(entry.slice(0, cut)),
          value: Number(value.replace('*', '')),
          multiplies: value.startsWith('*'),
          kind,
        };
      });
  return {
    words: [
      ...words(language.cardinals, 'cardinal'),
      ...words(language.articles, 'article'),
      ...words(language.ordinals, 'ordinal'),
    ],
    and: whole(language.and),
    subjects: patternsOf(language.subjects, whole),
    fates: patternsOf(language.fates, whole),
    bounds: patternsOf(language.bounds, (words) => new RegExp(`(?:^| )(?:${bare(words)})$`, 'u')),
  };
}

function patternsOf<Key extends string>(
  table: Record<Key, string>,
  make: (words: string) => RegExp,
): [Key, RegExp][] {
  return (Object.entries(table) as [Key, string][]).map(([key, words]) => [key, make(words)]);
}

/** A pattern over one folded word. */
export function whole(words: string): RegExp {
  return new RegExp(`^(?:${bare(words).replaceAll('\\w', '[\\p{L}]')})$`, 'u');
}
