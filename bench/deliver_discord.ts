/**
 * The Discord that `bench/deliver.ts` sends to, in a process of its own, so that neither holds the other up. Tells its
 * parent where it is, and at any word how many requests it has refused for their number.
 */
import { setPriority } from 'node:os';
import { ChannelType } from 'discord-api-types/v10';
import { startSimulator } from '../simulator/simulator.ts';
import { watchRoom } from '../simulator/world.ts';

// Discord has machines of its own: whatever else this one does holds only the bot up, where that may be said.
try {
  setPriority(-15);
} catch {
  // As any other process, then.
}

const [channels = '1', latencyMs = '0'] = process.argv.slice(2);
const world = watchRoom();
const ids = Array.from({ length: Number(channels) }, (_, n) =>
  (1_200_000_000_000_000_000n + BigInt(n)).toString(),
);
for (const id of ids) {
  world.channels.push({ id, name: `c${id}`, type: ChannelType.GuildText, topic: null, overwrites: [] });
}
const { token, apiUrl, limited } = await startSimulator({ world, latencyMs: Number(latencyMs) });
process.send?.({ token, apiUrl, channels: ids });
process.on('message', () => process.send?.(limited()));
process.on('disconnect', () => process.exit());
