import { inEnglish, type Say } from '../languages/say.ts';
import type { DiplomacyUpdate } from '../reports/report.ts';
import type { Source, Story, StoryChange, StoryStrike } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import type { StoryAction, StoryPage } from './custom_id.ts';
import { cut, firstThatFit, line } from './fit.ts';
import { type Block, type Button, linkButton, message, pressButton } from './layout.ts';
import { maskedLink, webUrl } from './link.ts';
import type { MessageBody } from './message.ts';
import {
  day,
  diplomacyText,
  disputeText,
  listed,
  listedNames,
  moment,
  sayingsLine,
  sentence,
  tollLine,
  weaponsText,
  whereText,
} from './wording.ts';

/** What a card may be besides its story. */
export interface CardOptions {
  /** The role to mention, for a card that is posted; null for edits and replies. */
  roleId: string | null;
  /** Whether it is a page that a member asked for, with buttons for what the member may do. */
  asPage?: boolean;
  /** Whether what tells of people killed or injured is covered until its reader uncovers it. */
  covered?: boolean;
}

/**
 * The card of one story: what happened in figures and facts, who disputes it, who reports it, and buttons to the
 * story's other pages. Always within Discord's limits.
 */
export function storyCard(story: Story, options: CardOptions, say: Say = inEnglish): MessageBody {
  const blocks: Block[] = [
    titleBlock(story, say),
    ...factBlocks(story, say),
    { kind: 'line' },
    { kind: 'text', text: sourcesLine(story, say) },
    { kind: 'text', text: subtext(story, say) },
    ...(options.asPage
      ? pageBlocks(story, 'card', say)
      : [
          {
            kind: 'buttons' as const,
            buttons: [...pageButtons(story, 'card', say), actionButton(story.id, 'follow', say)],
          },
        ]),
  ];
  const cover = options.covered ? coverOf([story], say) : null;
  return message(blocks, gravityBand(story.gravity.score).accent, options.roleId, cover);
}

/** What happened in figures and facts, and who disputes it. */
export function factBlocks(story: Story, say: Say): Block[] {
  const strike = story.strike ? strikeBlocks(story, story.strike, say) : [];
  const diplomacy = story.diplomacy ? diplomacyBlocks(story.diplomacy, say) : [];
  const between: Block[] = strike.length > 0 && diplomacy.length > 0 ? [{ kind: 'line' }] : [];
  return [
    ...(story.topics[0] === 'diplomacy'
      ? [...diplomacy, ...between, ...strike]
      : [...strike, ...between, ...diplomacy]),
    ...disputeBlocks(story, say),
  ];
}

/** The words above a covered message: what it tells of; null where nothing in it has to be covered. */
export function coverOf(stories: readonly Pick<Story, 'strike'>[], say: Say): string | null {
  const isGraphic = stories.some(
    ({ strike }) => (strike?.killed?.shown.count ?? 0) + (strike?.injured?.shown.count ?? 0) > 0,
  );
  return isGraphic ? say('card.cover') : null;
}

/** A button for what a member may do about a story. */
export function actionButton(storyId: string, action: StoryAction, say: Say): Button {
  return pressButton(say(`button.${action}`), { kind: 'story_action', storyId, action });
}

/** The rows below a page: to the other pages, and what the member may do. */
export function pageBlocks(story: Story, shown: StoryPage, say: Say): Block[] {
  return [
    { kind: 'buttons', buttons: pageButtons(story, shown, say) },
    {
      kind: 'buttons',
      buttons: [actionButton(story.id, 'follow', say), actionButton(story.id, 'mute', say)],
    },
  ];
}

/** Buttons to the story's pages other than the one that is shown; to what is disputed only where something is. */
export function pageButtons(story: Story, shown: StoryPage, say: Say): Button[] {
  const pages: StoryPage[] = ['card', 'timeline', 'sources', 'evidence', 'disputes'];
  return pages
    .filter((page) => page !== shown && (page !== 'disputes' || story.disputes.length > 0))
    .map((page) => pressButton(say(`button.${page}`), { kind: 'story', storyId: story.id, page }));
}

/** The headline, with a link to the lead article at its side: the first source that can be linked. */
export function titleBlock(story: Story, say: Say): Block {
  const lead = story.sources.find((source) => webUrl(source.url) !== null);
  return {
    kind: 'section',
    text: `### ${line(story.headline, 200, say('card.untitled'))}`,
    button: linkButton(say('button.read'), lead?.url ?? null),
  };
}

function strikeBlocks(story: Story, strike: StoryStrike, say: Say): Block[] {
  const toll = tollLine(strike, say);
  const names = new Map(story.publishers.map((publisher) => [publisher.id, publisher.name]));
  const nameOf = (publisher: string) => names.get(publisher) ?? publisher;
  const differing = [
    strike.killed && sayingsLine(strike.killed, 'killed', nameOf, say),
    strike.injured && sayingsLine(strike.injured, 'injured', nameOf, say),
    strike.missing && sayingsLine(strike.missing, 'missing', nameOf, say),
  ].filter(Boolean);
  const toldBy = strike.tollSource ? line(strike.tollSource, 80) : '';
  return [
    { kind: 'text', text: toll && `## ${toll}` },
    {
      kind: 'text',
      text:
        cut(differing.join('\n'), 1_000) ||
        (toll && toldBy && `-# ${say('card.toll_by', { source: toldBy })}`),
    },
    {
      kind: 'text',
      text: factLines([
        [say('fact.where'), whereText(strike, say)],
        [say('fact.when'), strike.when === null ? '' : day(strike.when, say)],
        [say('fact.attacker'), line(strike.attacker ?? '', 80)],
        [say('fact.weapons'), sentence(weaponsText(strike.weapons, say))],
        [say('fact.hit'), sentence(listedNames(strike.targets, say, 5))],
        [say('fact.effects'), sentence(listedNames(strike.effects, say, 5))],
      ]),
    },
  ];
}

function diplomacyBlocks(update: DiplomacyUpdate, say: Say): Block[] {
  const facts = factLines([
    [say('fact.who'), listedNames(update.participants, say, 8)],
    [say('fact.about'), sentence(listedNames(update.topics, say, 5))],
    [say('fact.next'), update.nextDate ? day(update.nextDate, say) : ''],
  ]);
  return [
    { kind: 'line' },
    { kind: 'text', text: [diplomacyText(update, say), facts].filter(Boolean).join('\n') },
  ];
}

function factLines(facts: [label: string, value: string][]): string {
  return facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `**${label}:** ${cut(value, 700)}`)
    .join('\n');
}

function disputeBlocks(story: Story, say: Say): Block[] {
  const lines = story.disputes.map((dispute) => {
    // Told by one side and, so far, contradicted by nobody.
    const label = say(dispute.disputedBy.length > 0 ? 'fact.disputed' : 'fact.claimed');
    return `**${label}:** ${disputeText(dispute, 200, say)}`;
  });
  const shown = firstThatFit(lines, 1_500, 3, say, '\n', (left) =>
    say('card.more_disputed', { count: left }),
  );
  return [{ kind: 'line' }, { kind: 'text', text: shown }];
}

/** `France 24, BBC and 2 more`, each a link to that publisher's newest article. */
function sourcesLine(story: Story, say: Say): string {
  const newest = new Map<string, Source>();
  for (const source of story.sources) newest.set(source.publisher.id, source);
  const links = story.publishers.map(({ id, name, kind }) => {
    const link = maskedLink(name, newest.get(id)?.url ?? null, 40);
    return kind === 'state_media' ? `${link} (${say('publisher.state_media')})` : link;
  });
  let most = 6;
  while (most > 1 && listed(links, say, most).length > 600) most--;
  return links.length > 0 ? `**${say('fact.sources')}:** ${listed(links, say, most)}` : '';
}

function subtext(story: Story, say: Say): string {
  const change = story.timeline.findLast(({ kind }) => kind !== 'new');
  const band = gravityBand(story.gravity.score).word;
  const state = story.closedAt === null ? '' : say('card.closed', { when: moment(story.closedAt, 'R') });
  const lines = [
    change
      ? say('card.changed', {
          when: moment(change.at, 'R'),
          change: changeText(change, say),
        })
      : '',
    [
      line(story.id, 20),
      say('card.gravity', { gravity: Math.round(story.gravity.score), band: say(`gravity.${band}`) }),
      say('count.publishers', { count: story.publishers.length }),
      say('card.since', { when: moment(story.openedAt, 'R') }),
      state,
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return lines
    .filter(Boolean)
    .map((text) => `-# ${text}`)
    .join('\n');
}

/** `1 killed → 2 killed`. */
export function changeText({ before, after }: Pick<StoryChange, 'before' | 'after'>, say: Say): string {
  const now = line(say.text(after), 120, say('card.changed_word'));
  const was = line(say.text(before ?? ''), 120);
  return was ? `${was} → ${now}` : now;
}
