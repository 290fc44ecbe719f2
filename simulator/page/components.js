import { createSelect } from './chat_select.js';
import { cssColor, h, webAddress } from './dom.js';
import { icon } from './icons.js';
import { markdown } from './markdown_view.js';
import { fileCard, picture, resolveMedia, spoilerCover } from './media.js';

/** @import * as Discord from 'discord-api-types/v10' */
/** @import { Request } from './request_book.js' */
/** @import { Session } from './session.js' */

/** @typedef {{ session: Session, message: Discord.APIMessage, request: Request | null }} Context */

/** Discord's button styles by number; 5 is a link. */
const BUTTON_STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link', 'premium'];

/**
 * The components of a message, as Components V2 draws them.
 * @param {Discord.APIMessageTopLevelComponent[]} components
 * @param {Context} context
 */
export function viewComponents(components, context) {
  return h(
    'div',
    { class: 'components' },
    ...components.map((component) => viewComponent(component, context)),
  );
}

/**
 * @param {Discord.APIMessageTopLevelComponent | Discord.APIComponentInContainer} component
 * @param {Context} context
 * @returns {HTMLElement}
 */
function viewComponent(component, context) {
  switch (component.type) {
    case 1:
      return actionRow(component, context);
    case 9:
      return section(component, context);
    case 10:
      return markdown(component.content, context.session, 'text-display');
    case 12:
      return gallery(component, context);
    case 13:
      return file(component, context);
    case 14:
      return h('div', {
        class: `separator${component.divider === false ? '' : ' divider'}${component.spacing === 2 ? ' large' : ''}`,
        role: component.divider === false ? null : 'separator',
      });
    case 17:
      return container(component, context);
    default:
      return unknown(/** @type {{ type: number }} */ (component).type);
  }
}

/** @param {Discord.APIContainerComponent} component @param {Context} context */
function container(component, context) {
  const box = h(
    'div',
    { class: 'container' },
    ...component.components.map((child) => viewComponent(child, context)),
  );
  const color = cssColor(component.accent_color);
  if (color) {
    box.classList.add('accented');
    box.style.setProperty('--accent', color);
  }
  if (component.spoiler) box.append(spoilerCover(box));
  return box;
}

/** @param {Discord.APISectionComponent} component @param {Context} context */
function section(component, context) {
  return h(
    'div',
    { class: 'section' },
    h('div', { class: 'section-text' }, ...component.components.map((text) => viewComponent(text, context))),
    component.accessory.type === 11
      ? picture({
          url: resolveMedia(component.accessory.media.url, context.message),
          description: component.accessory.description,
          className: 'thumbnail',
          spoiler: component.accessory.spoiler ?? false,
        })
      : button(component.accessory, context),
  );
}

/** @param {Discord.APIMediaGalleryComponent} component @param {Context} context */
function gallery(component, context) {
  return h(
    'div',
    { class: 'gallery', 'data-count': Math.min(component.items.length, 4) },
    ...component.items.map((entry) =>
      picture({
        url: resolveMedia(entry.media.url, context.message),
        description: entry.description,
        spoiler: entry.spoiler ?? false,
      }),
    ),
  );
}

/** @param {Discord.APIFileComponent} component @param {Context} context */
function file(component, context) {
  const name = component.name ?? component.file.url.split('/').at(-1) ?? 'file';
  return fileCard({ url: resolveMedia(component.file.url, context.message), name, size: component.size });
}

/**
 * @param {Discord.APIActionRowComponent<Discord.APIComponentInMessageActionRow>} row
 * @param {Context} context
 */
export function actionRow(row, context) {
  return h(
    'div',
    { class: 'action-row' },
    ...row.components.map((component) => {
      switch (component.type) {
        case 2:
          return button(component, context);
        case 3:
        case 5:
        case 6:
        case 7:
        case 8:
          return createSelect(component, {
            session: context.session,
            busy: isWaiting(context),
            use: (values) =>
              context.session.useComponent(context.message.id, component.custom_id, component.type, values),
          });
        default:
          return unknown(/** @type {{ type: number }} */ (component).type);
      }
    }),
  );
}

/** @param {Discord.APIButtonComponent} component @param {Context} context */
function button(component, context) {
  const style = `button ${BUTTON_STYLES[component.style] ?? 'secondary'}`;
  const label = [
    'emoji' in component && component.emoji?.name ? h('span', {}, emoji(component.emoji)) : null,
    'label' in component && component.label ? h('span', {}, component.label) : null,
  ];
  if (component.style === 5) {
    const url = webAddress(component.url);
    const open = url && !component.disabled;
    return h(
      'a',
      {
        class: style,
        href: open ? url : null,
        'aria-disabled': open ? null : 'true',
        role: open ? null : 'link',
        target: '_blank',
        rel: 'noopener noreferrer',
      },
      ...label,
      icon('out'),
    );
  }
  const customId = 'custom_id' in component ? component.custom_id : null;
  const pressed = customId !== null && isWaiting(context) && context.request?.customId === customId;
  return h(
    'button',
    {
      type: 'button',
      class: `${style}${pressed ? ' pressed' : ''}`,
      'data-custom-id': customId,
      disabled: component.disabled || customId === null,
      'aria-busy': pressed ? 'true' : null,
      onclick: () => {
        if (customId === null || isWaiting(context)) return;
        context.session.useComponent(context.message.id, customId, 2, []);
      },
    },
    ...label,
    pressed && h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
  );
}

/** Whether the bot still owes an answer to a component of this message. @param {Context} context */
function isWaiting({ request }) {
  return request?.state === 'sent';
}

/** Pictures of custom emoji aren't on this machine: they show as their name. @param {Discord.APIMessageComponentEmoji} one */
export function emoji(one) {
  return one.id ? `:${one.name}:` : (one.name ?? '');
}

/** @param {number} type */
function unknown(type) {
  return h('p', { class: 'unknown-component' }, `Component of type ${type}: not shown by this page.`);
}
