import { Routes } from 'discord.js';
import type { MessageBody } from '../messages/message.ts';
import { shownTexts } from './texts.ts';

/** A post of which nobody knows whether it arrived. */
export interface Sought {
  channelId: string;
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

interface Seen {
  id: string;
  nonce?: unknown;
  author?: { bot?: boolean };
  interaction_metadata?: unknown;
  components?: unknown;
}

/**
 * The messages of bots in a channel that carry the nonce, or say exactly what the post says; newest first.
 * Discord need not give a nonce back when it lists messages, so the text counts too; answers to commands don't.
 * Without permission to read the history the list is empty.
 * @throws whatever `get` throws
 */
export async function findOwn(
  sought: Sought,
  get: (path: `/${string}`, query: URLSearchParams) => Promise<unknown>,
): Promise<string[]> {
  const oldest = BigInt(Math.max(0, sought.since - MARGIN_MS - DISCORD_EPOCH)) << 22n;
  const wanted = shownTexts(sought.body.components).join('\n');
  const found: string[] = [];
  let before: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const query = new URLSearchParams({ limit: '100', ...(before === null ? {} : { before }) });
    const messages = (await get(Routes.channelMessages(sought.channelId), query)) as Seen[];
    for (const message of messages) {
      if (BigInt(message.id) < oldest) return found;
      if (message.author?.bot !== true || message.interaction_metadata) continue;
      const same = message.nonce === sought.nonce || shownTexts(message.components).join('\n') === wanted;
      if (same) found.push(message.id);
    }
    const last = messages.at(-1);
    if (!last || messages.length < 100) return found;
    before = last.id;
  }
  return found;
}
