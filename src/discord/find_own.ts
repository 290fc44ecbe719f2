import { Routes } from 'discord.js';
import type { MessageBody } from '../messages/message.ts';
import { threadName } from './forum_post.ts';
import { shownTexts } from './texts.ts';

/** A message of which nobody knows whether it arrived. */
export interface Sought {
  channelId: string;
  kind: 'post' | 'reply' | 'thread';
  /** The message whose reply it is, or in whose thread it belongs; null on a post. */
  messageId: string | null;
  body: MessageBody;
  nonce: string;
  /** Unix milliseconds: it can't have arrived before. */
  since: number;
}

/** The newest messages are looked through, so many pages of a hundred of them. */
const PAGES = 5;
/** This machine's clock and Discord's need not agree, nor with what it was at the first attempt. */
const MARGIN_MS = 24 * 3_600_000;
const DISCORD_EPOCH = 1_420_070_400_000;

type Get = (path: `/${string}`, query: URLSearchParams) => Promise<unknown>;

interface Seen {
  id: string;
  nonce?: unknown;
  author?: { bot?: boolean };
  interaction_metadata?: unknown;
  components?: unknown;
  embeds?: readonly { description?: string }[];
}

/**
 * The messages of bots in a channel that carry the nonce, or say exactly what the post says; newest first.
 * Discord need not give a nonce back when it lists messages, so the text counts too; answers to commands don't.
 * Without permission to read the history the list is empty.
 * @throws whatever `get` throws
 */
export async function findOwn(
  sought: Pick<Sought, 'channelId' | 'nonce' | 'since'> & { body: Pick<Seen, 'components' | 'embeds'> },
  get: Get,
): Promise<string[]> {
  const oldest = oldestId(sought.since);
  const wanted = textOf(sought.body);
  const found: string[] = [];
  let before: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const query = new URLSearchParams({ limit: '100', ...(before === null ? {} : { before }) });
    const messages = (await get(Routes.channelMessages(sought.channelId), query)) as Seen[];
    for (const message of messages) {
      if (BigInt(message.id) < oldest) return found;
      if (message.author?.bot !== true || message.interaction_metadata) continue;
      const same = message.nonce === sought.nonce || textOf(message) === wanted;
      if (same) found.push(message.id);
    }
    const last = messages.at(-1);
    if (!last || messages.length < 100) return found;
    before = last.id;
  }
  return found;
}

/**
 * The open posts of a forum that have the name which the sought one was to get, newest first. Posts have no nonce.
 * @throws whatever `get` throws
 */
export async function findPosts(
  { channelId, body, since }: Pick<Sought, 'channelId' | 'body' | 'since'>,
  guildId: string,
  get: Get,
): Promise<string[]> {
  const { threads } = (await get(Routes.guildActiveThreads(guildId), new URLSearchParams())) as {
    threads: { id: string; parent_id?: string; name?: string }[];
  };
  const name = threadName(body);
  return threads
    .filter((thread) => thread.parent_id === channelId && thread.name === name)
    .map(({ id }) => id)
    .filter((id) => BigInt(id) >= oldestId(since))
    .sort((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1));
}

function textOf({ components, embeds = [] }: Pick<Seen, 'components' | 'embeds'>): string {
  return [...shownTexts(components), ...embeds.map(({ description = '' }) => description.trim())].join('\n');
}

function oldestId(since: number): bigint {
  return BigInt(Math.max(0, since - MARGIN_MS - DISCORD_EPOCH)) << 22n;
}
