import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { type DigestEvery, type Wish, wishOf } from '../alerts/subscription.ts';
import type { DraftPart } from '../messages/custom_id.ts';
import { draftForm, draftMessage } from '../messages/draft.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import type { Topic } from '../reports/report.ts';
import { addDraft, changeDraft, type Draft, getDraft, removeDraft } from '../store/drafts.ts';
import { inTransaction } from '../store/open.ts';
import { changeSubscription, setFollowed } from '../store/subscriptions.ts';
import { requireManager, requireMembership, requireSubscription } from './access.ts';
import { readAlertOptions } from './alert_options.ts';
import { writeAudit } from './audit.ts';
import type { Asking, ButtonRequest, CommandContext } from './command.ts';
import { readSchedule } from './digest_schedule.ts';
import { readRegions } from './filters.ts';
import { askToFollow, endFollowing } from './following.ts';
import { requireChannelFor, requireNew, subscribeTo, wishText } from './subscribing.ts';
import { pageOfSubscription, subscriptionPage } from './subscriptions.ts';
import { readTimeOfDay } from './time_of_day.ts';
import { readTimeZone } from './time_zone.ts';
import { UserError } from './user_error.ts';

/** Shows a draft to be filled in by menus and a form; it is kept, so that it outlives a restart. */
export async function openDraft(
  { userId, say }: Asking,
  context: CommandContext,
  draft: Draft,
): Promise<MessageBody> {
  const id = await addDraft(context.db, userId, draft, context.now());
  return draftMessage(id, draft, wishText(draft.wish, say), say);
}

/**
 * Shows a subscription to be changed.
 * @throws UserError where the member may not change it, or it is gone
 */
export async function editSubscription(
  request: Asking,
  context: CommandContext,
  subscriptionId: number,
): Promise<MessageBody> {
  const subscription = await requireSubscription(request, context, String(subscriptionId));
  requireManager(request, subscription.channelId);
  return openDraft(request, context, { subscriptionId: subscription.id, wish: wishOf(subscription) });
}

/**
 * The form for what is typed, filled in with what the draft has.
 * @throws UserError `stale_button`
 */
export async function openForm(
  request: Asking,
  context: CommandContext,
  draftId: number,
): Promise<APIModalInteractionResponseCallbackData> {
  return draftForm(draftId, await requireDraft(request, context, draftId), request.say);
}

/**
 * Takes over what was chosen or filled in, saves the draft or drops it, and shows what has become of it.
 * @throws UserError for what can't be read, isn't allowed, or is gone
 */
export async function actOnDraft(
  request: ButtonRequest,
  context: CommandContext,
  draftId: number,
  part: DraftPart,
): Promise<MessageBody> {
  const { say } = request;
  requireMembership(request);
  const draft = await requireDraft(request, context, draftId);
  requireManager(request, draft.wish.channelId);
  if (part === 'cancel') {
    await removeDraft(context.db, draftId);
    return draft.subscriptionId === null
      ? notice(say('draft.dropped_title'), [say('draft.dropped')], 'info', [], say)
      : subscriptionPage(request, context, await pageOfSubscription(request, context, draft.subscriptionId));
  }
  if (part === 'save') {
    const saved = await save(request, context, draft);
    await removeDraft(context.db, draftId);
    return saved;
  }
  const wish = request.fields === null ? chosen(draft.wish, part, request) : filledIn(draft.wish, request);
  const changed = { ...draft, wish };
  await changeDraft(context.db, draftId, changed);
  return draftMessage(draftId, changed, wishText(wish, say), say);
}

async function requireDraft({ userId }: Asking, context: CommandContext, draftId: number): Promise<Draft> {
  const draft = await getDraft(context.db, draftId, userId, context.now());
  if (draft === null) throw new UserError('stale_button', 'error.stale_draft');
  return draft;
}

/** What one menu or switch changes. */
function chosen(wish: Wish, part: DraftPart, { values, guildId }: ButtonRequest): Wish {
  const [value] = values;
  switch (part) {
    case 'topic':
      return { ...wish, topics: (['strike', 'diplomacy'] as Topic[]).filter((topic) => topic === value) };
    case 'gravity':
      return { ...wish, minGravity: Math.min(100, Math.max(0, Number(value) || 0)) };
    case 'every':
      return { ...wish, digestEvery: value as DigestEvery };
    case 'channel':
      return guildId === null || value === undefined ? wish : { ...wish, channelId: value };
    case 'role':
      if (value !== undefined && value === guildId) throw new UserError('cannot_mention', 'error.everyone');
      return {
        ...wish,
        roleId: guildId === null ? null : (value ?? null),
        pingRises: wish.pingRises && value !== undefined,
      };
    case 'language':
      return { ...wish, language: value };
    case 'spoilers':
      return { ...wish, spoilers: !wish.spoilers };
    default:
      return wish;
  }
}

/** What the form says, read as the command's options are; an empty field means the usual. */
function filledIn(wish: Wish, request: ButtonRequest): Wish {
  const given = Object.entries(request.fields ?? {}).filter(([, text]) => text.trim() !== '');
  const options = Object.fromEntries(given) as Record<string, string>;
  const regions = readRegions(options.region ?? '');
  const asked = { ...request, command: 'subscribe', subcommand: wish.kind };
  if (wish.kind === 'digest') {
    const { digestEvery = 'daily' } = wish;
    return {
      ...wish,
      regions,
      digestDays: undefined,
      ...readSchedule({ ...asked, options: { ...options, every: digestEvery } }),
      digestTime: readTimeOfDay(options.time ?? '08:00'),
      timeZone: readTimeZone(options.timezone ?? 'UTC'),
    };
  }
  const read = readAlertOptions(
    {
      ...asked,
      options: {
        ...options,
        ...(options['within-km'] === undefined ? {} : { 'within-km': readDistance(options['within-km']) }),
      },
    },
    regions,
  );
  const { withinKm, words, quiet } = read;
  return { ...wish, regions, withinKm, words, quiet };
}

const FARTHEST_KM = 1_000;

function readDistance(typed: string): number {
  const km = Number(typed.replace(/\s*km$/i, ''));
  if (Number.isInteger(km) && km >= 1 && km <= FARTHEST_KM) return km;
  throw new UserError('no_distance', 'error.bad_distance', { most: FARTHEST_KM });
}

async function save(request: Asking, context: CommandContext, draft: Draft): Promise<MessageBody> {
  const { subscriptionId } = draft;
  if (subscriptionId === null) return subscribeTo(request, context, draft.wish);
  const before = await requireSubscription(request, context, String(subscriptionId));
  requireManager(request, before.channelId);
  const wish = await requireChannelFor(request, context, draft.wish);
  await requireNew(request, context, wish, subscriptionId);
  const { followed } =
    before.status === 'paused' ? { followed: null } : await askToFollow(context, wish, request.say);
  await inTransaction(context.db, async (db) => {
    await requireNew(request, { ...context, db }, wish, subscriptionId);
    await changeSubscription(db, subscriptionId, wish);
    await setFollowed(db, subscriptionId, followed);
  });
  if (followed?.webhookId !== before.followed?.webhookId) await endFollowing(context, before, request.say);
  await writeAudit(request, context, 'audit.edited', {
    id: `${subscriptionId}`,
    channel: `<#${wish.channelId}>`,
  });
  return subscriptionPage(request, context, await pageOfSubscription(request, context, subscriptionId));
}
