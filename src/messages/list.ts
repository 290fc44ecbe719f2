import type { Subscription } from '../alerts/subscription.ts';
import { digestName, scheduleText } from '../digests/schedule_text.ts';
import type { Story } from '../stories/story.ts';
import { toneAccent } from './accent.ts';
import { howManyFit, line } from './fit.ts';
import { type Block, type Button, message, pressButton } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import { optionTexts } from './subscription_text.ts';
import {
  diplomacyText,
  grouped,
  listed,
  listedNames,
  moment,
  sentence,
  tollLine,
  whereText,
} from './wording.ts';

/** Which page of which list this is. */
export interface ListPage {
  /** The list's name in custom ids, lower-case letters and underscores, e.g. `strikes`. */
  kind: string;
  /** What the list was asked with, e.g. a country or a query; may be empty. Over about 80 characters there are no page buttons. */
  arg: string;
  /** 1 for the first. */
  page: number;
  pages: number;
  /** How many there are over all pages. */
  total: number;
}

/** One found article. */
export interface ArticleLine {
  title: string;
  url: string | null;
  publisher: string;
  publishedAt: number | null;
  storyId: string | null;
}

/** Each entry may be a text, its section and its button; ten leave room for the title, the page and its buttons. */
const MOST_ENTRIES = 10;

/**
 * Stories with their figures, each with a button to its card. At most 10 are shown (less is better on a phone).
 * @param title outside text: it is escaped here
 */
export function storyList(title: string, stories: readonly Story[], page: ListPage): MessageBody {
  const entries = stories.map(storySection);
  return listMessage(title, entries, 'No stories yet. Try another place or topic, or come back later.', page);
}

/** A story's headline and figures with a button to its card. */
export function storySection(story: Story): Entry & { kind: 'section' } {
  const facts = [
    story.strike && tollLine(story.strike),
    story.strike && whereText(story.strike),
    story.diplomacy && !story.strike && diplomacyText(story.diplomacy),
  ];
  return {
    kind: 'section',
    ...entry(
      `**${line(story.headline, 120, 'Untitled story')}**`,
      facts.filter(Boolean).join(' · '),
      `${line(story.id, 20)} · ${moment(story.updatedAt, 'R')}`,
      pressButton('Open', { kind: 'story', storyId: story.id, page: 'card' }),
    ),
  };
}

/**
 * Articles that were found, newest first as given, each linked, with a button to the story it is part of.
 * @param page null where there is only this page
 */
export function articleList(query: string, hits: readonly ArticleLine[], page: ListPage | null): MessageBody {
  const entries = hits.map((hit): Entry => {
    const when = hit.publishedAt === null ? '' : ` · ${moment(hit.publishedAt, 'R')}`;
    const story =
      hit.storyId === null ? null : ({ kind: 'story', storyId: hit.storyId, page: 'card' } as const);
    return entry(
      maskedLink(hit.title, hit.url, 120),
      '',
      `${line(hit.publisher, 40, 'Unknown publisher')}${when}${story ? ` · ${line(story.storyId, 20)}` : ''}`,
      story && pressButton('Story', story),
    );
  });
  return listMessage(`Search: ${query}`, entries, 'Nothing found. Try fewer or other words.', page);
}

interface Entry {
  text: string;
  button: Button;
}

function entry(head: string, facts: string, sub: string, button: Button): Entry {
  return { text: [head, facts, `-# ${sub}`].filter(Boolean).join('\n'), button };
}

function listMessage(
  title: string,
  entries: readonly Entry[],
  nothing: string,
  page: ListPage | null,
): MessageBody {
  const texts = entries.map(({ text }) => text);
  const fit = howManyFit(texts, 7_500, MOST_ENTRIES);
  const left = entries.length - fit;
  return message(
    [
      { kind: 'text', text: `### ${line(title, 150, 'List')}` },
      ...entries.slice(0, fit).map(({ text, button }): Block => ({ kind: 'section', text, button })),
      { kind: 'text', text: entries.length === 0 ? nothing : left > 0 ? `… and ${left} more` : '' },
      ...(page ? pageBlocks(page) : []),
    ],
    toneAccent('info'),
  );
}

/** `Page 2 of 7 · 63 in all`, and buttons to the pages on either side; nothing where there is one page. */
function pageBlocks({ kind, arg, page, pages, total }: ListPage): Block[] {
  if (pages <= 1) return [];
  const button = (label: string, to: number): Button =>
    to >= 1 && to <= pages ? pressButton(label, { kind: 'list', list: kind, arg, page: to }) : null;
  return [
    { kind: 'text', text: `-# Page ${grouped(page)} of ${grouped(pages)} · ${grouped(total)} in all` },
    { kind: 'buttons', buttons: [button('Previous', page - 1), button('Next', page + 1)] },
  ];
}

/** Each has a text, a row, its three buttons and a separator; five leave room for the title, the page and its buttons. */
const MOST_SUBSCRIPTIONS = 5;

/**
 * A server's subscriptions with buttons to pause or resume, test and remove each. Shows the first 5 of those given and
 * counts the rest; pages come from the caller.
 */
export function subscriptionList(subscriptions: readonly Subscription[], page: ListPage): MessageBody {
  const texts = subscriptions.map(subscriptionLines);
  const fit = howManyFit(texts, 7_500, MOST_SUBSCRIPTIONS);
  const left = subscriptions.length - fit;
  const rest =
    subscriptions.length === 0
      ? 'None yet. Make one with `/subscribe alerts` or `/subscribe digest`.'
      : left > 0
        ? `… and ${left} more`
        : '';
  return message(
    [
      { kind: 'text', text: '### Subscriptions' },
      ...subscriptions
        .slice(0, fit)
        .flatMap((subscription, index): Block[] => [
          { kind: 'line' },
          { kind: 'text', text: texts[index]! },
          { kind: 'buttons', buttons: actionButtons(subscription) },
        ]),
      { kind: 'text', text: rest },
      ...pageBlocks(page),
    ],
    toneAccent('info'),
  );
}

function actionButtons({ id, status }: Subscription) {
  const press = (action: 'pause' | 'resume' | 'test' | 'remove') =>
    ({ kind: 'subscription', subscriptionId: id, action }) as const;
  return [
    status === 'active' ? pressButton('Pause', press('pause')) : pressButton('Resume', press('resume')),
    pressButton('Test', press('test')),
    pressButton('Remove', press('remove'), 'danger'),
  ];
}

/**
 * One subscription in three short lines of Markdown: what and where, its filters, and why it is paused where it is.
 */
function subscriptionLines(subscription: Subscription): string {
  const { id, kind, channelId, roleId, timeZone, status, pausedReason } = subscription;
  const { days, at } = scheduleText(subscription);
  const where = isSnowflake(channelId) ? ` in <#${channelId}>` : '';
  const what =
    kind === 'alerts'
      ? 'Alerts'
      : `${digestName(subscription)} digest${days === 'every day' ? '' : ` ${days}`} at ${line(at, 20)} ${line(timeZone ?? 'UTC', 40)}`;
  const paused = pausedReason ? `Paused: ${line(pausedReason, 200)}` : 'Paused';
  return [
    `**#${id} · ${what}**${where}${isSnowflake(roleId) ? `, mentions <@&${roleId}>` : ''}`,
    filterText(subscription),
    ...(status === 'paused' ? [`-# ${paused}`] : []),
  ].join('\n');
}

const TOPICS = { strike: 'strikes', diplomacy: 'diplomacy' } as const;

/** `Strikes and diplomacy · Ukraine and Israel · gravity 50 and above`. */
function filterText(subscription: Subscription): string {
  const { topics, regions, minGravity } = subscription;
  return [
    sentence(
      listed((topics.length > 0 ? topics : (['strike', 'diplomacy'] as const)).map((topic) => TOPICS[topic])),
    ),
    listedNames(regions, 8) || 'everywhere',
    minGravity > 0 ? `gravity ${minGravity} and above` : '',
    ...optionTexts(subscription),
  ]
    .filter(Boolean)
    .join(' · ');
}

function isSnowflake(id: string | null): id is string {
  return id !== null && /^\d{1,20}$/.test(id);
}
