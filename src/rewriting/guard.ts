import { lookUp } from '../reports/places.ts';
import { calendarOf } from './calendar.ts';
import { figuresOf, isNumberWord, type TextFigure, whole } from './figures.ts';
import { bare, foldWord, LANGUAGES, type Language, type LanguageCode } from './languages.ts';
import { namesOf, type TextName } from './names.ts';
import { type Token, tokensOf } from './words.ts';

/** Why a rewrite is dropped. */
export type Refusal =
  | 'length'
  | 'markup'
  | 'quote'
  | 'number'
  | 'figure_lost'
  | 'name'
  | 'name_order'
  | 'date'
  | 'doubt'
  | 'script';

export type Verdict = { ok: true; text: string } | { ok: false; reason: Refusal; what: string };

/** A rewrite may be this much longer than what it rewrites: some languages need more room. */
const LONGER = { times: 2, plus: 60 };

/** Markdown, mentions, markup, and whatever can't be seen; anything that looks like an address. */
const MARKUP =
  /[<>@#*_`|~[\]{}\\^]|\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\p{So}|\p{Zl}|\p{Zp}|:\/\/|\bwww\b|(?<!\bU)\p{L}\.\p{L}|[^\P{N}0-9]/u;

const QUOTED = /“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|"([^"]*)"|‘([^’]{3,})’(?!\p{L})/gu;
const QUOTE_MARKS = /[“”«»„"‘]/u;

/**
 * Whether a rewrite says nothing that the built text doesn't: each number (in digits or words, with what it counts and
 * how it is bounded), name, place, date and quote must stand there, no figure may be lost, parties must come in the same
 * order (who attacked whom), and doubts and denials must stay. A rewrite that can't be judged is refused.
 * @param built what stands in the digest; all of it is borne by sources
 */
export function guard(built: string, rewritten: string, language: LanguageCode): Verdict {
  const text = rewritten.replace(/[ \t\n\u00a0\u202f]+/g, ' ').trim();
  const refuse = (reason: Refusal, what: string): Verdict => ({ ok: false, reason, what: what.slice(0, 60) });
  if (text === '' || text.length > built.length * LONGER.times + LONGER.plus)
    return refuse('length', `${text.length} characters`);
  const markup = MARKUP.exec(text);
  if (markup) return refuse('markup', markup[0]);
  const quote = unborneQuote(text, built);
  if (quote !== null) return refuse('quote', quote);

  const [from, to] = [tokensOf(built, 'en'), tokensOf(text, language)];
  return (
    judgeFigures(figuresOf(from, 'en'), figuresOf(to, language), refuse) ??
    judgeDates(from, to, language, refuse) ??
    judgeNames(from, to, language, refuse) ??
    judgeDoubts(from, to, language, refuse) ?? { ok: true, text: withCapitals(text) }
  );
}

/** Sentences may come with small letters, so that a capital there tells a name. */
function withCapitals(text: string): string {
  return text.replace(/^\p{Ll}|(?<=\p{L}{3}[.!?] )\p{Ll}/gu, (letter) => letter.toUpperCase());
}

type Refuse = (reason: Refusal, what: string) => Verdict;

/** A quote that isn't in the built text word by word, or a mark without its counterpart; null where all stand. */
function unborneQuote(text: string, built: string): string | null {
  const folded = ` ${foldText(built)} `;
  for (const found of text.matchAll(QUOTED)) {
    const quote = found.slice(1).find((part) => part !== undefined) ?? '';
    if (!folded.includes(` ${foldText(quote)} `)) return quote;
  }
  return QUOTE_MARKS.exec(text.replace(QUOTED, ''))?.[0] ?? null;
}

function foldText(text: string): string {
  return foldWord(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function judgeFigures(
  built: readonly TextFigure[],
  told: readonly TextFigure[],
  refuse: Refuse,
): Verdict | null {
  for (const figure of told) {
    if (figure.kind === 'article') continue;
    const isBorne =
      figure.kind === 'ordinal'
        ? built.some(({ value }) => value === figure.value)
        : built.some((other) => sameFigure(other, figure));
    if (!isBorne) return refuse('number', figureName(figure));
  }
  for (const figure of built) {
    if (figure.kind !== 'cardinal') continue;
    const isTold = told.some((other) => other.kind !== 'ordinal' && sameFigure(figure, other));
    if (!isTold) return refuse('figure_lost', figureName(figure));
  }
  return null;
}

function sameFigure(a: TextFigure, b: TextFigure): boolean {
  const fates = a.fate === null || b.fate === null || a.fate === b.fate;
  return a.value === b.value && a.subject === b.subject && a.bound === b.bound && fates;
}

function figureName({ bound, value, subject }: TextFigure): string {
  return [bound === 'exact' ? '' : bound, value, subject ?? ''].filter((part) => part !== '').join(' ');
}

function judgeNames(
  from: readonly Token[],
  to: readonly Token[],
  language: LanguageCode,
  refuse: Refuse,
): Verdict | null {
  const words = new Set(from.flatMap(({ kind, key }) => (kind === 'word' ? [key] : [])));
  const built = namesOf(from, 'en');
  const keys = new Set(built.map(({ key }) => key));
  const told: TextName[] = [];
  for (const name of namesOf(to, language)) {
    if (name.isParty ? keys.has(name.key) : words.has(name.token.key)) {
      told.push(name);
    } else if (name.isParty || !(name.token.initial && mayBegin(name.token, language))) {
      return refuse('name', name.token.text);
    }
  }
  for (const token of to) {
    if (token.kind !== 'word' || words.has(token.key)) continue;
    if (!isOfScript(token.text, language)) return refuse('script', token.text);
    if (isKnownName(token)) return refuse('name', token.text);
  }
  for (const isParty of [true, false]) {
    const order = built.filter((name) => name.isParty === isParty).map(({ key }) => key);
    // A lower-case word of the built text may begin a sentence: that is no name there, and keeps no order.
    const mentioned = told.filter((name) => name.isParty === isParty && order.includes(name.key));
    const stray = outOfOrder(mentioned, order);
    if (stray) return refuse('name_order', stray);
  }
  return null;
}

/** The first name that doesn't come in the built text's order; null where all do. */
function outOfOrder(names: readonly TextName[], order: readonly string[]): string | null {
  let at = 0;
  for (const { key, token } of names) {
    while (at < order.length && order[at] !== key) at++;
    if (at === order.length) return token.text;
  }
  return null;
}

/** Function words and words of our own tables: with a capital they are no names where a sentence begins. */
function mayBegin({ key }: Token, language: LanguageCode): boolean {
  const table = tableOf(language);
  return table.starters.has(key) || table.ours.test(key) || isNumberWord(key, language);
}

/** Leaders and groups written small. */
function isKnownName({ text, key }: Token): boolean {
  if (key.length < 4 || /^\p{Lu}/u.test(text)) return false;
  const named = lookUp(key);
  return named !== null && (named.kind === 'leader' || named.kind === 'group');
}

function isOfScript(word: string, language: LanguageCode): boolean {
  return (
    language === 'ru' || language === 'uk' ? /^[\p{Script=Cyrillic}\p{M}]+$/u : /^[\p{Script=Latin}\p{M}]+$/u
  ).test(word);
}

function judgeDates(
  from: readonly Token[],
  to: readonly Token[],
  language: LanguageCode,
  refuse: Refuse,
): Verdict | null {
  const [built, told] = [calendarOf(from, 'en'), calendarOf(to, language)];
  const stray = built.symmetricDifference(told);
  return stray.size > 0 ? refuse('date', [...stray].join(' ')) : null;
}

/** A claim must not become a fact, nor a denial its opposite. */
function judgeDoubts(
  from: readonly Token[],
  to: readonly Token[],
  language: LanguageCode,
  refuse: Refuse,
): Verdict | null {
  const [built, told] = [tableOf('en'), tableOf(language)];
  // "no fewer than" denies nothing.
  const before = joinedKeys(from).replace(built.bounds, ' ');
  const after = joinedKeys(to).replace(told.bounds, ' ');
  if (built.denials.test(before) !== told.denials.test(after)) return refuse('doubt', 'denial');
  if (built.doubts.test(before) && !told.doubts.test(after)) return refuse('doubt', 'claim');
  return null;
}

function joinedKeys(tokens: readonly Token[]): string {
  return ` ${tokens.map(({ key }) => key).join(' ')} `;
}

interface Table {
  doubts: RegExp;
  denials: RegExp;
  bounds: RegExp;
  starters: Set<string>;
  ours: RegExp;
}

const tables = new Map<LanguageCode, Table>();

function tableOf(code: LanguageCode): Table {
  const known = tables.get(code);
  if (known) return known;
  const language: Language = LANGUAGES[code];
  const within = (words: string, flags = 'u') =>
    new RegExp(` (?:${bare(words).replaceAll('\\w', '[\\p{L}]')}) `, flags);
  const ours = [...Object.values(language.subjects), ...Object.values(language.fates), language.doubts];
  const made = {
    doubts: within(language.doubts),
    denials: within(language.denials),
    bounds: within(Object.values(language.bounds).join('|'), 'gu'),
    starters: new Set(`${bare(language.starters)} ${firstWords(language.bounds)}`.split(' ')),
    ours: whole(ours.join('|')),
  };
  tables.set(code, made);
  return made;
}

/** `al menos` begins with `al`. */
function firstWords(bounds: Record<string, string>): string {
  return Object.values(bounds)
    .flatMap((words) => bare(words).split('|'))
    .map((words) => words.split(' ')[0] ?? '')
    .join(' ');
}
