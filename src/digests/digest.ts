import type { Topic } from '../reports/report.ts';

/** Half-open: `since <= t < until`, Unix milliseconds. */
export interface DigestWindow {
  since: number;
  until: number;
}

export interface DigestFigures {
  strikes: number;
  killed: number;
  injured: number;
  diplomacy: number;
}

/** One story's lines in a digest. */
export interface DigestStory {
  storyId: string;
  headline: string;
  /** Facts in a sentence or two, each of them borne by a source. */
  summary: string;
  gravity: number;
  sources: { publisher: string; url: string | null }[];
}

export interface DigestDispute {
  storyId: string;
  claim: string;
  claimedBy: string[];
  disputedBy: string[];
}

/** The selection and wording of a period's stories for one subscription. */
export interface Digest {
  window: DigestWindow;
  timeZone: string;
  topics: Topic[];
  figures: DigestFigures;
  strikes: DigestStory[];
  diplomacy: DigestStory[];
  disputes: DigestDispute[];
}
