/** The languages that Sitrep speaks: a catalog each, beside this file. */
export const LANGUAGES = ['en', 'uk', 'fr', 'de', 'es', 'pl'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name, as choices show it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  uk: 'Українська',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  pl: 'Polski',
};

/** Discord's locales of a language (https://docs.discord.com/developers/reference#locales); English is what it falls back to. */
export const DISCORD_LOCALES = {
  uk: ['uk'],
  fr: ['fr'],
  de: ['de'],
  es: ['es-ES', 'es-419'],
  pl: ['pl'],
} as const;

/** The language for a Discord locale (`es-419`) or a language's own tag; English where Sitrep doesn't speak it. */
export function languageOfLocale(locale: string | null | undefined): Language {
  const tag = locale?.split('-')[0];
  return LANGUAGES.find((language) => language === tag) ?? 'en';
}
