import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import { startSimulator } from '../simulator/simulator.ts';
import { watchRoom } from '../simulator/world.ts';
import { createSender } from '../src/discord/sender.ts';
import { createDeliverer } from '../src/jobs/deliver.ts';
import { notice } from '../src/messages/notice.ts';
import { deliveryCounts, enqueuePost } from '../src/store/deliveries.ts';
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
  const world = watchRoom();
  const channels = Array.from({ length: CHANNELS }, (_, n) =>
    (1_200_000_000_000_000_000n + BigInt(n)).toString(),
  );
  for (const id of channels) {
    world.channels.push({ id, name: `c${id}`, type: ChannelType.GuildText, topic: null, overwrites: [] });
  }
  const simulator = await startSimulator({ world, latencyMs: LATENCY_MS });
  const store = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
  const sender = createSender({ token: simulator.token, apiUrl: simulator.apiUrl });
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
    const limited = simulator.record.filter(({ status }) => status === 429).length;
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
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}
