import { appBadge, avatar } from './avatar.js';
import { actionRow, viewComponents } from './components.js';
import { h } from './dom.js';
import { viewEmbed } from './embed.js';
import { icon } from './icons.js';
import { inlineMarkdown, markdown } from './markdown_view.js';
import { fileCard, picture } from './media.js';
import { isEphemeral } from './message_book.js';
import { threadLink } from './thread_link.js';
import { messageTimestamp } from './timestamp.js';

/** @import { APIAttachment, APIMessage } from 'discord-api-types/v10' */
/** @import { Request } from './request_book.js' */
/** @import { Session } from './session.js' */

const SUPPRESS_EMBEDS = 1 << 2;
const COMPONENTS_V2 = 1 << 15;
const HAS_THREAD = 1 << 5;

/**
 * One message as a row of the log.
 * @param {APIMessage} message
 * @param {{ session: Session, compact: boolean, request: Request | null }} options `compact` leaves out the
 *   header; `request` is what its components were used for and the bot hasn't answered.
 */
export function createMessage(message, { session, compact, request }) {
  const ephemeral = isEphemeral(message);
  const name = session.nameOf(message.author);
  const command = session.commandOf(message);
  const original = session.originalOf(message);
  return h(
    'article',
    {
      class: `message${compact ? ' compact' : ''}${ephemeral ? ' ephemeral' : ''}`,
      'data-message-id': message.id,
      'aria-label': `${name}, ${new Date(message.timestamp).toLocaleString()}`,
    },
    command && commandLine(command.userName, command.userId, command.name),
    original && replyLine(original, session),
    compact
      ? h('span', { class: 'gutter-time' }, messageTimestamp(message.timestamp, 't'))
      : avatar(message.author.id, name),
    h(
      'div',
      { class: 'message-body' },
      !compact &&
        h(
          'header',
          {},
          h('span', { class: 'author' }, name),
          message.author.bot && appBadge(),
          messageTimestamp(message.timestamp),
        ),
      ...content(message, session, request),
      message.edited_timestamp && editedMark(message.edited_timestamp),
      threadOf(message, session),
      messageMenu(message, session),
      request?.state === 'failed' && interactionFailure(request, session),
      ephemeral && ephemeralNote(message, session),
    ),
  );
}

/** @param {APIMessage} message @param {Session} session @param {Request | null} request */
function content(message, session, request) {
  const flags = message.flags ?? 0;
  const context = { session, message, request };
  if (flags & COMPONENTS_V2) return [viewComponents(message.components ?? [], context)];
  return [
    message.content ? markdown(message.content, session, 'content') : null,
    ...message.attachments.map((file) => attachment(file)),
    ...(flags & SUPPRESS_EMBEDS ? [] : message.embeds.map((embed) => viewEmbed(embed, message, session))),
    ...(message.components ?? []).map((row) => (row.type === 1 ? actionRow(row, context) : null)),
  ];
}

/** @param {APIAttachment} file */
function attachment(file) {
  return file.content_type?.startsWith('image/')
    ? picture({ url: file.url, description: file.description ?? file.filename, className: 'attachment' })
    : fileCard({ url: file.url, name: file.filename, size: file.size });
}

/**
 * "Name used /command", over a command's reply.
 * @param {string} userName
 * @param {string} userId
 * @param {string | null} command null where its name isn't known
 */
export function commandLine(userName, userId, command) {
  return h(
    'p',
    { class: 'above' },
    avatar(userId, userName, 'tiny'),
    h('strong', {}, userName),
    ' used ',
    command === null ? 'a command' : h('span', { class: 'command-name' }, `/${command}`),
  );
}

/** Over a reply: the message that it answers, and the way to it. @param {APIMessage} original @param {Session} session */
function replyLine(original, session) {
  const name = session.nameOf(original.author);
  const [firstLine = ''] = original.content.split('\n');
  const goThere = (/** @type {Event} */ event) => {
    const rows = /** @type {HTMLElement} */ (event.currentTarget).closest('.log')?.children ?? [];
    const row = [...rows].find((one) => one instanceof HTMLElement && one.dataset.messageId === original.id);
    row?.scrollIntoView({ block: 'center' });
  };
  return h(
    'p',
    { class: 'above' },
    avatar(original.author.id, name, 'tiny'),
    h('strong', {}, name),
    h(
      'button',
      { type: 'button', class: 'quoted', onclick: goThere },
      ...(firstLine ? inlineMarkdown(firstLine, session) : ['Click to see the message']),
    ),
  );
}

/** The thread that was started from a message: they share their id. @param {APIMessage} message @param {Session} session */
function threadOf(message, session) {
  if (((message.flags ?? 0) & HAS_THREAD) === 0) return null;
  const thread = session.channel(message.id);
  return thread && threadLink(thread, session);
}

/** The application's commands for a message, shown when it is pointed at. @param {APIMessage} message @param {Session} session */
function messageMenu(message, session) {
  const commands = session.messageCommands;
  return (
    commands.length > 0 &&
    h(
      'p',
      { class: 'message-menu' },
      ...commands.map((command) =>
        h(
          'button',
          {
            type: 'button',
            class: 'text-button',
            onclick: () => session.useMessageCommand(command, message.id),
          },
          `Apps → ${command.name}`,
        ),
      ),
    )
  );
}

/** @param {string} iso */
function editedMark(iso) {
  const mark = messageTimestamp(iso);
  mark.textContent = '(edited)';
  mark.className = 'edited';
  return mark;
}

/** @param {APIMessage} message @param {Session} session */
function ephemeralNote(message, session) {
  return h(
    'p',
    { class: 'ephemeral-note' },
    icon('eye'),
    'Only you can see this · ',
    h(
      'button',
      {
        type: 'button',
        class: 'text-button',
        onclick: () => session.dismiss(message.channel_id, message.id),
      },
      'Dismiss message',
    ),
  );
}

/** @param {Request} request @param {Session} session */
function interactionFailure(request, session) {
  return h(
    'p',
    { class: 'failure', role: 'alert' },
    icon('warning'),
    h('span', {}, 'The application did not respond', request.reason && h('small', {}, request.reason)),
    h(
      'button',
      { type: 'button', class: 'text-button', onclick: () => session.forget(request.id) },
      'Dismiss',
    ),
  );
}
