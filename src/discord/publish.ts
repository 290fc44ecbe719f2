import { rememberId } from './newest_ids.ts';

/** Discord publishes so many messages of a channel an hour, and takes so many edits of published ones. */
const PUBLISHED_AN_HOUR = 10;
const EDITED_AN_HOUR = 3;
const HOUR_MS = 3_600_000;
/** Of each channel's newest messages it is remembered that they are not published. */
const REMEMBERED = 100;

interface ChannelRecord {
  publishedAt: number[];
  editedAt: number[];
  unpublished: Set<string>;
}

/**
 * What this process published in announcement channels within the hour. It keeps requests from being refused; what
 * another process published before only Discord knows, and says.
 */
export interface PublishBudget {
  /** How long an edit has to wait, in milliseconds; 0 where it may leave. Newer states take its place meanwhile. */
  waitToEdit(channelId: string, messageId: string): number;
  /** How long publishing one more message has to wait, in milliseconds; 0 where it may be now. */
  waitToPublish(channelId: string): number;
  /** A message was posted: until it is published it takes any number of edits. */
  posted(channelId: string, messageId: string): void;
  edited(channelId: string, messageId: string): void;
  published(channelId: string, messageId: string): void;
}

/** @param now milliseconds of a clock that never jumps */
export function createPublishBudget(now: () => number): PublishBudget {
  const channels = new Map<string, ChannelRecord>();

  /** What the last hour saw in a channel. */
  function recordOf(channelId: string): ChannelRecord {
    const known = channels.get(channelId) ?? {
      publishedAt: [],
      editedAt: [],
      unpublished: new Set<string>(),
    };
    const recent = (times: number[]) => times.filter((at) => now() - at < HOUR_MS);
    known.publishedAt = recent(known.publishedAt);
    known.editedAt = recent(known.editedAt);
    channels.set(channelId, known);
    return known;
  }

  /** How long until so few of these times are within the hour that there may be one more. */
  function wait(times: readonly number[], most: number): number {
    const oldest = times.at(-most);
    return oldest === undefined ? 0 : Math.ceil(oldest + HOUR_MS - now());
  }

  return {
    waitToEdit(channelId, messageId) {
      const { editedAt, unpublished } = recordOf(channelId);
      return unpublished.has(messageId) ? 0 : wait(editedAt, EDITED_AN_HOUR);
    },
    waitToPublish: (channelId) => wait(recordOf(channelId).publishedAt, PUBLISHED_AN_HOUR),
    posted(channelId, messageId) {
      rememberId(recordOf(channelId).unpublished, messageId, REMEMBERED);
    },
    edited(channelId, messageId) {
      const { editedAt, unpublished } = recordOf(channelId);
      if (!unpublished.has(messageId)) editedAt.push(now());
    },
    published(channelId, messageId) {
      const { publishedAt, unpublished } = recordOf(channelId);
      publishedAt.push(now());
      unpublished.delete(messageId);
    },
  };
}
