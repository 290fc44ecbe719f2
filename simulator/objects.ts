import { ChannelFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { outsideChannelObject } from './outside.ts';
import { permissionsOf } from './permissions.ts';
import type { PageChannel, PageGuild, PageMember } from './protocol.ts';
import { guildOf, serverOf } from './servers.ts';
import {
  type Channel,
  channelOf,
  type Member,
  memberOf,
  type Role,
  type Server,
  threadsIn,
  type World,
} from './world.ts';

/** The world's things in the shapes that Discord's API and gateway give them. */

const JOINED_AT = '2025-01-01T00:00:00.000000+00:00';

/** A user object; Discord shows bots a discriminator, people none. */
export function userObject(member: Member) {
  return {
    id: member.id,
    username: member.bot ? member.name : member.name.toLowerCase().replaceAll(' ', '.'),
    global_name: member.bot ? null : member.name,
    discriminator: member.bot ? '0042' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(member.bot ? { bot: true } : {}),
  };
}

/** A guild member object, with its user. */
export function memberObject(member: Member) {
  return {
    user: userObject(member),
    nick: null,
    avatar: null,
    banner: null,
    roles: [...member.roleIds],
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    flags: 0,
    mute: false,
    deaf: false,
  };
}

/** A role object; its place in the list is its position. The role of everyone has its server's id. */
export function roleObject(world: World, role: Role, guildId = world.guild.id) {
  return {
    id: role.id === world.guild.id ? guildId : role.id,
    name: role.name,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: world.roles.indexOf(role),
    permissions: role.permissions.toString(),
    managed: false,
    mentionable: role.mentionable,
    flags: 0,
  };
}

/** A channel object: of the guild, where its place in the list is its position, of direct messages or of a place outside. */
export function channelObject(world: World, channel: Channel, lastMessageId: string | null) {
  if (channel.outside) return outsideChannelObject(world, channel, lastMessageId);
  const recipient = channel.recipientId === undefined ? undefined : memberOf(world, channel.recipientId);
  if (recipient) {
    const recipients = [userObject(recipient)];
    return { id: channel.id, type: channel.type, last_message_id: lastMessageId, flags: 0, recipients };
  }
  if (channel.thread) return threadObject(world, channel, lastMessageId);
  const guildId = guildOf(world, channel);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: guildId,
    name: channel.name,
    topic: channel.topic,
    ...(channel.tags
      ? {
          available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
    position: serverOf(world, guildId ?? '')?.channels.indexOf(channel),
    permission_overwrites: channel.overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    parent_id: null,
    nsfw: false,
    flags: channel.needsTag ? ChannelFlags.RequireTag : 0,
    rate_limit_per_user: 0,
    last_message_id: lastMessageId,
  };
}

function threadObject(world: World, channel: Channel, lastMessageId: string | null) {
  const { archived, locked, autoArchiveMinutes, openedAt, tags } = channel.thread!;
  const opened = new Date(openedAt).toISOString();
  return {
    id: channel.id,
    type: channel.type,
    guild_id: guildOf(world, channel),
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: world.botId,
    last_message_id: lastMessageId,
    flags: 0,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived,
      locked,
      auto_archive_duration: autoArchiveMinutes,
      archive_timestamp: opened,
      create_timestamp: opened,
    },
    ...(channelOf(world, channel.parentId ?? '')?.tags ? { applied_tags: tags } : {}),
  };
}

/** A guild object as REST gives it: without channels and members. */
export function guildObject(world: World, server: Pick<Server, 'id' | 'name'> = world.guild) {
  return {
    id: server.id,
    name: server.name,
    owner_id: world.guild.ownerId,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    features: ['NEWS'],
    application_id: null,
    region: 'us-central',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: server.id === world.guild.id ? (world.systemChannelId ?? null) : null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: world.roles.map((role) => roleObject(world, role, server.id)),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** The payload of GUILD_CREATE: the guild with its channels and, as without the members intent, only the bot. */
export function guildCreateObject(
  world: World,
  server: Server,
  lastMessageId: (channelId: string) => string | null,
) {
  return {
    ...guildObject(world, server),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: world.members.length,
    voice_states: [],
    members: world.members.filter((member) => member.id === world.botId).map(memberObject),
    channels: server.channels.map((channel) => channelObject(world, channel, lastMessageId(channel.id))),
    threads: (world.threads ?? [])
      .filter((channel) => channel.thread?.archived === false && guildOf(world, channel) === server.id)
      .map((thread) => channelObject(world, thread, lastMessageId(thread.id))),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A member as the page knows it. */
export function pageMember(world: World, member: Member): PageMember {
  const manager = (permissionsOf(world, member.id, null) & PermissionFlagsBits.ManageGuild) !== 0n;
  return { id: member.id, name: member.name, bot: member.bot, manager };
}

function pageChannel({ id, name, type, topic, parentId, thread }: Channel): PageChannel {
  const isClosed = thread && (thread.archived || thread.locked);
  return { id, name, type, topic, ...(parentId ? { parentId } : {}), ...(isClosed ? { isClosed } : {}) };
}

/** The guild as one member sees it on the page: only the channels that it may view, each with its threads. */
export function pageGuild(world: World, memberId: string): PageGuild {
  const visible = world.channels.filter(
    (channel) => permissionsOf(world, memberId, channel) & PermissionFlagsBits.ViewChannel,
  );
  return {
    id: world.guild.id,
    name: world.guild.name,
    channels: visible.flatMap((channel) => [
      pageChannel(channel),
      ...threadsIn(world, channel.id).map(pageChannel),
    ]),
    roles: world.roles.map(({ id, name, color }) => ({ id, name, color })),
    members: world.members.map((member) => pageMember(world, member)),
  };
}
