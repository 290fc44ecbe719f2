import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Thrown when the environment can't be used. The message lists every fault, one a line, and never a secret's value;
 * its catcher prints it and exits with code 2.
 */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const hours = z.coerce.number().min(0).max(8_760);

/** A blank line in an env file means "not set", so that `KEY=` takes the default. */
const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema);

/** Every setting of the bot; `.env.example` is proven equal to it. Descriptions are the documentation of each. */
export const environmentSchema = z.object({
  DISCORD_TOKEN: setting(z.string().trim().optional()).describe(
    'The bot token from https://discord.com/developers/applications → your application → Bot. Required.',
  ),
  DATABASE_URL: setting(
    z
      .string()
      .trim()
      .regex(/^sqlite:./, 'must look like sqlite:./data/sitrep.db')
      .default('sqlite:./data/sitrep.db'),
  ).describe('Where the bot keeps what it knows.'),
  FEEDS_FILE: setting(z.string().trim().optional()).describe(
    'A JSON file of feeds that replaces the default catalog (src/feeds/catalog.json shows the form).',
  ),
  FEED_ALLOW_HOSTS: setting(
    z
      .string()
      .default('')
      .transform((hosts) => hosts.split(',').flatMap((host) => host.trim().toLowerCase() || [])),
  ).describe(
    'Hosts, comma-separated, that feeds may be read from although their address is private or loopback.',
  ),
  POLL_MIN_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(120)).describe(
    'Shortest time between two polls of one feed, in seconds; feeds that change often are polled this often.',
  ),
  POLL_MAX_SECONDS: setting(z.coerce.number().int().min(1).max(86_400).default(3_600)).describe(
    'Longest time between two polls of one feed, in seconds; feeds that seldom change are polled this seldom.',
  ),
  MEMBER_FEEDS: setting(z.enum(['on', 'off']).default('off')).describe(
    'Whether servers may add feeds of their own: what those bring joins the stories that all servers of this bot see.',
  ),
  FRESH_HOURS: setting(hours.default(6)).describe(
    'On the first poll of a feed only articles younger than this many hours are told; older ones are just remembered.',
  ),
  STORY_CLOSE_HOURS: setting(hours.default(72)).describe(
    'A story closes after this many hours without a report.',
  ),
  KEEP_DAYS: setting(z.coerce.number().int().min(1).max(36_500).default(365)).describe(
    'Articles older than this many days are deleted from the store.',
  ),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ).describe('How much is logged.'),
  DISCORD_API_URL: setting(
    z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).default('https://discord.com/api'),
  ).describe("Discord's REST API; another address for a rate-limiting proxy or the simulator."),
});

const secrets = ['DISCORD_TOKEN'] as const;

/** The bot's settings, frozen. Durations are milliseconds. */
export interface Config {
  /** Undefined where none was given: only what connects to Discord needs it. */
  readonly discordToken: string | undefined;
  readonly discordApiUrl: string;
  readonly databaseUrl: string;
  /** Undefined means the default catalog. */
  readonly feedsFile: string | undefined;
  readonly feedAllowHosts: readonly string[];
  /** The bounds of the time between two polls of a feed. */
  readonly poll: { readonly minMs: number; readonly maxMs: number };
  /** Whether servers may add feeds of their own. */
  readonly memberFeeds: boolean;
  readonly freshMs: number;
  readonly storyCloseMs: number;
  readonly keepMs: number;
  readonly logLevel: string;
}

/** Takes a `.env` file of the working folder into the environment, where there is one; what is set already stays. */
function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new ConfigError(`.env: can't be read (${code ?? String(error)})`);
  }
}

/** Reads the settings of this process: its environment, and a `.env` file. @throws ConfigError */
export function readOwnConfig(): Config {
  loadEnvFile();
  return readConfig(process.env);
}

/**
 * Reads the settings from an environment.
 * A secret may stand in a file instead: `DISCORD_TOKEN_FILE=/run/secrets/token`.
 * @throws ConfigError listing every fault at once
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const given = { ...environment };
  for (const key of secrets) readSecretFile(given, key, faults);

  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (parsed.success && parsed.data.POLL_MIN_SECONDS > parsed.data.POLL_MAX_SECONDS) {
    faults.push('POLL_MAX_SECONDS: must not be below POLL_MIN_SECONDS');
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults.join('\n'));

  const env = parsed.data;
  return Object.freeze({
    discordToken: env.DISCORD_TOKEN,
    discordApiUrl: env.DISCORD_API_URL.replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL,
    feedsFile: env.FEEDS_FILE,
    feedAllowHosts: Object.freeze(env.FEED_ALLOW_HOSTS),
    poll: Object.freeze({ minMs: env.POLL_MIN_SECONDS * 1_000, maxMs: env.POLL_MAX_SECONDS * 1_000 }),
    memberFeeds: env.MEMBER_FEEDS === 'on',
    freshMs: env.FRESH_HOURS * 3_600_000,
    storyCloseMs: env.STORY_CLOSE_HOURS * 3_600_000,
    keepMs: env.KEEP_DAYS * 86_400_000,
    logLevel: env.LOG_LEVEL,
  });
}

function readSecretFile(given: Record<string, string | undefined>, key: string, faults: string[]): void {
  const path = blankIsUnset(given[`${key}_FILE`]) as string | undefined;
  if (path === undefined) return;
  if (blankIsUnset(given[key]) !== undefined) {
    faults.push(`${key}: set either ${key} or ${key}_FILE, not both`);
    return;
  }
  try {
    given[key] = readFileSync(path, 'utf8').trim();
    if (given[key] === '') faults.push(`${key}_FILE: ${path} is empty`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    faults.push(`${key}_FILE: can't read ${path} (${code})`);
  }
}
