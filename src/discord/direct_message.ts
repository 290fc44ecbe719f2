import { type Client, DiscordAPIError } from 'discord.js';

/**
 * Opens the channel of direct messages with a user, which is there already after the first time
 * (https://discord.com/developers/docs/resources/user#create-dm).
 * @returns the channel's id; null where Discord refuses
 */
export async function openDirectMessage(client: Client<true>, userId: string): Promise<string | null> {
  try {
    return (await client.users.createDM(userId)).id;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status >= 400 && error.status < 500) return null;
    throw error;
  }
}
