import { appBadge, avatar } from './avatar.js';
import { h } from './dom.js';
import { channelIcon, icon } from './icons.js';
import { commandLine, createMessage } from './message.js';
import { isEphemeral } from './message_book.js';
import { threadLink } from './thread_link.js';
import { dayName } from './timestamp.js';

/** @import { APIMessage } from 'discord-api-types/v10' */
/** @import { PageChannel } from '../protocol.ts' */
/** @import { Request } from './request_book.js' */
/** @import { Session } from './session.js' */

/** What is drawn, and what it was made of: kept while nothing of that has changed. @typedef {{ element: HTMLElement, made: unknown[] }} Row */

/** Messages of one author within this time share one header, as in Discord. */
const GROUP_MS = 7 * 60_000;

/** Discord's channel types. */
const DIRECT = 1;
const GROUP = 3;
const FORUM = 15;

/** Closer to the end than this, the log follows new messages. */
const NEAR_END_PX = 80;

/** The open channel's messages, and what the bot was asked and hasn't answered. */
export class ChatLog extends HTMLElement {
  /** @type {Session} */
  session = /** @type {Session} */ (/** @type {unknown} */ (null));
  #log = h('div', { class: 'log', role: 'log', tabindex: 0 });
  #jump = h('button', { type: 'button', class: 'jump', hidden: true, onclick: () => this.#toEnd() });
  /** @type {Map<string, Row>} */
  #rows = new Map();
  #followsEnd = true;
  /** Whose view of which channel is drawn. */
  #view = '';
  #missed = 0;

  connectedCallback() {
    this.append(this.#log, this.#jump);
    this.#log.addEventListener('scroll', () => {
      this.#followsEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END_PX;
      if (this.#followsEnd) this.#missed = 0;
      this.#drawJump();
    });
    // Pictures that load and windows that shrink must not push the newest message out of sight.
    new ResizeObserver(() => this.#followsEnd && this.#toEnd()).observe(this.#log);
    this.#log.addEventListener('load', () => this.#followsEnd && this.#toEnd(), true);

    const { session } = this;
    for (const news of ['state', 'channel']) {
      session.addEventListener(news, () => {
        const view = `${session.me?.id} in ${session.channelId}`;
        if (view !== this.#view) this.#followsEnd = true;
        this.#view = view;
        this.#missed = 0;
        // The names that mentions show may have changed with the guild.
        this.#rows.clear();
        this.#draw();
      });
    }
    session.addEventListener('asked', () => this.#toEnd());
    session.addEventListener('channels', () => this.#draw());
    session.addEventListener('messages', (event) => {
      const channelId = /** @type {CustomEvent<string>} */ (event).detail;
      // What is said in a thread shows on the way into it.
      const isThreadHere = session.channel(channelId)?.parentId === session.channelId;
      if (channelId === session.channelId || isThreadHere) this.#draw();
    });
  }

  #draw() {
    const channel = this.session.channel(this.session.channelId);
    if (!channel) return;
    this.#log.setAttribute('aria-label', `Messages in ${channel.name}`);
    const before = this.#rows;
    const focus = focusedComponent();
    this.#rows = new Map();
    const wanted = this.#wantedRows(before);
    place(this.#log, wanted);
    if (focus) restoreFocus(this.#log, focus);

    const added = [...this.#rows.keys()].filter(
      (key) => key.startsWith('message:') && !before.has(key),
    ).length;
    if (before.size > 0 && !this.#followsEnd) this.#missed += added;
    if (this.#followsEnd) this.#toEnd();
    this.#drawJump();
  }

  /** @param {Map<string, Row>} before @returns {HTMLElement[]} */
  #wantedRows(before) {
    const { session } = this;
    const channelId = session.channelId ?? '';
    const requests = [...session.requests.values()].filter((request) => request.channelId === channelId);
    /** @type {HTMLElement[]} */
    const rows = [];
    /** @param {string} key @param {unknown[]} made what it is made of @param {() => HTMLElement} make */
    const row = (key, made, make) => {
      const known = before.get(key);
      const same = known?.made.length === made.length && known.made.every((part, at) => part === made[at]);
      const kept = same && known ? known : { element: make(), made };
      this.#rows.set(key, kept);
      rows.push(kept.element);
    };

    const threads = session.threads(channelId);
    const counted = threads
      .map(({ id, isClosed }) => `${id} ${isClosed} ${session.messages(id).length}`)
      .join();
    row('start', [channelId, this.#isForum() && counted], () => this.#start());
    /** @type {APIMessage | null} */
    let last = null;
    for (const message of session.messages(channelId)) {
      const day = new Date(message.timestamp).toDateString();
      const newDay = !last || new Date(last.timestamp).toDateString() !== day;
      if (newDay) row(`day:${message.id}`, [], () => dayDivider(message.timestamp));
      const compact = !newDay && last !== null && continues(last, message, session);
      const request = requests.find((one) => one.messageId === message.id);
      const thread = threads.find(({ id }) => id === message.id);
      const said = thread && `${thread.isClosed} ${session.messages(thread.id).length}`;
      row(`message:${message.id}`, [message, compact, request, said], () =>
        createMessage(message, { session, compact, request: request ?? null }),
      );
      last = message;
    }
    for (const request of requests) {
      if (request.messageId && session.messages(channelId).some((one) => one.id === request.messageId))
        continue;
      if (request.kind === 'modal' && request.state === 'sent') continue;
      row(`request:${request.id}`, [request], () => requestRow(request, session));
    }
    return rows;
  }

  #isForum() {
    return this.session.channel(this.session.channelId)?.type === FORUM;
  }

  #start() {
    const channel = this.session.channel(this.session.channelId);
    if (!channel) return h('div');
    const posts = this.#isForum() ? this.session.threads(channel.id) : [];
    return h(
      'div',
      { class: 'channel-start' },
      h('span', { class: 'channel-start-icon' }, channelIcon(channel.type)),
      h('h2', {}, isPlace(channel) ? `Welcome to #${channel.name}!` : channel.name),
      h('p', {}, startWords(channel, posts.length)),
      ...posts.map((post) => threadLink(post, this.session)),
    );
  }

  #toEnd() {
    this.#followsEnd = true;
    this.#missed = 0;
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#drawJump();
  }

  #drawJump() {
    this.#jump.hidden = this.#followsEnd;
    if (this.#jump.hidden) return;
    const text =
      this.#missed === 0 ? 'Jump to present' : `${this.#missed} new message${this.#missed === 1 ? '' : 's'}`;
    this.#jump.replaceChildren(text, icon('down'));
  }
}
customElements.define('chat-log', ChatLog);

/**
 * Makes the log show these rows in this order, touching only those that aren't in place already: moving what
 * stays would close its menus and lose the focus.
 * @param {HTMLElement} log
 * @param {HTMLElement[]} wanted
 */
function place(log, wanted) {
  const kept = new Set(wanted);
  for (const row of [...log.children]) {
    if (!kept.has(/** @type {HTMLElement} */ (row))) row.remove();
  }
  wanted.forEach((row, at) => {
    if (log.children[at] !== row) log.insertBefore(row, log.children[at] ?? null);
  });
}

/** Whether a channel is written with a #. @param {PageChannel} channel */
function isPlace({ type, parentId }) {
  return !parentId && type !== DIRECT && type !== GROUP;
}

/** @param {PageChannel} channel @param {number} posts of a forum */
function startWords(channel, posts) {
  const { name, type, parentId, isOutside } = channel;
  if (isOutside) {
    return 'The app is no member here. Its commands work for those who have installed it for themselves.';
  }
  if (type === FORUM) {
    return posts === 0
      ? 'This is a forum channel. It has no posts yet.'
      : 'This is a forum channel. Its posts, the newest first:';
  }
  if (parentId) return 'This is the start of the thread.';
  return type === DIRECT
    ? `Your direct messages with ${name}.`
    : `This is the start of the #${name} channel.`;
}

/** @param {APIMessage} last @param {APIMessage} message @param {Session} session */
function continues(last, message, session) {
  return (
    last.author.id === message.author.id &&
    Date.parse(message.timestamp) - Date.parse(last.timestamp) < GROUP_MS &&
    !session.commandOf(message) &&
    !message.message_reference &&
    isEphemeral(last) === isEphemeral(message)
  );
}

/** @param {string} iso */
function dayDivider(iso) {
  return h('div', { class: 'day', role: 'separator' }, h('span', {}, dayName(Date.parse(iso))));
}

/** @param {Request} request @param {Session} session */
function requestRow(request, session) {
  const bot = session.bot;
  const name = bot?.name ?? 'The application';
  const what =
    request.state === 'failed'
      ? h(
          'p',
          { class: 'failure', role: 'alert' },
          icon('warning'),
          h('span', {}, 'The application did not respond', request.reason && h('small', {}, request.reason)),
          h(
            'button',
            { type: 'button', class: 'text-button', onclick: () => session.forget(request.id) },
            'Dismiss message',
          ),
        )
      : h(
          'p',
          { class: 'thinking', role: 'status' },
          h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
          request.state === 'thinking' ? `${name} is thinking…` : 'Sending command…',
        );
  return h(
    'article',
    { class: `message${request.ephemeral ? ' ephemeral' : ''}` },
    request.commandName && commandLine(session.me?.name ?? 'You', session.me?.id ?? '', request.commandName),
    avatar(bot?.id ?? '', name),
    h(
      'div',
      { class: 'message-body' },
      h('header', {}, h('span', { class: 'author' }, name), appBadge()),
      what,
    ),
  );
}

/** The component that has the focus, in words that find it in a newer drawing of its message. */
function focusedComponent() {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !focused.dataset.customId) return null;
  const message = focused.closest('[data-message-id]');
  if (!(message instanceof HTMLElement)) return null;
  return { messageId: message.dataset.messageId, customId: focused.dataset.customId };
}

/** @param {HTMLElement} log @param {{ messageId: string | undefined, customId: string }} focus */
function restoreFocus(log, focus) {
  const message = [...log.children].find(
    (row) => row instanceof HTMLElement && row.dataset.messageId === focus.messageId,
  );
  const again = [...(message?.querySelectorAll('[data-custom-id]') ?? [])].find(
    (one) => one instanceof HTMLElement && one.dataset.customId === focus.customId,
  );
  if (again instanceof HTMLElement && again !== document.activeElement) again.focus({ preventScroll: true });
}
