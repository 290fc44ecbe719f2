import type { Article } from '../articles/article.ts';
import type { Report, Topic } from '../reports/report.ts';
import type { Source } from './story.ts';

const LEAD_LENGTH = 500;
/** Scores closer than this don't tell which topic is the more prominent. */
const CLEAR_LEAD = 0.15;
/** Dates before this are a feed's fault, not a time of publishing. */
const FIRST_CREDIBLE_DATE = Date.UTC(2000, 0, 1);

/**
 * The part that an article takes in a story: its report's facts and what matching, citing and showing need.
 * @param seenAt when this revision was read, Unix milliseconds
 */
export function sourceOf(article: Article, report: Report, seenAt: number): Source {
  return {
    articleId: article.id,
    publisher: article.publisher,
    title: article.title,
    lead: leadOf(article.text),
    url: article.url,
    publishedAt: article.publishedAt,
    seenAt,
    revisedAt: null,
    topics: byProminence(report),
    strike: report.strike,
    diplomacy: report.diplomacy,
    disputes: report.disputes,
    evidence: report.evidence,
  };
}

/** When a source first spoke, Unix milliseconds: its date, or when it was read where that is missing or absurd. */
export function spokeAt(source: Source): number {
  const { publishedAt, seenAt } = source;
  return publishedAt === null || publishedAt < FIRST_CREDIBLE_DATE ? seenAt : Math.min(publishedAt, seenAt);
}

/** When a source said what it says now. */
export function saidAt(source: Source): number {
  return Math.max(source.revisedAt ?? 0, spokeAt(source));
}

/** The text's first characters, cut at a word and never inside a surrogate pair. */
function leadOf(text: string): string {
  const start = text
    .slice(0, LEAD_LENGTH + 1)
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= LEAD_LENGTH) return start;
  const cut = start.lastIndexOf(' ');
  return (cut > 0 ? start.slice(0, cut) : start.slice(0, LEAD_LENGTH)).replace(/[\ud800-\udbff]$/, '');
}

/**
 * The report's topics, the more prominent first: the one that alone has a fact in the title, else the clearly
 * higher score, else the strike where its attack has a place or a toll.
 */
function byProminence(report: Report): Topic[] {
  if (report.topics.length < 2) return [...report.topics];
  const inTitle = (topic: Topic) =>
    report.evidence.some((fact) => fact.in === 'title' && fact.field.startsWith(`${topic}.`));
  const strikeFirst: Topic[] = ['strike', 'diplomacy'];
  const diplomacyFirst: Topic[] = ['diplomacy', 'strike'];
  if (inTitle('strike') !== inTitle('diplomacy')) return inTitle('strike') ? strikeFirst : diplomacyFirst;
  const ahead = report.scores.strike - report.scores.diplomacy;
  if (Math.abs(ahead) > CLEAR_LEAD) return ahead > 0 ? strikeFirst : diplomacyFirst;
  const { strike } = report;
  const isConcrete = strike && (strike.places.length > 0 || strike.killed || strike.injured);
  return isConcrete ? strikeFirst : diplomacyFirst;
}
