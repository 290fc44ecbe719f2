/**
 * The Discord that `bench/scale.ts` sends to, in a process of its own: so many channels, which follow #announcements where
 * that is asked. Tells its parent where it is, and at any word what it has seen.
 */
import { setPriority } from 'node:os';
import { ChannelType, MessageFlags } from 'discord-api-types/v10';
import { startSimulator } from '../simulator/simulator.ts';
import { watchRoom } from '../simulator/world.ts';

// Discord has machines of its own: whatever else this one does holds only the bot up, where that may be said.
try {
  setPriority(-15);
} catch {
  // As any other process, then.
}

const [channels = '1', follows = ''] = process.argv.slice(2);
const world = watchRoom();
const ids = Array.from({ length: Number(channels) }, (_, n) =>
  (1_200_000_000_000_000_000n + BigInt(n)).toString(),
);
for (const id of ids) {
  world.channels.push({ id, name: `c${id}`, type: ChannelType.GuildText, topic: null, overwrites: [] });
}
const simulator = await startSimulator({ world, latencyMs: 100 });
const home = simulator.channelId('announcements');
if (follows) for (const id of ids) simulator.follow(home, id);

/** What has been seen; `word` has to stand in every copy that is counted. */
function seen(word: string) {
  const copies = ids.filter((id) =>
    simulator
      .messages(id)
      .some(
        ({ flags = 0, embeds }) => flags & MessageFlags.IsCrosspost && JSON.stringify(embeds).includes(word),
      ),
  );
  return {
    copies: copies.length,
    twice: ids.filter((id) => simulator.messages(id).filter(({ type }) => type === 0).length > 1).length,
    requests: simulator.record.length,
    limited: simulator.limited(),
  };
}

process.send?.({ token: simulator.token, apiUrl: simulator.apiUrl, home, channels: ids });
process.on('message', (word: string) => process.send?.(seen(word)));
process.on('disconnect', () => process.exit());
