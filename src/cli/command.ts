import type { Readable } from 'node:stream';
import { InvalidArgumentError } from 'commander';
import { parseDate } from '../articles/date.ts';

/** What the command line was given is wrong: its message is printed in one line, and the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface CommandIo {
  stdin: Readable;
  /** Writes one JSON line to stdout, or a text as it is; resolves when more may be written. */
  write(output: object | string): Promise<void>;
}

/** The exit code: 0 where all went well, 1 where the answer is no. */
export type ExitCode = 0 | 1;

/** An option's value as Unix milliseconds. @throws InvalidArgumentError where it can't be read as a date */
export function asTime(value: string): number {
  const time = parseDate(value);
  if (time === null) throw new InvalidArgumentError('Write a date such as 2026-01-31 or 2026-01-31T08:00Z.');
  return time;
}
