import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { PostAs, Subscription } from '../alerts/subscription.ts';
import type { PermissionKey } from '../languages/catalogs.ts';
import type { Say } from '../languages/say.ts';
import { getSubscription, listSubscriptions, memberSubscriptions } from '../store/subscriptions.ts';
import type { Asking, CommandContext } from './command.ts';
import { quoted, UserError } from './user_error.ts';

/** Discord hides the commands from members without it until an admin says otherwise; the bot checks again itself. */
export const managersByDefault = String(PermissionFlagsBits.ManageGuild);

/** Where commands work that keep something: servers that the bot is a member of, and direct messages with it. */
export const withTheBot = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

const managing =
  PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageWebhooks | PermissionFlagsBits.Administrator;

/** @throws UserError `server_only` in direct messages, `dm_only` in servers that the bot is not a member of */
export function requireGuild(request: Asking): string {
  if (request.guildId === null) throw new UserError('server_only', 'error.server_only');
  requireMembership(request);
  return request.guildId;
}

/**
 * A member who installed the app for themselves can use it in any server; what is kept for a server needs the bot there.
 * @throws UserError `dm_only`
 */
export function requireMembership({ guildId, isInstalled }: Asking): void {
  if (guildId !== null && !isInstalled) throw new UserError('dm_only', 'error.dm_only');
}

/**
 * Direct messages are their member's own.
 * @throws UserError `not_allowed` unless the member may manage the server, or the webhooks of the channel
 */
export function requireManager(request: Asking, channelId: string): void {
  if (request.guildId === null || (request.permissionsIn(channelId) & managing) !== 0n) return;
  throw new UserError('not_allowed', 'error.not_allowed', { channel: `<#${channelId}>` });
}

/** @throws UserError `not_allowed` unless the member may manage the server */
export function requireServerManager(request: Asking): void {
  const { ManageGuild, Administrator } = PermissionFlagsBits;
  if ((request.permissionsIn(request.channelId) & (ManageGuild | Administrator)) !== 0n) return;
  throw new UserError('not_allowed', 'error.not_server_manager');
}

/** The subscriptions of the server that asks, or in direct messages of the member; oldest first. */
export function ownSubscriptions(request: Asking, { db }: CommandContext): Promise<Subscription[]> {
  const { guildId, userId } = request;
  return guildId === null ? memberSubscriptions(db, userId) : listSubscriptions(db, guildId);
}

/**
 * Makes sure that the bot can post in a channel, and mention the role if there is one.
 * @throws UserError that names what is missing
 */
export async function requirePostable(
  { guildId, say }: Asking,
  context: CommandContext,
  channelId: string,
  roleId: string | null,
  postAs: PostAs = 'card',
): Promise<void> {
  // Whether a member takes direct messages shows when one is sent.
  if (guildId === null) return;
  const missing = await context.missingPermissions(channelId, null, postAs);
  if (missing === 'unknown_channel') {
    throw new UserError('unknown_channel', 'error.unknown_channel', { channel: `<#${channelId}>` });
  }
  if (missing.length > 0) {
    throw new UserError('missing_permission', 'error.missing_permission', {
      channel: `<#${channelId}>`,
      missing: bold(missing, say),
      count: missing.length,
    });
  }
  const missingToMention = roleId === null ? [] : await context.missingPermissions(channelId, roleId);
  if (missingToMention !== 'unknown_channel' && missingToMention.length > 0) {
    throw new UserError('cannot_mention', 'error.cannot_mention', {
      role: `<@&${roleId}>`,
      channel: `<#${channelId}>`,
      missing: bold(missingToMention, say),
    });
  }
}

const bold = (keys: readonly PermissionKey[], say: Say) => say.listed(keys.map((key) => `**${say(key)}**`));

/**
 * A subscription of the server or, in direct messages, of the member that asks; those of others don't exist for it.
 * @throws UserError `unknown_subscription`
 */
export async function requireSubscription(
  request: Asking,
  context: CommandContext,
  typed: string,
): Promise<Subscription> {
  requireMembership(request);
  const { guildId, userId } = request;
  const id = /^#?(\d{1,15})$/.exec(typed.trim())?.[1];
  const subscription = id === undefined ? null : await getSubscription(context.db, Number(id));
  const isOwn = guildId !== null || subscription?.createdBy === userId;
  if (subscription?.guildId === guildId && isOwn) return subscription;
  throw new UserError('unknown_subscription', 'error.unknown_subscription', { typed: quoted(typed) });
}
