import { once } from 'node:events';
import { type Command, UsageError } from './cli/command.ts';

// Loaded when asked for: a script that reads one article shouldn't wait for a database.
const commands: Record<string, () => Promise<Command>> = {
  read: async () => (await import('./cli/read.ts')).read,
  stories: async () => (await import('./cli/stories.ts')).stories,
  'parse-feed': async () => (await import('./cli/parse_feed.ts')).parseFeed,
  feeds: async () => (await import('./cli/feeds.ts')).feeds,
  digest: async () => (await import('./cli/digest.ts')).digest,
  health: async () => (await import('./cli/health.ts')).health,
};

/** Ends with 0 when all went well, 1 when the answer is no, 2 when the call, the settings or the store are unusable. */
async function main([name, ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name ?? '') ? commands[name ?? ''] : undefined;
  if (!load) {
    throw new UsageError(`Name a command: ${Object.keys(commands).join(', ')}. docs/report.md shows them.`);
  }
  const command = await load();
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
  const { name } = error as Error;
  const expected =
    ['UsageError', 'ConfigError', 'StoreError'].includes(name) ||
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
