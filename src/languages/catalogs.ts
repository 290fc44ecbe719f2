import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import type { Language } from './language.ts';
import pl from './pl.json' with { type: 'json' };
import uk from './uk.json' with { type: 'json' };

/** Names a reply: a sentence or a part of one that the bot says. */
export type ReplyKey = keyof typeof en.replies;

/** Names one of Discord's permissions, as its settings do. */
export type PermissionKey = Extract<ReplyKey, `permission.${string}`>;

/** What one language has. English has its commands' names and texts in their definitions. */
export interface Catalog {
  /** Names of commands, sub-commands and options by their English ones. */
  names: Readonly<Record<string, string>>;
  /** Descriptions and choices of commands by their English ones. */
  texts: Readonly<Record<string, string>>;
  /** Replies by their keys, in ICU's message syntax (https://unicode-org.github.io/icu/userguide/format_parse/messages/). */
  replies: Readonly<Partial<Record<ReplyKey, string>>>;
}

export const catalogs: { [language in Exclude<Language, 'en'>]: Catalog } & { en: typeof en } = {
  en,
  uk,
  fr,
  de,
  es,
  pl,
};
