import { setImmediate as otherWork } from 'node:timers/promises';
import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Interaction,
  type InteractionReplyOptions,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { MessageFlags } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { complete, messageCommands, requireCommand } from '../commands/all.ts';
import type { Asking, CommandContext, CommandReply, TextFile } from '../commands/command.ts';
import { buttonAction, formOf, opensForm, pressButton } from '../commands/components.ts';
import { type CommandLimits, createRateLimiter, type RateLimiter } from '../commands/rate_limit.ts';
import { errorNotice, UserError } from '../commands/user_error.ts';
import type { MessageBody } from '../messages/message.ts';
import { ephemeral } from '../messages/notice.ts';
import type { DrawnFile } from '../pictures/draw.ts';
import { withFiles } from './files.ts';
import {
  autocompleteRequest,
  buttonRequest,
  type ComponentInteraction,
  commandRequest,
  messageRequest,
} from './requests.ts';

/** Longer than Discord waits for a first answer. */
const NO_DEFER_MS = 3_000;

/** Discord waits 3 s for the first answer; after this the bot asks for more time, with room for the way there. */
const DEFER_AFTER_MS = 1_500;

type Answerable = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | ComponentInteraction;

/** Where an answer goes: decided before the work begins, because a request for time has to say it. */
type Place = 'public' | 'ephemeral' | 'update';

interface Answer {
  body: MessageBody;
  followUps: MessageBody[];
  files?: (TextFile | DrawnFile)[];
  /** An error goes to its reader alone, whatever place the answer would have had. */
  isError: boolean;
}

/** What every answer is made with. */
interface Desk {
  context: CommandContext;
  limiter: RateLimiter;
  /** The newest thing that each member typed and that isn't answered yet, by interaction. */
  typed: Map<string, string>;
  deferAfterMs: number;
  log: Logger;
}

/**
 * What answers interactions: exactly one acknowledgement each, in time. It never throws and never rejects.
 * @param options.deferAfterMs how long a command may take before the bot asks Discord for time
 * @param options.commandLimits how many commands may be used; any number where absent
 */
export function interactionListener(
  context: CommandContext,
  logger: Logger,
  options: { deferAfterMs?: number; commandLimits?: CommandLimits } = {},
): (interaction: Interaction) => Promise<void> {
  const { deferAfterMs = DEFER_AFTER_MS, commandLimits = { perMember: null, perServer: null } } = options;
  const desk = { context, limiter: createRateLimiter(commandLimits), typed: new Map(), deferAfterMs };
  return async (interaction) => {
    const log = logger.child({ interaction: interaction.id });
    try {
      await answerTo(interaction, { ...desk, log });
    } catch (error) {
      logUndelivered(error, log);
    }
  };
}

async function answerTo(interaction: Interaction, desk: Desk): Promise<void> {
  if (interaction.isAutocomplete()) await suggest(interaction, desk);
  else if (interaction.isChatInputCommand()) await runCommand(interaction, desk);
  else if (interaction.isMessageContextMenuCommand()) await read(interaction, desk);
  else if (interaction.isMessageComponent() || interaction.isModalSubmit()) await press(interaction, desk);
}

async function runCommand(interaction: ChatInputCommandInteraction, desk: Desk): Promise<void> {
  const request = commandRequest(interaction);
  const place = isEphemeral(request.command) ? 'ephemeral' : 'public';
  const work = async () => {
    count(request, desk);
    return drawn(await requireCommand(request.command).run(request, desk.context), desk);
  };
  await answer(interaction, place, answerOf(work, request, interaction, desk), desk.deferAfterMs);
}

/** @throws UserError `too_fast` */
function count(request: Asking, { limiter, context }: Desk): void {
  limiter.take(request, context.now());
}

/** A command of a message's menu. */
async function read(interaction: MessageContextMenuCommandInteraction, desk: Desk): Promise<void> {
  const request = messageRequest(interaction);
  const command = messageCommands.find(({ definition }) => definition.name === interaction.commandName);
  const place = command?.ephemeral === false ? 'public' : 'ephemeral';
  const work = async () => {
    if (!command) throw new UserError('unknown_command', 'error.command_gone');
    count(request, desk);
    return drawn(await command.run(request, desk.context), desk);
  };
  await answer(interaction, place, answerOf(work, request, interaction, desk), desk.deferAfterMs);
}

async function drawn(reply: CommandReply, { context, log }: Desk): Promise<Answer> {
  const { body, files } = await withFiles(reply.body, context.draw, log);
  return {
    body,
    followUps: reply.followUps ?? [],
    files: [...(reply.files ?? []), ...files],
    isError: false,
  };
}

function isEphemeral(command: string): boolean {
  try {
    return requireCommand(command).ephemeral;
  } catch {
    return true;
  }
}

async function press(interaction: ComponentInteraction, desk: Desk): Promise<void> {
  const request = buttonRequest(interaction);
  const place = buttonAction(request) === 'update' ? 'update' : 'ephemeral';
  const work = async (): Promise<Answer | null> => {
    // A form that was filled in is never lost to the limit: what opened it was counted.
    if (!interaction.isModalSubmit()) count(request, desk);
    // A form has to be the first answer: no time can be asked for before it.
    if (interaction.isModalSubmit() || !opensForm(request))
      return drawn(await pressButton(request, desk.context), desk);
    await interaction.showModal(await formOf(request, desk.context));
    return null;
  };
  const patience = opensForm(request) ? NO_DEFER_MS : desk.deferAfterMs;
  await answer(interaction, place, answerOf(work, request, interaction, desk), patience);
}

/**
 * Suggestions are a courtesy: where they fail or come too late there are none. They aren't counted; of what a member has
 * typed meanwhile only the newest is looked up, since only that one's are shown.
 */
async function suggest(interaction: AutocompleteInteraction, desk: Desk): Promise<void> {
  const { typed, context, log } = desk;
  const member = interaction.user.id;
  typed.set(member, interaction.id);
  await otherWork();
  const isNewest = typed.get(member) === interaction.id;
  const choices = isNewest
    ? await complete(autocompleteRequest(interaction), context).catch((error: unknown) => {
        if (!(error instanceof UserError)) log.error({ err: error }, 'autocomplete failed');
        return [];
      })
    : [];
  if (typed.get(member) === interaction.id) typed.delete(member);
  await interaction.respond(choices.slice(0, 25));
}

/** Work's answer, null where it has answered by itself, or the sentence for what went wrong in it; never rejects. */
async function answerOf(
  work: () => Promise<Answer | null>,
  { say }: Asking,
  interaction: Answerable,
  { log }: Desk,
): Promise<Answer | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) {
      return { body: errorNotice(error.code, error.sentence, say), followUps: [], isError: true };
    }
    log.error({ err: error }, 'command failed');
    const sentence = { key: 'error.fault', values: { id: interaction.id } } as const;
    return { body: errorNotice('fault', sentence, say), followUps: [], isError: true };
  }
}

async function answer(
  interaction: Answerable,
  place: Place,
  work: Promise<Answer | null>,
  deferAfterMs: number,
): Promise<void> {
  const late = Promise.withResolvers<'late'>();
  const patience = setTimeout(late.resolve, deferAfterMs, 'late');
  const prompt = await Promise.race([work, late.promise]);
  clearTimeout(patience);
  if (prompt === null) return;
  if (prompt !== 'late') {
    await answerAtOnce(interaction, place, prompt);
    return;
  }
  await askForTime(interaction, place);
  const answered = await work;
  if (answered) await answerLate(interaction, place, answered);
}

async function answerAtOnce(
  interaction: Answerable,
  place: Place,
  { body, followUps, files, isError }: Answer,
): Promise<void> {
  if (place === 'update' && !isError && isOnMessage(interaction))
    await interaction.update(payload(body, files));
  else await interaction.reply(payload(place === 'public' && !isError ? body : ephemeral(body), files));
  await follow(interaction, place, followUps);
}

/** Whether there is a message to change. */
function isOnMessage(interaction: Answerable) {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

async function askForTime(interaction: Answerable, place: Place): Promise<void> {
  if (place === 'update' && isOnMessage(interaction)) await interaction.deferUpdate();
  else await interaction.deferReply(place === 'public' ? {} : { flags: MessageFlags.Ephemeral });
}

async function answerLate(
  interaction: Answerable,
  place: Place,
  { body, followUps, files, isError }: Answer,
): Promise<void> {
  if (isError && place !== 'ephemeral') {
    // What was asked time for is public: it goes, and the error comes to its reader alone.
    if (place === 'public') await interaction.deleteReply();
    await interaction.followUp(payload(ephemeral(body)));
    return;
  }
  await interaction.editReply(payload(body, files));
  await follow(interaction, place, followUps);
}

async function follow(interaction: Answerable, place: Place, bodies: readonly MessageBody[]): Promise<void> {
  for (const body of bodies) await interaction.followUp(payload(place === 'public' ? body : ephemeral(body)));
}

/** A body in discord.js' words, for any of its ways to answer. Their types each name some of the flags. */
function payload(body: MessageBody, files: readonly (TextFile | DrawnFile)[] = []) {
  return {
    flags: body.flags as MessageFlags.IsComponentsV2,
    components: body.components,
    allowedMentions: { parse: [], roles: body.allowed_mentions.roles },
    ...(files.length > 0 && {
      files: files.map((file) => ({
        name: file.name,
        attachment: 'data' in file ? file.data : Buffer.from(file.content),
      })),
    }),
  } satisfies InteractionReplyOptions;
}

/** Unknown interaction, already acknowledged, unknown webhook, invalid webhook token: too late to answer. */
const EXPIRED: readonly (string | number)[] = [10062, 40060, 10015, 50027];

function logUndelivered(error: unknown, log: Logger): void {
  if (error instanceof DiscordAPIError && EXPIRED.includes(error.code)) {
    log.warn({ code: error.code }, `the answer came too late: ${error.message}`);
  } else {
    log.error({ err: error }, 'the answer could not be delivered');
  }
}
