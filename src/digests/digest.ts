import type { Topic, WeaponUse } from '../reports/report.ts';

/** Half-open: `since <= t < until`, Unix milliseconds. */
export interface DigestWindow {
  since: number;
  until: number;
}

/** The window at a glance; attacks and talks that were first told of in it, so that no two digests count one twice. */
export interface DigestFigures {
  strikes: number;
  killed: number;
  injured: number;
  /** Drones, missiles and the like, of the roll-up. */
  launched: number;
  intercepted: number;
  diplomacy: number;
}

/** One story's lines in a digest. */
export interface DigestStory {
  storyId: string;
  headline: string;
  /** Facts in a sentence or two, each of them borne by a source. */
  summary: string;
  /** The sentence that tells it best, as a source wrote it, where the facts alone say little. */
  quote: { text: string; publisher: string } | null;
  gravity: number;
  country: string | null;
  /** Towns and regions, or where talks were held. */
  places: string[];
  sources: { publisher: string; url: string | null }[];
  /** Stories of the same attack that say nothing more; they are counted with this one. */
  also: { storyId: string; headline: string }[];
}

export interface DigestDispute {
  storyId: string;
  claim: string;
  claimedBy: string[];
  disputedBy: string[];
}

/** What moved in a story that an earlier digest told of. */
export interface DigestChange {
  storyId: string;
  headline: string;
  gravity: number;
  /** In the order in which they came, such as `2 killed → 5 killed`. */
  changes: string[];
  sources: { publisher: string; url: string | null }[];
}

/** What was launched against a country and intercepted, as one source gives it a night. */
export interface DigestBarrage {
  country: string;
  weapons: Omit<WeaponUse, 'hit'>[];
  /** Who gives it, as the sources name them, or the publisher where they name nobody. */
  saidBy: string[];
  /** UTC days that the figures are of. */
  days: string[];
  storyIds: string[];
}

/** The selection and wording of a period's stories for one subscription. */
export interface Digest {
  window: DigestWindow;
  timeZone: string;
  topics: Topic[];
  figures: DigestFigures;
  barrages: DigestBarrage[];
  /** The gravest first, 40 at most; `figures` counts all. */
  strikes: DigestStory[];
  diplomacy: DigestStory[];
  disputes: DigestDispute[];
  changes: DigestChange[];
}
