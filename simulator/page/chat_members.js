import { appBadge, avatar } from './avatar.js';
import { h } from './dom.js';

/** @import { PageMember } from '../protocol.ts' */
/** @import { Session } from './session.js' */

/** Who is here, in a wide window: the apps with whether they are online, then the people. */
export class ChatMembers extends HTMLElement {
  /** @type {Session} */
  session = /** @type {Session} */ (/** @type {unknown} */ (null));

  connectedCallback() {
    this.setAttribute('role', 'complementary');
    this.setAttribute('aria-label', 'Members');
    for (const news of ['state', 'bot']) this.session.addEventListener(news, () => this.#draw());
  }

  #draw() {
    const { botOnline, guild } = this.session;
    const members = guild?.members ?? [];
    const apps = members.filter((member) => member.bot);
    const people = members.filter((member) => !member.bot);
    this.replaceChildren(
      ...group(botOnline ? 'Apps' : 'Apps, offline', apps, botOnline),
      ...group('Online', people, true),
    );
  }
}
customElements.define('chat-members', ChatMembers);

/** @param {string} title @param {PageMember[]} members @param {boolean} online */
function group(title, members, online) {
  if (members.length === 0) return [];
  return [
    h('h2', {}, `${title} — ${members.length}`),
    h(
      'ul',
      {},
      ...members.map((member) =>
        h(
          'li',
          { class: online ? 'member' : 'member offline' },
          avatar(member.id, member.name, online ? 'small online' : 'small'),
          h('span', { class: 'name' }, member.name),
          member.bot && appBadge(),
        ),
      ),
    ),
  ];
}
