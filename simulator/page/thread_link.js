import { h } from './dom.js';
import { channelIcon } from './icons.js';
import { messageTimestamp } from './timestamp.js';

/** @import { PageChannel } from '../protocol.ts' */
/** @import { Session } from './session.js' */

/**
 * The way into a thread: its name, how much was said in it and when last.
 * @param {PageChannel} thread
 * @param {Session} session
 */
export function threadLink(thread, session) {
  const messages = session.messages(thread.id);
  const last = messages.at(-1);
  const count = `${messages.length} message${messages.length === 1 ? '' : 's'}`;
  return h(
    'button',
    {
      type: 'button',
      class: 'thread-link',
      'data-thread-id': thread.id,
      onclick: () => session.openChannel(thread.id),
    },
    channelIcon(thread.type),
    h('strong', {}, thread.name),
    h('span', {}, thread.isClosed ? `${count} · closed` : count),
    last ? messageTimestamp(last.timestamp) : '',
  );
}
