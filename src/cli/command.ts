import type { Readable } from 'node:stream';

/** What the command line was given is wrong: its message is printed in one line, and the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface CommandIo {
  stdin: Readable;
  /** Writes one JSON line to stdout, or a text as it is; resolves when more may be written. */
  write(output: object | string): Promise<void>;
}

/** A command of the command line: arguments after its name in, exit code out. */
export type Command = (args: string[], io: CommandIo) => Promise<number>;
