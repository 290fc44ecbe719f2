import { Worker } from 'node:worker_threads';
import type { FeedEntry } from '../articles/article.ts';
import { failureMessage } from './failure.ts';
import { type ParseOutcome, parseFeed } from './parse.ts';

/** What the worker is asked; the bytes are its own from then on. */
export interface WorkerQuestion {
  bytes: Uint8Array;
  contentType: string | null;
  url: string | null;
}

/** What it answers: its entries in batches, then the outcome without them. */
export type WorkerAnswer = { entries: FeedEntry[] } | { outcome: ParseOutcome };

/** Smaller documents are read at once: handing them over would cost more than reading them. */
const MAX_INLINE_BYTES = 256_000;
/** A document of this size with more tags than this takes too long for the main loop. */
const MAX_INLINE_TAGS = 5_000;
/** Starting a thread costs 50 ms, keeping one 20 MB. */
const IDLE_MS = 10_000;

export interface FeedParser {
  /** As `parseFeed`; a document that costs too much time or memory fails as `too_complex`. */
  parse(bytes: Uint8Array, contentType: string | null, url: string | null): Promise<ParseOutcome>;
  /** Ends the thread; what it was reading fails as `aborted`. */
  close(): Promise<void>;
}

/**
 * Reads documents over 256 kB (or of very many tags) one after another in a thread with a limit of time
 * (`timeoutMs`), so that no document holds the main loop. The limit of memory (`memoryMb`) is a last resort: V8 ends
 * the whole process where one allocation goes past it, so `parseFeed` bounds what it builds by itself.
 */
export function createFeedParser({ timeoutMs = 8_000, memoryMb = 256 } = {}): FeedParser {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('./parse_worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
    });
    started.unref();
    // Between two documents a crash concerns nobody: the next one starts another thread.
    started
      .on('error', () => {})
      .on('exit', () => {
        if (worker === started) worker = null;
      });
    return started;
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  async function readApart(question: WorkerQuestion): Promise<ParseOutcome> {
    clearTimeout(idle);
    if (closed) return failed('aborted', 'Reading the document was broken off.');
    worker ??= start();
    const outcome = await ask(worker, question, timeoutMs);
    if (outcome === 'crashed' || outcome === 'late') {
      await end();
      if (closed) return failed('aborted', 'Reading the document was broken off.');
      return failed(
        'too_complex',
        outcome === 'late'
          ? `Reading the document takes over ${timeoutMs / 1_000} s.`
          : `Reading the document takes over ${memoryMb} MB of memory.`,
      );
    }
    idle = setTimeout(end, IDLE_MS);
    idle.unref();
    return outcome;
  }

  return {
    parse(bytes, contentType, url) {
      if (bytes.length <= MAX_INLINE_BYTES && fewTags(bytes)) return parseFeed(bytes, contentType, url);
      const outcome = queue.then(() => readApart({ bytes, contentType, url }));
      queue = outcome;
      return outcome;
    },
    async close() {
      closed = true;
      await end();
    },
  };
}

/** One document's outcome, or what became of the thread. */
function ask(
  worker: Worker,
  question: WorkerQuestion,
  timeoutMs: number,
): Promise<ParseOutcome | 'crashed' | 'late'> {
  return new Promise((resolve) => {
    const entries: FeedEntry[] = [];
    const settle = (outcome: ParseOutcome | 'crashed' | 'late') => {
      clearTimeout(timer);
      worker.off('message', onAnswer).off('error', onCrash).off('exit', onCrash);
      worker.unref();
      resolve(outcome);
    };
    const onAnswer = (answer: WorkerAnswer) => {
      if ('entries' in answer) entries.push(...answer.entries);
      else settle(answer.outcome.kind === 'feed' ? { ...answer.outcome, entries } : answer.outcome);
    };
    const onCrash = () => settle('crashed');
    const timer = setTimeout(() => settle('late'), timeoutMs);
    worker.on('message', onAnswer).on('error', onCrash).on('exit', onCrash);
    worker.ref();
    worker.postMessage(question);
  });
}

function fewTags(bytes: Uint8Array): boolean {
  let tags = 0;
  for (let at = bytes.indexOf(0x3c); at >= 0; at = bytes.indexOf(0x3c, at + 1)) {
    if (++tags > MAX_INLINE_TAGS) return false;
  }
  return true;
}

function failed(code: 'too_complex' | 'aborted', what: string): ParseOutcome {
  return { kind: 'failed', code, message: failureMessage(code, what) };
}
