import { ChannelType, type Client, DiscordAPIError, RESTJSONErrorCodes, Routes } from 'discord.js';
import { type RESTGetAPIChannelWebhooksResult, WebhookType } from 'discord-api-types/v10';
import type { FollowOutcome } from '../commands/following.ts';
import type { PermissionKey } from '../languages/catalogs.ts';
import { inEnglish } from '../languages/say.ts';
import { missingIn, missingPermissions } from './permissions.ts';

/**
 * Makes a text channel follow an announcement channel. Where it does already, that webhook is given: so it can be asked
 * again whatever became of the last time (https://discord.com/developers/docs/resources/channel#follow-announcement-channel).
 */
export async function followChannel(
  client: Client<true>,
  homeId: string,
  channelId: string,
): Promise<FollowOutcome> {
  if (homeId === channelId || client.channels.cache.get(channelId)?.type !== ChannelType.GuildText) {
    return { kind: 'unfit' };
  }
  try {
    const present = (await followersIn(client, channelId)).find((follower) => follower.homeId === homeId);
    if (present) return { kind: 'followed', webhookId: present.webhookId };
    const made = (await client.rest.post(Routes.channelFollowers(homeId), {
      body: { webhook_channel_id: channelId },
    })) as { webhook_id: string };
    return { kind: 'followed', webhookId: made.webhook_id };
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status >= 500) throw error;
    if (error.code === RESTJSONErrorCodes.MissingPermissions) return { kind: 'permission' };
    if (error.code === RESTJSONErrorCodes.MaximumNumberOfWebhooksReached) return { kind: 'full' };
    return { kind: 'unfit' };
  }
}

/**
 * What a channel follows: each home channel with the webhook that this is by. A source that Discord doesn't name, since it
 * is gone, is left out.
 * @throws DiscordAPIError where the bot may not know, or it can't be answered now
 */
export async function followersIn(
  client: Client<true>,
  channelId: string,
): Promise<{ homeId: string; webhookId: string }[]> {
  const webhooks = (await client.rest.get(
    Routes.channelWebhooks(channelId),
  )) as RESTGetAPIChannelWebhooksResult;
  return webhooks.flatMap(({ id, type, source_channel }) =>
    type === WebhookType.ChannelFollower && source_channel?.id
      ? [{ homeId: source_channel.id, webhookId: id }]
      : [],
  );
}

/** Ends a following. False where the bot may not; one that was ended already is well. */
export async function endFollowing(client: Client<true>, webhookId: string): Promise<boolean> {
  try {
    await client.rest.delete(Routes.webhook(webhookId));
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status >= 500) throw error;
    return error.code === RESTJSONErrorCodes.UnknownWebhook;
  }
}

/**
 * Whether a channel can be a home channel: the server that it is in, or what is wrong, in words for the host.
 * @throws what can't be answered now: Discord out of reach
 */
export async function lookAtHome(
  client: Client<true>,
  channelId: string,
): Promise<{ guildId: string } | { fault: string }> {
  try {
    const { type, guild_id: guildId } = (await client.rest.get(Routes.channel(channelId))) as {
      type: number;
      guild_id?: string;
    };
    if (type !== ChannelType.GuildAnnouncement || guildId === undefined) {
      return { fault: 'is no announcement channel: make it one in its settings' };
    }
    const missing = client.guilds.cache.has(guildId)
      ? await missingPermissions(client, channelId, null)
      : await missingElsewhere(client, guildId, channelId);
    if (missing === 'unknown_channel' || missing.length === 0) return { guildId };
    const names = missing.map((permission) => inEnglish(permission));
    return { fault: `can't be posted in: the bot is missing ${names.join(', ')}` };
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) {
      return { fault: `can't be seen by the bot (${error.message}): invite it there, or correct the id` };
    }
    throw error;
  }
}

/** What the bot may not do in a server that another process is told of: Discord is asked, and nothing of it kept. */
async function missingElsewhere(
  client: Client<true>,
  guildId: string,
  channelId: string,
): Promise<PermissionKey[] | 'unknown_channel'> {
  const guild = await client.guilds.fetch({ guild: guildId, cache: false });
  const me = await guild.members.fetchMe({ cache: false });
  const channel = await guild.channels.fetch(channelId, { cache: false });
  return channel?.isTextBased() ? missingIn(channel, me, null) : 'unknown_channel';
}
