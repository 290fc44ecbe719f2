import type { AlertDecision } from '../alerts/alert.ts';
import { decideAlert, type Known } from '../alerts/decide.ts';
import { quietUntil } from '../alerts/quiet.ts';
import { type ToldToll, tollOf } from '../alerts/rise.ts';
import { silenceOn, stateOf } from '../alerts/story_state.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { speakIn } from '../languages/say.ts';
import { storyCard } from '../messages/card.ts';
import { joinedCard } from '../messages/joined.ts';
import type { MessageBody } from '../messages/message.ts';
import { riseReply } from '../messages/rise.ts';
import { forumTags, threadChanges, threadOpening } from '../messages/thread.ts';
import { type Card, cardsOf, cardTimes } from '../store/cards.ts';
import { recordDecisions, summarisedIn } from '../store/decisions.ts';
import { enqueueEdit, enqueuePost, enqueueReply } from '../store/enqueue.ts';
import { addFanOut } from '../store/fan_outs.ts';
import { moveToStory, postedFor } from '../store/joined_stories.ts';
import { mutingChannels } from '../store/mutes.ts';
import type { Db } from '../store/open.ts';
import { keepState } from '../store/story_states.ts';
import { activeSubscriptions } from '../store/subscriptions.ts';
import { setToldToll, toldTolls } from '../store/told_tolls.ts';
import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { tellFollowers } from './follows.ts';

const HOUR = 60 * 60_000;

/** Owes what subscriptions and followers are told of stories, within the transaction of one poll. */
export interface Alerts {
  /**
   * Decides for every subscription what to do about a story's changes, records why, and owes what was decided, with
   * the messages to those who follow the story.
   * @returns how many deliveries became due
   */
  decide(story: Story, changes: readonly StoryChange[]): Promise<number>;
  /**
   * Hands what was told of a story over to the one that it was joined to, before that one is decided on. A channel
   * that has both cards keeps the other's right; this one's becomes the way to it.
   */
  join(from: Story, into: Story): Promise<void>;
  /** Notes that channels with a card of one story were told there what another that split from it begins with. */
  split(from: Story, into: Story): Promise<void>;
}

/** A poll decides for so many subscriptions itself; a bot that has more leaves the others to a fan-out. */
export const DECIDED_AT_ONCE = 200;

/**
 * Reads the subscriptions once for a whole poll: all of them, or those of the servers `guildIds` alone. Where there are
 * more than are decided on at once, `decide` owes a fan-out, by which the others are decided on afterwards.
 * @param tx the poll's transaction: what it owes shows in what is decided later in it
 * @param at Unix milliseconds
 */
export async function openAlerts(
  tx: Db,
  at: number,
  guildIds: readonly string[] | null = null,
): Promise<Alerts> {
  const subscriptions = await activeSubscriptions(tx, 'alerts', { limit: DECIDED_AT_ONCE, guildIds });
  const last = subscriptions.at(-1);
  const decideFor = openDecider(tx, at);

  return {
    async decide(story, changes) {
      const hasMore = subscriptions.length === DECIDED_AT_ONCE;
      if (last && hasMore) {
        await addFanOut(tx, {
          storyId: story.id,
          changes: [...changes],
          guildIds: guildIds && [...guildIds],
          urgency: story.gravity.score,
          decidedUntil: last.id,
        });
      }
      const { owed, someLeftOut } = await decideFor(subscriptions, story, changes);
      if (someLeftOut || hasMore)
        await keepState(tx, story.id, { at, state: stateOf(story), guildIds: guildIds && [...guildIds] });
      return owed + (await tellFollowers(tx, story, changes, at));
    },

    async join(from, into) {
      for (const { postId } of await moveToStory(tx, from.id, into.id)) {
        const body = joinedCard(from.headline, into);
        await enqueueEdit(tx, { postId, body, urgency: into.gravity.score, now: at });
      }
    },

    async split(from, into) {
      const posted = await postedFor(tx, from.id);
      const reason = { key: 'reason.told_in', values: { headline: from.headline } } as const;
      const decision = { action: 'summary', reason, at } as const;
      await recordDecisions(
        tx,
        into.id,
        posted.map(({ subscriptionId }) => ({ subscriptionId, ...decision })),
      );
      for (const { channelId } of posted) await setToldToll(tx, channelId, into.id, tollOf(into), at);
    },
  };
}

/**
 * Decides for these subscriptions what to do about a story's changes.
 * @param most after so many of which it isn't plain that the story is nothing for them, it stops
 */
type Decider = (
  subscriptions: readonly Subscription[],
  story: Story,
  changes: readonly StoryChange[],
  most?: number,
) => Promise<Decided>;

interface Decided {
  /** Deliveries that became due. */
  owed: number;
  /** For so many of the subscriptions, from the first, it was decided. */
  decided: number;
  /** Whether decisions were left out that can be found again. */
  someLeftOut: boolean;
}

/** What is known of the channels of some subscriptions before it is decided for them. */
interface Page {
  /** As many of the first as are decided on. */
  subscriptions: readonly Subscription[];
  /** Those of which it is plain that the story is nothing for them, by their subscription. */
  silences: ReadonlyMap<number, AlertDecision>;
  muting: ReadonlySet<string>;
  /** The story's card in each channel that has one. */
  cards: ReadonlyMap<string, Card>;
  summarised: ReadonlySet<string>;
  told: Map<string, ToldToll>;
}

/**
 * @param tx the transaction in which it is decided: what is owed shows in what is decided later in it
 * @param at Unix milliseconds
 */
export function openDecider(tx: Db, at: number): Decider {
  /** When cards of the last hour were owed, of the subscriptions that were asked about so far. */
  const recent = new Map<number, number[]>();

  /** Only what the decisions can rest on is read: most stories are nothing for most subscriptions. */
  async function openPage(all: readonly Subscription[], story: Story, most: number): Promise<Page> {
    const muting = await mutingChannels(tx, story.id);
    const cards = await cardsOf(tx, channelsOf(all), story.id);
    const silences = new Map<number, AlertDecision>();
    const candidates: Subscription[] = [];
    let touched = 0;
    const end = all.findIndex((subscription) => {
      const { id, channelId } = subscription;
      const isTouched = cards.has(channelId) || muting.has(channelId);
      const silence = isTouched ? null : silenceOn(story, subscription, at);
      if (silence !== null) silences.set(id, silence);
      else if (touched + candidates.length === most) return true;
      else if (isTouched) touched += 1;
      else candidates.push(subscription);
      return false;
    });
    const subscriptions = end === -1 ? all : all.slice(0, end);
    const ids = candidates.map(({ id }) => id).filter((id) => !recent.has(id));
    for (const [id, times] of await cardTimes(tx, ids, at - HOUR)) recent.set(id, times);
    const summarised = await summarisedIn(tx, channelsOf(candidates), story.id);
    const told = await toldTolls(tx, [...cards.keys(), ...channelsOf(candidates)], story.id);
    return { subscriptions, silences, muting, cards, summarised, told };
  }

  async function tellToll(page: Page, channelId: string, story: Story): Promise<void> {
    page.told.set(channelId, tollOf(story));
    await setToldToll(tx, channelId, story.id, tollOf(story), at);
  }

  async function post(subscription: Subscription, story: Story): Promise<void> {
    recent.get(subscription.id)?.push(at);
    await oweCard(tx, subscription, story, at);
  }

  async function edit(
    subscription: Subscription,
    story: Story,
    card: Card,
    decision: AlertDecision & { action: 'edit' },
    changes: readonly StoryChange[],
    page: Page,
  ): Promise<number> {
    const { channelId, roleId, postAs } = subscription;
    const { postId } = card;
    const say = speakIn(subscription.language);
    // An edit never pings: the role was called when the card was posted.
    await enqueueEdit(tx, {
      postId,
      body: cardIn(subscription, story, null),
      postBody: newCard(subscription, story),
      urgency: story.gravity.score,
      now: at,
    });
    // A card that has not left yet tells the newest toll by itself.
    const isNews = card.status !== 'waiting';
    if (!isNews) await tellToll(page, channelId, story);
    const { rise, until } = decision;
    const isLoud = rise !== null && until === null && isNews;
    if (isLoud) await tellToll(page, channelId, story);
    if (postAs === 'thread') {
      if (page.muting.has(channelId)) return 1;
      const options = {
        roleId: isLoud && rise.ping ? roleId : null,
        isQuiet: quietUntil(subscription.quiet, at) !== null,
      };
      const body = threadChanges(story, changes.filter(isMaterial), options, say);
      await enqueueReply(tx, { kind: 'thread', postId, body, urgency: story.gravity.score, now: at });
      return 2;
    }
    if (!isLoud) return 1;
    await enqueueReply(tx, {
      kind: 'reply',
      postId,
      body: riseReply(story, rise.lines, { roleId: rise.ping ? roleId : null }, say),
      urgency: story.gravity.score,
      now: at,
    });
    return 2;
  }

  return async (subscriptions, story, changes, most = Number.POSITIVE_INFINITY) => {
    let owed = 0;
    const page = await openPage(subscriptions, story, most);
    const postedNow = new Set<string>();
    const decisions: Parameters<typeof recordDecisions>[2][number][] = [];
    for (const subscription of page.subscriptions) {
      const { id, channelId } = subscription;
      const card = page.cards.get(channelId) ?? null;
      const silence = postedNow.has(channelId) ? null : (page.silences.get(id) ?? null);
      // Another source that changes nothing leaves a card as it is, but may be the first to be told of here.
      if (changes.length === 0 && card !== null) continue;
      const known: Known = {
        posted: card !== null,
        muted: page.muting.has(channelId),
        summarised: page.summarised.has(channelId),
        told: page.told.get(channelId) ?? null,
        recentCards: recent.get(id) ?? [],
      };
      const decision: AlertDecision = postedNow.has(channelId)
        ? { action: 'silent', reason: { key: 'reason.another' } }
        : (silence ?? decideAlert(subscription, story, changes, known, at));
      decisions.push({
        subscriptionId: id,
        action: decision.action,
        reason: decision.reason,
        at,
        heldUntil: 'until' in decision ? decision.until : null,
        canBeFound: silence !== null,
      });
      if (decision.action === 'post') {
        postedNow.add(channelId);
        await post(subscription, story);
        owed += 1;
      } else if (decision.action === 'edit' && card) {
        owed += await edit(subscription, story, card, decision, changes, page);
      }
    }
    const someLeftOut = await recordDecisions(tx, story.id, decisions);
    return { owed, decided: page.subscriptions.length, someLeftOut };
  };
}

/** Owes a subscription's channel the card of a story, with its thread where it wants one, and remembers the toll that it tells. */
export async function oweCard(db: Db, subscription: Subscription, story: Story, now: number): Promise<void> {
  const { id: subscriptionId, channelId, postAs, language } = subscription;
  const urgency = story.gravity.score;
  const body = newCard(subscription, story);
  const postId = await enqueuePost(db, { subscriptionId, channelId, storyId: story.id, body, urgency, now });
  if (postAs === 'thread') {
    await enqueueReply(db, {
      kind: 'thread',
      postId,
      body: threadOpening(story, speakIn(language)),
      urgency,
      now,
    });
  }
  await setToldToll(db, channelId, story.id, tollOf(story), now);
}

function channelsOf(subscriptions: readonly Subscription[]): string[] {
  return subscriptions.map(({ channelId }) => channelId);
}

/** A card that mentions the subscription's role, with what a forum files it under. */
function newCard(subscription: Subscription, story: Story): MessageBody {
  const card = cardIn(subscription, story, subscription.roleId);
  return subscription.postAs === 'thread' ? { ...card, tags: forumTags(story) } : card;
}

/** The cards that were rendered of a story: a hundred thousand subscriptions ask for few different ones. */
const rendered = new WeakMap<Story, Map<string, MessageBody>>();

function cardIn(
  { language, spoilers: covered }: Subscription,
  story: Story,
  roleId: string | null,
): MessageBody {
  const cards = rendered.get(story) ?? new Map<string, MessageBody>();
  rendered.set(story, cards);
  const looks = `${language} ${covered} ${roleId}`;
  const card = cards.get(looks) ?? storyCard(story, { roleId, covered }, speakIn(language));
  cards.set(looks, card);
  return card;
}
