import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import { getSubscription } from '../store/subscriptions.ts';
import type { ButtonRequest, CommandContext, CommandRequest } from './command.ts';
import { quoted, UserError } from './user_error.ts';

/** Discord hides the commands from members without it until an admin says otherwise; the bot checks again itself. */
export const managersByDefault = String(PermissionFlagsBits.ManageGuild);

const managing =
  PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageWebhooks | PermissionFlagsBits.Administrator;

/** @throws UserError `server_only` in direct messages */
export function requireGuild(request: CommandRequest | ButtonRequest): string {
  if (request.guildId !== null) return request.guildId;
  throw new UserError('server_only', 'Subscriptions belong to a server’s channels. Run this in a server.');
}

/** @throws UserError `not_allowed` unless the member may manage the server, or the webhooks of the channel */
export function requireManager(request: CommandRequest | ButtonRequest, channelId: string): void {
  if ((request.permissionsIn(channelId) & managing) !== 0n) return;
  throw new UserError(
    'not_allowed',
    `Subscriptions of <#${channelId}> can be changed by members with **Manage Server**, or **Manage Webhooks** in that channel. Ask one of them to do it.`,
  );
}

/**
 * Makes sure that the bot can post in a channel, and mention the role if there is one.
 * @throws UserError that names what is missing
 */
export async function requirePostable(
  context: CommandContext,
  channelId: string,
  roleId: string | null,
): Promise<void> {
  const missing = await context.missingPermissions(channelId, null);
  if (missing === 'unknown_channel') {
    throw new UserError(
      'unknown_channel',
      `I can’t see <#${channelId}>. Give me **View Channel** there, or choose another channel, then run this again.`,
    );
  }
  if (missing.length > 0) {
    throw new UserError(
      'missing_permission',
      `I can’t post in <#${channelId}>: I’m missing ${bold(missing)}. Give me ${missing.length === 1 ? 'that permission' : 'those permissions'} in the channel’s settings, then run this again.`,
    );
  }
  const missingToMention = roleId === null ? [] : await context.missingPermissions(channelId, roleId);
  if (missingToMention.length > 0) {
    throw new UserError(
      'cannot_mention',
      `I can’t mention <@&${roleId}> in <#${channelId}>. Let everyone mention it in the role’s settings, or give me ${bold([...missingToMention])}, then run this again.`,
    );
  }
}

const bold = (names: readonly string[]) => names.map((name) => `**${name}**`).join(', ');

/**
 * A subscription of the server that asks; those of other servers don't exist for it.
 * @throws UserError `unknown_subscription`
 */
export async function requireSubscription(
  request: CommandRequest | ButtonRequest,
  context: CommandContext,
  typed: string,
): Promise<Subscription> {
  const guildId = requireGuild(request);
  const id = /^#?(\d{1,15})$/.exec(typed.trim())?.[1];
  const subscription = id === undefined ? null : await getSubscription(context.db, Number(id));
  if (subscription?.guildId === guildId) return subscription;
  throw new UserError(
    'unknown_subscription',
    `This server has no subscription ${quoted(typed)}. \`/subscriptions list\` shows those that it has.`,
  );
}
