import type { Publisher } from '../articles/article.ts';
import type { Said } from '../languages/say.ts';
import type {
  DiplomacyUpdate,
  Dispute,
  Evidence,
  StrikeReport,
  Toll,
  Topic,
  WeaponUse,
} from '../reports/report.ts';

/** One article's part in a story: enough to merge again, to cite and to show, without the article's text. */
export interface Source {
  articleId: string;
  publisher: Publisher;
  title: string;
  /** The first 500 characters or so of its text, for likeness; may be empty. */
  lead: string;
  url: string | null;
  publishedAt: number | null;
  /** When its newest revision was read. */
  seenAt: number;
  /** When a revision that says something else was read; null while it stands as first read. */
  revisedAt: number | null;
  /** The more prominent first. */
  topics: Topic[];
  strike: StrikeReport | null;
  diplomacy: DiplomacyUpdate | null;
  disputes: Dispute[];
  evidence: Evidence[];
}

/** A value of one figure and who says it. */
export interface Saying {
  toll: Toll;
  publishers: string[];
  /** Who gave it, as the sources name them (`governor`). */
  saidBy: string[];
  firstAt: number;
  lastAt: number;
}

/** A figure over all sources: the value to show, its range, and each value with who says it. */
export interface Figure {
  shown: Toll;
  low: number;
  high: number;
  sayings: Saying[];
}

export interface StoryStrike {
  attacker: string | null;
  country: string | null;
  places: string[];
  when: string | null;
  killed: Figure | null;
  injured: Figure | null;
  /** People of whom nothing is known; absent in stories of before it was read. */
  missing?: Figure | null;
  weapons: WeaponUse[];
  targets: string[];
  effects: string[];
  tollSource: string | null;
}

export interface StoryDispute {
  claim: string;
  claimedBy: string[];
  disputedBy: string[];
}

export interface Gravity {
  /** 0 to 100. */
  score: number;
  reasons: Said[];
}

/** The reports of one event, merged. All times are Unix milliseconds. */
export interface Story {
  /** Short and typeable, e.g. `K7F3QP`. */
  id: string;
  headline: string;
  /** What its first report was foremost about comes first. */
  topics: Topic[];
  strike: StoryStrike | null;
  diplomacy: DiplomacyUpdate | null;
  disputes: StoryDispute[];
  /** Oldest first. */
  sources: Source[];
  /** Independent publishers, in the order in which they first reported. */
  publishers: Publisher[];
  gravity: Gravity;
  openedAt: number;
  updatedAt: number;
  closedAt: number | null;
  /** Every change since it opened, oldest first. */
  timeline: StoryChange[];
}

/** What moved. `before` and `after` are short texts that a person can be told; `before` is null where there was nothing. */
export interface StoryChange {
  kind:
    | 'new'
    | 'killed'
    | 'injured'
    | 'missing'
    | 'weapons'
    | 'place'
    | 'target'
    | 'topic'
    | 'talks'
    | 'agreed'
    | 'failed'
    | 'claim'
    | 'denial'
    | 'corroborated'
    | 'correction'
    | 'joined'
    | 'left'
    | 'closed';
  before: Said | null;
  after: Said;
  at: number;
  publisherId: string | null;
  articleId: string | null;
}
