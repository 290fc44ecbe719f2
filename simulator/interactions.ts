import type {
  APIMessage,
  APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord-api-types/v10';
import type { Asker } from './core.ts';

interface Question {
  type: InteractionType;
  memberId: string;
  channelId: string;
  requestId: string;
  asker: Asker;
  /** The command's full name, for what members see while the bot thinks. */
  commandName: string | null;
  /** The option type that is being completed, for autocomplete. */
  focusedType: number | null;
  /** The message that holds the component, also for a modal that one opened. */
  source: APIMessage | null;
  /** For a modal: the interaction that opened it. */
  opener: Interaction | null;
}

/** One use of a command, component, modal or autocompletion, as long as the bot may answer it. */
export interface Interaction extends Question {
  readonly id: string;
  readonly token: string;
  readonly createdAt: number;
  /** The type of the bot's callback, null until it answers. */
  callback: number | null;
  /** The message that `@original` stands for. */
  originalId: string | null;
  /** The message that a deferred answer left to be filled; null once it is, or where nothing was deferred. */
  placeholder: APIMessage | null;
}

interface InteractionsSetting {
  now: () => number;
  snowflake: () => string;
  /** How long the bot has for its first answer. */
  answerWithinMs: number;
  /** Whether a missed deadline is noticed by wall clock; else only when the bot comes too late by `now`. */
  timers: boolean;
}

/** How long an answered interaction's token can be used for edits and follow-ups. */
const TOKEN_LIFE_MS = 15 * 60_000;

/** All interactions of the simulator, by id and by token, with the deadlines that Discord sets. */
export class Interactions {
  readonly #setting: InteractionsSetting;
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();
  readonly #deadlines = new Map<string, NodeJS.Timeout>();
  readonly #modals = new Map<
    string,
    { modal: APIModalInteractionResponseCallbackData; opener: Interaction }
  >();

  constructor(setting: InteractionsSetting) {
    this.#setting = setting;
  }

  /** Opens an interaction; the bot's time runs from here. */
  open(question: Question): Interaction {
    const { now, snowflake, answerWithinMs, timers } = this.#setting;
    this.#forgetOld();
    const id = snowflake();
    const token = Buffer.from(`interaction:${id}:${question.memberId}`).toString('base64url');
    const interaction: Interaction = {
      ...question,
      id,
      token,
      createdAt: now(),
      callback: null,
      originalId: null,
      placeholder: null,
    };
    this.#byId.set(id, interaction);
    this.#byToken.set(token, interaction);
    if (timers) {
      const deadline = setTimeout(() => this.fail(interaction, this.#tooLate()), answerWithinMs);
      deadline.unref();
      this.#deadlines.set(id, deadline);
    }
    return interaction;
  }

  /** The interaction of this id and token for a callback that came `at`; undefined where the bot is too late. */
  get(id: string, token: string, at: number): Interaction | undefined {
    const interaction = this.#byId.get(id);
    if (interaction?.token !== token) return undefined;
    const late = at - interaction.createdAt > this.#setting.answerWithinMs;
    if (interaction.callback !== null || !late) return interaction;
    this.fail(interaction, this.#tooLate());
    return undefined;
  }

  /** The answered interaction of a token: `expired` after 15 minutes, undefined where there is none. */
  answered(token: string): Interaction | 'expired' | undefined {
    const interaction = this.#byToken.get(token);
    if (!interaction || interaction.callback === null) return undefined;
    return this.#setting.now() - interaction.createdAt > TOKEN_LIFE_MS ? 'expired' : interaction;
  }

  /** Marks an interaction as answered. */
  answer(interaction: Interaction, callback: number): void {
    interaction.callback = callback;
    clearTimeout(this.#deadlines.get(interaction.id));
    this.#deadlines.delete(interaction.id);
  }

  /** Ends an interaction that was not answered; whoever asked is told why. */
  fail(interaction: Interaction, reason: string): void {
    if (!this.#byId.delete(interaction.id)) return;
    this.#byToken.delete(interaction.token);
    clearTimeout(this.#deadlines.get(interaction.id));
    this.#deadlines.delete(interaction.id);
    interaction.asker.hear({ type: 'failed', requestId: interaction.requestId, reason });
  }

  /** Shows a modal to the member that asked. */
  openModal(opener: Interaction, modal: APIModalInteractionResponseCallbackData): void {
    this.#modals.set(`${opener.memberId} ${modal.custom_id}`, { modal, opener });
  }

  /** The modal that this member has open, or undefined. */
  modal(memberId: string, customId: string) {
    return this.#modals.get(`${memberId} ${customId}`);
  }

  /** Closes a modal that was submitted. */
  closeModal(memberId: string, customId: string): void {
    this.#modals.delete(`${memberId} ${customId}`);
  }

  close(): void {
    for (const deadline of this.#deadlines.values()) clearTimeout(deadline);
  }

  #tooLate(): string {
    return `The application did not respond within ${this.#setting.answerWithinMs / 1000} seconds.`;
  }

  #forgetOld(): void {
    for (const interaction of this.#byId.values()) {
      // Kept a while beyond its life, so that a late bot is told what is wrong.
      if (this.#setting.now() - interaction.createdAt < TOKEN_LIFE_MS * 2) return;
      this.#byId.delete(interaction.id);
      this.#byToken.delete(interaction.token);
    }
  }
}
