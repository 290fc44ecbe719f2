import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { PostAs } from '../alerts/subscription.ts';
import type { Page } from '../articles/page.ts';
import type { FoundFeed } from '../feeds/find.ts';
import type { PermissionKey } from '../languages/catalogs.ts';
import type { Language } from '../languages/language.ts';
import type { Say } from '../languages/say.ts';
import type { MessageBody } from '../messages/message.ts';
import type { Drawer } from '../pictures/draw.ts';
import type { Db } from '../store/open.ts';
import type { ShardState } from '../store/shards.ts';
import type { FollowOutcome } from './following.ts';

/** Who asks, and where. */
export interface Asking {
  /** Null in direct messages. */
  guildId: string | null;
  channelId: string;
  userId: string;
  /** Whether the bot is a member of the server; false where only the member has installed the app. */
  isInstalled: boolean;
  /** Says things in the member's language. */
  say: Say;
  /** The server's language; in direct messages the member's. */
  placeLanguage: Language;
  /** The member's permissions in a channel of this server, as Discord's bit set; 0n where there are none. */
  permissionsIn(channelId: string): bigint;
}

/** A slash command as a member ran it. */
export interface CommandRequest extends Asking {
  /** The command's name without the slash. */
  command: string;
  subcommand: string | null;
  /** Leaf options by name; channels and roles are their ids, attachments their URLs. */
  options: Readonly<Record<string, string | number | boolean>>;
}

/** What is being typed into an option, with the rest of the command as far as it is filled in. */
export interface AutocompleteRequest extends CommandRequest {
  focused: { name: string; value: string };
}

/** A pressed button, a used select menu or a form that was sent. */
export interface ButtonRequest extends Asking {
  customId: string;
  /** What was chosen in a select menu. */
  values: readonly string[];
  /** What a form's fields hold, by their custom ids; null where no form was sent. */
  fields: Readonly<Record<string, string>> | null;
  /** Whether the message is this member's own reply, so that it may be changed in place. */
  ownReply: boolean;
}

/** A message that a member has chosen a command for. */
export interface MessageRequest extends Asking {
  message: {
    id: string;
    /** Its words and those of its embeds and components, parted by line breaks. */
    text: string;
    /** Unix milliseconds. */
    sentAt: number;
  };
}

/** A command of a message's menu. */
export interface MessageCommand {
  definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Whether its reply is for its reader alone. */
  ephemeral: boolean;
  /** @throws UserError for what the member can mend */
  run(request: MessageRequest, context: CommandContext): Promise<CommandReply>;
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

/** Reads what members point at, within the bounds of fetching feeds. */
export interface FeedAccess {
  /** Whether the host lets servers add feeds of their own. */
  mayAdd: boolean;
  /** The feed at an address, or why there is none. */
  find(address: string): Promise<FoundFeed>;
  /** A text file, such as an attachment; null where it can't be read. */
  readText(url: string): Promise<string | null>;
  /** What an article's page says; null where it can't be read. */
  readPage(url: string): Promise<Page | null>;
}

/** What commands work with; everything from outside comes through here. */
export interface CommandContext {
  db: Db;
  /** Unix milliseconds. */
  now(): number;
  /**
   * The permissions that the bot lacks in a channel to post there so (and, with a role, to mention it),
   * by the names that Discord's settings show.
   */
  missingPermissions(
    channelId: string,
    roleId: string | null,
    postAs?: PostAs,
  ): Promise<PermissionKey[] | 'unknown_channel'>;
  /** Whether what is posted in a channel is, can or can't be a thread. */
  threadsIn(channelId: string): 'always' | 'possible' | 'never';
  /** Has a channel follow a home channel, by Discord's channel following. */
  follow(homeId: string, channelId: string): Promise<FollowOutcome>;
  /** Ends a following by its webhook; false where the bot may not. */
  unfollow(webhookId: string): Promise<boolean>;
  /** Opens direct messages with a member; the channel's id, or null where Discord refuses. */
  openDirectMessage(userId: string): Promise<string | null>;
  /** A channel's name for plain text (autocomplete), or null where it isn't known. */
  channelName(channelId: string): string | null;
  gateway(): Promise<readonly ShardState[]>;
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
