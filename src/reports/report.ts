export type Topic = 'strike' | 'diplomacy';

export type Qualifier = 'exact' | 'at_least' | 'up_to' | 'about';

/** A number of people (or things) with how surely it was said. `count` is a non-negative integer. */
export interface Toll {
  count: number;
  qualifier: Qualifier;
}

export type WeaponKind =
  | 'drone'
  | 'missile'
  | 'rocket'
  | 'artillery'
  | 'bomb'
  | 'airstrike'
  | 'gunfire'
  | 'explosive'
  | 'other';

/** One entry a kind of weapon; counts are of the main attack only, null where none was said. */
export interface WeaponUse {
  kind: WeaponKind;
  launched: number | null;
  intercepted: number | null;
  hit: number | null;
  qualifier: Qualifier;
}

/** The main attack that an article reports. */
export interface StrikeReport {
  attacker: string | null;
  /** Where it hit, English short name. */
  country: string | null;
  /** Towns and regions hit, as the text writes them. */
  places: string[];
  /** ISO 8601 date (`2026-01-05`) on which it happened. */
  when: string | null;
  killed: Toll | null;
  injured: Toll | null;
  /** People of whom nothing is known; absent in reports of before it was read. */
  missing?: Toll | null;
  weapons: WeaponUse[];
  targets: string[];
  effects: string[];
  /** Who gave the toll, as the text names them. */
  tollSource: string | null;
  /**
   * Who says each figure, as the text names them, by its path in here (`killed`, `weapons.drone.launched`); without
   * those of which the text doesn't say it. Absent in reports of before it was read.
   */
  saidBy?: Record<string, string>;
}

export type DiplomacyKind =
  | 'meeting'
  | 'talks'
  | 'call'
  | 'agreement'
  | 'ceasefire'
  | 'sanctions'
  | 'statement'
  | 'prisoner_exchange'
  | 'vote'
  | 'visit'
  | 'mediation'
  | 'threat'
  | 'aid'
  | 'other';

/** How far talks, a deal or a visit have come. */
export type TalksState = 'planned' | 'under_way' | 'agreed' | 'failed' | 'rejected';

export interface DiplomacyUpdate {
  kind: DiplomacyKind;
  /** States, organisations and named officials, most important first. */
  participants: string[];
  place: string | null;
  /** ISO 8601 date. */
  date: string | null;
  /** Short noun phrases of the text. */
  topics: string[];
  /** How far it has come; null or absent where the text doesn't say. */
  state?: TalksState | null;
  /** ISO date of the next round, meeting or deadline that the text names. */
  nextDate?: string | null;
}

/** A claim that another party denies, rejects, doubts or could not verify. */
export interface Dispute {
  claim: string;
  claimedBy: string | null;
  /** Empty where a claim stands alone: an attack that only the side which alleges it tells of. */
  disputedBy: string[];
}

/** Where a field's value stands: `(in === 'title' ? title : text).slice(start, end) === sentence`. */
export interface Evidence {
  /** Path of the field in the report, e.g. `strike.killed`, `strike.weapons.drone`, `disputes.0`. */
  field: string;
  sentence: string;
  /** UTF-16 offsets of the sentence, end exclusive. */
  start: number;
  end: number;
  in: 'title' | 'text';
}

/** What was understood of one article. Every figure, name and place in it stands in the article's text. */
export interface Report {
  /** The article's id. */
  id: string;
  topics: Topic[];
  /** Calibrated, 0 to 1. */
  scores: Record<Topic, number>;
  /** The cues that decided, in words a person can read. */
  reasons: string[];
  strike: StrikeReport | null;
  diplomacy: DiplomacyUpdate | null;
  disputes: Dispute[];
  evidence: Evidence[];
}

/** What a report is read from. Times are Unix milliseconds. */
export interface Readable {
  id: string;
  title: string;
  text: string;
  publishedAt: number | null;
  /** BCP 47 primary tag or null; anything but English or null is recognised and left unread. */
  language?: string | null;
}
