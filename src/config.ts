import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/**
 * Thrown when the environment can't be used. The message lists every fault, one a line, and never a secret's value;
 * its catcher prints it and exits with code 2.
 */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** What a process can do; the work is split along these. */
const ROLES = ['poll', 'read', 'gateway', 'deliver', 'digest', 'web'] as const;
export type Role = (typeof ROLES)[number];

/** The gateway connections of a bot. */
export type Shards =
  /** As many processes, kept by this one. */
  | { kind: 'kept'; count: number | 'auto' }
  /** Those that this process holds itself, of `count`. */
  | { kind: 'own'; ids: readonly number[]; count: number }
  /** As many as Discord recommends, all held by this process. */
  | { kind: 'all' };

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
      .regex(
        /^(sqlite:.|postgres(ql)?:\/\/.)/,
        'must look like sqlite:./data/sitrep.db or postgres://user:password@host:5432/sitrep',
      )
      .default('sqlite:./data/sitrep.db'),
  ).describe(
    'Where the bot keeps what it knows: a file, or a PostgreSQL database (15 or newer) by postgres://user:password@host:5432/name.',
  ),
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
  FULL_TEXT: setting(z.enum(['on', 'off']).default('off')).describe(
    'Whether articles of which a feed gives only a teaser are read from their pages, as far as robots.txt lets them; fullText of a feed in FEEDS_FILE goes before.',
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
  HOME_CHANNELS: setting(z.string().trim().default('')).describe(
    'Announcement channels of your own server that others follow: all=CHANNEL_ID, or one topic (strike, diplomacy) and place each, such as strike=ID, diplomacy/Ukraine=ID, with commas. Each card is published there once, and /subscribe without other options makes a channel follow.',
  ),
  WEB_PORT: setting(z.coerce.number().int().min(1).max(65_535).optional()).describe(
    'Port of Sitrep’s own web server; none runs where it is not set.',
  ),
  WEB_HOST: setting(z.string().trim().default('127.0.0.1')).describe(
    'Address that the web server listens on: 127.0.0.1 behind a proxy on this machine, 0.0.0.0 for all of its networks.',
  ),
  PUBLIC_URL: setting(
    z
      .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ).describe(
    'Where the web server is reached from the internet, such as https://sitrep.example.org. With it, feeds that name a WebSub hub arrive within seconds, and digests can be read on the web.',
  ),
  SUMMARIZER: setting(z.enum(['off', 'openai']).default('off')).describe(
    'Whether a language model rephrases digests: openai for any OpenAI-compatible server. What it says is checked against the sources.',
  ),
  SUMMARIZER_URL: setting(
    z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).default('https://api.openai.com/v1'),
  ).describe('Base of the model’s API, such as http://127.0.0.1:11434/v1 for Ollama.'),
  SUMMARIZER_MODEL: setting(z.string().trim().optional()).describe(
    'The name of the model. Required with SUMMARIZER=openai.',
  ),
  SUMMARIZER_KEY: setting(z.string().trim().default('')).describe(
    'The key of the model’s API, where it asks for one.',
  ),
  SUMMARIZER_TIMEOUT_SECONDS: setting(z.coerce.number().int().min(1).max(300).default(30)).describe(
    'A digest that the model hasn’t rewritten after this many seconds is sent as it was built.',
  ),
  SUMMARIZER_DAILY_TOKENS: setting(z.coerce.number().int().min(0).max(1e12).default(500_000)).describe(
    'Tokens that the model may cost a day (UTC), questions and answers together; after them digests are sent as built.',
  ),
  ROLES: setting(
    z
      .string()
      .transform((list) => list.split(',').flatMap((role) => role.trim().toLowerCase() || []))
      .pipe(z.array(z.enum(ROLES)).min(1))
      .default([...ROLES]),
  ).describe(
    'What this process does, comma-separated: poll, read, gateway, deliver, digest, web. Several processes share the work on PostgreSQL; --roles on the command line goes before.',
  ),
  SHARDS: setting(
    z
      .string()
      .trim()
      .regex(/^(auto|[1-9]\d{0,3}|\d{1,4}(-\d{1,4})?\/\d{1,4})$/, 'must look like auto, 16 or 0-3/16')
      .optional(),
  ).describe(
    'Connections to Discord’s gateway: auto for as many as Discord recommends, or a number. On PostgreSQL each is a process, kept by the one that has the role gateway, or 0-3/16 names those of this process; on SQLite one process has all.',
  ),
  COMMANDS_PER_MEMBER: setting(z.coerce.number().int().min(0).max(60_000).default(30)).describe(
    'How many commands and buttons a member may use a minute, all at once or one by one; 0 for any number.',
  ),
  COMMANDS_PER_SERVER: setting(z.coerce.number().int().min(0).max(60_000).default(600)).describe(
    'The same for all members of a server together.',
  ),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ).describe('How much is logged.'),
  DISCORD_API_URL: setting(
    z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).default('https://discord.com/api'),
  ).describe("Discord's REST API; another address for a rate-limiting proxy or the simulator."),
  DISCORD_REQUESTS_PER_SECOND: setting(z.coerce.number().int().min(0).max(1_000).default(47)).describe(
    'How many requests a second alerts and digests may take; 0 where a proxy at DISCORD_API_URL keeps Discord’s limits.',
  ),
});

const secretKeys = ['DISCORD_TOKEN', 'SUMMARIZER_KEY', 'DATABASE_URL'] as const;

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
  /** Whether teasers are completed from their pages, where a feed doesn't say. */
  readonly fullText: boolean;
  readonly freshMs: number;
  readonly storyCloseMs: number;
  readonly keepMs: number;
  /** As it was written; `readHomeChannels` reads it. */
  readonly homeChannels: string;
  /** The web server; null where none is to run. */
  readonly web: { readonly host: string; readonly port: number } | null;
  /** Where it is reached from outside, without a slash at its end; null where it isn't. */
  readonly publicUrl: string | null;
  /** The model that rephrases digests; null where none does. */
  readonly summarizer: {
    readonly url: string;
    readonly model: string;
    readonly key: string;
    readonly timeoutMs: number;
    readonly dailyTokens: number;
  } | null;
  readonly roles: ReadonlySet<Role>;
  /** Null for one connection that has it all. */
  readonly shards: Shards | null;
  /** Of the sender; 0 for no bound. */
  readonly requestsPerSecond: number;
  /** Commands and presses a minute; null for any number. */
  readonly commandLimits: { readonly perMember: number | null; readonly perServer: number | null };
  readonly logLevel: string;
  /** The values that must never be shown: token, key, password. */
  readonly secrets: readonly string[];
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

/** Reads the settings of this process: its arguments, its environment, and a `.env` file. @throws ConfigError */
export function readOwnConfig(): Config {
  loadEnvFile();
  const { values } = parseArgs({ options: { roles: { type: 'string' } }, strict: false });
  return readConfig({ ...process.env, ...(typeof values.roles === 'string' && { ROLES: values.roles }) });
}

/**
 * Reads the settings from an environment.
 * A secret may stand in a file instead: `DISCORD_TOKEN_FILE=/run/secrets/token`.
 * @throws ConfigError listing every fault at once
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const given = { ...environment };
  // So discord.js' ShardingManager tells each process that it starts which shard it is; beside the token itself.
  if (given.SHARDING_MANAGER && given.SHARD_COUNT) {
    given.SHARDS = `${given.SHARDS}/${given.SHARD_COUNT}`;
    given.DISCORD_TOKEN_FILE = undefined;
  }
  for (const key of secretKeys) readSecretFile(given, key, faults);

  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  if (parsed.success && parsed.data.POLL_MIN_SECONDS > parsed.data.POLL_MAX_SECONDS) {
    faults.push('POLL_MAX_SECONDS: must not be below POLL_MIN_SECONDS');
  }
  if (parsed.success && parsed.data.PUBLIC_URL !== undefined && parsed.data.WEB_PORT === undefined) {
    faults.push('PUBLIC_URL: needs WEB_PORT, the port that it leads to');
  }
  if (parsed.success && parsed.data.SUMMARIZER === 'openai' && !parsed.data.SUMMARIZER_MODEL) {
    faults.push('SUMMARIZER_MODEL: must be set with SUMMARIZER=openai');
  }
  const isAlone = parsed.success && parsed.data.DATABASE_URL.startsWith('sqlite:');
  const shards = parsed.success ? shardsOf(parsed.data.SHARDS, isAlone) : null;
  if (typeof shards === 'string') faults.push(`SHARDS: ${shards}`);
  if (isAlone && new Set(parsed.data.ROLES).size < ROLES.length) {
    faults.push('ROLES: needs a PostgreSQL database; on SQLite one process does all');
  }
  if (faults.length > 0 || !parsed.success || typeof shards === 'string')
    throw new ConfigError(faults.join('\n'));

  const env = parsed.data;
  return Object.freeze({
    discordToken: env.DISCORD_TOKEN,
    discordApiUrl: env.DISCORD_API_URL.replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL,
    feedsFile: env.FEEDS_FILE,
    feedAllowHosts: Object.freeze(env.FEED_ALLOW_HOSTS),
    poll: Object.freeze({ minMs: env.POLL_MIN_SECONDS * 1_000, maxMs: env.POLL_MAX_SECONDS * 1_000 }),
    memberFeeds: env.MEMBER_FEEDS === 'on',
    fullText: env.FULL_TEXT === 'on',
    freshMs: env.FRESH_HOURS * 3_600_000,
    storyCloseMs: env.STORY_CLOSE_HOURS * 3_600_000,
    keepMs: env.KEEP_DAYS * 86_400_000,
    homeChannels: env.HOME_CHANNELS,
    web: env.WEB_PORT === undefined ? null : Object.freeze({ host: env.WEB_HOST, port: env.WEB_PORT }),
    publicUrl: env.PUBLIC_URL ?? null,
    summarizer:
      env.SUMMARIZER === 'off'
        ? null
        : Object.freeze({
            url: env.SUMMARIZER_URL.replace(/\/$/, ''),
            model: env.SUMMARIZER_MODEL ?? '',
            key: env.SUMMARIZER_KEY,
            timeoutMs: env.SUMMARIZER_TIMEOUT_SECONDS * 1_000,
            dailyTokens: env.SUMMARIZER_DAILY_TOKENS,
          }),
    roles: new Set(env.ROLES),
    shards,
    requestsPerSecond: env.DISCORD_REQUESTS_PER_SECOND,
    commandLimits: Object.freeze({
      perMember: env.COMMANDS_PER_MEMBER || null,
      perServer: env.COMMANDS_PER_SERVER || null,
    }),
    logLevel: env.LOG_LEVEL,
    secrets: Object.freeze(
      [env.DISCORD_TOKEN, env.SUMMARIZER_KEY, passwordOf(env.DATABASE_URL)].flatMap((secret) => secret || []),
    ),
  });
}

/** What SHARDS means, or what is wrong with it. @param isAlone whether no other process can have what this one hasn't */
function shardsOf(text: string | undefined, isAlone: boolean): Shards | null | string {
  if (text === undefined) return null;
  if (text === 'auto') return isAlone ? { kind: 'all' } : { kind: 'kept', count: text };
  const own = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(text);
  const count = Number(own ? own[3] : text);
  if (!own && !isAlone) return { kind: 'kept', count };
  const [first, last] = own ? [Number(own[1]), Number(own[2] ?? own[1])] : [0, count - 1];
  if (first > last || last >= count) return 'names shards that there are not';
  const ids = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (isAlone && ids.length < count) {
    return `leaves shards to other processes, which need a PostgreSQL database: set auto, or ${count}`;
  }
  return { kind: 'own', ids, count };
}

/** The password in an address, as it is written there; undefined where there is none. */
function passwordOf(url: string): string | undefined {
  return /^postgres(?:ql)?:\/\/[^/@]*?:([^/]*)@/.exec(url)?.[1];
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
