import type { Generated } from 'kysely';
import type { AlertDecision } from '../alerts/alert.ts';

/**
 * The tables. All times are Unix milliseconds, all row ids 64-bit, flags 0 or 1. A column that holds JSON
 * is named for the type in it and was written by this program; the migrations vouch for its shape.
 */
export interface Schema {
  feeds: FeedRow;
  guild_feeds: GuildFeedRow;
  hub_leases: HubLeaseRow;
  feed_proposals: FeedProposalRow;
  articles: ArticleRow;
  entries: EntryRow;
  stories: StoryRow;
  story_aliases: StoryAliasRow;
  story_places: StoryPlaceRow;
  subscriptions: SubscriptionRow;
  home_channels: HomeChannelRow;
  deliveries: DeliveryRow;
  decisions: DecisionRow;
  story_states: StoryStateRow;
  subscription_versions: SubscriptionVersionRow;
  fan_outs: FanOutRow;
  told_tolls: ToldTollRow;
  mutes: MuteRow;
  follows: FollowRow;
  guild_settings: GuildSettingsRow;
  drafts: DraftRow;
  digests: DigestRow;
  rewriting_days: RewritingDayRow;
  published_digests: PublishedDigestRow;
  arrivals: ArrivalRow;
  channel_kinds: ChannelKindRow;
  marks: MarkRow;
}

interface FeedRow {
  id: string;
  /** JSON of a `Feed`, as the catalog last named it. */
  feed: string;
  /** 0 once the catalog no longer names it; its state is kept for the day it comes back. */
  active: number;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  next_poll_at: number;
  last_polled_at: number | null;
  last_ok_at: number | null;
  failures: number;
  failure_code: string | null;
  failure_message: string | null;
  failure_since: number | null;
  baseline_at: number | null;
  moved_to: string | null;
  /** How many articles it was the first to bring; pruning does not lower it. */
  articles: number;
  /** The time between its polls that its own changes have led to; null before the first one. */
  interval_ms: number | null;
  /** Fingerprints of the entries of its last document, separated by spaces. */
  seen: Generated<string>;
  /** When its failing was told to those who read it; null while it is well. */
  told_at: number | null;
  /** 1 where members added it, 0 where the catalog names it. */
  by_members: Generated<number>;
  /** The WebSub hub that its last document named, and by which address the hub knows it. */
  hub: string | null;
  hub_topic: string | null;
  /** Until when its hub pushes what is new; null where it doesn't, or has missed something. */
  pushed_until: number | null;
  /** JSON of why the pages of its articles can't be read; null where they can, or needn't be. */
  page_failure: string | null;
  /** JSON of a `FeedNote`: what was odd in the newest poll in which something was; null where nothing was yet. */
  note: string | null;
  /** Until when a process polls it, where several do; that one puts it off while it goes on. */
  leased_until: number | null;
}

/** What was arranged with a feed's hub. */
interface HubLeaseRow {
  feed_id: string;
  hub: string;
  topic: string;
  /** The secret part of the address that the hub is given. */
  token: string;
  /** What the hub signs with. */
  secret: string;
  /** Until when the hub has promised to push; null where it hasn't. */
  lease_until: number | null;
  /** When it is to be asked, or asked again. */
  ask_at: number;
  /** How often it was asked without an answer. */
  asked: Generated<number>;
}

/** The feeds that a server's members added. */
interface GuildFeedRow {
  guild_id: string;
  feed_id: string;
  added_by: string;
  added_at: number;
}

/** A feed that was shown to a member and not confirmed yet. */
interface FeedProposalRow {
  id: Generated<number>;
  guild_id: string;
  /** JSON of a `Feed`. */
  feed: string;
  proposed_at: number;
}

interface ArticleRow {
  /** Grows with every article, so that the newest are found by it without sorting. */
  seq: Generated<number>;
  id: string;
  feed_id: string;
  /** JSON of a `Publisher`. */
  publisher: string;
  url: string | null;
  title: string;
  text: string;
  published_at: number | null;
  seen_at: number;
  language: string | null;
  /** JSON of a list of names. */
  authors: string;
  /** JSON of an `ArticleImage`, or null. */
  image: string | null;
  revision: string;
  story_id: string | null;
  /** JSON of a `Report`. */
  report: string | null;
}

/**
 * What a feed calls an article. It outlives the article: a feed that still lists a pruned article must not
 * have it taken for a new one.
 */
interface EntryRow {
  feed_id: string;
  entry_key: string;
  article_id: string;
  revision: string;
}

interface StoryRow {
  id: string;
  headline: string;
  /** The headline folded for search: lower-case, without diacritics. */
  headline_folded: string;
  strike: number;
  diplomacy: number;
  gravity: number;
  opened_at: number;
  updated_at: number;
  closed_at: number | null;
  /** JSON of the whole `Story`. */
  story: string;
}

/** The id of a story that was joined to another. */
interface StoryAliasRow {
  id: string;
  story_id: string;
}

/** Everywhere that a story is: countries and those that take part, places, regions. */
interface StoryPlaceRow {
  story_id: string;
  /** One of the keys that `keysOfStory` gives. */
  place: string;
  /** As the story has them, so that a place's newest are found in order. */
  updated_at: number;
  strike: number;
  diplomacy: number;
}

interface SubscriptionRow {
  id: Generated<number>;
  kind: 'alerts' | 'digest';
  guild_id: string | null;
  channel_id: string;
  role_id: string | null;
  /** JSON of a list of `Topic`. */
  topics: string;
  /** JSON of a list of names. */
  regions: string;
  min_gravity: number;
  /** JSON of `FinerFilters & AlertManners`. */
  options: string;
  digest_time: string | null;
  time_zone: string | null;
  digest_every: string | null;
  /** JSON of a list of weekdays, 1 to 7. */
  digest_days: string | null;
  /** IETF tag that a digest is rewritten into; null for English. */
  language: string | null;
  created_by: string;
  created_at: number;
  status: 'active' | 'paused';
  paused_reason: string | null;
  /** The home channel that its channel follows; null where it is posted to directly. */
  followed_channel_id: Generated<string | null>;
  /** The webhook by which it follows. */
  webhook_id: Generated<string | null>;
}

/** The announcement channels that others follow, each with the subscription by which it is posted to. */
interface HomeChannelRow {
  channel_id: string;
  subscription_id: number;
}

export type DeliveryStatus = 'waiting' | 'in_flight' | 'sent' | 'given_up';

interface DeliveryRow {
  id: Generated<number>;
  /** Null once the subscription was removed. */
  subscription_id: number | null;
  channel_id: string;
  story_id: string | null;
  kind: 'post' | 'edit' | 'reply' | 'thread' | 'publish';
  /** The post that anything else belongs to, or the message that is published; null on posts. */
  post_id: number | null;
  /** JSON of a `MessageBody`. */
  body: string;
  /** The row id that the nonce is made of, where a card is posted anew; null where it is the row's own. */
  nonce_row: number | null;
  urgency: number;
  /** The server of its subscription; null where it has none. */
  guild_id: string | null;
  /** Its place among those of its urgency: a server's second delivery comes after every other server's first. */
  turn: number;
  /** How often it may have reached Discord. */
  attempts: number;
  /** When it may first have reached Discord; null while it can't have. */
  attempted_at: number | null;
  status: DeliveryStatus;
  /**
   * When it may next be claimed; while in flight, when its lease ends. Null on what can't be claimed: the
   * sent, the given up, and edits and replies whose post isn't sent yet.
   */
  due_at: number | null;
  /** The posted message; on an edit, the message to edit, null until its post is sent; the one to publish. */
  message_id: string | null;
  /**
   * On a post, the message that it replies to: an earlier one of the same card, which is too old to edit. On a
   * reply, its post's message, null until that is sent.
   */
  reply_to: string | null;
  /** Why it was last put off or given up. */
  reason: string | null;
  created_at: number;
  /** When it was sent or given up. */
  done_at: number | null;
}

/**
 * What was decided on each story for each subscription that was told of it, oldest first by id; silences before that are
 * found again from the story's states.
 */
interface DecisionRow {
  id: Generated<number>;
  subscription_id: number;
  story_id: string;
  action: AlertDecision['action'] | 'summary';
  reason: string;
  /** When it was decided last: the same decision again is no new row. */
  at: number;
  /** When it was decided first; null means `at`. */
  since: number | null;
  /** When what was held back falls due; null where nothing is, or no longer. */
  held_until: number | null;
}

/** What filters looked at in a story, each time it was decided on and that had moved; ids grow with time. */
interface StoryStateRow {
  id: Generated<number>;
  story_id: string;
  at: number;
  /** JSON of the servers whose subscriptions alone it was decided for; null for all. */
  guild_ids: string | null;
  /** JSON of a `StoryState`. */
  state: string;
}

/** What a subscription was before it was changed. */
interface SubscriptionVersionRow {
  subscription_id: number;
  /** The newest story's state by then: it was so up to that one. */
  until_state: number;
  /** JSON of a `Subscription`. */
  subscription: string;
}

/** What moved in a story, until it was decided on for every subscription. */
interface FanOutRow {
  id: Generated<number>;
  story_id: string;
  /** JSON of a list of `StoryChange`. */
  changes: string;
  /** JSON of the servers whose subscriptions alone it concerns; null for all. */
  guild_ids: string | null;
  urgency: number;
  /** Every subscription up to this id was decided on. */
  decided_until: number;
}

/** The toll of a story that a channel was last notified of, by a card or a reply. */
interface ToldTollRow {
  channel_id: string;
  story_id: string;
  killed: number;
  injured: number;
  at: number;
}

/** The stories that a channel wants no more alerts of. */
interface MuteRow {
  channel_id: string;
  story_id: string;
  muted_by: string;
  at: number;
}

/** The stories whose changes a member is told by direct message. */
interface FollowRow {
  user_id: string;
  story_id: string;
  /** The direct-message channel. */
  channel_id: string;
  at: number;
  /** The language that the member is written to in; null means English. */
  language: string | null;
  /** The first change that is held back for quiet hours; null where nothing is. */
  held_since: number | null;
  /** Why it ended; null while it goes on. */
  ended_reason: string | null;
}

/** What admins set for their server. */
interface GuildSettingsRow {
  guild_id: string;
  /** Where it is told who changed what; null for nowhere. */
  audit_channel_id: string | null;
}

/** A subscription that a member is putting together. */
interface DraftRow {
  id: Generated<number>;
  user_id: string;
  /** JSON of a `Draft`. */
  draft: string;
  at: number;
}

interface DigestRow {
  subscription_id: number;
  since: number;
  until: number;
  at: number;
}

/** A digest as it was sent, for the web. */
interface PublishedDigestRow {
  series: string;
  until: number;
  title: string;
  time_zone: string;
  /** JSON of a `Published`. */
  published: string;
}

/** What rewriting by a model did on a day (UTC). */
interface RewritingDayRow {
  day: string;
  tokens: Generated<number>;
  rewritten: Generated<number>;
  kept: Generated<number>;
  failure: string | null;
  failed_at: number | null;
}

/** What polls and pushes brought, on its way to the process that reads; ids grow in the order of arrival. */
interface ArrivalRow {
  id: Generated<number>;
  feed_id: string;
  /** The feed's `baseline_at` as the poll found it. */
  baseline_at: number | null;
  /** JSON of a list of `FeedEntry`. */
  entries: string;
  /** When it is to be read. */
  due_at: number;
  attempts: Generated<number>;
}

/** The channels that are no plain text channels, for a sender that isn't connected to the gateway. */
interface ChannelKindRow {
  channel_id: string;
  /** JSON of a `ChannelKind`. */
  kind: string;
}

/** Single values of the database itself: `heartbeat`, `nonce_prefix`, who holds an office. */
interface MarkRow {
  name: string;
  value: string;
}
