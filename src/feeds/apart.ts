import { Worker } from 'node:worker_threads';

/** What a thread answers: its answer in parts, so that taking it never holds the loop for long. */
export interface Part<Answer> {
  part: Answer;
  last: boolean;
}

/** All parts of an answer, or what became of the thread. */
export type Apart<Answer> = Answer[] | 'crashed' | 'late' | 'closed';

/** Starting a thread costs 50 ms, keeping one 20 MB. */
const IDLE_MS = 10_000;

/**
 * Asks a thread that runs `script`, one question after another, each within `timeoutMs`; a thread that is late or
 * crashes is ended, and the next question starts another. The limit of memory (`memoryMb`) is a last resort: V8 ends
 * the whole process where one allocation goes past it.
 */
export function createApart<Question, Answer>(
  script: URL,
  { timeoutMs, memoryMb }: { timeoutMs: number; memoryMb: number },
) {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  function start(): Worker {
    const started = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
    });
    started.unref();
    // Between two questions a crash concerns nobody: the next one starts another thread.
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

  async function askNext(question: Question, transfer: readonly ArrayBuffer[]): Promise<Apart<Answer>> {
    clearTimeout(idle);
    if (closed) return 'closed';
    worker ??= start();
    const answer = await exchange<Answer>(worker, question, transfer, timeoutMs);
    if (typeof answer === 'string') {
      await end();
      return closed ? 'closed' : answer;
    }
    idle = setTimeout(end, IDLE_MS);
    idle.unref();
    return answer;
  }

  return {
    /** What is transferred is the thread's from then on, which saves a copy of it. */
    ask(question: Question, transfer: readonly ArrayBuffer[] = []): Promise<Apart<Answer>> {
      const answer = queue.then(() => askNext(question, transfer));
      queue = answer;
      return answer;
    },
    /** Ends the thread; what it was asked is answered `closed`. */
    async close(): Promise<void> {
      closed = true;
      await end();
    },
  };
}

function exchange<Answer>(
  worker: Worker,
  question: unknown,
  transfer: readonly ArrayBuffer[],
  timeoutMs: number,
): Promise<Answer[] | 'crashed' | 'late'> {
  return new Promise((resolve) => {
    const parts: Answer[] = [];
    const settle = (answer: Answer[] | 'crashed' | 'late') => {
      clearTimeout(timer);
      worker.off('message', onPart).off('error', onCrash).off('exit', onCrash);
      worker.unref();
      resolve(answer);
    };
    const onPart = ({ part, last }: Part<Answer>) => {
      parts.push(part);
      if (last) settle(parts);
    };
    const onCrash = () => settle('crashed');
    const timer = setTimeout(() => settle('late'), timeoutMs);
    worker.on('message', onPart).on('error', onCrash).on('exit', onCrash);
    worker.ref();
    worker.postMessage(question, [...transfer]);
  });
}

/** The memory of a document, where nothing else lives in it and it can be transferred. */
export function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
