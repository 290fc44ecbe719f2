import { isUsable, localizedCommands } from './commands.js';
import { MessageBook } from './message_book.js';
import { newRequestId, RequestBook } from './request_book.js';

/** @import { APIApplicationCommand, APIMessage, APIUser } from 'discord-api-types/v10' */
/** @import { FromPage, PageChannel, PageGuild, PageMember, PageOption, ToPage } from '../protocol.ts' */
/** @import { Connection } from './connection.js' */
/** @import { Request } from './request_book.js' */

/** Discord's type of a message that answers a slash command. */
const CHAT_INPUT_REPLY = 20;
const MESSAGE_COMMAND = 3;

/**
 * What the page knows: the last state that the simulator sent, and what has happened since. Events say what
 * to draw anew: `state`, `channels` (a thread came or changed), `channel`, `messages` (detail: channel id), `unread`, `commands`, `bot`,
 * `connection`, `modal`, `choices`, `asked` (a command was sent), `refused`, `answered` (detail: request id).
 */
export class Session extends EventTarget {
  /** @type {PageMember | null} */
  me = null;
  /** @type {PageGuild | null} */
  guild = null;
  /** As a client in this language shows them. @type {APIApplicationCommand[]} */
  commands = [];
  /** The language of the member's client, as Discord names it. */
  locale = 'en-US';
  botOnline = false;
  connected = false;
  /** @type {string | null} */
  channelId = null;
  /** Ids of channels with messages that weren't looked at. @type {Set<string>} */
  unread = new Set();
  requests = new RequestBook();
  #book = new MessageBook();
  /** Names of the commands that were sent, for the line over their replies. @type {Map<string, string>} */
  #commandNames = new Map();
  /** Who to be after a reconnection; null lets the simulator choose. @type {string | null} */
  #memberId = null;
  /** @type {Connection} */
  #connection;

  /** @param {Connection} connection */
  constructor(connection) {
    super();
    this.#connection = connection;
    connection.addEventListener('open', () => {
      connection.send({ type: 'hello', memberId: this.#memberId, locale: this.locale });
    });
    connection.addEventListener('close', () => {
      this.connected = false;
      for (const request of this.requests.values()) {
        if (request.state !== 'failed') this.#fail(request.id, 'The connection to the simulator was lost.');
      }
      this.#tell('connection');
    });
    connection.addEventListener('message', (event) => {
      this.#receive(/** @type {CustomEvent<ToPage>} */ (event).detail);
    });
  }

  /** @param {string} name @param {unknown} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {ToPage} news */
  #receive(news) {
    switch (news.type) {
      case 'state':
        this.#takeState(news);
        break;
      case 'channels':
        if (this.guild) this.guild = { ...this.guild, channels: news.channels };
        this.#tell('channels');
        break;
      case 'commands':
        this.commands = localizedCommands(news.commands, this.locale);
        this.#tell('commands');
        break;
      case 'bot':
        this.botOnline = news.online;
        this.#tell('bot');
        break;
      case 'message':
        this.#takeMessage(news.channelId, news.message, news.requestId);
        break;
      case 'delete':
        this.#book.remove(news.channelId, news.messageId);
        this.#tell('messages', news.channelId);
        break;
      case 'thinking':
        this.#takeThinking(news);
        break;
      case 'modal':
        this.#settle(news.requestId);
        this.#tell('modal', news);
        break;
      case 'choices':
        this.#tell('choices', news);
        break;
      case 'acknowledged':
        this.#settle(news.requestId);
        break;
      case 'failed':
        this.#fail(news.requestId, news.reason);
        break;
    }
  }

  /** @param {Extract<ToPage, { type: 'state' }>} state */
  #takeState(state) {
    const sameMember = this.me?.id === state.me.id;
    if (!sameMember) {
      this.requests.clear();
      this.unread.clear();
    }
    // What was written while the connection was lost is unread.
    for (const id of this.#book.replace(state.messages, sameMember)) {
      if (id !== this.channelId) this.unread.add(id);
    }
    this.me = state.me;
    this.#memberId = state.me.id;
    this.guild = state.guild;
    for (const id of this.unread) if (!this.channel(id)) this.unread.delete(id);
    this.commands = localizedCommands(state.commands, this.locale);
    this.botOnline = state.botOnline;
    this.connected = true;
    if (!this.channel(this.channelId)) {
      const wanted = decodeURIComponent(location.hash.slice(1));
      this.channelId =
        state.guild.channels.find((channel) => channel.id === wanted)?.id ??
        state.guild.channels.find((channel) => channel.type === 0 || channel.type === 5)?.id ??
        null;
    }
    this.#tell('connection');
    this.#tell('state');
  }

  /** @param {string} channelId @param {APIMessage} message @param {string | null} requestId */
  #takeMessage(channelId, message, requestId) {
    if (requestId) this.#settle(requestId);
    const commandName = requestId ? this.#commandNames.get(requestId) : undefined;
    if (commandName) this.#commandNames.set(message.id, commandName);
    const put = this.#book.put(channelId, message);
    if (put === 'added' && (channelId !== this.channelId || document.hidden)) {
      this.unread.add(channelId);
      this.#tell('unread');
    }
    this.#tell('messages', channelId);
  }

  /** @param {Extract<ToPage, { type: 'thinking' }>} news */
  #takeThinking(news) {
    if (!this.requests.think(news)) return;
    this.#tell('messages', news.channelId);
    this.#tell('answered', news.requestId);
  }

  /** The request is answered. @param {string} requestId */
  #settle(requestId) {
    const request = this.requests.settle(requestId);
    if (!request) return;
    this.#tell('messages', request.channelId);
    this.#tell('answered', requestId);
  }

  /** @param {string} requestId @param {string} reason */
  #fail(requestId, reason) {
    const request = this.requests.fail(requestId, reason);
    if (request) this.#tell('messages', request.channelId);
    this.#tell('refused', { requestId, reason });
  }

  /** Forgets a request that failed. @param {string} requestId */
  forget(requestId) {
    this.#settle(requestId);
  }

  /** Hides an ephemeral message for good. @param {string} channelId @param {string} messageId */
  dismiss(channelId, messageId) {
    this.#book.dismiss(channelId, messageId);
    this.#tell('messages', channelId);
  }

  /** @param {string} channelId */
  openChannel(channelId) {
    if (!this.channel(channelId)) return;
    this.channelId = channelId;
    this.unread.delete(channelId);
    history.replaceState(null, '', `#${encodeURIComponent(channelId)}`);
    this.#tell('channel');
  }

  /** The open channel was looked at. */
  markRead() {
    if (this.channelId && this.unread.delete(this.channelId)) this.#tell('unread');
  }

  /** Becomes another member. @param {string} memberId */
  become(memberId) {
    this.#memberId = memberId;
    this.#connection.send({ type: 'hello', memberId, locale: this.locale });
  }

  /** Turns the client into another language. @param {string} locale */
  speak(locale) {
    this.locale = locale;
    this.#connection.send({ type: 'hello', memberId: this.#memberId, locale });
  }

  /** What the member may use in the open channel. */
  get usableCommands() {
    const channel = this.channel(this.channelId);
    const manager = this.me?.manager ?? false;
    return channel === null ? [] : this.commands.filter((command) => isUsable(command, channel, manager));
  }

  /** Those of a message's menu. */
  get messageCommands() {
    return this.usableCommands.filter(({ type }) => type === MESSAGE_COMMAND);
  }

  /** @param {APIApplicationCommand} command @param {string} messageId */
  useMessageCommand(command, messageId) {
    const id = newRequestId();
    this.#request({ id, kind: 'command', commandName: command.name }, (channelId) => ({
      type: 'message_command',
      requestId: id,
      channelId,
      commandId: command.id,
      messageId,
    }));
  }

  /** The threads of a channel, or a forum's posts, newest first. @param {string} channelId @returns {PageChannel[]} */
  threads(channelId) {
    return (this.guild?.channels ?? []).filter(({ parentId }) => parentId === channelId).reverse();
  }

  /** Oldest first. @param {string} channelId */
  messages(channelId) {
    return this.#book.in(channelId);
  }

  /** @param {string | null} id @returns {PageChannel | null} */
  channel(id) {
    return this.guild?.channels.find((channel) => channel.id === id) ?? null;
  }

  /** @returns {PageMember | null} */
  get bot() {
    return this.guild?.members.find((member) => member.bot) ?? null;
  }

  /** @param {string} id */
  userName(id) {
    return this.guild?.members.find((member) => member.id === id)?.name ?? 'unknown-user';
  }

  /** A user as this server's members know them. @param {APIUser} user */
  nameOf(user) {
    return this.guild?.members.find(({ id }) => id === user.id)?.name ?? user.global_name ?? user.username;
  }

  /**
   * The command that a message answers, and who used it; null where it answers none. The name is null where
   * neither the message nor this page knows it.
   * @param {APIMessage} message
   */
  commandOf(message) {
    const name = message.interaction?.name ?? this.#commandNames.get(message.id) ?? null;
    if (message.message_reference || (name === null && message.type !== CHAT_INPUT_REPLY)) return null;
    const user = message.interaction_metadata?.user ?? message.interaction?.user;
    return {
      name,
      userId: user?.id ?? this.me?.id ?? '',
      userName: user ? this.nameOf(user) : (this.me?.name ?? 'You'),
    };
  }

  /** The message that another one replies to, where the page has it. @param {APIMessage} message */
  originalOf(message) {
    const id = message.message_reference?.message_id;
    return (
      message.referenced_message ?? this.messages(message.channel_id).find((one) => one.id === id) ?? null
    );
  }

  /** @param {string} commandId @param {string} name @param {PageOption[]} options */
  runCommand(commandId, name, options) {
    const id = newRequestId();
    this.#commandNames.set(id, name);
    this.#request({ id, kind: 'command', commandName: name }, (channelId) => ({
      type: 'command',
      requestId: id,
      channelId,
      commandId,
      options,
    }));
  }

  /**
   * @param {string} messageId
   * @param {string} customId
   * @param {number} componentType
   * @param {string[]} values
   */
  useComponent(messageId, customId, componentType, values) {
    const id = newRequestId();
    this.#request({ id, kind: 'component', messageId, customId }, (channelId) => ({
      type: 'component',
      requestId: id,
      channelId,
      messageId,
      customId,
      componentType,
      values,
    }));
  }

  /**
   * @param {string} channelId
   * @param {string} customId
   * @param {{ customId: string, value: string }[]} fields
   * @returns {string} the request's id
   */
  submitModal(channelId, customId, fields) {
    const id = newRequestId();
    this.#request({ id, kind: 'modal', customId, channelId }, () => ({
      type: 'modal',
      requestId: id,
      channelId,
      customId,
      fields,
    }));
    return id;
  }

  /**
   * Asks for an option's choices; they come as a `choices` event with this id, or `refused`.
   * @param {string} commandId
   * @param {PageOption[]} options
   * @returns {string | null} the request's id, or null where there is no connection.
   */
  askChoices(commandId, options) {
    const requestId = newRequestId();
    const channelId = this.channelId ?? '';
    const sent = this.#connection.send({ type: 'autocomplete', requestId, channelId, commandId, options });
    return sent ? requestId : null;
  }

  /**
   * @param {Partial<Request> & { id: string, kind: Request['kind'] }} request
   * @param {(channelId: string) => FromPage} message
   */
  #request(request, message) {
    const channelId = request.channelId ?? this.channelId ?? '';
    this.requests.open({ ...request, channelId });
    if (request.kind === 'command') this.#tell('asked');
    this.#tell('messages', channelId);
    if (!this.#connection.send(message(channelId))) {
      this.#fail(
        request.id,
        'There is no connection to the simulator; the page is trying to reach it again.',
      );
    }
  }
}
