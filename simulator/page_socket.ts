import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { askCommand, askComponent, askMessageCommand, askModal } from './ask.ts';
import type { Asker, Core, News } from './core.ts';
import { pageGuild, pageMember } from './objects.ts';
import { readPageRequest } from './page_request.ts';
import { permissionsOf } from './permissions.ts';
import type { PageGuild, ToPage } from './protocol.ts';
import { channelOf, directChannelOf, type Member, memberOf } from './world.ts';

/** How many of a channel's newest messages a page is given at first. */
const MOST_SHOWN = 200;

/** The members' side: one WebSocket an open page, speaking protocol.ts. */
export class PageSocket {
  readonly server = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 });
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
    this.server.on('connection', (socket) => {
      new Page(core, socket);
    });
  }

  /** Shows every open page the guild anew, after a channel or a permission changed. */
  refresh(): void {
    this.#core.audience.tell({ news: 'refresh', channelId: null, onlyFor: null, told: null });
  }

  close(): void {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }
}

/** One open page and the member whose Discord it shows. */
class Page implements Asker {
  readonly #core: Core;
  readonly #socket: WebSocket;
  #me: Member | null = null;

  constructor(core: Core, socket: WebSocket) {
    this.#core = core;
    this.#socket = socket;
    const leave = core.audience.listen((news) => this.#overhear(news));
    socket.on('close', leave);
    socket.on('error', () => socket.terminate());
    socket.on('message', (raw) => this.#read(raw));
  }

  hear(news: ToPage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(news));
  }

  #overhear({ news, channelId, onlyFor, told }: News): void {
    if (!this.#me || told === this) return;
    if (onlyFor !== null && onlyFor !== this.#me.id) return;
    if (news === 'refresh') this.#sendState(this.#me);
    else if (news === 'channels') this.hear({ type: 'channels', channels: this.#guild(this.#me).channels });
    else if (channelId === null || this.#sees(channelId)) this.hear(news);
  }

  #sees(channelId: string): boolean {
    const { world } = this.#core;
    const channel = channelOf(world, channelId);
    if (channel?.recipientId) return channel.recipientId === this.#me!.id;
    return Boolean(channel && permissionsOf(world, this.#me!.id, channel) & PermissionFlagsBits.ViewChannel);
  }

  #read(raw: RawData): void {
    const request = readPageRequest(raw.toString());
    if (!request) {
      this.#socket.close(1008, 'Not a request of the page');
      return;
    }
    const core = this.#core;
    if (request.type === 'hello') {
      const people = core.world.members.filter((member) => !member.bot);
      this.#me = people.find((member) => member.id === request.memberId) ?? people[0]!;
      if (request.locale !== undefined) this.#me.locale = request.locale;
      this.#sendState(this.#me);
      return;
    }
    if (!this.#me) {
      this.#socket.close(1008, 'Say hello first');
      return;
    }
    const memberId = this.#me.id;
    switch (request.type) {
      case 'command':
      case 'autocomplete':
        askCommand(core, this, { ...request, memberId, autocomplete: request.type === 'autocomplete' });
        return;
      case 'message_command':
        askMessageCommand(core, this, { ...request, memberId });
        return;
      case 'component':
        askComponent(core, this, { ...request, memberId });
        return;
      case 'modal':
        askModal(core, this, { ...request, memberId });
        return;
    }
  }

  /** The guild as the member sees it, with the direct messages and the places outside that the member has. */
  #guild(me: Member): PageGuild {
    const { world, snowflake } = this.#core;
    const guild = pageGuild(world, me.id);
    const direct = directChannelOf(world, me.id, snowflake);
    const bot = memberOf(world, world.botId);
    guild.channels.push({ id: direct.id, name: bot?.name ?? 'App', type: ChannelType.DM, topic: null });
    const outside = (world.outside ?? []).map(({ id, name, type, topic }) => ({
      id,
      name,
      type,
      topic,
      isOutside: true,
    }));
    if (outside.length > 0) {
      const heading = { id: 'outside', name: 'Elsewhere', type: ChannelType.GuildCategory, topic: null };
      guild.channels.push(heading, ...outside);
    }
    return guild;
  }

  #sendState(me: Member): void {
    const { world, messages, commands, gateway } = this.#core;
    const guild = this.#guild(me);
    this.hear({
      type: 'state',
      me: pageMember(world, memberOf(world, me.id)!),
      guild,
      botOnline: gateway.online,
      commands: commands.usable(),
      messages: Object.fromEntries(guild.channels.map(({ id }) => [id, messages.in(id).slice(-MOST_SHOWN)])),
    });
  }
}
