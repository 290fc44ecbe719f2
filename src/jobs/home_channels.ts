import type { Logger } from 'pino';
import type { HomeChannel } from '../alerts/home_channel.ts';
import type { Gateway } from '../discord/gateway.ts';
import { setHomeChannels } from '../store/home_channels.ts';
import type { Db } from '../store/open.ts';

/**
 * Takes the host's home channels into use. One in which nothing can be published is left out, with the reason in the log:
 * what follows it is posted to directly until it is mended.
 */
export async function openHomeChannels(parts: {
  db: Db;
  homes: readonly HomeChannel[];
  look: Gateway['lookAtHome'];
  /** Unix milliseconds. */
  now: number;
  logger: Pick<Logger, 'error'>;
}): Promise<void> {
  const { db, homes, look, now, logger } = parts;
  const usable = [];
  try {
    for (const home of homes) {
      const seen = await look(home.channelId);
      if ('guildId' in seen) usable.push({ ...home, guildId: seen.guildId });
      else logger.error(`HOME_CHANNELS: ${home.channelId} ${seen.fault}`);
    }
  } catch (error) {
    logger.error({ err: error }, 'the home channels could not be looked at; they stay as they were');
    return;
  }
  await setHomeChannels(db, usable, now);
}
