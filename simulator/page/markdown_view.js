import { cssColor, h } from './dom.js';
import { channelIcon } from './icons.js';
import { parseMarkdown } from './markdown.js';
import { parseInline } from './markdown_inline.js';
import { timestamp } from './timestamp.js';

/** @import { Block, List } from './markdown.js' */
/** @import { Inline } from './markdown_inline.js' */
/** @import { Session } from './session.js' */

/**
 * A message's text as Discord shows it.
 * @param {string} text
 * @param {Session} session whose names the mentions show
 * @param {string} [className]
 */
export function markdown(text, session, className = '') {
  const blocks = parseMarkdown(text).map((block) => viewBlock(block, session));
  return h('div', { class: `markdown ${className}`.trim() }, ...blocks);
}

/**
 * Text where Discord reads no headings, lists and quotes: titles and footers.
 * @param {string} text
 * @param {Session} session
 */
export function inlineMarkdown(text, session) {
  return parseInline(text).map((node) => viewInline(node, session));
}

/** @param {Block} block @param {Session} session @returns {HTMLElement} */
function viewBlock(block, session) {
  switch (block.type) {
    case 'heading':
      // Level 1 and 2 are the page's own (server and channel).
      return h(
        `h${block.level + 2}`,
        { class: `heading-${block.level}` },
        ...inlines(block.children, session),
      );
    case 'subtext':
      return h('small', { class: 'subtext' }, ...inlines(block.children, session));
    case 'quote':
      return h('blockquote', {}, ...block.children.map((child) => viewBlock(child, session)));
    case 'codeblock':
      return h('pre', { tabindex: 0 }, h('code', { 'data-language': block.language }, block.text));
    case 'list':
      return viewList(block, session);
    default:
      return h('p', {}, ...inlines(block.children, session));
  }
}

/** @param {List} list @param {Session} session @returns {HTMLElement} */
function viewList(list, session) {
  return h(
    list.ordered ? 'ol' : 'ul',
    { start: list.ordered ? list.start : null },
    ...list.entries.map((entry) =>
      h('li', {}, ...inlines(entry.children, session), entry.list && viewList(entry.list, session)),
    ),
  );
}

/** @param {Inline[]} nodes @param {Session} session */
function inlines(nodes, session) {
  return nodes.map((node) => viewInline(node, session));
}

/** @param {Inline} node @param {Session} session @returns {HTMLElement | string} */
function viewInline(node, session) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return h('code', { class: 'inline-code' }, node.text);
    case 'strong':
    case 'em':
      return h(node.type, {}, ...inlines(node.children, session));
    case 'underline':
      return h('u', {}, ...inlines(node.children, session));
    case 'strike':
      return h('s', {}, ...inlines(node.children, session));
    case 'spoiler':
      return spoiler(inlines(node.children, session));
    case 'link':
      return link(node.url, inlines(node.children, session), node.masked);
    case 'user':
      return h('span', { class: 'mention' }, `@${session.userName(node.id)}`);
    case 'role':
      return roleMention(node.id, session);
    case 'channel':
      return channelMention(node.id, session);
    case 'everyone':
      return h('span', { class: 'mention' }, node.name);
    case 'command':
      return h('span', { class: 'mention' }, `/${node.name}`);
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return timestamp(node.seconds, node.style);
  }
}

/** @param {string} url @param {(Node | string)[]} children @param {boolean} masked the address is shown on hover */
function link(url, children, masked) {
  return h(
    'a',
    { href: url, target: '_blank', rel: 'noopener noreferrer', title: masked ? url : null },
    ...children,
  );
}

/** @param {(Node | string)[]} children */
function spoiler(children) {
  const content = h('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, ...children);
  const cover = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-expanded': 'false', 'aria-label': 'Spoiler' },
    content,
  );
  const reveal = (/** @type {Event} */ event) => {
    if (cover.getAttribute('aria-expanded') === 'true') return;
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    cover.setAttribute('aria-expanded', 'true');
    cover.removeAttribute('aria-label');
    content.removeAttribute('aria-hidden');
  };
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', reveal);
  return cover;
}

/** @param {string} id @param {Session} session */
function roleMention(id, session) {
  const role = session.guild?.roles.find((one) => one.id === id);
  const mention = h('span', { class: 'mention' }, role ? `@${role.name.replace(/^@/, '')}` : '@unknown-role');
  const color = cssColor(role?.color);
  if (color) mention.style.setProperty('--role', color);
  return mention;
}

/** @param {string} id @param {Session} session */
function channelMention(id, session) {
  const channel = session.channel(id);
  if (!channel) return h('span', { class: 'mention' }, '# unknown');
  return h(
    'button',
    { class: 'mention', type: 'button', onclick: () => session.openChannel(id) },
    channelIcon(channel.type),
    channel.name,
  );
}
