import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, World } from './world.ts';

/**
 * Places that the bot is no member of: there its commands work for members who have installed the application for
 * themselves (https://docs.discord.com/developers/resources/application#user-install), and the bot sees nothing else.
 */
export function outsideChannels(): Channel[] {
  return [
    {
      id: '1100000000000900001',
      name: 'Night shift',
      type: ChannelType.GroupDM,
      topic: null,
      overwrites: [],
      outside: { guildId: null },
    },
    {
      id: '1100000000000900002',
      name: 'lounge',
      type: ChannelType.GuildText,
      topic: 'A server that has not installed the app',
      overwrites: [],
      outside: { guildId: '1100000000000900003' },
    },
  ];
}

/** What the bot's answers may have there. */
export const OUTSIDE_APP_PERMISSIONS =
  PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

/** The channel as an interaction tells of it. */
export function outsideChannelObject(world: World, channel: Channel, lastMessageId: string | null) {
  const base = { id: channel.id, type: channel.type, name: channel.name, last_message_id: lastMessageId };
  return channel.outside?.guildId == null
    ? { ...base, flags: 0, icon: null, owner_id: world.guild.ownerId, recipients: [] }
    : { ...base, guild_id: channel.outside.guildId, flags: 0, parent_id: null, nsfw: false, position: 0 };
}
