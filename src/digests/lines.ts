import type { Say } from '../languages/say.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { overlap, termsOf } from '../stories/terms.ts';
import type { DigestStory } from './digest.ts';
import { extract, shortened } from './extract.ts';
import { diplomacySummary, strikeSummary } from './summary.ts';

const MOST_LINKS = 4;
const MOST_PLACES = 12;

/** A quoted sentence fits into two lines. */
const LONGEST_QUOTE = 240;

/**
 * A story's lines: its facts, a sentence of a source where those say little, where it was, and who tells it.
 * @param also stories of the same attack
 */
export function digestStory(story: Story, topic: Topic, say: Say, also: readonly Story[] = []): DigestStory {
  const { strike, diplomacy } = story;
  const facts = [
    strike && story.topics.includes('strike') && strikeSummary(strike, story.headline, say),
    diplomacy && story.topics.includes('diplomacy') && diplomacySummary(diplomacy, say),
  ];
  if (topic === 'diplomacy') facts.reverse();
  const places = topic === 'strike' ? strike?.places : [diplomacy?.place].filter((place) => place != null);
  return {
    storyId: story.id,
    headline: story.headline,
    summary: facts.filter(Boolean).join(' '),
    quote: saysLittle(story, topic) ? quoteOf(story) : null,
    gravity: story.gravity.score,
    country: strike?.country ?? null,
    places: (places ?? []).slice(0, MOST_PLACES),
    sources: linksOf(story),
    also: also.map(({ id, headline }) => ({ storyId: id, headline })),
  };
}

/** One link a publisher, its newest article, in the order in which they first reported; independent ones first. */
export function linksOf(story: Story): DigestStory['sources'] {
  const newest = new Map(story.sources.map((source) => [source.publisher.id, source]));
  const independent = new Set(story.publishers.map(({ id }) => id));
  const ids = [...independent, ...[...newest.keys()].filter((id) => !independent.has(id))];
  return ids.slice(0, MOST_LINKS).flatMap((id) => {
    const source = newest.get(id);
    return source ? [{ publisher: source.publisher.name, url: source.url }] : [];
  });
}

/** Whether the facts leave open what happened: no toll and no count, or talks of nobody knows what. */
function saysLittle({ strike, diplomacy }: Story, topic: Topic): boolean {
  if (topic === 'strike') {
    const isCounted = strike?.weapons.some(
      ({ launched, intercepted, hit }) => launched ?? intercepted ?? hit,
    );
    return !strike?.killed && !strike?.injured && !isCounted;
  }
  return !diplomacy || diplomacy.topics.length === 0 || diplomacy.kind === 'statement';
}

/** The best sentence of the story's sources that adds to its headline; null where none does. */
function quoteOf(story: Story): DigestStory['quote'] {
  const told = new Set(termsOf(story.headline));
  const documents = story.sources.map((source) => {
    const sentences = source.evidence
      .filter((evidence) => evidence.in === 'text')
      .sort((a, b) => a.start - b.start)
      .map(({ sentence }) => sentence);
    return [...new Set(sentences)].filter((sentence) => sentence.length <= LONGEST_QUOTE);
  });
  const [best] = extract(documents, 1, story.headline);
  const source = best && story.sources[best.document];
  if (!source || overlap(new Set(termsOf(best.text)), told) > 0.7) return null;
  return { text: shortened(best.text), publisher: source.publisher.name };
}
