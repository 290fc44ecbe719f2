import { inEnglish, type Say } from '../languages/say.ts';
import type { Source, Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { changeText, pageBlocks, storyCard, titleBlock } from './card.ts';
import type { StoryPage } from './custom_id.ts';
import { evidenceQuotes } from './evidence.ts';
import { cut, firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import {
  diplomacyText,
  disputeText,
  listedNames,
  moment,
  sentence,
  tollText,
  weaponsText,
  whereText,
} from './wording.ts';

/** The weight that a page's list of entries may have, the title and the buttons apart. */
const PAGE_WEIGHT = 7_500;

/**
 * One page of a story, as its buttons open it: the card as it is now, what changed and when, what every source says,
 * the sentences that bear the facts, or what is disputed. Always within Discord's limits; what doesn't fit is counted at the end.
 */
export function storyPage(story: Story, page: StoryPage, say: Say = inEnglish): MessageBody {
  switch (page) {
    case 'card':
      return storyCard(story, { roleId: null, asPage: true }, say);
    case 'timeline':
      return listPage(story, page, say('page.timeline'), timelineEntries(story, say), say);
    case 'sources':
      return listPage(
        story,
        page,
        sourcesHead(story, say),
        [...sayingEntries(story, say), ...sourceEntries(story, say)],
        say,
      );
    case 'evidence':
      return listPage(story, page, say('page.evidence'), evidenceQuotes(story, say), say);
    case 'disputes':
      return listPage(story, page, say('page.disputes'), disputeEntries(story, say), say);
  }
}

function listPage(story: Story, page: StoryPage, head: string, entries: string[], say: Say): MessageBody {
  const shown = firstThatFit(entries, PAGE_WEIGHT, 40, say, '\n\n');
  return message(
    [
      titleBlock(story, say),
      { kind: 'text', text: `-# ${head} · ${line(story.id, 20)}` },
      { kind: 'line' },
      { kind: 'text', text: shown || say('page.nothing') },
      ...pageBlocks(story, page, say),
    ],
    gravityBand(story.gravity.score).accent,
  );
}

/** `**Killed:** 1 killed → 2 killed`. */
export function changeLine(change: StoryChange, say: Say): string {
  return `**${say(`change.${change.kind}`)}:** ${changeText(change, say)}`;
}

function timelineEntries(story: Story, say: Say): string[] {
  const names = new Map(story.publishers.map((publisher) => [publisher.id, publisher.name]));
  return story.timeline.toReversed().map((change) => {
    const { kind, at, publisherId } = change;
    const publisher = publisherId === null ? '' : line(names.get(publisherId) ?? publisherId, 40);
    const head = `${moment(at, 'f')} · **${say(`change.${kind}`)}**`;
    return `${head}\n${sentence(changeText(change, say))}${publisher && ` (${publisher})`}`;
  });
}

function sourcesHead(story: Story, say: Say): string {
  const articles = say('count.articles', { count: story.sources.length });
  return `${articles} · ${say('count.publishers', { count: story.publishers.length })}`;
}

/** Each claim with who makes and who disputes it, then the sentences that say so. */
function disputeEntries(story: Story, say: Say): string[] {
  return [
    ...story.disputes.map((dispute) => disputeText(dispute, 300, say)),
    ...evidenceQuotes(story, say, (field) => field.startsWith('disputes')),
  ];
}

/** Who says each value of each figure, with when it was first and last said. */
function sayingEntries({ strike }: Story, say: Say): string[] {
  return FIGURES.flatMap((word) =>
    (strike?.[word]?.sayings ?? []).map(({ toll, saidBy, publishers, firstAt, lastAt }) => {
      const who = [
        ...(saidBy.length > 0 ? [listedNames(saidBy, say, 3)] : []),
        listedNames(publishers, say, 4),
      ];
      const times = { first: moment(firstAt, 'f'), last: moment(lastAt, 'f'), once: firstAt === lastAt };
      return `**${sentence(tollText(toll, word, say))}** · ${who.join(' · ')}\n-# ${say('page.said', times)}`;
    }),
  );
}

const FIGURES = ['killed', 'injured', 'missing'] as const;

/** Newest first, as the story's newest facts are looked for. */
function sourceEntries(story: Story, say: Say): string[] {
  return story.sources.toReversed().map((source) => {
    const head = [
      `**${line(source.publisher.name, 60, say('publisher.unknown'))}**`,
      source.publisher.kind === 'outlet' ? '' : say(`publisher.${source.publisher.kind}`),
      moment(timeOf(source), 'R'),
    ];
    return [
      head.filter(Boolean).join(' · '),
      maskedLink(source.title, source.url, 150),
      sayingOf(source, say),
    ]
      .filter(Boolean)
      .join('\n');
  });
}

/** What a source says, in its figures and places, or of whom it says that they met. */
function sayingOf({ strike, diplomacy }: Source, say: Say): string {
  const tolls = [
    strike?.killed && tollText(strike.killed, 'killed', say),
    strike?.injured && tollText(strike.injured, 'injured', say),
    strike?.missing && tollText(strike.missing, 'missing', say),
  ].filter(Boolean);
  const said = strike
    ? [tolls.join(', '), whereText(strike, say), sentence(weaponsText(strike.weapons, say))]
    : diplomacy
      ? [diplomacyText(diplomacy, say), listedNames(diplomacy.participants, say, 5)]
      : [];
  return cut(said.filter(Boolean).join(' · '), 700);
}

function timeOf(source: Source): number {
  return source.publishedAt ?? source.seenAt;
}
