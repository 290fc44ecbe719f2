import { readFile, realpath } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import type { AttachedFiles } from './attachments.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.md': 'text/plain; charset=utf-8',
};

/** Serves a file of the page's folder; `/` is its index.html. Whatever lies outside, by `..` or by link, is 404. */
export async function servePage(root: string, path: string, response: ServerResponse): Promise<void> {
  const found = await inside(root, path === '/' ? '/index.html' : path);
  if (!found) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page.\n');
    return;
  }
  const type = TYPES[extname(found.file).toLowerCase()] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  response.writeHead(200, headers).end(found.bytes);
}

async function inside(root: string, path: string): Promise<{ file: string; bytes: Buffer } | null> {
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, decodeURIComponent(path)));
    if (!file.startsWith(base + sep)) return null;
    return { file, bytes: await readFile(file) };
  } catch {
    // Not there, no file, or a path that can't be read: the reader is told 404 either way.
    return null;
  }
}

/** Serves a file that a message carries; it comes from the bot, so the browser must not run it. */
export function serveAttachment(attached: AttachedFiles, path: string, response: ServerResponse): void {
  const file = attached.at(path);
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
    return;
  }
  const headers = {
    'content-type': file.contentType,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(200, headers).end(file.bytes);
}
