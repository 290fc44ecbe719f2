import { avatar, initials } from './avatar.js';
import { h, uniqueId } from './dom.js';
import { channelIcon, icon } from './icons.js';

/** @import { PageChannel, PageMember } from '../protocol.ts' */
/** @import { Session } from './session.js' */

const CATEGORY = 4;

/** A channel can have a thread for each story: the list of channels must stay one. */
const MOST_THREADS = 3;

/** Languages that a member's client can be in, as Discord names them. */
const LOCALES = [
  ['en-US', 'English'],
  ['uk', 'Українська'],
  ['fr', 'Français'],
  ['de', 'Deutsch'],
  ['es-ES', 'Español'],
  ['pl', 'Polski'],
];

/** The server's name, its channels, and who the person is; another member can be chosen there. */
export class ChatSidebar extends HTMLElement {
  /** @type {Session} */
  session = /** @type {Session} */ (/** @type {unknown} */ (null));
  #rail = h('div', { class: 'rail', 'aria-hidden': 'true' });
  #title = h('h2', {});
  #channels = h('ul', {});
  #menu = h('ul', { class: 'member-menu', role: 'listbox', id: uniqueId('members'), hidden: true });
  #language = h(
    'select',
    { class: 'language', 'aria-label': 'Language' },
    ...LOCALES.map(([locale, name]) => h('option', { value: locale }, name)),
  );
  #me = h('button', { type: 'button', class: 'me', 'aria-haspopup': 'listbox', 'aria-expanded': 'false' });

  connectedCallback() {
    this.#menu.setAttribute('aria-label', 'Continue as');
    this.#me.setAttribute('aria-controls', this.#menu.id);
    this.append(
      this.#rail,
      h(
        'div',
        { class: 'sidebar-column' },
        h('header', {}, this.#title),
        h('nav', { 'aria-label': 'Channels' }, this.#channels),
        h('div', { class: 'account' }, this.#menu, this.#language, this.#me),
      ),
    );
    for (const news of ['state', 'channels', 'channel', 'unread', 'messages']) {
      this.session.addEventListener(news, () => this.#drawChannels());
    }
    this.session.addEventListener('state', () => this.#drawAccount());
    this.#language.addEventListener('change', () => {
      this.session.speak(/** @type {HTMLSelectElement} */ (this.#language).value);
    });

    this.#me.addEventListener('click', () => this.#openMenu(Boolean(this.#menu.hidden)));
    this.#me.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      this.#openMenu(true);
    });
    this.#menu.addEventListener('keydown', (event) => this.#moveInMenu(event));
    this.addEventListener('focusout', (event) => {
      const next = /** @type {Node | null} */ (event.relatedTarget);
      if (!this.#menu.contains(next) && next !== this.#me) this.#openMenu(false);
    });
  }

  focusOpenChannel() {
    const open = this.#channels.querySelector('[aria-current]') ?? this.#channels.querySelector('button');
    /** @type {HTMLElement | null} */ (open)?.focus();
  }

  #drawChannels() {
    const { guild, me } = this.session;
    if (!guild || !me) return;
    this.#title.textContent = guild.name;
    this.#rail.replaceChildren(h('span', { class: 'guild-icon' }, initials(guild.name)));
    const focused = this.#channels.contains(document.activeElement);
    const shown = guild.channels.filter((channel) => !channel.parentId || this.#isShown(channel));
    this.#channels.replaceChildren(...shown.map((channel) => this.#channelEntry(channel)));
    if (focused) this.focusOpenChannel();
  }

  /** Of a channel's threads the newest, what is unread, and the open one. @param {PageChannel} thread */
  #isShown(thread) {
    const { session } = this;
    if (thread.id === session.channelId || session.unread.has(thread.id)) return true;
    return !thread.isClosed && session.threads(thread.parentId ?? '').indexOf(thread) < MOST_THREADS;
  }

  /** @param {PageChannel} channel */
  #channelEntry(channel) {
    if (channel.type === CATEGORY) return h('li', { class: 'category' }, channel.name);
    const open = channel.id === this.session.channelId;
    const unread = this.session.unread.has(channel.id);
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: `channel${channel.parentId ? ' thread' : ''}${unread ? ' unread' : ''}`,
          'aria-current': open ? 'page' : null,
          'aria-label': unread ? `${channel.name}, unread messages` : null,
          onclick: () => this.session.openChannel(channel.id),
        },
        channelIcon(channel.type),
        h('span', {}, channel.name),
      ),
    );
  }

  #drawAccount() {
    const { guild, me } = this.session;
    if (!guild || !me) return;
    this.#me.replaceChildren(...memberLine(me), icon('chevron'));
    this.#me.setAttribute('aria-label', `${me.name}, ${roleOf(me)}. Continue as someone else`);
    this.#menu.replaceChildren(
      ...guild.members
        .filter((member) => !member.bot)
        .map((member) =>
          h(
            'li',
            {
              role: 'option',
              tabindex: -1,
              'aria-selected': String(member.id === me.id),
              onclick: () => this.#choose(member),
              onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                this.#choose(member);
              },
            },
            ...memberLine(member),
            member.id === me.id && icon('check'),
          ),
        ),
    );
  }

  /** @param {PageMember} member */
  #choose(member) {
    this.#openMenu(false);
    this.#me.focus();
    if (member.id !== this.session.me?.id) this.session.become(member.id);
  }

  /** @param {boolean} open */
  #openMenu(open) {
    this.#menu.hidden = !open;
    this.#me.setAttribute('aria-expanded', String(open));
    if (open) /** @type {HTMLElement | null} */ (this.#menu.querySelector('[aria-selected=true]'))?.focus();
  }

  /** @param {KeyboardEvent} event */
  #moveInMenu(event) {
    const options = /** @type {HTMLElement[]} */ ([...this.#menu.children]);
    const at = options.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#openMenu(false);
      this.#me.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      options[(at + step + options.length) % options.length]?.focus();
    }
  }
}
customElements.define('chat-sidebar', ChatSidebar);

/** @param {PageMember} member */
function roleOf(member) {
  return member.manager ? 'manages the server' : 'reader';
}

/** @param {PageMember} member */
function memberLine(member) {
  return [
    avatar(member.id, member.name, 'small online'),
    h('span', { class: 'member-name' }, h('strong', {}, member.name), h('small', {}, roleOf(member))),
  ];
}
