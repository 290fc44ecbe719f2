import { Connection } from './connection.js';
import { h } from './dom.js';
import { channelIcon, icon } from './icons.js';
import { inlineMarkdown } from './markdown_view.js';
import { openModal } from './modal.js';
import { Session } from './session.js';
import './chat_sidebar.js';
import './chat_members.js';
import './chat_log.js';
import './chat_composer.js';

/** @import { PageChannel, ToPage } from '../protocol.ts' */

/** The whole page: sidebar, the open channel, its members; and the session that they share. */
class ChatApp extends HTMLElement {
  #connection = new Connection();
  #session = new Session(this.#connection);
  /** The sidebar covers the channel there, and opens by a button. */
  #narrow = matchMedia('(max-width: 760px)');
  #header = h('header', { class: 'channel-header' });
  #notice = h('p', { class: 'connection-notice', role: 'status', hidden: true });
  #sidebar = /** @type {import('./chat_sidebar.js').ChatSidebar} */ (document.createElement('chat-sidebar'));
  #menuButton = h('button', {
    type: 'button',
    class: 'icon-button menu-button',
    'aria-label': 'Channels',
    'aria-expanded': 'false',
    onclick: () => this.#showSidebar(!this.classList.contains('sidebar-open')),
  });
  #everConnected = false;

  connectedCallback() {
    const session = this.#session;
    const log = /** @type {import('./chat_log.js').ChatLog} */ (document.createElement('chat-log'));
    const composer = /** @type {import('./chat_composer.js').ChatComposer} */ (
      document.createElement('chat-composer')
    );
    const members = /** @type {import('./chat_members.js').ChatMembers} */ (
      document.createElement('chat-members')
    );
    for (const part of [this.#sidebar, log, composer, members]) part.session = session;

    this.#menuButton.append(icon('menu'));
    this.append(
      this.#sidebar,
      h('div', { class: 'backdrop', onclick: () => this.#showSidebar(false) }),
      h('main', {}, this.#notice, this.#header, log, composer),
      members,
    );

    session.addEventListener('state', () => this.#drawHeader());
    session.addEventListener('channels', () => this.#drawHeader());
    session.addEventListener('channel', () => {
      this.#drawHeader();
      this.#showSidebar(false);
      if (!this.#narrow.matches) composer.focus();
    });
    session.addEventListener('unread', () => this.#drawTitle());
    session.addEventListener('connection', () => this.#drawNotice());
    session.addEventListener('modal', (event) => {
      openModal(session, /** @type {CustomEvent<Extract<ToPage, { type: 'modal' }>>} */ (event).detail);
    });
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) session.markRead();
    });
    window.addEventListener('hashchange', () =>
      session.openChannel(decodeURIComponent(location.hash.slice(1))),
    );
    this.#narrow.addEventListener('change', () => this.#showSidebar(false));
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.classList.contains('sidebar-open')) {
        this.#showSidebar(false);
        this.#menuButton.focus();
      }
    });
    // Typing anywhere types into the composer, as in Discord.
    document.addEventListener('keydown', (event) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === ' ')
        return;
      if (document.activeElement === document.body) composer.focus();
    });

    this.#showSidebar(false);
    this.#drawHeader();
    this.#connection.open();
    // Said only if connecting takes long enough to be noticed.
    setTimeout(() => this.#drawNotice(), 800);
  }

  /** @param {boolean} open */
  #showSidebar(open) {
    const hidden = this.#narrow.matches && !open;
    this.classList.toggle('sidebar-open', this.#narrow.matches && open);
    this.#sidebar.inert = hidden;
    this.#menuButton.setAttribute('aria-expanded', String(!hidden));
    if (this.#narrow.matches && open) this.#sidebar.focusOpenChannel();
  }

  #drawHeader() {
    const channel = this.#session.channel(this.#session.channelId);
    this.#header.replaceChildren(
      this.#menuButton,
      ...(channel
        ? [
            this.#parentLink(channel),
            h('h1', {}, channelIcon(channel.type), h('span', {}, channel.name)),
            channel.isClosed ? h('span', { class: 'closed-badge' }, 'Closed') : '',
            channel.topic
              ? h(
                  'p',
                  { class: 'topic', title: channel.topic },
                  ...inlineMarkdown(channel.topic, this.#session),
                )
              : '',
          ]
        : []),
      h('span', { class: 'simulator-badge', title: 'Nothing here leaves this machine' }, 'Simulator'),
    );
    this.#drawTitle();
  }

  /** From a thread back to where it hangs. @param {PageChannel} channel */
  #parentLink({ parentId }) {
    const parent = parentId ? this.#session.channel(parentId) : null;
    return parent
      ? h(
          'button',
          {
            type: 'button',
            class: 'text-button parent-link',
            onclick: () => this.#session.openChannel(parent.id),
          },
          `#${parent.name}`,
        )
      : '';
  }

  #drawTitle() {
    const { channelId, guild, unread } = this.#session;
    const channel = this.#session.channel(channelId);
    const place = channel && guild ? `#${channel.name} · ${guild.name}` : 'Discord simulator';
    document.title = unread.size > 0 ? `(${unread.size}) ${place}` : place;
  }

  #drawNotice() {
    const { connected } = this.#session;
    this.#everConnected ||= connected;
    this.#notice.hidden = connected;
    this.#notice.textContent = connected
      ? ''
      : this.#everConnected
        ? 'Connection to the simulator lost. Reconnecting…'
        : 'Connecting to the simulator…';
  }
}
customElements.define('chat-app', ChatApp);
