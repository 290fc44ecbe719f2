import {
  type Client,
  DiscordAPIError,
  type GuildMember,
  type GuildTextBasedChannel,
  PermissionFlagsBits,
  type ThreadOnlyChannel,
} from 'discord.js';
import type { PermissionKey } from '../languages/catalogs.ts';

/** What posting takes, by the names that Discord's settings show in each language. */
const posting: readonly [PermissionKey, bigint][] = [
  ['permission.view', PermissionFlagsBits.ViewChannel],
  ['permission.send', PermissionFlagsBits.SendMessages],
  ['permission.embed_links', PermissionFlagsBits.EmbedLinks],
];
/** What threads of the bot's own take beyond that; in a forum, whose posts are threads, the second one. */
const threading: readonly [PermissionKey, bigint][] = [
  ['permission.create_threads', PermissionFlagsBits.CreatePublicThreads],
  ['permission.send_in_threads', PermissionFlagsBits.SendMessagesInThreads],
];
/** Threads have a permission of their own for it. */
const postingInThreads = posting.map(([name, bit]): [PermissionKey, bigint] =>
  bit === PermissionFlagsBits.SendMessages
    ? ['permission.send_in_threads', PermissionFlagsBits.SendMessagesInThreads]
    : [name, bit],
);

/**
 * The permissions that the bot lacks to post in a channel, and to mention a role that not everybody may mention.
 * @param roleId a role that will be mentioned, or null
 * @param opensThreads whether it opens threads of its own there
 * @returns names, none where all is well; `unknown_channel` where the bot can't even see that it exists
 */
export async function missingPermissions(
  client: Client<true>,
  channelId: string,
  roleId: string | null,
  opensThreads = false,
): Promise<PermissionKey[] | 'unknown_channel'> {
  const channel = await postableChannel(client, channelId);
  if (!channel) return 'unknown_channel';
  const me = channel.guild.members.me ?? (await channel.guild.members.fetchMe());
  return missingIn(channel, me, roleId, opensThreads);
}

/** The same of a channel and the bot's own member, wherever they are from. */
export function missingIn(
  channel: GuildTextBasedChannel | ThreadOnlyChannel,
  me: GuildMember,
  roleId: string | null,
  opensThreads = false,
): PermissionKey[] {
  const held = channel.permissionsFor(me);
  const needed = [...(channel.isThread() ? postingInThreads : posting)];
  if (channel.isThreadOnly()) needed.push(...threading.slice(1));
  else if (opensThreads) needed.push(...threading);
  if (roleId !== null && channel.guild.roles.cache.get(roleId)?.mentionable !== true) {
    needed.push(['permission.mention', PermissionFlagsBits.MentionEveryone]);
  }
  return needed.flatMap(([name, bit]) => (held.has(bit) ? [] : [name]));
}

async function postableChannel(
  client: Client<true>,
  channelId: string,
): Promise<GuildTextBasedChannel | ThreadOnlyChannel | null> {
  try {
    const channel = client.channels.cache.get(channelId) ?? (await client.channels.fetch(channelId));
    if (channel?.isThreadOnly()) return channel;
    return channel?.isTextBased() && !channel.isDMBased() ? channel : null;
  } catch (error) {
    // 403 and 404: the channel isn't there for the bot. Anything else is a fault.
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}
