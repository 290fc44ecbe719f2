import { type Client, DiscordAPIError, type GuildTextBasedChannel, PermissionFlagsBits } from 'discord.js';

/** What posting takes, by the names that Discord's settings show. */
const posting: readonly [string, bigint][] = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
];
/** Threads have a permission of their own for it. */
const postingInThreads = posting.map(([name, bit]): [string, bigint] =>
  bit === PermissionFlagsBits.SendMessages
    ? ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads]
    : [name, bit],
);

/**
 * The permissions that the bot lacks to post in a channel, and to mention a role that not everybody may mention.
 * @param roleId a role that will be mentioned, or null
 * @returns names, none where all is well; `unknown_channel` where the bot can't even see that it exists
 */
export async function missingPermissions(
  client: Client<true>,
  channelId: string,
  roleId: string | null,
): Promise<string[] | 'unknown_channel'> {
  const channel = await textChannel(client, channelId);
  if (!channel) return 'unknown_channel';
  const me = channel.guild.members.me ?? (await channel.guild.members.fetchMe());
  const held = channel.permissionsFor(me);
  const needed = [...(channel.isThread() ? postingInThreads : posting)];
  if (roleId !== null && channel.guild.roles.cache.get(roleId)?.mentionable !== true) {
    needed.push(['Mention @everyone, @here and All Roles', PermissionFlagsBits.MentionEveryone]);
  }
  return needed.flatMap(([name, bit]) => (held.has(bit) ? [] : [name]));
}

async function textChannel(client: Client<true>, channelId: string): Promise<GuildTextBasedChannel | null> {
  try {
    const channel = client.channels.cache.get(channelId) ?? (await client.channels.fetch(channelId));
    return channel?.isTextBased() && !channel.isDMBased() ? channel : null;
  } catch (error) {
    // 403 and 404: the channel isn't there for the bot. Anything else is a fault.
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}
