import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import type { Say } from '../languages/say.ts';
import type { FeedAction } from '../messages/custom_id.ts';
import { escapeText } from '../messages/escape.ts';
import { faultText } from '../messages/fault.ts';
import { pressButton } from '../messages/layout.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { moment } from '../messages/wording.ts';
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
import { writeAudit } from './audit.ts';
import {
  type ButtonRequest,
  type Choice,
  type Command,
  type CommandContext,
  type CommandReply,
  type CommandRequest,
  clipChoice,
} from './command.ts';
import { noteLines } from './feed_notes.ts';
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
    const { say } = request;
    switch (request.subcommand) {
      case 'add':
        return { body: await previewToAdd(request, context, guildId) };
      case 'preview':
        return { body: (await find(context, String(request.options.address ?? ''), say)).body };
      case 'remove':
        return { body: await remove(request, context, guildId) };
      case 'status':
        return { body: await status(context, guildId, say) };
      case 'import':
        return { body: await importOpml(request, context, guildId) };
      case 'export':
        return exportOpml(context, guildId, say);
      default:
        return { body: await list(context, guildId, say) };
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
  const { say } = request;
  const guildId = requireGuild(request);
  requireManager(request, request.channelId);
  const feed = await proposedFeed(context.db, guildId, proposalId, context.now());
  if (feed === null) throw new UserError('stale_button', 'error.stale_proposal');
  const title = escapeText(feed.title);
  if (action === 'leave') {
    return notice(say('feeds.left_title'), [say('feeds.left', { title })], 'info', [], say);
  }
  await requireRoom(context, guildId);
  const added = await addGuildFeed(context.db, guildId, feed, { userId: request.userId, now: context.now() });
  if (added === 'added') await writeAudit(request, context, 'audit.feed_added', { title });
  return added === 'added'
    ? notice(say('feeds.added_title'), [say('feeds.added', { title })], 'success', [], say)
    : notice(say('feeds.known_title'), [say(`feeds.known_${added}`, { title })], 'info', [], say);
}

function subcommand(
  name: string,
  description: string,
  ...options: NonNullable<APIApplicationCommandSubcommandOption['options']>
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options };
}

async function requireRoom(context: CommandContext, guildId: string): Promise<number> {
  // What a feed brings joins the stories that every server sees: whom to trust with that is the host's to say.
  if (!context.feeds.mayAdd) {
    throw new UserError('feeds_off', 'error.feeds_off');
  }
  const room = MOST_FEEDS - (await guildFeeds(context.db, guildId)).length;
  if (room > 0) return room;
  throw new UserError('too_many_feeds', 'error.too_many_feeds', { most: MOST_FEEDS });
}

/** A feed's preview; @throws UserError `feed_unreadable` with what is wrong and what to do. */
async function find(context: CommandContext, address: string, say: Say) {
  const typed = requireLength(address, MOST_ADDRESS);
  const found = await context.feeds.find(typed);
  if (found.kind === 'failed') {
    throw new UserError('feed_unreadable', 'error.feed_unreadable', {
      typed: quoted(typed),
      fault: escapeText(faultText(found, say)),
    });
  }
  const preview = feedPreview(found.feed, found.entries, context.now(), say);
  return { ...found, preview, body: notice(preview.title, preview.lines, 'info', [], say) };
}

async function previewToAdd(
  request: CommandRequest,
  context: CommandContext,
  guildId: string,
): Promise<MessageBody> {
  const { say } = request;
  await requireRoom(context, guildId);
  const { feed, preview } = await find(context, String(request.options.address ?? ''), say);
  const id = await proposeFeed(context.db, guildId, feed, context.now());
  const buttons = (['add', 'leave'] as const).map((action) =>
    pressButton(say(`feeds.${action}_button`), { kind: 'feed', proposalId: id, action }),
  );
  return notice(preview.title, [...preview.lines, say('feeds.ask')], 'info', buttons, say);
}

async function list(context: CommandContext, guildId: string, say: Say): Promise<MessageBody> {
  const own = await guildFeeds(context.db, guildId);
  const all = await listFeeds(context.db);
  const catalog = all.filter(({ byMembers }) => !byMembers).length;
  const lines = own.slice(0, MOST_SHOWN).map((state) => {
    return [
      `- **${escapeText(state.feed.title)}**`,
      escapeText(new URL(state.feed.url).hostname),
      state.lastOkAt === null
        ? say('feeds.not_read')
        : say('feeds.read', { when: moment(state.lastOkAt, 'R') }),
      ...(state.failure === null ? [] : [say('feeds.failing', { when: moment(state.failure.since, 'R') })]),
    ].join(' · ');
  });
  return notice(
    say('feeds.title'),
    [
      ...(lines.length > 0 ? lines : [say('feeds.none')]),
      `-# ${say('feeds.counts', { own: own.length, most: MOST_FEEDS, catalog })}`,
    ],
    'info',
    [],
    say,
  );
}

async function remove(
  request: CommandRequest,
  context: CommandContext,
  guildId: string,
): Promise<MessageBody> {
  const { options, say } = request;
  const typed = String(options.feed ?? '');
  const wanted = typed.trim().toLowerCase();
  const own = await guildFeeds(context.db, guildId);
  const exact = own.filter(({ feed }) =>
    [feed.id, feed.url, feed.title].some((name) => name.toLowerCase() === wanted),
  );
  const like = own.filter(({ feed }) => `${feed.title} ${feed.url}`.toLowerCase().includes(wanted));
  const [match, another] = exact.length > 0 ? exact : like;
  if (match === undefined || another !== undefined || wanted === '') {
    throw new UserError('unknown_feed', match === undefined ? 'error.no_feed' : 'error.several_feeds', {
      typed: quoted(typed),
    });
  }
  await removeGuildFeed(context.db, guildId, match.feed.id);
  const title = escapeText(match.feed.title);
  await writeAudit(request, context, 'audit.feed_removed', { title });
  return notice(say('feeds.removed_title'), [say('feeds.removed', { title })], 'success', [], say);
}

async function status(context: CommandContext, guildId: string, say: Say): Promise<MessageBody> {
  const own = await guildFeeds(context.db, guildId);
  const catalog = (await listFeeds(context.db)).filter(({ byMembers }) => !byMembers);
  const lines = [...failing(own, say), ...teasersOnly(own, say)];
  const failingCatalog = catalog.filter(({ failure }) => failure !== null).length;
  return notice(
    say('feeds.status_title'),
    [
      ...(lines.length > 0 ? lines : [own.length > 0 ? say('feeds.all_well') : say('feeds.none')]),
      ...noteLines(own, context.now(), say),
      `-# ${say('feeds.catalog', { well: catalog.length - failingCatalog, all: catalog.length })}`,
    ],
    lines.length > 0 ? 'warning' : 'success',
    [],
    say,
  );
}

function failing(states: readonly FeedState[], say: Say): string[] {
  return states.flatMap(({ feed, failure, nextPollAt }) => {
    if (failure === null) return [];
    const failed = say('feeds.fails', {
      title: escapeText(feed.title),
      when: moment(failure.since, 'R'),
      fault: escapeText(faultText(failure, say).slice(0, 300)),
      code: failure.code,
      next: failure.code === 'http_410' ? null : moment(nextPollAt, 'R'),
    });
    return [`- ${failed}`];
  });
}

/** Feeds that are well, but whose articles are read from their teasers although their pages are wanted. */
function teasersOnly(states: readonly FeedState[], say: Say): string[] {
  return states.flatMap(({ feed, failure, pageFailure }) => {
    if (failure !== null || pageFailure === null) return [];
    const teasers = say('feeds.teasers', {
      title: escapeText(feed.title),
      when: moment(pageFailure.since, 'R'),
      fault: escapeText(faultText(pageFailure, say).slice(0, 300)),
      code: pageFailure.code,
    });
    return [`- ${teasers}`];
  });
}

async function importOpml(
  request: CommandRequest,
  context: CommandContext,
  guildId: string,
): Promise<MessageBody> {
  const { say } = request;
  let room = await requireRoom(context, guildId);
  const text = await context.feeds.readText(String(request.options.file ?? ''));
  const listed = text === null ? null : readOpml(text);
  if (listed === null) {
    throw new UserError('bad_file', 'error.bad_file');
  }
  const counts = { added: 0, known: 0 };
  const refused: string[] = [];
  for (const { url, title } of listed.slice(0, MOST_IMPORTED)) {
    if (room === 0) break;
    const found = await context.feeds.find(url);
    if (found.kind === 'failed') {
      refused.push(`- ${escapeText(title ?? url)}: ${escapeText(faultText(found, say).slice(0, 150))}`);
      continue;
    }
    const by = { userId: request.userId, now: context.now() };
    const added = await addGuildFeed(context.db, guildId, found.feed, by);
    counts[added === 'added' ? 'added' : 'known']++;
    if (added === 'added') room--;
  }
  if (counts.added > 0) await writeAudit(request, context, 'audit.feeds_imported', { count: counts.added });
  const left = listed.length - counts.added - counts.known - refused.length;
  return notice(
    say('feeds.import_title'),
    [
      say('feeds.imported', { ...counts, refused: refused.length }),
      ...(left > 0 ? [say('feeds.left_over', { left, most: MOST_FEEDS })] : []),
      ...refused,
    ],
    refused.length > 0 || left > 0 ? 'warning' : 'success',
    [],
    say,
  );
}

async function exportOpml(context: CommandContext, guildId: string, say: Say): Promise<CommandReply> {
  const own = await guildFeeds(context.db, guildId);
  if (own.length === 0) {
    throw new UserError('nothing_found', 'error.no_feeds_to_export');
  }
  const text = writeOpml(
    say('feeds.export_name'),
    own.map(({ feed }) => ({ url: feed.url, title: feed.title, siteUrl: null })),
  );
  const name = 'feeds.opml';
  const body = notice(
    say('feeds.export_title'),
    [say('feeds.exported', { count: own.length })],
    'success',
    [],
    say,
  );
  return {
    body: {
      ...body,
      components: [...body.components, { type: ComponentType.File, file: { url: `attachment://${name}` } }],
    },
    files: [{ name, content: text }],
  };
}
