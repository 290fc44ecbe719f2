import { readOwnConfig } from '../config.ts';
import { lastBeat } from '../store/heartbeat.ts';
import { openStore } from '../store/open.ts';
import type { CommandIo, ExitCode } from './command.ts';

/** Two beats may be missed before the bot counts as ill. */
const LONGEST_SILENCE = 150_000;

/** Whether the bot of this store is alive, by its newest beat; 1 where it isn't. */
export async function health({ write }: CommandIo): Promise<ExitCode> {
  const store = await openStore(readOwnConfig().databaseUrl);
  try {
    const beat = await lastBeat(store.db);
    const healthy = beat !== null && Date.now() - beat < LONGEST_SILENCE;
    await write({ healthy, lastBeat: beat === null ? null : new Date(beat).toISOString() });
    return healthy ? 0 : 1;
  } finally {
    await store.close();
  }
}
