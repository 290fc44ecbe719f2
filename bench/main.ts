import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { benchStories } from './stories.ts';

type Bench = (args: string[]) => Promise<boolean | null>;

/** True where its bounds hold, null where what it measures with isn't there. */
const BENCHES: Record<string, Bench> = {
  stories: () => benchStories(DATA),
  read: async () => (await import('./read.ts')).benchRead(DATA),
  deliver: async ([seconds]) => (await import('./deliver.ts')).benchDeliver(seconds ? Number(seconds) : null),
  scale: async (args) => (await import('./scale.ts')).benchScale(args),
  latency: async () => (await import('./deliver_latency.ts')).benchDeliveryLatency(),
  memory: async () => (await import('./start.ts')).benchMemory(),
  start: async () => (await import('./start.ts')).benchStart(),
  digest: async () => (await import('./digest.ts')).benchDigest(),
  torture: async () => (await import('./torture.ts')).benchTorture(),
  poll: async (args) => (await import('./poll.ts')).benchPoll(args),
  twin: async () => (await import('./twin.ts')).benchTwin(),
  store: async (args) => (await import('./store.ts')).benchStore(args),
  'fan-out': async (args) => (await import('./fan_out.ts')).benchFanOut(args),
  prune: async (args) => (await import('./prune.ts')).benchPrune(args),
  interactions: async (args) => (await import('./interactions.ts')).benchInteractions(args),
};
const DATA = '../shared/data';

// Memory is only comparable after a collection.
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc') as NodeJS.GCFunction;

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`There is no bench called "${name}"; there are ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
} else {
  const kept = await bench(args);
  if (kept === null)
    console.log(`${name}: nothing to measure with${existsSync(DATA) ? '' : ` (no folder ${DATA})`}.`);
  if (kept === false) process.exitCode = 1;
}
