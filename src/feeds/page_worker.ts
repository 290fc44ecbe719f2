import { parentPort } from 'node:worker_threads';
import type { Part } from './apart.ts';
import { type PageContents, readArticlePage } from './page.ts';

/** A page to be read; the bytes are the worker's own from then on. */
export interface PageQuestion {
  bytes: Uint8Array;
  contentType: string | null;
  url: string;
}

parentPort?.on('message', ({ bytes, contentType, url }: PageQuestion) => {
  const part = readArticlePage(bytes, contentType, url);
  parentPort?.postMessage({ part, last: true } satisfies Part<PageContents>);
});
