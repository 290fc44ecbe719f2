import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';

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
  /** Direct messages alone: the member that the bot writes to there. */
  recipientId?: string;
  /** Direct messages alone: the member takes none from the bot. */
  closed?: boolean;
}

export interface Member {
  id: string;
  name: string;
  bot: boolean;
  /** Without the role of everyone, which all have. */
  roleIds: string[];
}

/** One guild, its people and the one application that lives in it. Plain data: a test may change it before the start. */
export interface World {
  guild: { id: string; name: string; ownerId: string };
  application: { id: string; name: string };
  /** The application's bot; one of `members`. */
  botId: string;
  /** The first is the role of everyone, whose id is the guild's. */
  roles: Role[];
  channels: Channel[];
  members: Member[];
  /** The direct messages that were opened; none where absent. */
  direct?: Channel[];
}

const {
  AddReactions,
  AttachFiles,
  ChangeNickname,
  EmbedLinks,
  ManageGuild,
  ManageMessages,
  ManageWebhooks,
  ReadMessageHistory,
  SendMessages,
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
  const speak = ViewChannel | SendMessages | ReadMessageHistory | EmbedLinks | AttachFiles;
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
  };
}

/** The channel of this id, direct messages among them, or undefined. */
export function channelOf(world: World, id: string): Channel | undefined {
  return [...world.channels, ...(world.direct ?? [])].find((channel) => channel.id === id);
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
