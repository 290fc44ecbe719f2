import type { MessageBody } from '../messages/message.ts';
import { shownTexts } from './texts.ts';

/** A tag that a forum offers. */
export interface ForumTag {
  id: string;
  name: string;
}

const MOST_TAGS = 5;
const LONGEST_NAME = 100;

/**
 * A message as the first of a post in a forum (https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel):
 * named by the message's heading, with those of the forum's tags that its text names. Where the forum demands a tag
 * and none fits, it gets the first.
 */
export function forumPost(
  body: MessageBody,
  forum: { tags: readonly ForumTag[]; needsTag: boolean },
): { name: string; applied_tags: string[]; message: MessageBody } {
  const texts = shownTexts(body.components);
  const heading = texts.find((text) => text.startsWith('#')) ?? texts[0] ?? '';
  const name =
    heading
      .split('\n', 1)[0]
      ?.replace(/^#+\s*/, '')
      .replace(/[\\*_`~|]/g, '')
      .trim() ?? '';
  const whole = ` ${texts
    .join(' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const fitting = forum.tags.filter((tag) => {
    const words = tag.name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return words !== '' && (whole.includes(` ${words} `) || whole.includes(` ${words.replace(/s$/, '')} `));
  });
  const tags = fitting.length === 0 && forum.needsTag ? forum.tags.slice(0, 1) : fitting;
  return {
    name: Array.from(name || 'Story')
      .slice(0, LONGEST_NAME)
      .join(''),
    applied_tags: tags.slice(0, MOST_TAGS).map(({ id }) => id),
    message: body,
  };
}
