import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { asTime, type CommandIo, type ExitCode, UsageError } from './command.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const io: CommandIo = {
  stdin: process.stdin,
  async write(output) {
    const text = typeof output === 'string' ? output : `${JSON.stringify(output)}\n`;
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
};

/** An action that ends with an exit code. What it loads is loaded when it is asked for: reading needs no database. */
function ending<Args extends unknown[]>(work: (...args: Args) => Promise<ExitCode>) {
  return async (...args: Args) => {
    process.exitCode = await work(...args);
  };
}

/** Every command of `sitrep`; docs/command-line.md is proven equal to it. */
export const program = new Command('sitrep')
  .description('Reads conflict news so that people need not.')
  .version(version)
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

program
  .command('run')
  .description('Run the bot, as npm start does.')
  .option('--roles <roles>', 'what this process does, as ROLES')
  .action(async () => {
    await import('../main.js');
  });
program
  .command('demo')
  .description(
    'Watch the bot in a simulated Discord, as npm run demo does; comes with the sources, not with the image.',
  )
  .action(async () => {
    await import('../../demo/main.ts');
  });
program
  .command('read')
  .description('Understand articles: JSON Lines in, one report a line out.')
  .option('--text <file>', 'one article from a file of plain text')
  .addOption(new Option('--url <url>', 'one article from its page').conflicts('text'))
  .option('--title <title>', 'its title')
  .option('--published <date>', 'when it was published', asTime)
  .action(ending(async (options) => (await import('./read.ts')).read(options, io)));
program
  .command('stories')
  .description('Join articles into stories: JSON Lines in, the story of each out.')
  .action(ending(async () => (await import('./stories.ts')).stories(io)));
program
  .command('parse-feed [files...]')
  .description('Show what is read of feed documents; of standard input without a file.')
  .action(ending(async (files) => (await import('./parse_feed.ts')).parseFeed(files, io)));
program
  .command('digest')
  .description('The digest of a window of the store.')
  .requiredOption('--since <date>', 'its beginning', asTime)
  .requiredOption('--until <date>', 'its end', asTime)
  .addOption(new Option('--topic <topic>', 'one topic only').choices(['strike', 'diplomacy']))
  .addOption(new Option('--format <format>', 'how it is written').choices(['text', 'json']).default('text'))
  .action(ending(async (options) => (await import('./digest.ts')).digest(options, io)));

const feeds = program
  .command('feeds')
  .description('The feeds that are read.')
  .action(() => {
    throw new UsageError('Say what to do: feeds export, feeds check, or feeds import.');
  });
feeds
  .command('export')
  .description('The catalog as an OPML file.')
  .action(ending(async () => (await import('./feeds.ts')).exportFeeds(io)));
feeds
  .command('check [opml]')
  .description('Read every feed of the catalog, or of an OPML file, once.')
  .action(ending(async (file) => (await import('./feeds.ts')).checkFeeds(file, io)));
feeds
  .command('import <opml>')
  .description('Look up the feeds of an OPML file and print them as a catalog for FEEDS_FILE.')
  .action(ending(async (file) => (await import('./feeds.ts')).importFeeds(file, io)));

program
  .command('backup <file>')
  .description('Copy the SQLite store into a new file while the bot goes on.')
  .action(ending(async (file) => (await import('./store.ts')).backup(file, io)));
program
  .command('restore <file>')
  .description('Put a backup in the place of the SQLite store, which is kept beside it.')
  .action(ending(async (file) => (await import('./store.ts')).restore(file, io)));
program
  .command('migrate <url>')
  .description('Copy the SQLite store into the PostgreSQL database at postgres://…; run again, it goes on.')
  .action(ending(async (url) => (await import('./store.ts')).migrate(url, io)));
program
  .command('backfill')
  .description(
    'Read what the feeds still have of the past, without alerting anybody; the bot has to be stopped.',
  )
  .requiredOption('--since <date>', 'how far back', asTime)
  .action(ending(async (options) => (await import('./backfill.ts')).backfill(options, io)));
program
  .command('doctor')
  .description('Look at what the bot needs, and say what to do where something is wrong.')
  .action(ending(async () => (await import('./doctor.ts')).doctor(io)));
program
  .command('health')
  .description('Whether the bot of this store is alive.')
  .action(ending(async () => (await import('./health.ts')).health(io)));
