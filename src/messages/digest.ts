import { Temporal } from 'temporal-polyfill';
import type { Digest, DigestBarrage, DigestChange, DigestStory } from '../digests/digest.ts';
import type { DayFigures } from '../digests/series.ts';
import { sitesOf } from '../digests/sites.ts';
import { inEnglish, type Say } from '../languages/say.ts';
import { gravityBand } from './accent.ts';
import { type Chart, chartAlt } from './chart.ts';
import { line, weight } from './fit.ts';
import { type Block, linkButton, message } from './layout.ts';
import { maskedLink } from './link.ts';
import { mapAlt, type RegionMap } from './map.ts';
import type { MessageBody, MessageFile } from './message.ts';
import { day as dayText, disputeText, listed, listedNames, moment, weaponsText } from './wording.ts';

/** A section shows so many; the rest are counted, and found by command. One look, not a wall. */
const MOST_STORIES = 15;
const MOST_DISPUTES = 8;
const MOST_CHANGES = 8;
const MOST_BARRAGES = 5;

/** The weight that one message's lines may have, the space between them included. */
const PART_WEIGHT = 9_000;

/** One heading or entry, never split over two messages. */
interface Passage {
  text: string;
  isHeading: boolean;
}

/**
 * A digest as one message, or as several where one is too small: the window's figures, then strikes, diplomacy,
 * disputed claims and what changed, the gravest first as the digest has them. Each message is within Discord's limits.
 * @param options.roleId the role to mention, at the top of the first message; null for replies
 * @param options.series the days' figures up to the window's end, drawn with a map where they show something; without
 *   it there are no pictures
 * @param options.pageUrl where the digest stands on the web; no button leads there without it
 * @param options.covered whether what tells of people killed or injured is covered until its reader uncovers it
 * @param options.late whether it leaves so long after its time that readers should know; not where absent
 */
export function digestMessages(
  digest: Digest,
  options: {
    roleId: string | null;
    late?: boolean;
    series?: readonly DayFigures[];
    pageUrl?: string;
    covered?: boolean;
  },
  say: Say = inEnglish,
): MessageBody[] {
  const gravities = [...digest.strikes, ...digest.diplomacy].map((story) => story.gravity);
  const { accent } = gravityBand(Math.max(0, ...gravities));
  const parts = inParts(passagesOf(digest, say));
  const pictures = options.series ? digestPictures(digest, options.series, say) : [];
  const isGraphic = digest.figures.killed + digest.figures.injured > 0;
  const shown: Block = {
    kind: 'pictures',
    pictures: pictures.map(({ file, alt }) => ({ name: file.name, alt })),
  };
  return parts.map((passages, index) => ({
    ...message(
      [
        ...(index === 0 ? headBlocks(digest, options.late === true, say) : []),
        ...(index === 0 && pictures.length > 0 ? [shown] : []),
        ...blocksOf(passages),
        {
          kind: 'text',
          text: parts.length > 1 ? `-# ${say('digest.part', { part: index + 1, parts: parts.length })}` : '',
        },
        ...(index === parts.length - 1 ? pageBlocks(options.pageUrl, say) : []),
      ],
      accent,
      index === 0 ? options.roleId : null,
      options.covered && isGraphic ? say('card.cover') : null,
    ),
    ...(index === 0 && pictures.length > 0 ? { files: pictures.map(({ file }) => file) } : {}),
  }));
}

function pageBlocks(pageUrl: string | undefined, say: Say): Block[] {
  return pageUrl === undefined
    ? []
    : [{ kind: 'buttons', buttons: [linkButton(say('button.web'), pageUrl)] }];
}

/** A chart where two days or more have figures to compare, a map where something has a place; each with words for those who don't see it. */
export function digestPictures(
  digest: Digest,
  series: readonly DayFigures[],
  say: Say = inEnglish,
): { file: MessageFile; alt: string }[] {
  const { language } = say;
  const { since, until } = digest.window;
  const dayOf = (at: number) => localDay(at, digest.timeZone);
  const days =
    dayOf(since) === dayOf(until - 1)
      ? dayText(dayOf(since), say)
      : say('digest.span', { first: dayText(dayOf(since), say), last: dayText(dayOf(until - 1), say) });
  const chart: Chart = {
    title: say('digest.chart', { day: dayText(dayOf(until - 1), say) }),
    days: series,
    markedFrom: dayOf(since),
    language,
  };
  const map: RegionMap = {
    title: say('digest.map', { days }),
    sites: sitesOf(digest.strikes, digest.diplomacy),
    language,
  };
  const isTold = ({ launched, intercepted, killed, injured }: DayFigures) =>
    launched + intercepted + killed + injured > 0;
  const pictures: { file: MessageFile; alt: string }[] = [];
  if (series.filter(isTold).length > 1)
    pictures.push({ file: { name: 'chart.png', kind: 'chart', chart }, alt: chartAlt(chart, say) });
  if (map.sites.length > 0)
    pictures.push({ file: { name: 'map.png', kind: 'map', map }, alt: mapAlt(map, say) });
  return pictures;
}

function localDay(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function headBlocks(digest: Digest, late: boolean, say: Say): Block[] {
  const { window, figures, topics } = digest;
  const [topic] = topics.length === 1 ? topics : [];
  const isRound = digest.barrages.some(({ weapons }) => weapons.some((use) => use.qualifier !== 'exact'));
  const launched = say('sum.launched', { count: figures.launched });
  const day = [
    figures.strikes > 0 ? say('count.attacks', { count: figures.strikes }) : '',
    figures.killed > 0 ? say('sum.killed', { count: figures.killed }) : '',
    figures.injured > 0 ? say('sum.injured', { count: figures.injured }) : '',
    figures.launched > 0 ? (isRound ? say('sum.about', { sum: launched }) : launched) : '',
    figures.intercepted > 0 ? say('sum.intercepted', { count: figures.intercepted }) : '',
    figures.diplomacy > 0 ? say('count.updates', { count: figures.diplomacy }) : '',
  ]
    .filter(Boolean)
    .map((text) => `**${text}**`);
  return [
    {
      kind: 'text',
      text: [
        `## ${say(`digest.title_${topic ?? 'both'}`)} · ${moment(window.until, 'D')}`,
        `-# ${say('digest.span', { first: moment(window.since, 'f'), last: moment(window.until, 'f') })}`,
        late ? `-# ${say('digest.late', { when: moment(window.until, 'R') })}` : '',
        day.join(' · '),
      ]
        .filter(Boolean)
        .join('\n'),
    },
  ];
}

function passagesOf(digest: Digest, say: Say): Passage[] {
  const { figures } = digest;
  const texts = {
    barrages: digest.barrages.map((barrage) => barrageText(barrage, say)),
    strikes: digest.strikes.map((story) => storyText(story, say)),
    diplomacy: digest.diplomacy.map((story) => storyText(story, say)),
    disputes: digest.disputes.map(
      (dispute) => `${disputeText(dispute, 300, say)}\n-# ${line(dispute.storyId, 20)}`,
    ),
    changes: digest.changes.map((change) => changeText(change, say)),
  };
  const passages = [
    ...section('barrages', texts.barrages, say, MOST_BARRAGES),
    ...section('strikes', texts.strikes, say, MOST_STORIES, figures.strikes),
    ...section('diplomacy', texts.diplomacy, say, MOST_STORIES, figures.diplomacy),
    ...section('disputes', texts.disputes, say, MOST_DISPUTES),
    ...section('changes', texts.changes, say, MOST_CHANGES),
  ];
  const [topic] = digest.topics.length === 1 ? digest.topics : [];
  return passages.length > 0
    ? passages
    : [{ text: say('digest.quiet', { topic: topic ?? 'both' }), isHeading: false }];
}

/** @param total how many there are in all, where `entries` are only the first of them */
function section(
  name: 'barrages' | 'strikes' | 'diplomacy' | 'disputes' | 'changes',
  entries: readonly string[],
  say: Say,
  most: number,
  total = entries.length,
): Passage[] {
  if (entries.length === 0) return [];
  const left = Math.max(total, entries.length) - Math.min(most, entries.length);
  const more = say(name === 'strikes' || name === 'diplomacy' ? `digest.more_${name}` : 'list.and_more', {
    count: left,
  });
  return [
    { text: `### ${say(`digest.${name}`)}`, isHeading: true },
    ...entries.slice(0, most).map((text) => ({ text, isHeading: false })),
    ...(left > 0 ? [{ text: `-# ${more}`, isHeading: false }] : []),
  ];
}

/** `**Ukraine**: 165 drones launched; 137 drones intercepted (air force)`, with the stories' ids below. */
function barrageText({ country, weapons, saidBy, days, storyIds }: DigestBarrage, say: Say): string {
  const uses = weapons.map((weapon) => ({ ...weapon, hit: null }));
  const nights = days.length > 1 ? `, ${say('digest.over_days', { count: days.length })}` : '';
  return `**${line(country, 60)}**: ${weaponsText(uses, say)}${nights} (${listedNames(saidBy, say, 2)})\n-# ${listedNames(storyIds, say, 4)}`;
}

/** What moved in a story, each from what it was to what it is. */
function changeText({ headline, changes, sources, storyId }: DigestChange, say: Say): string {
  const moves = changes.map((change) => line(change, 160)).join('; ');
  return `**${line(headline, 150, say('card.untitled'))}**: ${moves}\n-# ${[linksText(sources, say), line(storyId, 20)].filter(Boolean).join(' · ')}`;
}

/** The headline and the facts on one line; gravity, publishers and the story's id on the next. */
function storyText(story: DigestStory, say: Say): string {
  const headline = line(story.headline, 150, say('card.untitled'));
  const summary = line(story.summary, 350);
  const quote = story.quote ? ` “${line(story.quote.text, 250)}” (${line(story.quote.publisher, 40)})` : '';
  const gravity = `${say(`gravity.${gravityBand(story.gravity).word}`)} ${Math.round(story.gravity)}`;
  return [
    `**${headline}${summary && !/[.!?…]$/.test(headline) ? '.' : ''}**${summary && summary !== headline ? ` ${summary}` : ''}${quote}`,
    `-# ${[gravity, linksText(story.sources, say), line(story.storyId, 20)].filter(Boolean).join(' · ')}`,
    ...alsoLines(story.also, say),
  ].join('\n');
}

/** The stories that are counted with one: two by their headlines, the others by number. */
function alsoLines(also: DigestStory['also'], say: Say): string[] {
  if (also.length === 0) return [];
  const named = also.map(({ headline, storyId }) => `${line(headline, 90)} (${line(storyId, 20)})`);
  return [`-# ${say('digest.also', { stories: listed(named, say, 2) })}`];
}

function linksText(sources: DigestStory['sources'], say: Say): string {
  const unique = new Map(sources.map((source) => [source.publisher, source]));
  return listed(
    [...unique.values()].map(({ publisher, url }) => maskedLink(publisher, url, 40)),
    say,
    3,
  );
}

/** Fills message after message; a heading goes with what it heads. */
function inParts(passages: readonly Passage[]): Passage[][] {
  const parts: Passage[][] = [[]];
  // The first message also holds the head.
  let room = PART_WEIGHT - 700;
  for (const [index, passage] of passages.entries()) {
    const next = passage.isHeading ? passages[index + 1] : undefined;
    const cost = weight(passage.text) + 5;
    if (room < cost + (next ? weight(next.text) + 5 : 0)) {
      parts.push([]);
      room = PART_WEIGHT;
    }
    parts[parts.length - 1]!.push(passage);
    room -= cost;
  }
  return parts;
}

/** One text a section, with a line above each heading. */
function blocksOf(passages: readonly Passage[]): Block[] {
  const texts: string[][] = [];
  for (const { text, isHeading } of passages) {
    if (isHeading || texts.length === 0) texts.push([]);
    texts[texts.length - 1]!.push(isHeading ? `${text}\n` : `${text}\n\n`);
  }
  return texts.flatMap((lines): Block[] => [{ kind: 'line' }, { kind: 'text', text: lines.join('') }]);
}
