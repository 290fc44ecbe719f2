import type {
  APIApplicationCommandOption,
  APIApplicationCommandOptionChoice,
  LocalizationMap,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { catalogs } from '../languages/catalogs.ts';
import { DISCORD_LOCALES, type Language } from '../languages/language.ts';

type Definition = RESTPutAPIApplicationCommandsJSONBody[number];

/** A command as Discord is told of it, with its names, descriptions and choices in every language. */
export function localized(definition: Definition): Definition {
  const options = 'options' in definition ? definition.options : undefined;
  const about = 'description' in definition ? definition.description : undefined;
  return {
    ...definition,
    name_localizations: inAll('names', definition.name),
    ...(about === undefined ? {} : { description_localizations: inAll('texts', about) }),
    ...(options ? { options: options.map(localizedOption) } : {}),
  } as Definition;
}

function localizedOption(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const inner = 'options' in option ? option.options : undefined;
  const choices = 'choices' in option ? option.choices : undefined;
  return {
    ...option,
    name_localizations: inAll('names', option.name),
    description_localizations: inAll('texts', option.description),
    ...(inner ? { options: inner.map((one) => localizedOption(one)) } : {}),
    ...(choices ? { choices: choices.map(localizedChoice) } : {}),
  } as APIApplicationCommandOption;
}

function localizedChoice<T extends string | number>(
  choice: APIApplicationCommandOptionChoice<T>,
): APIApplicationCommandOptionChoice<T> {
  return { ...choice, name_localizations: inAll('texts', choice.name) };
}

/** The locales that have a word of their own for it. */
function inAll(section: 'names' | 'texts', english: string): LocalizationMap {
  const entries = Object.entries(DISCORD_LOCALES).flatMap(([language, locales]) => {
    const text = catalogs[language as keyof typeof DISCORD_LOCALES][section][english];
    return text === undefined ? [] : locales.map((locale) => [locale, text]);
  });
  return Object.fromEntries(entries);
}

/** A command's or option's name as members of a language see it. */
export function nameIn(language: Language, name: string): string {
  return language === 'en' ? name : (catalogs[language].names[name] ?? name);
}

/** A description as members of a language see it. */
export function textIn(language: Language, text: string): string {
  return language === 'en' ? text : (catalogs[language].texts[text] ?? text);
}
