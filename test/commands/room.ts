import { PermissionFlagsBits } from 'discord-api-types/v10';
import { onTestFinished } from 'vitest';
import { requireCommand } from '../../src/commands/all.ts';
import type {
  ButtonRequest,
  CommandContext,
  CommandReply,
  CommandRequest,
} from '../../src/commands/command.ts';
import { UserError } from '../../src/commands/user_error.ts';
import { inEnglish } from '../../src/languages/say.ts';
import type { MessageBody } from '../../src/messages/message.ts';
import { openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import type { Story } from '../../src/stories/story.ts';
import { sampleStory } from '../messages/samples.ts';

export const guildId = '100000000000000001';
export const channelId = '200000000000000001';
export const otherChannelId = '200000000000000002';
export const dmChannelId = '200000000000000009';
export const userId = '400000000000000001';
export const roleId = '300000000000000001';

/** 6 January 2026, 12:00 UTC. */
export const now = Date.UTC(2026, 0, 6, 12);

/** A context on an empty store in memory; what it wakes is counted. */
export async function openRoom(overrides: Partial<CommandContext> = {}) {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  const room = {
    woken: 0,
    context: {
      db: store.db,
      now: () => now,
      missingPermissions: async () => [],
      threadsIn: () => 'possible',
      follow: async () => ({ kind: 'unfit' }),
      unfollow: async () => true,
      openDirectMessage: async () => dmChannelId,
      channelName: (id: string) => (id === channelId ? 'strikes' : null),
      gateway: async () => [{ id: 0, of: 1, connected: true, pingMs: 42, guilds: 3 }],
      feeds: {
        mayAdd: true,
        find: async () => ({ kind: 'failed', code: 'dns', message: 'The host name has no address.' }),
        readText: async () => null,
        readPage: async () => null,
      },
      wakeDelivery: () => {
        room.woken++;
      },
      startedAt: now - 60_000,
      version: '0.1.0',
      ...overrides,
    } satisfies CommandContext,
  };
  return room;
}

type Options = CommandRequest['options'];

/** A command as a manager runs it in #strikes: `request('subscribe alerts', { topic: 'strike' })`. */
export function request(
  command: string,
  options: Options = {},
  overrides: Partial<CommandRequest> = {},
): CommandRequest {
  const [name = '', subcommand = null] = command.split(' ');
  return { ...manager, command: name, subcommand, options, ...overrides };
}

/** A button pressed by a manager on their own reply. */
export function press(customId: string, overrides: Partial<ButtonRequest> = {}): ButtonRequest {
  return { ...manager, customId, values: [], fields: null, ownReply: true, ...overrides };
}

const manager = {
  guildId,
  channelId,
  userId,
  isInstalled: true,
  say: inEnglish,
  placeLanguage: 'en' as const,
  permissionsIn: (): bigint => PermissionFlagsBits.ManageGuild,
};

/** Runs a command as the bot does. */
export function run(context: CommandContext, asked: CommandRequest): Promise<CommandReply> {
  return requireCommand(asked.command).run(asked, context);
}

/** The code of the user error that a promise ends in, with its message. */
export async function errorOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await work.then(
    () => new Error('no error'),
    (error: unknown) => error,
  );
  if (error instanceof UserError) return { code: error.code, message: error.message };
  throw error;
}

/** Every text of a message, in order. */
export function textOf(body: MessageBody): string {
  return collect(body.components, 'content').join('\n');
}

/** Every custom id of a message, in order. */
export function customIds(body: MessageBody): string[] {
  return collect(body.components, 'custom_id');
}

function collect(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : collect(inner, key),
  );
}

/** Stores the sample story under other ids and headlines, the last one the newest. */
export async function saveStories(
  context: CommandContext,
  ...changes: readonly Partial<Story>[]
): Promise<void> {
  for (const [index, change] of changes.entries()) {
    await saveStory(context.db, {
      ...sampleStory,
      id: `SAMP1${'ABCDEFGHJKMNPQRSTVWXYZ'[index]}`,
      openedAt: now - 3_600_000 + index * 1_000,
      updatedAt: now - 3_600_000 + index * 1_000,
      ...change,
    });
  }
}
