import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import { askCommand, askComponent, askMessageCommand, askModal } from './ask.ts';
import type { Core } from './core.ts';
import { OptionError, optionsOf } from './options.ts';
import type { ToPage } from './protocol.ts';
import { memberOf } from './world.ts';

/** What the bot made of a member's command, press or form. */
export interface Answer {
  /** The reply, or the message that was updated. Reading it where only a modal came throws. */
  readonly message: APIMessage;
  /** Whether only the member sees it. */
  readonly ephemeral: boolean;
  /** Whether the bot asked for time first. */
  readonly deferred: boolean;
  /** The form that the bot opened instead, or null. */
  readonly modal: APIModalInteractionResponseCallbackData | null;
}

interface Where {
  /** The channel in which it is done; the first one where absent. */
  channelId?: string;
  /** How long to wait for the bot, in milliseconds; `WAIT_MS` where absent. */
  timeoutMs?: number;
}

type Values = Record<string, string | number | boolean>;

const EPHEMERAL = 64;

/** How long is waited for what should come, in milliseconds: it ends a wait for nothing, and is no measure of the bot. */
export const WAIT_MS = 100_000;

/**
 * A member of the guild, for tests: does what a person does in a Discord client and waits for what the bot makes
 * of it. Every promise rejects with a sentence where Discord would refuse, the bot doesn't answer in time, or the
 * wait is over.
 */
export class SimulatedMember {
  readonly #core: Core;
  readonly #memberId: string;

  constructor(core: Core, memberId: string) {
    this.#core = core;
    this.#memberId = memberId;
  }

  /** Uses a command; `line` is its name with sub-commands, such as `subscribe alerts`, `options` its options by name. */
  command(line: string, options: Values = {}, where: Where = {}): Promise<Answer> {
    const { channelId, timeoutMs } = this.#place(where);
    return this.#ask(`/${line}`, timeoutMs, answerOf, (ask) => {
      const { command, path } = this.#command(line);
      const given = optionsOf(command, path, options, null);
      const request = { memberId: this.#memberId, channelId, commandId: command.id, options: given };
      askCommand(this.#core, ask, { ...request, requestId: ask.requestId, autocomplete: false });
    });
  }

  /** Asks for the choices of the option `focused` (the last one given, where absent). */
  autocomplete(
    line: string,
    options: Values,
    where: Where & { focused?: string } = {},
  ): Promise<APIApplicationCommandOptionChoice[]> {
    const { channelId, timeoutMs } = this.#place(where);
    const focused = where.focused ?? Object.keys(options).at(-1) ?? null;
    return this.#ask(`/${line}'s choices`, timeoutMs, choicesOf, (ask) => {
      const { command, path } = this.#command(line);
      const given = optionsOf(command, path, options, focused);
      const request = { memberId: this.#memberId, channelId, commandId: command.id, options: given };
      askCommand(this.#core, ask, { ...request, requestId: ask.requestId, autocomplete: true });
    });
  }

  /** Uses a command of a message's menu. */
  messageCommand(name: string, message: APIMessage, where: Where = {}): Promise<Answer> {
    const { timeoutMs } = this.#place(where);
    return this.#ask(name, timeoutMs, answerOf, (ask) => {
      const { command } = this.#command(name, ApplicationCommandType.Message);
      const place = { memberId: this.#memberId, channelId: message.channel_id, messageId: message.id };
      askMessageCommand(this.#core, ask, { ...place, requestId: ask.requestId, commandId: command.id });
    });
  }

  /** From now on the member's client is in this language, as Discord names it. */
  speak(locale: string): void {
    const member = memberOf(this.#core.world, this.#memberId);
    if (member) member.locale = locale;
  }

  /** Presses a button of a message. */
  press(message: APIMessage, customId: string, where: Where = {}): Promise<Answer> {
    return this.select(message, customId, [], where);
  }

  /** Chooses values in a select menu of a message. */
  select(
    message: APIMessage,
    customId: string,
    values: readonly string[],
    where: Where = {},
  ): Promise<Answer> {
    const { timeoutMs } = this.#place(where);
    return this.#ask(customId, timeoutMs, answerOf, (ask) => {
      const place = { memberId: this.#memberId, channelId: message.channel_id, messageId: message.id };
      askComponent(this.#core, ask, { ...place, requestId: ask.requestId, customId, values });
    });
  }

  /** Fills in the form that the bot opened and sends it; `values` by custom id. */
  submit(
    modal: APIModalInteractionResponseCallbackData,
    values: Record<string, string>,
    where: Where = {},
  ): Promise<Answer> {
    const { channelId, timeoutMs } = this.#place(where);
    return this.#ask(`the form ${modal.custom_id}`, timeoutMs, answerOf, (ask) => {
      const fields = Object.entries(values).map(([customId, value]) => ({ customId, value }));
      const request = { memberId: this.#memberId, channelId, customId: modal.custom_id, fields };
      askModal(this.#core, ask, { ...request, requestId: ask.requestId });
    });
  }

  /** What this member sees in a channel, its ephemeral messages too; oldest first. */
  messages(channelId: string): APIMessage[] {
    const { messages } = this.#core;
    const all = [...messages.in(channelId), ...messages.ephemeralIn(channelId, this.#memberId)];
    return all.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  #place(where: Where): { channelId: string; timeoutMs: number } {
    const channelId = where.channelId ?? this.#core.world.channels[0]!.id;
    return { channelId, timeoutMs: where.timeoutMs ?? WAIT_MS };
  }

  #command(line: string, type = ApplicationCommandType.ChatInput) {
    // Names of commands in a message's menu may have spaces; those after a slash are parted by them.
    const [name, ...path] = type === ApplicationCommandType.ChatInput ? line.split(' ') : [line];
    const command = this.#core.commands.usable().find((one) => one.name === name && one.type === type);
    if (!command) throw new OptionError(`There is no command /${name}; has the bot registered it?`);
    return { command, path };
  }

  #ask<T>(
    what: string,
    timeoutMs: number,
    read: (news: ToPage, deferred: boolean) => T | undefined,
    send: (asker: { requestId: string; hear(news: ToPage): void }) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let deferred = false;
      const give = (reason: string) => reject(new Error(`${what}: ${reason}`));
      const timeout = setTimeout(() => {
        const state = deferred ? 'asked for time and then said nothing' : 'did not answer';
        give(`The bot ${state} for ${timeoutMs} ms.`);
      }, timeoutMs);
      const hear = (news: ToPage) => {
        if (news.type === 'thinking' || news.type === 'acknowledged') deferred = true;
        const result = read(news, deferred);
        if (news.type !== 'failed' && result === undefined) return;
        clearTimeout(timeout);
        if (news.type === 'failed') give(news.reason);
        else resolve(result!);
      };
      try {
        send({ requestId: this.#core.snowflake(), hear });
      } catch (error) {
        clearTimeout(timeout);
        if (error instanceof OptionError) give(error.message);
        else reject(error);
      }
    });
  }
}

function answerOf(news: ToPage, deferred: boolean): Answer | undefined {
  if (news.type === 'message') {
    const ephemeral = ((news.message.flags ?? 0) & EPHEMERAL) !== 0;
    return { message: news.message, ephemeral, deferred, modal: null };
  }
  if (news.type !== 'modal') return undefined;
  return {
    get message(): APIMessage {
      throw new Error(
        `The bot opened the form ${news.modal.custom_id}; read \`modal\` instead of \`message\`.`,
      );
    },
    ephemeral: true,
    deferred,
    modal: news.modal,
  };
}

function choicesOf(news: ToPage): APIApplicationCommandOptionChoice[] | undefined {
  return news.type === 'choices' ? news.choices : undefined;
}
