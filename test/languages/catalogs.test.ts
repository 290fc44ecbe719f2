import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../simulator/checks/commands.ts';
import { commands, messageCommands } from '../../src/commands/all.ts';
import { localized, nameIn } from '../../src/commands/localize.ts';
import { FEED_FAILURES, type FeedFailure } from '../../src/feeds/failure.ts';
import { catalogs, type ReplyKey } from '../../src/languages/catalogs.ts';
import { DISCORD_LOCALES, LANGUAGES, type Language, languageOfLocale } from '../../src/languages/language.ts';
import { inEnglish, speakIn } from '../../src/languages/say.ts';
import { faultText } from '../../src/messages/fault.ts';

const keys = Object.keys(catalogs.en.replies) as ReplyKey[];
const others = LANGUAGES.filter((language) => language !== 'en');
const definitions = [...commands, ...messageCommands].map(({ definition }) => definition);

/** Everything that Discord shows of the commands, by kind. */
function shown() {
  const names = new Set<string>();
  const texts = new Set<string>();
  const walk = (one: {
    name: string;
    description?: string;
    options?: APIApplicationCommandOption[];
    choices?: { name: string }[];
  }) => {
    names.add(one.name);
    if (one.description) texts.add(one.description);
    for (const option of one.options ?? []) walk(option as Parameters<typeof walk>[0]);
    for (const choice of one.choices ?? []) texts.add(choice.name);
  };
  for (const definition of definitions) walk(definition as Parameters<typeof walk>[0]);
  return { names: [...names].sort(), texts: [...texts].sort() };
}

interface Shape {
  /** `count plural`, `role select none other`: a placeholder with what it is and, of a select, what it tells apart. */
  placeholders: Set<string>;
  /** The categories of each plural, exact numbers left out. */
  plurals: Set<string>[];
}

/** A piece of a message, as far as these tests look at it; pieces of type 0 are plain text. */
interface Piece {
  type: number;
  value?: string;
  options?: Record<string, { value: Piece[] }>;
  pluralType?: string;
}

function shapeOf(pieces: readonly Piece[], shape: Shape = { placeholders: new Set(), plurals: [] }): Shape {
  for (const { type, value, options, pluralType } of pieces) {
    if (type === 0 || value === undefined) continue;
    const categories = Object.keys(options ?? {}).sort();
    const isSelect = options !== undefined && pluralType === undefined;
    shape.placeholders.add(isSelect ? `${value} select ${categories.join(' ')}` : value);
    if (pluralType !== undefined) {
      shape.plurals.push(new Set(categories.filter((name) => !name.startsWith('='))));
    }
    for (const option of Object.values(options ?? {})) shapeOf(option.value, shape);
  }
  return shape;
}

const read = (language: Language, key: ReplyKey) => {
  const text = catalogs[language].replies[key] ?? '';
  const format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  return shapeOf(format.getAst() as Piece[]);
};

/** What a language tells apart among the counts that the bot says. */
function categoriesOf(language: Language): string[] {
  const rules = new Intl.PluralRules(language);
  const counts = Array.from({ length: 1_000 }, (_, count) => rules.select(count));
  return [...new Set([...counts, 'other'])].sort();
}

/** Discord's limits on buttons, menus and forms. */
const LENGTHS: [RegExp, number][] = [
  [/^button\.|^feeds\.(?:add|leave)_button$|^draft\.(?:save|subscribe|cancel|more_\w+|spoilers)$/, 80],
  [/^draft\.(?:field_\w+|form_title)$/, 45],
  [/^draft\.about_/, 100],
  [/^draft\.(?:topic|gravity|any_gravity|every|channel|role|language)$|^topics\./, 100],
];

describe.each(others)('the catalog %s', (language) => {
  const catalog = catalogs[language];

  it('has every reply and none that is not said', () => {
    expect(Object.keys(catalog.replies).sort()).toEqual([...keys].sort());
    expect(Object.entries(catalog.replies).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has every name and text of the commands, and no other', () => {
    expect(Object.keys(catalog.names).sort()).toEqual(shown().names);
    expect(Object.keys(catalog.texts).sort()).toEqual(shown().texts);
  });

  it('has the placeholders of English', () => {
    const differing = keys.filter((key) => {
      const [own, english] = [read(language, key).placeholders, read('en', key).placeholders];
      return own.symmetricDifference(english).size > 0;
    });
    expect(differing).toEqual([]);
  });

  it('tells apart the plurals that the language has', () => {
    const wanted = categoriesOf(language);
    const lacking = keys.flatMap((key) =>
      read(language, key).plurals.flatMap((categories) =>
        wanted.every((category) => categories.has(category)) ? [] : [`${key}: ${[...categories]}`],
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('names commands as its readers see them', () => {
    const known = new Set(
      commands.flatMap(({ definition: { name, options = [] } }) => {
        const own = nameIn(language, name);
        const inner = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
        return [own, ...inner.map((one) => `${own} ${nameIn(language, one.name)}`)];
      }),
    );
    const strangers = Object.entries(catalog.replies).flatMap(([key, text]) =>
      [...text.matchAll(/`\/([^`:]+?)(?: [^` ]+:)?`/g)]
        .map(([, path]) => path as string)
        .filter((path) => !known.has(path))
        .map((path) => `${key}: /${path}`),
    );
    expect(strangers).toEqual([]);
  });

  it('keeps Discord’s rules for names, descriptions and choices', () => {
    const translated = definitions.map((definition) =>
      inLocale(localized(definition), DISCORD_LOCALES[language][0]),
    );
    expect(checkCommands(translated).list).toEqual([]);
  });

  it.each(LENGTHS)('keeps what is like %s within %i characters', (like, most) => {
    const say = speakIn(language);
    const tooLong = keys.filter((key) => like.test(key) && say(key, { on: true }).length > most);
    expect(tooLong).toEqual([]);
  });
});

/** A definition as if a locale's words were its own. */
function inLocale<T>(definition: T, locale: string): T {
  if (Array.isArray(definition)) return definition.map((one) => inLocale(one, locale)) as T;
  if (typeof definition !== 'object' || definition === null) return definition;
  const given = definition as Record<string, unknown>;
  const own = { ...given };
  for (const [key, value] of Object.entries(given)) {
    if (!key.endsWith('_localizations')) own[key] = inLocale(value, locale);
  }
  for (const field of ['name', 'description']) {
    const word = (given[`${field}_localizations`] as Record<string, string> | undefined)?.[locale];
    if (word !== undefined) own[field] = word;
    delete own[`${field}_localizations`];
  }
  return own as T;
}

it('says of a feed’s failure what its code stands for', () => {
  const said = Object.keys(FEED_FAILURES).map((code) => [code, inEnglish(`fault.${code as FeedFailure}`)]);
  expect(said).toEqual(Object.entries(FEED_FAILURES));
  const failure = { code: 'http_404', message: 'The server answered 404. Look it up.' };
  expect(faultText(failure, inEnglish)).toBe(failure.message);
  expect(faultText(failure, speakIn('de'))).toContain('umgezogen');
  expect(faultText({ ...failure, code: 'of_another_version' }, speakIn('de'))).toBe(failure.message);
});

describe('say', () => {
  it.each([
    ['en-GB', 'en'],
    ['es-419', 'es'],
    ['uk', 'uk'],
    ['pt-BR', 'en'],
    [null, 'en'],
  ])('the locale %s is %s', (locale, language) => {
    expect(languageOfLocale(locale)).toBe(language);
  });

  it('counts as each language does', () => {
    const drones = (tag: string) => [1, 3, 5, 22].map((count) => speakIn(tag)('weapon.drone', { count }));
    expect(drones('uk')).toEqual(['1 дрон', '3 дрони', '5 дронів', '22 дрони']);
    expect(drones('pl')).toEqual(['1 dron', '3 drony', '5 dronów', '22 drony']);
    expect(drones('de')).toEqual(['1 Drohne', '3 Drohnen', '5 Drohnen', '22 Drohnen']);
  });

  it('says a sentence within a sentence in the same language', () => {
    const inner = { key: 'filters.everywhere' } as const;
    expect(speakIn('fr')('map.strike', { places: inner })).toBe('frappes à partout');
  });

  it('says what was kept: lists, alternatives, days, texts as they are, and keys that are gone', () => {
    const de = speakIn('de');
    const topics = { key: 'topic.strike' } as const;
    expect(de.text([topics, 'Kyiv'])).toBe('Angriffe und Kyiv');
    expect(de('reason.elsewhere', { km: null, regions: { anyOf: ['Sudan', 'Yemen'] } })).toBe(
      'nicht in Sudan oder Yemen',
    );
    expect(de('talks.next', { day: { day: '2026-01-12' } })).toBe('nächster Termin: 12. Januar');
    expect(de.text('as it was written')).toBe('as it was written');
    expect(de.text({ key: 'reason.of_old' as ReplyKey })).toBe('reason.of_old');
  });

  it('takes Discord’s mentions and timestamps as they are', () => {
    expect(inEnglish('subscription.next', { channel: '<#1>', next: '<t:1:R>' })).toBe(
      'Posted in <#1> <t:1:R>',
    );
  });

  it('writes days, numbers and lists', () => {
    expect(speakIn('de').day('2026-01-05')).toBe('5. Januar 2026');
    expect(speakIn('pl').day('2026-02-31')).toBeNull();
    expect(speakIn('uk').listed(['А', 'Б', 'В'])).toBe('А, Б і В');
    expect(inEnglish.grouped(1_200)).toBe('1,200');
  });
});
