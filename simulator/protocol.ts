import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

/**
 * What the page and the simulator say to one another over the WebSocket at `/simulator/page`, as JSON.
 * The page is a member's Discord client; the bot never sees this side.
 */

export interface PageChannel {
  id: string;
  name: string;
  /** Discord's channel type: 0 text, 1 direct messages with the bot, 3 group, 4 heading, 5 announcement, 10 and 11 thread, 15 forum. */
  type: number;
  topic: string | null;
  /** Of a thread or a forum's post: where it hangs. */
  parentId?: string;
  /** Of a thread: it is archived or locked. */
  isClosed?: boolean;
  /** The bot is no member there. */
  isOutside?: boolean;
}

export interface PageRole {
  id: string;
  name: string;
  color: number;
}

export interface PageMember {
  id: string;
  name: string;
  bot: boolean;
  /** Whether the member may manage the server; the page lets a person switch between members. */
  manager: boolean;
}

export interface PageGuild {
  id: string;
  name: string;
  channels: PageChannel[];
  roles: PageRole[];
  members: PageMember[];
}

/** An option as the page sends it: leaf options carry `value`, subcommands carry `options`. */
export interface PageOption {
  name: string;
  /** Discord's option type: 1 subcommand, 2 group, 3 string, 4 integer, 5 boolean, 6 user, 7 channel, 8 role, 10 number. */
  type: number;
  value?: string | number | boolean;
  options?: PageOption[];
  /** On the option that is being typed, in an autocomplete request. */
  focused?: boolean;
}

export type FromPage =
  /** `locale`: the language of the member's client, as Discord names it; as it was where absent. */
  | { type: 'hello'; memberId: string | null; locale?: string }
  /** A command of a message's menu. */
  | { type: 'message_command'; requestId: string; channelId: string; commandId: string; messageId: string }
  | { type: 'command'; requestId: string; channelId: string; commandId: string; options: PageOption[] }
  | { type: 'autocomplete'; requestId: string; channelId: string; commandId: string; options: PageOption[] }
  | {
      type: 'component';
      requestId: string;
      channelId: string;
      messageId: string;
      customId: string;
      /** 2 button, 3 string select, 5–8 the other selects. */
      componentType: number;
      values: string[];
    }
  | {
      type: 'modal';
      requestId: string;
      channelId: string;
      customId: string;
      fields: { customId: string; value: string }[];
    };

export type ToPage =
  /** Sent after `hello` and whenever the member is switched: everything that this member can see. */
  | {
      type: 'state';
      me: PageMember;
      guild: PageGuild;
      botOnline: boolean;
      commands: APIApplicationCommand[];
      /** Oldest first. */
      messages: Record<string, APIMessage[]>;
    }
  /** A thread was opened, closed or deleted. */
  | { type: 'channels'; channels: PageChannel[] }
  | { type: 'commands'; commands: APIApplicationCommand[] }
  | { type: 'bot'; online: boolean }
  /** Also carries replies to interactions; an ephemeral one (flag 64) goes to its member alone. */
  | {
      type: 'message';
      op: 'create' | 'update';
      channelId: string;
      message: APIMessage;
      requestId: string | null;
    }
  | { type: 'delete'; channelId: string; messageId: string }
  /** The bot asked for time: the page shows that it is thinking until the message comes. */
  | { type: 'thinking'; requestId: string; channelId: string; ephemeral: boolean; commandName: string | null }
  | { type: 'choices'; requestId: string; choices: APIApplicationCommandOptionChoice[] }
  | { type: 'modal'; requestId: string; channelId: string; modal: APIModalInteractionResponseCallbackData }
  /** A component was acknowledged without a new message. */
  | { type: 'acknowledged'; requestId: string }
  /** The bot did not answer within the deadline, or the request was refused; `reason` is for a person. */
  | { type: 'failed'; requestId: string; reason: string };
