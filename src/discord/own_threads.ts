import { RESTJSONErrorCodes } from 'discord.js';
import type { ChannelKind, Outgoing, SendFailure } from './sender.ts';

type Target = Pick<Outgoing, 'kind' | 'channelId' | 'messageId'>;

/**
 * Where a message goes. A card's thread, and a forum's post, have the id of their first message
 * (https://discord.com/developers/docs/topics/threads).
 */
export function placeOf({ kind, channelId, messageId }: Target, channel: ChannelKind): string {
  const inside = kind === 'thread' || (channel.kind === 'forum' && kind !== 'post');
  return inside && messageId !== null ? messageId : channelId;
}

/**
 * A failure in a card's own thread. That is no channel which somebody subscribed: what is wrong there is wrong with
 * this message alone, and members who lock or delete a thread want no more of it.
 */
export function inOwnThread(outgoing: Target, failure: SendFailure): SendFailure {
  if (failure.kind !== 'gone') return failure;
  switch (failure.code) {
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownMessage:
      return outgoing.kind === 'edit'
        ? { ...failure, scope: 'message' }
        : { kind: 'closed', reason: { key: 'delivery.thread_gone' } };
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
    case RESTJSONErrorCodes.ThreadLocked:
    case RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage:
      return { kind: 'closed', reason: { key: 'delivery.thread_closed' } };
    case RESTJSONErrorCodes.MissingPermissions:
      return {
        ...failure,
        reason: { key: 'pause.no_threads' },
      };
  }
  return failure;
}
