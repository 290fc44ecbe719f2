import { cssColor, h, webAddress } from './dom.js';
import { inlineMarkdown, markdown } from './markdown_view.js';
import { picture, resolveMedia } from './media.js';
import { messageTimestamp } from './timestamp.js';

/** @import { APIEmbed, APIMessage } from 'discord-api-types/v10' */
/** @import { Session } from './session.js' */

/** @param {APIEmbed} embed @param {APIMessage} message @param {Session} session */
export function viewEmbed(embed, message, session) {
  const title = embed.title ? inlineMarkdown(embed.title, session) : null;
  const url = webAddress(embed.url ?? '');
  const footer = [
    embed.footer && h('span', {}, embed.footer.text),
    embed.timestamp && messageTimestamp(embed.timestamp),
  ];
  const card = h(
    'div',
    { class: 'embed' },
    h(
      'div',
      { class: 'embed-text' },
      embed.author && h('p', { class: 'embed-author' }, linked(embed.author.url, [embed.author.name])),
      title && h('p', { class: 'embed-title' }, linked(url, title)),
      embed.description && markdown(embed.description, session),
      embed.fields?.length
        ? h(
            'dl',
            {},
            ...embed.fields.map((field) =>
              h(
                'div',
                { class: field.inline ? 'inline' : null },
                h('dt', {}, ...inlineMarkdown(field.name, session)),
                h('dd', {}, markdown(field.value, session)),
              ),
            ),
          )
        : null,
    ),
    embed.thumbnail &&
      picture({ url: resolveMedia(embed.thumbnail.url, message), description: null, className: 'thumbnail' }),
    embed.image &&
      picture({ url: resolveMedia(embed.image.url, message), description: null, className: 'embed-image' }),
    footer.some(Boolean) && h('footer', {}, ...footer),
  );
  const color = cssColor(embed.color);
  if (color) card.style.setProperty('--accent', color);
  return card;
}

/** @param {string | null | undefined} url @param {(Node | string)[]} children */
function linked(url, children) {
  const address = webAddress(url ?? '');
  return address
    ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...children)
    : h('span', {}, ...children);
}
