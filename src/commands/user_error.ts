import type { ReplyKey } from '../languages/catalogs.ts';
import { inEnglish, type Say, type Sentence, type Values } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';

/** Every code that a member may be shown, with what it means. Codes are stable: people search for them. */
export const userErrorCodes = {
  bad_days: 'Days of the week that can’t be read, or more than one for a weekly digest.',
  bad_file: 'The file could not be read.',
  bad_hours: 'The number of hours is out of range, or given together with another period.',
  bad_quiet_hours: 'The quiet hours could not be read.',
  bad_time: 'The time of day could not be read.',
  bad_words: 'The words to look for could not be read.',
  cannot_mention: 'The role can’t be mentioned by the bot.',
  duplicate_subscription: 'The channel already has this subscription.',
  dm_closed: 'The bot can’t open direct messages with the member.',
  dm_only: 'The command is for direct messages, or for servers that the bot is a member of.',
  fault: 'Something broke in Sitrep itself; the log has it.',
  feed_unreadable: 'There is no feed at the address that can be read.',
  feeds_off: 'The host of the bot doesn’t let servers add feeds of their own.',
  missing_permission: 'The bot lacks a permission in the channel.',
  no_threads: 'A thread for each story was asked for in a channel that can have no threads.',
  no_distance: 'A distance was asked for around a place whose position is not known.',
  no_role: 'A role is to be mentioned, and none was named.',
  not_allowed: 'The member lacks Manage Server and Manage Webhooks.',
  nothing_found: 'Nothing matches what was asked.',
  nothing_to_read: 'The message has no text, and no link that can be read.',
  server_only: 'The command works in servers only.',
  stale_button: 'The button belongs to something that is no longer there.',
  too_fast: 'The member, or the server, uses more commands a minute than the host allows.',
  too_long: 'The text is too long.',
  too_many_follows: 'The member follows as many stories as can be followed.',
  too_many_feeds: 'The server has reached its limit of feeds.',
  too_many_regions: 'Too many places in one subscription.',
  too_many_subscriptions: 'The server has reached its limit of subscriptions.',
  unknown_channel: 'The channel can’t be seen by the bot.',
  unknown_command: 'The command is not one that this version has.',
  unknown_feed: 'The server has no such feed.',
  unknown_region: 'The place is not known.',
  unknown_story: 'No story has this id.',
  unknown_subscription: 'The server has no such subscription.',
  unknown_time_zone: 'The time zone is not known.',
} as const;

export type UserErrorCode = keyof typeof userErrorCodes;

/**
 * Thrown for what a member can mend: the sentence says how, in Discord's Markdown with outside text escaped. The
 * message of the error is that sentence in English.
 */
export class UserError extends Error {
  override name = 'UserError';
  readonly code: UserErrorCode;
  readonly sentence: Sentence;

  constructor(code: UserErrorCode, key: ReplyKey, values?: Values) {
    super(inEnglish(key, values));
    this.code = code;
    this.sentence = { key, values };
  }
}

/** The reply that shows an error: the sentence, and its code in small print. */
export function errorNotice(code: UserErrorCode, { key, values }: Sentence, say: Say): MessageBody {
  const lines = [say(key, values), `-# ${say('error.code', { code })}`];
  return code === 'nothing_found'
    ? notice(say('error.nothing_found_title'), lines, 'info', [], say)
    : notice(say('error.title'), lines, 'error', [], say);
}

/** What a member typed, safe and short enough to be repeated in a sentence. */
export function quoted(typed: string): string {
  const short = typed.length > 60 ? `${[...typed].slice(0, 59).join('')}…` : typed;
  return `“${escapeText(short)}”`;
}

/** @throws UserError `too_long` when the text has more than `limit` characters */
export function requireLength(typed: string, limit: number): string {
  const text = typed.trim();
  if (text.length <= limit) return text;
  throw new UserError('too_long', 'error.too_long', { limit, length: text.length });
}
