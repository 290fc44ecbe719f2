import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import { inTransaction, openStore } from '../src/store/open.ts';
import { addSubscription } from '../src/store/subscriptions.ts';
import { fillStore } from './full_store.ts';

/**
 * A store of so many articles, a copy of one that is made once and kept beside the system's temporary files.
 * @param into where the copy goes
 */
export async function copyFullStore(articles: number, into: string): Promise<void> {
  const kept = join(tmpdir(), `sitrep-bench-${articles}.db`);
  if (!existsSync(kept)) {
    process.stdout.write(`interactions: making a store of ${articles} articles, once: ${kept}\n`);
    const begun = `${kept}.begun`;
    for (const rest of ['', '-wal', '-shm']) await rm(begun + rest, { force: true });
    const store = await openStore(`sqlite:${begun}`);
    await fillStore(store.db, articles, Date.now());
    await store.close();
    await rename(begun, kept);
  }
  await copyFile(kept, into);
}

/** Subscribes each of these channels to everything. */
export async function subscribeAll(
  file: string,
  guildId: string,
  channels: readonly string[],
): Promise<void> {
  const store = await openStore(`sqlite:${file}`);
  await inTransaction(store.db, async (db) => {
    for (const channelId of channels) {
      await addSubscription(db, {
        ...{ kind: 'alerts', guildId, channelId, roleId: null, topics: [], regions: [], minGravity: 0 },
        ...USUAL_OPTIONS,
        ...{ digestTime: null, timeZone: null, createdBy: '1', createdAt: Date.now() },
      });
    }
  });
  await store.close();
}
