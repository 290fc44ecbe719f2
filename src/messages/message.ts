import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';

/** A Components V2 message as Discord takes it; always within Discord's limits. */
export interface MessageBody {
  /** `MessageFlags.IsComponentsV2`, with `Ephemeral` where a reply is for its reader alone. */
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Explicit always: Discord's default would ping whatever the text names. */
  allowed_mentions: { parse: []; roles: string[] };
}
