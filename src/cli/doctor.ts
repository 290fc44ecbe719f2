import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { request } from 'undici';
import { readHomeChannels } from '../commands/home_channels.ts';
import { type Config, readOwnConfig } from '../config.ts';
import { StoreError } from '../store/errors.ts';
import { lastBeat } from '../store/heartbeat.ts';
import { openStore } from '../store/open.ts';
import type { CommandIo, ExitCode } from './command.ts';
import { checkCatalog } from './feeds.ts';

interface Finding {
  what: string;
  isWell: boolean;
  /** How it is; where it isn't well, what to do about it. */
  said: string;
}

/** A clock that is off by more misdates news, and makes TLS fail before long. */
const CLOCK_OFF_MS = 30_000;
const TIMEOUT_MS = 10_000;

/** What the README's invitation asks for. */
const WANTED = [
  ['View Channels', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
  ['Attach Files', PermissionFlagsBits.AttachFiles],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
] as const;

/** Looks at what the bot needs, one line each, with what to do where something is wrong; 1 then. */
export async function doctor({ write }: CommandIo): Promise<ExitCode> {
  const config = readOwnConfig();
  let well = true;
  for (const look of [atStore, atDiscord, atFonts, atFeeds]) {
    for (const { what, isWell, said } of await look(config)) {
      well &&= isWell;
      await write(`${isWell ? 'ok   ' : 'WRONG'} ${what}: ${said}\n`);
    }
  }
  return well ? 0 : 1;
}

async function atStore(config: Config): Promise<Finding[]> {
  const what = 'database';
  try {
    const store = await openStore(config.databaseUrl);
    const beat = await lastBeat(store.db).finally(() => store.close());
    const last =
      beat === null ? 'no bot has used it yet' : `the bot last used it at ${new Date(beat).toISOString()}`;
    return [{ what, isWell: true, said: `opens and is up to date; ${last}` }];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [{ what, isWell: false, said: error.message }];
  }
}

async function atDiscord({ discordToken, discordApiUrl, homeChannels }: Config): Promise<Finding[]> {
  const what = 'token';
  if (discordToken === undefined)
    return [{ what, isWell: false, said: 'set DISCORD_TOKEN to the bot’s token' }];
  const ask = async (path: string) => {
    const answer = await request(`${discordApiUrl}/v10${path}`, {
      headers: { authorization: `Bot ${discordToken}` },
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    return { ...answer, json: (await answer.body.json()) as unknown };
  };
  try {
    const askedAt = Date.now();
    const me = await ask('/users/@me');
    if (me.statusCode === 401) {
      return [
        {
          what,
          isWell: false,
          said: 'Discord refuses it: copy it again from the developer portal, under Bot',
        },
      ];
    }
    if (me.statusCode !== 200) {
      return [
        { what, isWell: false, said: `Discord answers ${me.statusCode}: see https://discordstatus.com` },
      ];
    }
    const { username } = me.json as { username: string };
    const guilds = (await ask('/users/@me/guilds')).json as { name: string; permissions: string }[];
    return [
      {
        what,
        isWell: true,
        said: `of ${username}, in ${guilds.length} server${guilds.length === 1 ? '' : 's'}`,
      },
      clock(me.headers.date, askedAt),
      ...guilds.map(permissions),
      ...(await atHomes(homeChannels, ask)),
    ];
  } catch (error) {
    const said = `Discord can't be reached at ${discordApiUrl} (${(error as Error).message}): look at this machine's network`;
    return [{ what, isWell: false, said }];
  }
}

/** The host's home channels: what is named, and whether the bot can use it. */
async function atHomes(
  setting: string,
  ask: (path: string) => Promise<{ statusCode: number; json: unknown }>,
): Promise<Finding[]> {
  const what = 'home channels';
  const read = readHomeChannels(setting);
  if ('faults' in read)
    return read.faults.map((fault) => ({ what, isWell: false, said: `HOME_CHANNELS: ${fault}` }));
  const findings: Finding[] = [];
  for (const { channelId } of read.homes) {
    const { statusCode, json } = await ask(`/channels/${channelId}`);
    const isAnnouncement = (json as { type?: number }).type === ChannelType.GuildAnnouncement;
    const said =
      statusCode !== 200
        ? `${channelId} can't be seen by the bot: invite it there, or correct HOME_CHANNELS`
        : isAnnouncement
          ? `${channelId} is an announcement channel`
          : `${channelId} is no announcement channel: make it one in its settings`;
    findings.push({ what, isWell: statusCode === 200 && isAnnouncement, said });
  }
  return findings;
}

/** Discord's answers tell its time to the second. */
function clock(date: string | string[] | undefined, askedAt: number): Finding {
  const off = Date.parse(String(date)) - askedAt;
  if (Number.isNaN(off)) return { what: 'clock', isWell: true, said: 'Discord did not tell its own' };
  const seconds = Math.round(Math.abs(off) / 1_000);
  return Math.abs(off) <= CLOCK_OFF_MS
    ? { what: 'clock', isWell: true, said: 'agrees with Discord’s' }
    : { what: 'clock', isWell: false, said: `is ${seconds} s off: let the system keep it by NTP` };
}

function permissions({ name, permissions }: { name: string; permissions: string }): Finding {
  const has = BigInt(permissions);
  const isAdministrator = (has & PermissionFlagsBits.Administrator) !== 0n;
  const missing = WANTED.filter(([, bit]) => !isAdministrator && (has & bit) === 0n).map(([name]) => name);
  const what = `permissions in ${JSON.stringify(name)}`;
  return missing.length === 0
    ? { what, isWell: true, said: 'all that posting takes; channels may still differ' }
    : { what, isWell: false, said: `lacks ${missing.join(', ')}: give them to its role, or invite it again` };
}

/** Without its fonts a picture would come without a letter on it. */
async function atFonts(): Promise<Finding[]> {
  const font = fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  );
  return [
    existsSync(font)
      ? { what: 'fonts', isWell: true, said: 'are there' }
      : { what: 'fonts', isWell: false, said: 'are missing: run npm ci again' },
  ];
}

async function atFeeds(config: Config): Promise<Finding[]> {
  const { all, failed } = await checkCatalog(config);
  const what = 'feeds';
  if (failed.length === 0) return [{ what, isWell: true, said: `all ${all} can be read` }];
  return [
    { what, isWell: false, said: `${failed.length} of ${all} can't be read` },
    ...failed.map(({ url, error }) => ({ what: `feed ${url}`, isWell: false, said: error })),
  ];
}
