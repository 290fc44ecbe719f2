import { IntlMessageFormat } from 'intl-messageformat';
import { catalogs, type ReplyKey } from './catalogs.ts';
import { type Language, languageOfLocale } from './language.ts';

/** A reply by its key with what stands in it; texts are Markdown that is safe already. */
export interface Sentence {
  key: ReplyKey;
  values?: Values | undefined;
}

/**
 * What can be kept and said later in any language: a text that is the same in all of them (a name, a source's own
 * words), a sentence, or a list of such (`A, B and C`).
 */
export type Said = string | Sentence | readonly Said[];

/** `A, B or C`. */
export interface AnyOf {
  anyOf: readonly Said[];
}

/** A calendar day by its ISO date, said as `5 January`. */
export interface Day {
  day: string;
}

/** What a reply's placeholders become, in the reply's own language; null is `none` to a `select`. */
export type Values = Readonly<Record<string, Said | AnyOf | Day | number | boolean | null>>;

/** Says a reply of the catalogs in one language. */
export interface Say {
  (key: ReplyKey, values?: Values): string;
  language: Language;
  /** What was kept to be said later. */
  text(said: Said): string;
  /** What the language calls another, by its tag: `French`, `français`. */
  languageName(tag: string): string;
  /** `1,200`, `1 200`: a whole number with its digits grouped. */
  grouped(count: number): string;
  /** `A, B and C`. */
  listed(names: readonly string[]): string;
  /** `5 Jan`, for where there is little room; `2026-01-05` itself where it is no day. */
  shortDay(iso: string): string;
  /** The weekdays' names from Monday on. */
  weekdays(style: 'short' | 'long'): readonly string[];
  /** A calendar day: `2026-01-05` as `5 January 2026`; null for anything else. */
  day(iso: string): string | null;
}

/** What `Intl` is asked with: British English writes days and lists as Sitrep does. */
const tagOf = (language: Language) => (language === 'en' ? 'en-GB' : language);

const A_MONDAY = Date.UTC(2026, 0, 5);

const spoken = new Map<Language, Say>();

/**
 * The way to say things in a language, by its tag or a locale of Discord's; English where Sitrep doesn't speak it.
 * Reading a message's grammar is done once.
 */
export function speakIn(tag: string | null | undefined): Say {
  const language = languageOfLocale(tag);
  const known = spoken.get(language) ?? create(language);
  spoken.set(language, known);
  return known;
}

/** English, for what has no reader of a known language. */
export const inEnglish = speakIn('en');

function create(language: Language): Say {
  const tag = tagOf(language);
  const formats = new Map<ReplyKey, IntlMessageFormat>();
  const daysOf = (options: Intl.DateTimeFormatOptions) =>
    onDemand(() => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }));
  const digits = onDemand(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }));
  const names = onDemand(() => new Intl.DisplayNames(tag, { type: 'language' }));
  const list = onDemand(() => new Intl.ListFormat(tag));
  const choice = onDemand(() => new Intl.ListFormat(tag, { type: 'disjunction' }));
  const days = daysOf({ day: 'numeric', month: 'long', year: 'numeric' });
  const daysOfYear = daysOf({ day: 'numeric', month: 'long' });
  const shortDays = daysOf({ day: 'numeric', month: 'short' });

  function formatOf(key: ReplyKey): IntlMessageFormat {
    const known = formats.get(key);
    if (known) return known;
    // What an older version has kept may have a key that is gone.
    const text = catalogs[language].replies[key] ?? catalogs.en.replies[key] ?? key;
    // Discord's mentions and timestamps look like tags.
    const format = new IntlMessageFormat(text, tag, undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  }

  const say = ((key, values = {}) => {
    const given = Object.entries(values).map(([name, value]) => [name, filledIn(value)]);
    return String(formatOf(key).format(Object.fromEntries(given)));
  }) as Say;
  const filledIn = (value: Values[string]): string | number => {
    if (typeof value === 'number') return value;
    if (value === null || typeof value === 'boolean') return String(value ?? 'none');
    if (typeof value === 'object' && 'anyOf' in value) return choice().format(value.anyOf.map(say.text));
    if (typeof value === 'object' && 'day' in value) return formatted(daysOfYear(), value.day) ?? value.day;
    return say.text(value);
  };

  say.language = language;
  say.text = (said) => {
    if (typeof said === 'string') return said;
    return 'key' in said ? say(said.key, said.values) : list().format(said.map(say.text));
  };
  say.languageName = (one) => names().of(one) ?? one;
  say.grouped = (count) => digits().format(count);
  say.listed = (names) => list().format(names);
  say.weekdays = (weekday) => {
    const format = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, day) => format.format(A_MONDAY + day * 86_400_000));
  };
  say.day = (iso) => formatted(days(), iso);
  say.shortDay = (iso) => formatted(shortDays(), iso) ?? iso;
  return say;
}

/** Making one of `Intl`'s takes milliseconds and some 100 kB, and most are never asked. */
function onDemand<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function formatted(format: Intl.DateTimeFormat, iso: string): string | null {
  const at = Date.parse(`${iso}T00:00:00Z`);
  // 31 February would be taken for the third of March.
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(`${iso}T`);
  return isDay ? format.format(at) : null;
}
