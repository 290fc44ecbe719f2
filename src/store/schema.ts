import type { Generated } from 'kysely';
import type { AlertDecision } from '../alerts/alert.ts';

/**
 * The tables. All times are Unix milliseconds, all row ids 64-bit, flags 0 or 1. A column that holds JSON
 * is named for the type in it and was written by this program; the migrations vouch for its shape.
 */
export interface Schema {
  feeds: FeedRow;
  guild_feeds: GuildFeedRow;
  feed_proposals: FeedProposalRow;
  articles: ArticleRow;
  entries: EntryRow;
  stories: StoryRow;
  story_aliases: StoryAliasRow;
  story_countries: StoryCountryRow;
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  decisions: DecisionRow;
  told_tolls: ToldTollRow;
  mutes: MuteRow;
  follows: FollowRow;
  digests: DigestRow;
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

/** The countries that a story is of: where it happened, and who takes part. */
interface StoryCountryRow {
  story_id: string;
  country: string;
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
  created_by: string;
  created_at: number;
  status: 'active' | 'paused';
  paused_reason: string | null;
}

export type DeliveryStatus = 'waiting' | 'in_flight' | 'sent' | 'given_up';

interface DeliveryRow {
  id: Generated<number>;
  /** Null once the subscription was removed. */
  subscription_id: number | null;
  channel_id: string;
  story_id: string | null;
  kind: 'post' | 'edit' | 'reply';
  /** The post that an edit or a reply belongs to; null on posts. */
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
  /** The posted message; on an edit, the message to edit, null until its post is sent. */
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

/** What was decided on each story for each subscription, oldest first by id. */
interface DecisionRow {
  id: Generated<number>;
  subscription_id: number;
  story_id: string;
  action: AlertDecision['action'] | 'summary';
  reason: string;
  /** When it was decided last: the same decision again is no new row. */
  at: number;
  /** When what was held back falls due; null where nothing is, or no longer. */
  held_until: number | null;
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
  /** Why it ended; null while it goes on. */
  ended_reason: string | null;
}

interface DigestRow {
  subscription_id: number;
  since: number;
  until: number;
  at: number;
}

/** Single values of the database itself: `heartbeat`, `nonce_prefix`. */
interface MarkRow {
  name: string;
  value: string;
}
