import { PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsOf } from './permissions.ts';
import type { PageGuild, PageMember } from './protocol.ts';
import { type Channel, type Member, memberOf, type Role, type World } from './world.ts';

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

/** A role object; its place in the list is its position. */
export function roleObject(world: World, role: Role) {
  return {
    id: role.id,
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

/** A channel object: of the guild, where its place in the list is its position, or of direct messages. */
export function channelObject(world: World, channel: Channel, lastMessageId: string | null) {
  const recipient = channel.recipientId === undefined ? undefined : memberOf(world, channel.recipientId);
  if (recipient) {
    const recipients = [userObject(recipient)];
    return { id: channel.id, type: channel.type, last_message_id: lastMessageId, flags: 0, recipients };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: world.guild.id,
    name: channel.name,
    topic: channel.topic,
    position: world.channels.indexOf(channel),
    permission_overwrites: channel.overwrites.map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: overwrite.allow.toString(),
      deny: overwrite.deny.toString(),
    })),
    parent_id: null,
    nsfw: false,
    flags: 0,
    rate_limit_per_user: 0,
    last_message_id: lastMessageId,
  };
}

/** A guild object as REST gives it: without channels and members. */
export function guildObject(world: World) {
  return {
    id: world.guild.id,
    name: world.guild.name,
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
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: world.roles.map((role) => roleObject(world, role)),
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
export function guildCreateObject(world: World, lastMessageId: (channelId: string) => string | null) {
  return {
    ...guildObject(world),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: world.members.length,
    voice_states: [],
    members: world.members.filter((member) => member.id === world.botId).map(memberObject),
    channels: world.channels.map((channel) => channelObject(world, channel, lastMessageId(channel.id))),
    threads: [],
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

/** The guild as one member sees it on the page: only the channels that it may view. */
export function pageGuild(world: World, memberId: string): PageGuild {
  const visible = world.channels.filter(
    (channel) => permissionsOf(world, memberId, channel) & PermissionFlagsBits.ViewChannel,
  );
  return {
    id: world.guild.id,
    name: world.guild.name,
    channels: visible.map(({ id, name, type, topic }) => ({ id, name, type, topic })),
    roles: world.roles.map(({ id, name, color }) => ({ id, name, color })),
    members: world.members.map((member) => pageMember(world, member)),
  };
}
