import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import type { FeedAction } from '../messages/custom_id.ts';
import { escapeText } from '../messages/escape.ts';
import { pressButton } from '../messages/layout.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import type { FeedState } from '../store/feeds.ts';
import { listFeeds } from '../store/feeds.ts';
import {
  addGuildFeed,
  guildFeeds,
  proposedFeed,
  proposeFeed,
  removeGuildFeed,
} from '../store/guild_feeds.ts';
import { managersByDefault, requireGuild, requireManager } from './access.ts';
import {
  type ButtonRequest,
  type Choice,
  type Command,
  type CommandContext,
  type CommandReply,
  type CommandRequest,
  clipChoice,
} from './command.ts';
import { feedPreview } from './feed_preview.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

/** What one server's members may add, so that none takes the bot for itself. */
export const MOST_FEEDS = 25;
/** Read one after another while the member waits, within Discord's fifteen minutes. */
const MOST_IMPORTED = MOST_FEEDS;
const MOST_SHOWN = 25;
const MOST_ADDRESS = 2_000;

export const feeds: Command = {
  definition: {
    name: 'feeds',
    description: 'See, add, try or remove the news feeds that this server reads',
    default_member_permissions: managersByDefault,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      subcommand('list', 'The feeds that this server added'),
      subcommand('add', 'Add a feed, after a look at what I understand of it', {
        type: ApplicationCommandOptionType.String,
        name: 'address',
        description: 'Of the feed, or of the site: I look for its feed',
        required: true,
        max_length: MOST_ADDRESS,
      }),
      subcommand('remove', 'Stop reading a feed that this server added', {
        type: ApplicationCommandOptionType.String,
        name: 'feed',
        description: 'Which one: words of its title or address',
        required: true,
        autocomplete: true,
        max_length: 100,
      }),
      subcommand('preview', 'Look at a feed without adding it', {
        type: ApplicationCommandOptionType.String,
        name: 'address',
        description: 'Of the feed, or of the site: I look for its feed',
        required: true,
        max_length: MOST_ADDRESS,
      }),
      subcommand('status', 'Which feeds fail: since when, why, and what to do'),
      subcommand('import', 'Add the feeds of an OPML file', {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'The list that another reader exported, .opml or .xml',
        required: true,
      }),
      subcommand('export', 'This server’s feeds as an OPML file'),
    ],
  },
  ephemeral: true,

  async run(request, context): Promise<CommandReply> {
    const guildId = requireGuild(request);
    requireManager(request, request.channelId);
    switch (request.subcommand) {
      case 'add':
        return { body: await previewToAdd(request, context, guildId) };
      case 'preview':
        return { body: (await find(context, String(request.options.address ?? ''))).body };
      case 'remove':
        return { body: await remove(context, guildId, String(request.options.feed ?? '')) };
      case 'status':
        return { body: await status(context, guildId) };
      case 'import':
        return { body: await importOpml(request, context, guildId) };
      case 'export':
        return exportOpml(context, guildId);
      default:
        return { body: await list(context, guildId) };
    }
  },

  async complete(request, context): Promise<Choice[]> {
    if (request.guildId === null) return [];
    const typed = request.focused.value.trim().toLowerCase();
    return (await guildFeeds(context.db, request.guildId))
      .filter(({ feed }) => `${feed.title} ${feed.url}`.toLowerCase().includes(typed))
      .slice(0, 25)
      .map(({ feed }) => clipChoice(`${feed.title} · ${new URL(feed.url).hostname}`, feed.id));
  },
};

/** Does what a button under a preview says: adds the feed, or leaves it. */
export async function actOnProposal(
  request: ButtonRequest,
  context: CommandContext,
  proposalId: number,
  action: FeedAction,
): Promise<MessageBody> {
  const guildId = requireGuild(request);
  requireManager(request, request.channelId);
  const feed = await proposedFeed(context.db, guildId, proposalId, context.now());
  if (feed === null) throw new UserError('stale_button', 'That was too long ago. Run `/feeds add` again.');
  const title = escapeText(feed.title);
  if (action === 'leave') return notice('Not added', [`**${title}** is left as it was.`], 'info');
  await requireRoom(context, guildId);
  const added = await addGuildFeed(context.db, guildId, feed, { userId: request.userId, now: context.now() });
  return added === 'added'
    ? notice(
        'Added',
        [
          `**${title}** is read from now on. What it already holds is only remembered; new articles make stories for this server’s subscriptions.`,
        ],
        'success',
      )
    : notice('Here already', [alreadyRead(title, added)], 'info');
}

function subcommand(
  name: string,
  description: string,
  ...options: NonNullable<APIApplicationCommandSubcommandOption['options']>
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options };
}

const alreadyRead = (title: string, how: 'known' | 'catalog') =>
  how === 'catalog'
    ? `**${title}** is in the catalog: every server reads it.`
    : `This server reads **${title}** already.`;

async function requireRoom(context: CommandContext, guildId: string): Promise<number> {
  // What a feed brings joins the stories that every server sees: whom to trust with that is the host's to say.
  if (!context.feeds.mayAdd) {
    throw new UserError(
      'feeds_off',
      'Whoever hosts me doesn’t let servers add feeds. They can, by setting `MEMBER_FEEDS=on`.',
    );
  }
  const room = MOST_FEEDS - (await guildFeeds(context.db, guildId)).length;
  if (room > 0) return room;
  throw new UserError(
    'too_many_feeds',
    `A server can add ${MOST_FEEDS} feeds, and this one has. Remove one with \`/feeds remove\` first.`,
  );
}

/** A feed's preview; @throws UserError `feed_unreadable` with what is wrong and what to do. */
async function find(context: CommandContext, address: string) {
  const typed = requireLength('An address', address, MOST_ADDRESS);
  const found = await context.feeds.find(typed);
  if (found.kind === 'failed') {
    throw new UserError('feed_unreadable', `${quoted(typed)} can’t be read. ${escapeText(found.message)}`);
  }
  const preview = feedPreview(found.feed, found.entries, context.now());
  return { ...found, preview, body: notice(preview.title, preview.lines, 'info') };
}

async function previewToAdd(
  request: CommandRequest,
  context: CommandContext,
  guildId: string,
): Promise<MessageBody> {
  await requireRoom(context, guildId);
  const { feed, preview } = await find(context, String(request.options.address ?? ''));
  const id = await proposeFeed(context.db, guildId, feed, context.now());
  return notice(preview.title, [...preview.lines, 'Add this feed for this server?'], 'info', [
    pressButton('Add', { kind: 'feed', proposalId: id, action: 'add' }),
    pressButton('Leave it', { kind: 'feed', proposalId: id, action: 'leave' }),
  ]);
}

async function list(context: CommandContext, guildId: string): Promise<MessageBody> {
  const own = await guildFeeds(context.db, guildId);
  const all = await listFeeds(context.db);
  const catalog = all.filter(({ byMembers }) => !byMembers).length;
  const lines = own.slice(0, MOST_SHOWN).map((state) => {
    const failing = state.failure === null ? '' : ` · failing ${ago(state.failure.since)}`;
    const read = state.lastOkAt === null ? 'not read yet' : `read ${ago(state.lastOkAt)}`;
    return `- **${escapeText(state.feed.title)}** · ${escapeText(new URL(state.feed.url).hostname)} · ${read}${failing}`;
  });
  return notice(
    'Feeds',
    [
      ...(lines.length > 0
        ? lines
        : ['This server has added none. `/feeds add` takes a feed’s address, or a site’s.']),
      `-# ${own.length} of ${MOST_FEEDS} added here, besides the ${catalog} of the catalog`,
    ],
    'info',
  );
}

async function remove(context: CommandContext, guildId: string, typed: string): Promise<MessageBody> {
  const wanted = typed.trim().toLowerCase();
  const own = await guildFeeds(context.db, guildId);
  const exact = own.filter(({ feed }) =>
    [feed.id, feed.url, feed.title].some((name) => name.toLowerCase() === wanted),
  );
  const like = own.filter(({ feed }) => `${feed.title} ${feed.url}`.toLowerCase().includes(wanted));
  const [match, another] = exact.length > 0 ? exact : like;
  if (match === undefined || another !== undefined || wanted === '') {
    throw new UserError(
      'unknown_feed',
      `${match === undefined ? 'No feed' : 'More than one feed'} of this server is ${quoted(typed)}. \`/feeds list\` shows them.`,
    );
  }
  await removeGuildFeed(context.db, guildId, match.feed.id);
  return notice(
    'Removed',
    [`**${escapeText(match.feed.title)}** is read no more for this server. Its stories stay.`],
    'success',
  );
}

async function status(context: CommandContext, guildId: string): Promise<MessageBody> {
  const own = await guildFeeds(context.db, guildId);
  const catalog = (await listFeeds(context.db)).filter(({ byMembers }) => !byMembers);
  const lines = failing(own);
  const failingCatalog = catalog.filter(({ failure }) => failure !== null).length;
  return notice(
    'Feed status',
    [
      ...(lines.length > 0
        ? lines
        : [own.length > 0 ? 'All feeds of this server are well.' : 'This server has added no feeds.']),
      `-# Catalog: ${catalog.length - failingCatalog} of ${catalog.length} in order; \`/status\` names the others`,
    ],
    lines.length > 0 ? 'warning' : 'success',
  );
}

function failing(states: readonly FeedState[]): string[] {
  return states.flatMap(({ feed, failure, nextPollAt }) => {
    if (failure === null) return [];
    const next = failure.code === 'http_410' ? 'not tried again' : `tried again ${ago(nextPollAt)}`;
    return [
      `- **${escapeText(feed.title)}** since ${ago(failure.since)}: ${escapeText(failure.message.slice(0, 300))} (\`${failure.code}\`, ${next})`,
    ];
  });
}

async function importOpml(
  request: CommandRequest,
  context: CommandContext,
  guildId: string,
): Promise<MessageBody> {
  let room = await requireRoom(context, guildId);
  const text = await context.feeds.readText(String(request.options.file ?? ''));
  const listed = text === null ? null : readOpml(text);
  if (listed === null) {
    throw new UserError('bad_file', 'The file is no OPML list. Export one from your reader and attach that.');
  }
  const counts = { added: 0, known: 0 };
  const refused: string[] = [];
  for (const { url, title } of listed.slice(0, MOST_IMPORTED)) {
    if (room === 0) break;
    const found = await context.feeds.find(url);
    if (found.kind === 'failed') {
      refused.push(`- ${escapeText(title ?? url)}: ${escapeText(found.message.slice(0, 150))}`);
      continue;
    }
    const by = { userId: request.userId, now: context.now() };
    const added = await addGuildFeed(context.db, guildId, found.feed, by);
    counts[added === 'added' ? 'added' : 'known']++;
    if (added === 'added') room--;
  }
  const left = listed.length - counts.added - counts.known - refused.length;
  return notice(
    'Import',
    [
      `**${counts.added}** added, **${counts.known}** read already, **${refused.length}** that can’t be read.`,
      ...(left > 0 ? [`${left} are left: a server can add ${MOST_FEEDS}.`] : []),
      ...refused,
    ],
    refused.length > 0 || left > 0 ? 'warning' : 'success',
  );
}

async function exportOpml(context: CommandContext, guildId: string): Promise<CommandReply> {
  const own = await guildFeeds(context.db, guildId);
  if (own.length === 0) {
    throw new UserError('nothing_found', 'This server has added no feeds, so there is nothing to export.');
  }
  const text = writeOpml(
    'Feeds of this server',
    own.map(({ feed }) => ({ url: feed.url, title: feed.title, siteUrl: null })),
  );
  const name = 'feeds.opml';
  const body = notice('Export', [`${own.length} feeds, for any reader that takes OPML.`], 'success');
  return {
    body: {
      ...body,
      components: [...body.components, { type: ComponentType.File, file: { url: `attachment://${name}` } }],
    },
    files: [{ name, content: text }],
  };
}

const ago = (at: number) => `<t:${Math.floor(at / 1_000)}:R>`;
