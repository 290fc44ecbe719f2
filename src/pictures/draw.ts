import { Worker } from 'node:worker_threads';
import type { MessageFile } from '../messages/message.ts';
import type { Answered, Asked } from './worker.ts';

/** A file that is ready to be sent. */
export interface DrawnFile {
  name: string;
  data: Buffer;
}

export interface Drawer {
  /** Makes the files of a message. Rejects where one can't be made, or took longer than `timeoutMs`. */
  draw(files: readonly MessageFile[]): Promise<DrawnFile[]>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 8_000;

/** Starting the thread costs 0.2 s, keeping it 75 MB where it drew a map. */
const IDLE_MS = 30_000;

/** Many channels get the same picture at the same minute: so many of the newest are kept. */
const KEPT = 64;

/**
 * Draws charts and maps as PNG in a worker thread, so that drawing never holds up the line. The worker starts with the
 * first picture and again after one that it could not survive, and ends when none was asked for a while.
 */
export function createDrawer(options: { timeoutMs?: number; idleMs?: number } = {}): Drawer {
  const { timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = options;
  const kept = new Map<string, Promise<Buffer>>();
  const waiting = new Map<number, PromiseWithResolvers<Buffer>>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url));
    started.unref();
    started.on('message', (answer: Answered) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('png' in answer) one?.resolve(Buffer.from(answer.png));
      else one?.reject(new Error(`a picture can't be drawn: ${answer.fault}`));
    });
    started.on('error', (error) => fail(started, error));
    started.on('exit', () => fail(started, new Error('the drawing thread ended')));
    return started;
  }

  function fail(failed: Worker, error: unknown): void {
    if (worker !== failed) return;
    worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  async function png(file: Asked['file']): Promise<Buffer> {
    clearTimeout(idle);
    worker ??= start();
    const drawing = worker;
    const id = ++asked;
    const one = Promise.withResolvers<Buffer>();
    waiting.set(id, one);
    const timer = setTimeout(() => {
      fail(drawing, new Error(`a picture took longer than ${timeoutMs} ms`));
      void drawing.terminate();
    }, timeoutMs);
    drawing.postMessage({ id, file } satisfies Asked);
    try {
      return await one.promise;
    } finally {
      clearTimeout(timer);
      if (waiting.size === 0) {
        clearTimeout(idle);
        idle = setTimeout(() => void end(), idleMs).unref();
      }
    }
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  function drawn(file: MessageFile): Promise<Buffer> {
    if (file.kind === 'text') return Promise.resolve(Buffer.from(file.text));
    const key = JSON.stringify(file);
    const known = kept.get(key);
    if (known) return known;
    const made = png(file);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  return {
    draw: (files) => Promise.all(files.map(async (file) => ({ name: file.name, data: await drawn(file) }))),
    async close() {
      for (const one of waiting.values()) one.reject(new Error('drawing was ended'));
      waiting.clear();
      await end();
    },
  };
}
