import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSender } from '../src/discord/sender.ts';
import { createDeliverer } from '../src/jobs/deliver.ts';
import { notice } from '../src/messages/notice.ts';
import { deliveryCounts } from '../src/store/deliveries.ts';
import { enqueuePost } from '../src/store/enqueue.ts';
import { inTransaction, openStore } from '../src/store/open.ts';

const CHANNELS = 10_000;
const LATENCY_MS = 100;
const DISCORD_PER_SECOND = 50;

/**
 * One alert to 10,000 channels, against the simulator at Discord's documented limits with 100 ms on the way.
 * @param seconds how long to measure; null until all have arrived (about three and a half minutes)
 */
export async function benchDeliver(seconds: number | null): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const discord = fork(new URL('deliver_discord.ts', import.meta.url), [
    String(CHANNELS),
    String(LATENCY_MS),
  ]);
  const [{ token, apiUrl, channels }] = (await once(discord, 'message')) as [
    { token: string; apiUrl: string; channels: string[] },
  ];
  const store = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
  const sender = createSender({ token, apiUrl });
  const deliverer = createDeliverer({
    db: store.db,
    sender,
    now: Date.now,
    random: Math.random,
    logger: { debug: () => undefined, warn: console.warn, error: console.error },
  });
  try {
    const body = notice('An alert', ['To everyone at once.'], 'warning');
    await inTransaction(store.db, async (db) => {
      for (const channelId of channels) {
        const rest = { subscriptionId: null, storyId: null, urgency: 80, now: Date.now() };
        await enqueuePost(db, { channelId, body, ...rest });
      }
    });
    const from = performance.now();
    deliverer.start();
    const until = seconds === null ? Number.POSITIVE_INFINITY : from + seconds * 1_000;
    while (performance.now() < until && (await deliveryCounts(store.db)).sent < CHANNELS) await sleep(100);
    const took = (performance.now() - from) / 1_000;
    const { sent } = await deliveryCounts(store.db);
    discord.send('how many?');
    const [limited] = (await once(discord, 'message')) as [number];
    const perSecond = sent / took;
    const share = perSecond / DISCORD_PER_SECOND;
    const ok = share >= 0.9 && limited === 0;
    process.stdout.write(
      `deliver: ${sent} of ${CHANNELS} messages in ${took.toFixed(1)} s = ${perSecond.toFixed(1)}/s, ` +
        `${(share * 100).toFixed(1)}% of ${DISCORD_PER_SECOND}/s (must: 90%), ${limited} answers of 429 (must: 0)  ${ok ? 'ok' : 'FAILS'}\n`,
    );
    return ok;
  } finally {
    await deliverer.stop();
    sender.close();
    await store.close();
    discord.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}
