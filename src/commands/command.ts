import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { FoundFeed } from '../feeds/find.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Drawer } from '../pictures/draw.ts';
import type { Db } from '../store/open.ts';

/** A slash command as a member ran it. */
export interface CommandRequest {
  /** The command's name without the slash. */
  command: string;
  subcommand: string | null;
  /** Leaf options by name; channels and roles are their ids, attachments their URLs. */
  options: Readonly<Record<string, string | number | boolean>>;
  /** Null in direct messages. */
  guildId: string | null;
  channelId: string;
  userId: string;
  /** The member's permissions in a channel of this server, as Discord's bit set; 0n where there are none. */
  permissionsIn(channelId: string): bigint;
}

/** What is being typed into an option, with the rest of the command as far as it is filled in. */
export interface AutocompleteRequest extends CommandRequest {
  focused: { name: string; value: string };
}

/** A pressed button. */
export interface ButtonRequest {
  customId: string;
  guildId: string | null;
  channelId: string;
  userId: string;
  permissionsIn(channelId: string): bigint;
  /** Whether the message is this member's own reply, so that it may be changed in place. */
  ownReply: boolean;
}

/** One suggestion; `name` is shown (1–100 characters), `value` is what the option becomes (1–100 characters). */
export interface Choice {
  name: string;
  value: string;
}

/** A file that is attached to a reply. */
export interface TextFile {
  name: string;
  content: string;
}

/** The answer to a command; further messages follow the first one in order. */
export interface CommandReply {
  body: MessageBody;
  followUps?: MessageBody[];
  /** Attached to the first message, whose body shows them as `attachment://<name>`. */
  files?: TextFile[];
}

/** What a pressed button leads to: the message changed in place, or a message for the one who pressed. */
export type ButtonReply = { action: 'update' | 'reply'; body: MessageBody };

/** The state of the connection to Discord. */
export interface GatewayStatus {
  connected: boolean;
  /** Round trip of the last heartbeat in ms, null before the first. */
  pingMs: number | null;
  guilds: number;
}

/** Reads what members point at, within the bounds of fetching feeds. */
export interface FeedAccess {
  /** Whether the host lets servers add feeds of their own. */
  mayAdd: boolean;
  /** The feed at an address, or why there is none. */
  find(address: string): Promise<FoundFeed>;
  /** A text file, such as an attachment; null where it can't be read. */
  readText(url: string): Promise<string | null>;
}

/** What commands work with; everything from outside comes through here. */
export interface CommandContext {
  db: Db;
  /** Unix milliseconds. */
  now(): number;
  /**
   * The permissions that the bot lacks in a channel to post there (and, with a role, to mention it),
   * by the names that Discord's settings show.
   */
  missingPermissions(channelId: string, roleId: string | null): Promise<string[] | 'unknown_channel'>;
  /** Opens direct messages with a member; the channel's id, or null where Discord refuses. */
  openDirectMessage(userId: string): Promise<string | null>;
  /** A channel's name for plain text (autocomplete), or null where it isn't known. */
  channelName(channelId: string): string | null;
  gateway(): GatewayStatus;
  /** What members' feeds are looked at with; nothing in it throws. */
  feeds: FeedAccess;
  /** Makes the pictures that replies carry; without it they go without. */
  draw?: Drawer['draw'] | undefined;
  /** Tells the delivery loop that something new is owed. */
  wakeDelivery(): void;
  /** Unix milliseconds. */
  startedAt: number;
  version: string;
}

/** One slash command: what Discord is told of it, and what it does. */
export interface Command {
  definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether its reply is for its reader alone; known before it runs, because Discord asks when time is asked for. */
  ephemeral: boolean;
  /** @throws UserError for what the member can mend */
  run(request: CommandRequest, context: CommandContext): Promise<CommandReply>;
  /** At most 25 choices, best first. */
  complete?(request: AutocompleteRequest, context: CommandContext): Promise<Choice[]>;
}

/** A choice whose shown name is cut to what Discord takes, never within a character. */
export function clipChoice(name: string, value: string): Choice {
  return {
    name:
      name.length <= 100
        ? name
        : `${name
            .slice(0, 99)
            .toWellFormed()
            .replace(/\uFFFD$/, '')}…`,
    value,
  };
}
