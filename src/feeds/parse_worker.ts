import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { Part } from './apart.ts';
import { parseFeed } from './parse.ts';
import type { WorkerAnswer, WorkerQuestion } from './parse_apart.ts';

/** So many entries at a time go back, so that taking them never holds the other side's loop. */
const BATCH = 200;

parentPort?.on('message', async ({ bytes, contentType, url }: WorkerQuestion) => {
  const answer = (part: WorkerAnswer, last: boolean) =>
    parentPort?.postMessage({ part, last } satisfies Part<WorkerAnswer>);
  const outcome = await parseFeed(bytes, contentType, url);
  if (outcome.kind === 'failed') {
    answer({ outcome }, true);
    return;
  }
  const { entries } = outcome;
  for (let at = 0; at < entries.length; at += BATCH) {
    answer({ entries: entries.slice(at, at + BATCH) }, false);
    await setImmediate();
  }
  answer({ outcome: { ...outcome, entries: [] } }, true);
});
