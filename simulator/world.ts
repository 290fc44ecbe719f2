import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { outsideChannels } from './outside.ts';

export interface Role {
  id: string;
  name: string;
  /** 0xRRGGBB, 0 for none. */
  color: number;
  permissions: bigint;
  mentionable: boolean;
}

export interface Overwrite {
  /** A role's or a member's id. */
  id: string;
  type: OverwriteType;
  allow: bigint;
  deny: bigint;
}

export interface Channel {
  id: string;
  name: string;
  type: ChannelType;
  topic: string | null;
  overwrites: Overwrite[];
  /** Threads alone: the channel that they hang on. */
  parentId?: string;
  /** Threads alone. */
  thread?: {
    archived: boolean;
    locked: boolean;
    autoArchiveMinutes: number;
    /** Unix milliseconds. */
    openedAt: number;
    /** In a forum: the ids of its tags. */
    tags: string[];
  };
  /** Forums alone: what posts can be tagged with. */
  tags?: { id: string; name: string; moderated: boolean }[];
  /** Forums alone: whether a post must have a tag. */
  needsTag?: boolean;
  /** Direct messages alone: the member that the bot writes to there. */
  recipientId?: string;
  /** Direct messages alone: the member takes none from the bot. */
  closed?: boolean;
  /** Where the bot is no member: the server that the channel is in, or null for a group of members. */
  outside?: { guildId: string | null };
  /** In one of the world's further servers: that one's id. */
  guildId?: string;
}

/** A further server that the bot is in, with the people and roles of the first. */
export interface Server {
  id: string;
  name: string;
  channels: Channel[];
}

export interface Member {
  id: string;
  name: string;
  bot: boolean;
  /** Without the role of everyone, which all have. */
  roleIds: string[];
  /** The language of the member's client, as Discord names it; `en-US` where absent. */
  locale?: string;
}

/** A guild, its people and the one application that lives in it. Plain data: a test may change it before the start. */
export interface World {
  /** `locale` is the server's own, `en-US` where absent. */
  guild: { id: string; name: string; ownerId: string; locale?: string };
  application: { id: string; name: string };
  /** The application's bot; one of `members`. */
  botId: string;
  /** The first is the role of everyone, whose id is the guild's. */
  roles: Role[];
  channels: Channel[];
  members: Member[];
  /** The direct messages that were opened; none where absent. */
  direct?: Channel[];
  /** The threads and forum posts that were opened, oldest first; none where absent. */
  threads?: Channel[];
  /** Places where the application is there for those alone who installed it for themselves; none where absent. */
  outside?: Channel[];
  /** Further servers that the bot is in; none where absent. `addServer` makes them. */
  servers?: Server[];
  /** The channel where the server wants its notices; none where absent. */
  systemChannelId?: string;
}

const {
  AddReactions,
  AttachFiles,
  ChangeNickname,
  CreatePublicThreads,
  EmbedLinks,
  ManageGuild,
  ManageMessages,
  ManageWebhooks,
  ReadMessageHistory,
  SendMessages,
  SendMessagesInThreads,
  UseApplicationCommands,
  ViewChannel,
} = PermissionFlagsBits;

/**
 * A fresh copy of the guild that the simulator starts with. Its ids are constant, so that a bot that remembers
 * them finds them again after the simulator was restarted.
 */
export function watchRoom(): World {
  let serial = 0n;
  const id = () => (1_100_000_000_000_000_000n + ++serial).toString();
  const guildId = id();
  const botId = id();
  const managerId = id();
  const readerId = id();
  const botRole = id();
  const leads = id();
  const analysts = id();
  const dutyOfficers = id();
  const text = (name: string, topic: string, overwrites: Overwrite[] = []): Channel => ({
    id: id(),
    name,
    type: ChannelType.GuildText,
    topic,
    overwrites,
  });
  const inThreads = CreatePublicThreads | SendMessagesInThreads;
  const speak = ViewChannel | SendMessages | ReadMessageHistory | EmbedLinks | AttachFiles | inThreads;
  return {
    guild: { id: guildId, name: 'Watch room', ownerId: managerId },
    application: { id: botId, name: 'Sitrep' },
    botId,
    roles: [
      {
        id: guildId,
        name: '@everyone',
        color: 0,
        permissions: speak | AddReactions | ChangeNickname | UseApplicationCommands,
        mentionable: false,
      },
      { id: botRole, name: 'Sitrep', color: 0, permissions: speak, mentionable: false },
      {
        id: leads,
        name: 'Desk leads',
        color: 0xe67e22,
        permissions: ManageGuild | ManageWebhooks | ManageMessages,
        mentionable: false,
      },
      { id: analysts, name: 'Analysts', color: 0x3498db, permissions: 0n, mentionable: true },
      { id: dutyOfficers, name: 'Duty officers', color: 0x2ecc71, permissions: 0n, mentionable: true },
    ],
    channels: [
      text('strikes', 'Strike alerts, corrected as the facts come in'),
      text('diplomacy', 'Talks, visits, sanctions, ceasefires'),
      text('daily-digest', 'The day in one message'),
      text('general', 'Talk, and questions to the bot'),
      text('no-entry', 'Here the bot may read but not speak', [
        { id: botRole, type: OverwriteType.Role, allow: 0n, deny: SendMessages },
      ]),
      {
        id: id(),
        name: 'announcements',
        type: ChannelType.GuildAnnouncement,
        topic: 'What other servers can follow',
        overwrites: [],
      },
    ],
    members: [
      { id: managerId, name: 'Mara', bot: false, roleIds: [leads, analysts] },
      { id: readerId, name: 'Tomas', bot: false, roleIds: [analysts] },
      { id: botId, name: 'Sitrep', bot: true, roleIds: [botRole] },
    ],
    outside: outsideChannels(),
  };
}

/** The channel of this id, threads, direct messages and places outside among them, or undefined. */
export function channelOf(world: World, id: string): Channel | undefined {
  const has = (channel: Channel) => channel.id === id;
  return (
    byId(world.channels).get(id) ??
    world.servers?.map(({ channels }) => byId(channels).get(id)).find((found) => found !== undefined) ??
    world.threads?.find(has) ??
    world.direct?.find(has) ??
    world.outside?.find(has)
  );
}

/** The threads of a channel, oldest first. */
export function threadsIn(world: World, channelId: string): Channel[] {
  return (world.threads ?? []).filter(({ parentId }) => parentId === channelId);
}

const indexes = new WeakMap<readonly Channel[], Map<string, Channel>>();

/** Made anew where channels came or went: a guild can have a hundred thousand, and each request looks for one. */
function byId(channels: readonly Channel[]): Map<string, Channel> {
  const known = indexes.get(channels);
  const last = channels.at(-1);
  if (known?.size === channels.length && (!last || known.get(last.id) === last)) return known;
  const made = new Map(channels.map((channel) => [channel.id, channel]));
  indexes.set(channels, made);
  return made;
}

/** The bot's direct messages with a member, opened where they weren't yet. */
export function directChannelOf(world: World, memberId: string, snowflake: () => string): Channel {
  world.direct ??= [];
  const open = world.direct.find(({ recipientId }) => recipientId === memberId);
  if (open) return open;
  const type = ChannelType.DM;
  const channel: Channel = {
    id: snowflake(),
    name: '',
    type,
    topic: null,
    overwrites: [],
    recipientId: memberId,
  };
  world.direct.push(channel);
  return channel;
}

/** The member of this id, or undefined. */
export function memberOf(world: World, id: string): Member | undefined {
  return world.members.find((member) => member.id === id);
}

/** The role of this id, or undefined. */
export function roleOf(world: World, id: string): Role | undefined {
  return world.roles.find((role) => role.id === id);
}
