import type { ReplyKey } from '../languages/catalogs.ts';
import { speakIn, type Values } from '../languages/say.ts';
import { auditLine } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { auditChannel } from '../store/guild_settings.ts';
import type { Asking, CommandContext } from './command.ts';

type AuditKey = Extract<ReplyKey, `audit.${string}`>;

/** Before what the jobs have queued, after what a member waits for. */
const AUDIT_URGENCY = 99;

/**
 * Owes a line to the channel that the server's admins chose for it: who did what. Nothing where there is none, and
 * for what members do in their direct messages.
 */
export async function writeAudit(
  { guildId, userId, placeLanguage }: Asking,
  context: CommandContext,
  key: AuditKey,
  values: Values = {},
): Promise<void> {
  const channelId = guildId === null ? null : await auditChannel(context.db, guildId);
  if (channelId === null) return;
  const say = speakIn(placeLanguage);
  await enqueuePost(context.db, {
    subscriptionId: null,
    channelId,
    storyId: null,
    body: auditLine(say(key, { who: `<@${userId}>`, ...values })),
    urgency: AUDIT_URGENCY,
    now: context.now(),
  });
  context.wakeDelivery();
}
