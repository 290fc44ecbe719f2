import type { Generated } from 'kysely';

/**
 * The tables. All times are Unix milliseconds, all row ids 64-bit, flags 0 or 1. A column that holds JSON
 * is named for the type in it and was written by this program; the migrations vouch for its shape.
 */
export interface Schema {
  feeds: FeedRow;
  articles: ArticleRow;
  entries: EntryRow;
  stories: StoryRow;
  story_countries: StoryCountryRow;
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  decisions: DecisionRow;
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
  digest_time: string | null;
  time_zone: string | null;
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
  kind: 'post' | 'edit';
  /** An edit's post; null on posts. */
  post_id: number | null;
  /** JSON of a `MessageBody`. */
  body: string;
  /** The row id that the nonce is made of, where a card is posted anew; null where it is the row's own. */
  nonce_row: number | null;
  urgency: number;
  /** How often it may have reached Discord. */
  attempts: number;
  status: DeliveryStatus;
  /**
   * When it may next be claimed; while in flight, when its lease ends. Null on what can't be claimed: the
   * sent, the given up, and edits whose post isn't sent yet.
   */
  due_at: number | null;
  /** The posted message; on an edit, the message to edit, null until its post is sent. */
  message_id: string | null;
  /** Why it was last put off or given up. */
  reason: string | null;
  created_at: number;
  /** When it was sent or given up. */
  done_at: number | null;
}

/** The newest decision on each story for each subscription. */
interface DecisionRow {
  subscription_id: number;
  story_id: string;
  action: 'post' | 'edit' | 'silent';
  reason: string;
  at: number;
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
