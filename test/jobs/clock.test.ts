import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchClock } from '../../src/jobs/clock.ts';
import { nextDeliveryAt } from '../../src/store/deliveries.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { beat } from '../../src/store/heartbeat.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { aPost, MINUTE, T0 } from '../store/samples.ts';

const HOUR = 60 * MINUTE;
let store: Store;
let jumps: number[];
let wall: number;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  store = await openStore('sqlite::memory:');
  jumps = [];
  wall = T0;
  await enqueuePost(store.db, aPost({ now: T0 + MINUTE }));
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

const watch = () =>
  watchClock({
    db: store.db,
    now: () => wall,
    monotonic: () => 0,
    logger: { warn: () => undefined, error: () => undefined },
    onJump: (ms) => jumps.push(ms),
  });

it.each([HOUR, -HOUR])('what waits moves with a clock that is set by %i ms', async (ms) => {
  const clock = watch();
  clock.start();
  wall += ms;
  vi.advanceTimersByTime(3_000);
  await expect.poll(() => jumps).toEqual([ms]);
  expect(await nextDeliveryAt(store.db)).toBe(T0 + MINUTE + ms);
  clock.stop();
});

it('a clock that is kept right moves nothing', async () => {
  const clock = watch();
  clock.start();
  wall += 900;
  vi.advanceTimersByTime(3_000);
  clock.stop();
  expect(jumps).toEqual([]);
});

it('a start before the end of the last run moves what waits back', async () => {
  await beat(store.db, T0);
  wall = T0 - HOUR;
  await watch().compareWithLastRun();
  expect(jumps).toEqual([-HOUR]);
  expect(await nextDeliveryAt(store.db)).toBe(T0 + MINUTE - HOUR);
  await watch().compareWithLastRun();
  expect(jumps).toEqual([-HOUR]);
});
