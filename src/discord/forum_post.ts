import type { MessageBody } from '../messages/message.ts';
import { shownTexts } from './texts.ts';

/** A tag that a forum offers. */
export interface ForumTag {
  id: string;
  name: string;
}

const MOST_TAGS = 5;
const LONGEST_NAME = 100;

/** A card's thread leaves the list of open ones after so long without a message; the next one brings it back. */
export const ARCHIVE_AFTER_MINUTES = 4_320;

/**
 * A message as the first of a post in a forum (https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel):
 * named by the message's heading, with those of the forum's tags that it is filed under or that its text names. Where the
 * forum demands a tag and none fits, it gets the first.
 */
export function forumPost(
  { tags: filedUnder = [], ...body }: MessageBody,
  forum: { tags: readonly ForumTag[]; needsTag: boolean },
): { name: string; auto_archive_duration: number; applied_tags: string[]; message: MessageBody } {
  const text = ` ${words(shownTexts(body.components).join(' '))} `;
  const filed = new Set(filedUnder.map((tag) => singular(words(tag))));
  const fits = (tag: ForumTag) => {
    const name = words(tag.name);
    const named = text.includes(` ${name} `) || text.includes(` ${singular(name)} `);
    return name !== '' && (filed.has(singular(name)) || named);
  };
  // What it is filed under says more than what its text happens to name.
  const fitting = forum.tags
    .filter(fits)
    .sort((a, b) => Number(filed.has(singular(words(b.name)))) - Number(filed.has(singular(words(a.name)))));
  const tags = fitting.length === 0 && forum.needsTag ? forum.tags.slice(0, 1) : fitting;
  return {
    name: threadName(body),
    auto_archive_duration: ARCHIVE_AFTER_MINUTES,
    applied_tags: tags.slice(0, MOST_TAGS).map(({ id }) => id),
    message: body,
  };
}

/** What a thread about a message is called: its heading, else the first that it says. */
export function threadName({ components }: Pick<MessageBody, 'components'>): string {
  const texts = shownTexts(components);
  const heading = texts.find((text) => text.startsWith('#')) ?? texts[0] ?? '';
  const [line = ''] = heading.split('\n', 1);
  const name = line
    .replace(/^#+\s*/, '')
    .replace(/[\\*_`~|]/g, '')
    .trim();
  return Array.from(name || 'Story')
    .slice(0, LONGEST_NAME)
    .join('');
}

/** Words in lower case, with single spaces between them. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}
