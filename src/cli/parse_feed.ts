import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describeFeed } from '../feeds/parse_feed.ts';
import type { CommandIo, ExitCode } from './command.ts';

/** Feed documents in, one JSON object a file out, in the same order; 1 where one is no feed. */
export async function parseFeed(files: string[], { stdin, write }: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const describe = async (bytes: Promise<Uint8Array>, file: string) => {
    const described = await bytes.then(
      (document) => describeFeed(document, file),
      (error: NodeJS.ErrnoException) => ({ file, error: `can't be read (${error.code ?? error.message})` }),
    );
    if ('error' in described) code = 1;
    await write(described);
  };
  if (files.length === 0) await describe(buffer(stdin), '-');
  for (const file of files) await describe(readBounded(file), resolve(file));
  return code;
}

/** Many times what the bot takes; one file after another, so that this is all that is held. */
const MAX_FILE = 50_000_000;

async function readBounded(file: string): Promise<Uint8Array> {
  if ((await stat(file)).size > MAX_FILE) throw new Error(`over ${MAX_FILE / 1_000_000} MB`);
  return readFile(file);
}
