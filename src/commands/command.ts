import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { MessageBody } from '../messages/message.ts';
import type { Db } from '../store/open.ts';

/** A slash command as a member ran it. */
export interface CommandRequest {
  /** The command's name without the slash. */
  command: string;
  subcommand: string | null;
  /** Leaf options by name; channels and roles are their ids. */
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

/** The answer to a command; further messages follow the first one in order. */
export interface CommandReply {
  body: MessageBody;
  followUps?: MessageBody[];
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
  /** A channel's name for plain text (autocomplete), or null where it isn't known. */
  channelName(channelId: string): string | null;
  gateway(): GatewayStatus;
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
