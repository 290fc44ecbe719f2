import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Answer } from '../simulator/member.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { watchRoom } from '../simulator/world.ts';

type Values = Record<string, string | number | boolean>;

/** What a member got to see. */
export interface Reply {
  /** The message's id. */
  id: string;
  /** Its components as JSON. */
  text: string;
  ephemeral: boolean;
}

/** A Discord on this machine, with one member who may do anything. */
export interface Double {
  apiUrl: string;
  token: string;
  waitForBot(): Promise<void>;
  /** @param line the command's name with its subcommand */
  command(line: string, options?: Values, locale?: string, where?: 'server' | 'direct'): Promise<Reply>;
  /** The choices for what is typed into an option. */
  suggest(command: string, option: string, typed: string): Promise<string[]>;
  press(reply: Reply, customId: string): Promise<Reply>;
  /** Says something, and uses the command of that message's menu. */
  readThis(text: string): Promise<Reply>;
  close(): Promise<void>;
}

/** The project's own. */
export async function openSimulated(): Promise<Double> {
  const simulator = await startSimulator({ world: watchRoom() });
  const { members, channels, guild } = simulator.world;
  const manager = members.find(({ id }) => id === guild.ownerId)!;
  const member = simulator.as(manager.id);
  const seen = new Map<string, APIMessage>();
  const replyOf = ({ message, ephemeral }: Answer): Reply => {
    seen.set(message.id, message);
    return { id: message.id, text: JSON.stringify(message.components), ephemeral };
  };
  return {
    apiUrl: simulator.apiUrl,
    token: simulator.token,
    waitForBot: () => simulator.waitForBot(60_000),
    async command(line, options = {}, locale = 'en-US', where = 'server') {
      member.speak(locale);
      const channelId = where === 'direct' ? simulator.directChannelId(manager.id) : channels[0]!.id;
      return replyOf(await member.command(line, options, { channelId }));
    },
    async suggest(command, option, typed) {
      return (await member.autocomplete(command, { [option]: typed })).map(({ value }) => String(value));
    },
    press: async ({ id }, customId) => replyOf(await member.press(seen.get(id)!, customId)),
    async readThis(text) {
      return replyOf(
        await member.messageCommand('Read this', simulator.say(manager.id, channels[0]!.id, text)),
      );
    },
    close: () => simulator.close(),
  };
}

/** As much of discord-digital-twin as is used here. */
interface Twin {
  restUrl: string;
  botToken: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  getFirstNonBotUserId(): Promise<string | null>;
  simulateUserMessage(said: { channelId: string; userId: string; content: string }): Promise<{ id: string }>;
  simulateInteraction(interaction: {
    type: InteractionType;
    channelId: string;
    userId: string;
    messageId?: string;
    data: object;
  }): Promise<{ id: string }>;
  prisma: {
    applicationCommand: { findMany(): Promise<{ id: string; name: string }[]> };
    channel: { findMany(): Promise<{ id: string }[]> };
    message: {
      findUnique(what: { where: { id: string } }): Promise<{ components: string; flags: number } | null>;
    };
    interactionResponse: {
      findUnique(what: { where: { interactionId: string } }): Promise<Acknowledgement | null>;
    };
  };
}

interface Acknowledgement {
  acknowledged: boolean;
  type: InteractionResponseType;
  messageId: string | null;
  data: string | null;
}

/** npm's discord-digital-twin; null where it isn't installed. */
export async function openTwin(): Promise<Double | null> {
  const entry = new URL('twin/node_modules/discord-digital-twin/dist/index.js', import.meta.url);
  if (!existsSync(entry)) return null;
  const { DigitalDiscord } = (await import(entry.href)) as { DigitalDiscord: new (options: object) => Twin };
  const twin = new DigitalDiscord({
    botToken: 'MTIzNDU2Nzg5MDEyMzQ1Njc4.twin.twin',
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: [{ username: 'Anna' }],
  });
  await twin.start();
  const { prisma } = twin;
  const userId = (await twin.getFirstNonBotUserId()) ?? '';
  const channelId = (await prisma.channel.findMany())[0]?.id ?? '';

  async function answered(interactionId: string): Promise<Acknowledgement> {
    const until = performance.now() + 10_000;
    while (performance.now() < until) {
      const found = await prisma.interactionResponse.findUnique({ where: { interactionId } });
      if (found?.acknowledged) return found;
      await sleep(20);
    }
    throw new Error('the bot’s answer did not arrive');
  }

  async function replyTo(interaction: Parameters<Twin['simulateInteraction']>[0]): Promise<Reply> {
    const { id } = await twin.simulateInteraction(interaction);
    const { messageId } = await answered(id);
    const message = messageId === null ? null : await prisma.message.findUnique({ where: { id: messageId } });
    if (!messageId || !message) throw new Error('the answer has no message');
    const ephemeral = (message.flags & MessageFlags.Ephemeral) !== 0;
    return { id: messageId, text: message.components, ephemeral };
  }

  const commandId = async (name: string) =>
    (await prisma.applicationCommand.findMany()).find((command) => command.name === name)?.id;

  return {
    apiUrl: twin.restUrl,
    token: twin.botToken,
    async waitForBot() {
      const until = performance.now() + 60_000;
      while ((await commandId('latest')) === undefined) {
        if (performance.now() > until) throw new Error('the bot registered no commands');
        await sleep(50);
      }
    },
    async command(line, options = {}, locale = 'en-US', where = 'server') {
      if (locale !== 'en-US') throw new Error('every member speaks American English');
      if (where === 'direct') throw new Error('every interaction is in a server');
      const [name = '', subcommand] = line.split(' ');
      const given = Object.entries(options).map(([name, value]) => ({ name, type: typeOf(value), value }));
      const data = {
        ...{ id: await commandId(name), name, type: ApplicationCommandType.ChatInput },
        options: subcommand
          ? [{ name: subcommand, type: ApplicationCommandOptionType.Subcommand, options: given }]
          : given,
      };
      return replyTo({ type: InteractionType.ApplicationCommand, channelId, userId, data });
    },
    async suggest(name, option, typed) {
      const focused = {
        name: option,
        type: ApplicationCommandOptionType.String,
        value: typed,
        focused: true,
      };
      const data = {
        id: await commandId(name),
        name,
        type: ApplicationCommandType.ChatInput,
        options: [focused],
      };
      const type = InteractionType.ApplicationCommandAutocomplete;
      const answer = await answered((await twin.simulateInteraction({ type, channelId, userId, data })).id);
      const { choices = [] } = JSON.parse(answer.data ?? '{}') as { choices?: { value: string }[] };
      return choices.map(({ value }) => value);
    },
    press: ({ id }, customId) =>
      replyTo({
        ...{ type: InteractionType.MessageComponent, channelId, userId, messageId: id },
        data: { custom_id: customId, component_type: 2 },
      }),
    async readThis(content) {
      const { id } = await twin.simulateUserMessage({ channelId, userId, content });
      const name = 'Read this';
      const author = { id: userId, username: 'Anna', discriminator: '0', avatar: null, global_name: null };
      const message = {
        id,
        channel_id: channelId,
        author,
        content,
        embeds: [],
        components: [],
        attachments: [],
      };
      const data = {
        ...{ id: await commandId(name), name, type: ApplicationCommandType.Message, target_id: id },
        resolved: {
          messages: { [id]: { ...message, timestamp: new Date().toISOString(), type: 0, mentions: [] } },
        },
      };
      return replyTo({ type: InteractionType.ApplicationCommand, channelId, userId, data });
    },
    close: () => twin.stop(),
  };
}

function typeOf(value: string | number | boolean): ApplicationCommandOptionType {
  if (typeof value === 'string') return ApplicationCommandOptionType.String;
  return typeof value === 'number'
    ? ApplicationCommandOptionType.Integer
    : ApplicationCommandOptionType.Boolean;
}
