import { once } from 'node:events';
import { type Command, UsageError } from './cli/command.ts';
import { digest } from './cli/digest.ts';
import { health } from './cli/health.ts';
import { parseFeed } from './cli/parse_feed.ts';
import { read } from './cli/read.ts';
import { stories } from './cli/stories.ts';
import { ConfigError } from './config.ts';
import { StoreError } from './store/errors.ts';

const commands: Record<string, Command> = { read, stories, 'parse-feed': parseFeed, digest, health };

/** Ends with 0 when all went well, 1 when the answer is no, 2 when the call, the settings or the store are unusable. */
async function main([name, ...args]: string[]): Promise<number> {
  const command = commands[name ?? ''];
  if (!command) {
    throw new UsageError(
      `Name a command: ${Object.keys(commands).join(', ')}. docs/command-line.md shows them.`,
    );
  }
  return command(args, {
    stdin: process.stdin,
    async write(output) {
      const text = typeof output === 'string' ? output : `${JSON.stringify(output)}\n`;
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    },
  });
}

/** Faults of the person's making get one line; others keep their stack. */
function explain(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const expected =
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof StoreError ||
    code.startsWith('ERR_PARSE_ARGS') ||
    code === 'ENOENT';
  return expected ? (error as Error).message : ((error as Error).stack ?? String(error));
}

// Whoever reads us may have seen enough (`… | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  },
);
