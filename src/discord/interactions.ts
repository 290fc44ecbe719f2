import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type Interaction,
  type InteractionReplyOptions,
} from 'discord.js';
import { MessageFlags } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { complete, requireCommand } from '../commands/all.ts';
import type { CommandContext, TextFile } from '../commands/command.ts';
import { buttonAction, pressButton } from '../commands/components.ts';
import { errorNotice, UserError } from '../commands/user_error.ts';
import type { MessageBody } from '../messages/message.ts';
import { ephemeral } from '../messages/notice.ts';
import type { DrawnFile } from '../pictures/draw.ts';
import { withFiles } from './files.ts';
import { autocompleteRequest, buttonRequest, commandRequest } from './requests.ts';

/** Discord waits 3 s for the first answer; after this the bot asks for more time, with room for the way there. */
const DEFER_AFTER_MS = 1_500;

type Answerable = ChatInputCommandInteraction | ButtonInteraction;

/** Where an answer goes: decided before the work begins, because a request for time has to say it. */
type Place = 'public' | 'ephemeral' | 'update';

interface Answer {
  body: MessageBody;
  followUps: MessageBody[];
  files?: (TextFile | DrawnFile)[];
  /** An error goes to its reader alone, whatever place the answer would have had. */
  isError: boolean;
}

/**
 * What answers interactions: exactly one acknowledgement each, in time. It never throws and never rejects.
 * @param deferAfterMs how long a command may take before the bot asks Discord for time
 */
export function interactionListener(
  context: CommandContext,
  logger: Logger,
  deferAfterMs: number = DEFER_AFTER_MS,
): (interaction: Interaction) => Promise<void> {
  return async (interaction) => {
    const log = logger.child({ interaction: interaction.id });
    try {
      if (interaction.isAutocomplete()) await suggest(interaction, context, log);
      else if (interaction.isChatInputCommand()) await runCommand(interaction, context, log, deferAfterMs);
      else if (interaction.isButton()) await press(interaction, context, log, deferAfterMs);
    } catch (error) {
      logUndelivered(error, log);
    }
  };
}

async function runCommand(
  interaction: ChatInputCommandInteraction,
  context: CommandContext,
  log: Logger,
  deferAfterMs: number,
): Promise<void> {
  const request = commandRequest(interaction);
  const place = isEphemeral(request.command) ? 'ephemeral' : 'public';
  const work = async (): Promise<Answer> => {
    const reply = await requireCommand(request.command).run(request, context);
    const { body, files } = await withFiles(reply.body, context.draw, log);
    return {
      body,
      followUps: reply.followUps ?? [],
      files: [...(reply.files ?? []), ...files],
      isError: false,
    };
  };
  await answer(interaction, place, answerOf(work, interaction, log), deferAfterMs);
}

function isEphemeral(command: string): boolean {
  try {
    return requireCommand(command).ephemeral;
  } catch {
    return true;
  }
}

async function press(
  interaction: ButtonInteraction,
  context: CommandContext,
  log: Logger,
  deferAfterMs: number,
): Promise<void> {
  const request = buttonRequest(interaction);
  const place = buttonAction(request) === 'update' ? 'update' : 'ephemeral';
  const work = async (): Promise<Answer> => {
    const reply = await pressButton(request, context);
    const { body, files } = await withFiles(reply.body, context.draw, log);
    return { body, followUps: [], files, isError: false };
  };
  await answer(interaction, place, answerOf(work, interaction, log), deferAfterMs);
}

/** Suggestions are a courtesy: where they fail or come too late there are none. */
async function suggest(
  interaction: AutocompleteInteraction,
  context: CommandContext,
  log: Logger,
): Promise<void> {
  const choices = await complete(autocompleteRequest(interaction), context).catch((error: unknown) => {
    if (!(error instanceof UserError)) log.error({ err: error }, 'autocomplete failed');
    return [];
  });
  await interaction.respond(choices.slice(0, 25));
}

/** Work's answer, or the sentence for what went wrong in it; never rejects. */
async function answerOf(work: () => Promise<Answer>, interaction: Answerable, log: Logger): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) {
      return { body: errorNotice(error.code, error.message), followUps: [], isError: true };
    }
    log.error({ err: error }, 'command failed');
    const message = `Something broke on my side. It is in my log as \`${interaction.id}\`; try again, and tell whoever hosts me if it stays.`;
    return { body: errorNotice('fault', message), followUps: [], isError: true };
  }
}

async function answer(
  interaction: Answerable,
  place: Place,
  work: Promise<Answer>,
  deferAfterMs: number,
): Promise<void> {
  const impatience = new AbortController();
  const late = sleep(deferAfterMs, null, { signal: impatience.signal }).catch(() => null);
  const prompt = await Promise.race([work, late]);
  impatience.abort();
  if (prompt) {
    await answerAtOnce(interaction, place, prompt);
    return;
  }
  await askForTime(interaction, place);
  await answerLate(interaction, place, await work);
}

async function answerAtOnce(
  interaction: Answerable,
  place: Place,
  { body, followUps, files, isError }: Answer,
): Promise<void> {
  if (place === 'update' && !isError && interaction.isButton())
    await interaction.update(payload(body, files));
  else await interaction.reply(payload(place === 'public' && !isError ? body : ephemeral(body), files));
  await follow(interaction, place, followUps);
}

async function askForTime(interaction: Answerable, place: Place): Promise<void> {
  if (place === 'update' && interaction.isButton()) await interaction.deferUpdate();
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
