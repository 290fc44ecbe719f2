import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Chart } from './chart.ts';
import type { RegionMap } from './map.ts';

/** A Components V2 message as Discord takes it; always within Discord's limits. */
export interface MessageBody {
  /** `MessageFlags.IsComponentsV2`, with `Ephemeral` where a reply is for its reader alone. */
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Explicit always: Discord's default would ping whatever the text names. */
  allowed_mentions: { parse: []; roles: string[] };
  /**
   * What components refer to as `attachment://<name>`: made when the message is sent, and sent as files beside it,
   * so that a message that waits stays small. At most 10 (Discord's limit).
   */
  files?: MessageFile[];
  /** Words under which a forum with such tags files it; no part of what Discord takes. */
  tags?: string[];
}

/** A file as the recipe to make it. `name` is of letters, digits, `_`, `-` and one `.`. */
export type MessageFile = { name: string } & (
  | { kind: 'chart'; chart: Chart }
  | { kind: 'map'; map: RegionMap }
  | { kind: 'text'; text: string }
);
