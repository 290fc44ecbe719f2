#!/usr/bin/env node
import { CommanderError } from 'commander';
import { UsageError } from './cli/command.ts';
import { program } from './cli/program.ts';

/** Faults of the person's making get one line; others keep their stack. */
function explain(error: unknown): string {
  if (error instanceof CommanderError) return error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  const { name, code } = error as NodeJS.ErrnoException;
  const expected =
    ['UsageError', 'ConfigError', 'StoreError', 'CatalogError'].includes(name) || code === 'ENOENT';
  return expected ? (error as Error).message : ((error as Error).stack ?? String(error));
}

// Whoever reads us may have seen enough (`… | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

// Ends with 0 when all went well, 1 when the answer is no, 2 when the call, the settings or the store are unusable.
try {
  const known = program.commands.map((command) => command.name());
  const [first] = process.argv.slice(2);
  if (first === undefined || !(first.startsWith('-') || first === 'help' || known.includes(first)))
    throw new UsageError(`Name a command: ${known.join(', ')}. sitrep --help tells of each.`);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  }
}
