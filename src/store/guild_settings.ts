import type { Db } from './open.ts';

/** The channel in which a server is told who changed what, or null. */
export async function auditChannel(db: Db, guildId: string): Promise<string | null> {
  const row = await db
    .selectFrom('guild_settings')
    .select('audit_channel_id')
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  return row?.audit_channel_id ?? null;
}

/** Chooses that channel; null for none. */
export async function setAuditChannel(db: Db, guildId: string, channelId: string | null): Promise<void> {
  await db
    .insertInto('guild_settings')
    .values({ guild_id: guildId, audit_channel_id: channelId })
    .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ audit_channel_id: channelId }))
    .execute();
}
