import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FeedEntry } from '../articles/article.ts';
import { createApart, ownMemory } from './apart.ts';
import { failureMessage } from './failure.ts';
import type { ParseOutcome } from './parse.ts';

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

export interface FeedParser {
  /** As `parseFeed`; a document that costs too much time or memory fails as `too_complex`. The bytes may be gone afterwards. */
  parse(bytes: Uint8Array, contentType: string | null, url: string | null): Promise<ParseOutcome>;
  /** Ends the thread; what it was reading fails as `aborted`. */
  close(): Promise<void>;
}

/**
 * Reads documents over 256 kB (or of very many tags) one after another in a thread with a limit of time
 * (`timeoutMs`), so that no document holds the main loop; `parseFeed` bounds what it builds by itself.
 */
export function createFeedParser({ timeoutMs = 8_000, memoryMb = 256 } = {}): FeedParser {
  const apart = createApart<WorkerQuestion, WorkerAnswer>(new URL('./parse_worker.ts', import.meta.url), {
    ...{ timeoutMs, memoryMb },
  });

  let turn: Promise<unknown> = Promise.resolve();

  async function readApart(question: WorkerQuestion): Promise<ParseOutcome> {
    const answer = await apart.ask(question, ownMemory(question.bytes));
    if (answer === 'closed') return failed('aborted', 'Reading the document was broken off.');
    if (answer === 'late') {
      return failed('too_complex', `Reading the document takes over ${timeoutMs / 1_000} s.`);
    }
    const last = answer === 'crashed' ? undefined : answer.at(-1);
    if (answer === 'crashed' || last === undefined || !('outcome' in last)) {
      return failed('too_complex', `Reading the document takes over ${memoryMb} MB of memory.`);
    }
    if (last.outcome.kind === 'failed') return last.outcome;
    return { ...last.outcome, entries: answer.flatMap((part) => ('entries' in part ? part.entries : [])) };
  }

  return {
    parse(bytes, contentType, url) {
      if (bytes.length > MAX_INLINE_BYTES || !fewTags(bytes)) return readApart({ bytes, contentType, url });
      // Documents that arrive together are read one a turn: between two of them everybody else has one.
      const outcome = turn.then(() => nextTurn()).then(() => readHere(bytes, contentType, url));
      turn = outcome;
      return outcome;
    },
    close: apart.close,
  };
}

/** The readers are loaded with the first document: a poll that finds nothing changed needs none of them. */
async function readHere(
  bytes: Uint8Array,
  contentType: string | null,
  url: string | null,
): Promise<ParseOutcome> {
  const { parseFeed } = await import('./parse.ts');
  return parseFeed(bytes, contentType, url);
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
