import { Temporal } from 'temporal-polyfill';
import type { Digest, DigestBarrage, DigestChange, DigestStory } from '../digests/digest.ts';
import type { DayFigures } from '../digests/series.ts';
import { sitesOf } from '../digests/sites.ts';
import { gravityBand } from './accent.ts';
import { type Chart, chartAlt } from './chart.ts';
import { line, weight } from './fit.ts';
import { type Block, message } from './layout.ts';
import { maskedLink } from './link.ts';
import { mapAlt, type RegionMap } from './map.ts';
import type { MessageBody, MessageFile } from './message.ts';
import {
  counted,
  day as dayText,
  disputeText,
  grouped,
  listed,
  listedNames,
  moment,
  weaponsText,
} from './wording.ts';

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
 * @param options.late whether it leaves so long after its time that readers should know; not where absent
 */
export function digestMessages(
  digest: Digest,
  options: { roleId: string | null; late?: boolean; series?: readonly DayFigures[] },
): MessageBody[] {
  const gravities = [...digest.strikes, ...digest.diplomacy].map((story) => story.gravity);
  const { accent } = gravityBand(Math.max(0, ...gravities));
  const parts = inParts(passagesOf(digest));
  const pictures = options.series ? picturesOf(digest, options.series) : [];
  const shown: Block = {
    kind: 'pictures',
    pictures: pictures.map(({ file, alt }) => ({ name: file.name, alt })),
  };
  return parts.map((passages, index) => ({
    ...message(
      [
        ...(index === 0 ? headBlocks(digest, options.late === true) : []),
        ...(index === 0 && pictures.length > 0 ? [shown] : []),
        ...blocksOf(passages),
        { kind: 'text', text: parts.length > 1 ? `-# Part ${index + 1} of ${parts.length}` : '' },
      ],
      accent,
      index === 0 ? options.roleId : null,
    ),
    ...(index === 0 && pictures.length > 0 ? { files: pictures.map(({ file }) => file) } : {}),
  }));
}

/** A chart where two days or more have figures to compare, a map where something has a place. */
function picturesOf(digest: Digest, series: readonly DayFigures[]): { file: MessageFile; alt: string }[] {
  const { since, until } = digest.window;
  const dayOf = (at: number) => localDay(at, digest.timeZone);
  const days =
    dayOf(since) === dayOf(until - 1)
      ? dayText(dayOf(since))
      : `${dayText(dayOf(since))} to ${dayText(dayOf(until - 1))}`;
  const chart: Chart = {
    title: `Day by day to ${dayText(dayOf(until - 1))}`,
    days: series,
    markedFrom: dayOf(since),
  };
  const map: RegionMap = {
    title: `Where: ${days}`,
    sites: sitesOf(digest.strikes, digest.diplomacy),
  };
  const isTold = ({ launched, intercepted, killed, injured }: DayFigures) =>
    launched + intercepted + killed + injured > 0;
  const pictures: { file: MessageFile; alt: string }[] = [];
  if (series.filter(isTold).length > 1)
    pictures.push({ file: { name: 'chart.png', kind: 'chart', chart }, alt: chartAlt(chart) });
  if (map.sites.length > 0) pictures.push({ file: { name: 'map.png', kind: 'map', map }, alt: mapAlt(map) });
  return pictures;
}

function localDay(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function headBlocks(digest: Digest, late: boolean): Block[] {
  const { window, figures, topics } = digest;
  const only =
    topics.length === 1 ? { strike: 'Strikes digest', diplomacy: 'Diplomacy digest' }[topics[0]!] : 'Digest';
  const isRound = digest.barrages.some(({ weapons }) => weapons.some((use) => use.qualifier !== 'exact'));
  const about = isRound ? 'about ' : '';
  const day = [
    figures.strikes > 0 ? `**${counted(figures.strikes, 'attack')}**` : '',
    figures.killed > 0 ? `**${grouped(figures.killed)} killed**` : '',
    figures.injured > 0 ? `**${grouped(figures.injured)} injured**` : '',
    figures.launched > 0 ? `**${about}${grouped(figures.launched)} launched**` : '',
    figures.intercepted > 0 ? `**${grouped(figures.intercepted)} intercepted**` : '',
    figures.diplomacy > 0 ? `**${counted(figures.diplomacy, 'diplomacy update')}**` : '',
  ].filter(Boolean);
  return [
    {
      kind: 'text',
      text: [
        `## ${only} · ${moment(window.until, 'D')}`,
        `-# ${moment(window.since, 'f')} to ${moment(window.until, 'f')}`,
        late ? `-# This comes late: it was due ${moment(window.until, 'R')}, when I was not running.` : '',
        day.join(' · '),
      ]
        .filter(Boolean)
        .join('\n'),
    },
  ];
}

function passagesOf(digest: Digest): Passage[] {
  const passages = [
    ...section('Launched and intercepted', digest.barrages.map(barrageText), MOST_BARRAGES),
    ...section(
      'Strikes',
      digest.strikes.map(storyText),
      MOST_STORIES,
      digest.figures.strikes,
      'more strikes: `/strikes`',
    ),
    ...section(
      'Diplomacy',
      digest.diplomacy.map(storyText),
      MOST_STORIES,
      digest.figures.diplomacy,
      'more: `/diplomacy`',
    ),
    ...section(
      'Disputed',
      digest.disputes.map((dispute) => `${disputeText(dispute, 300)}\n-# ${line(dispute.storyId, 20)}`),
      MOST_DISPUTES,
    ),
    ...section('What changed since the last digest', digest.changes.map(changeText), MOST_CHANGES),
  ];
  return passages.length > 0 ? passages : [{ text: quietText(digest), isHeading: false }];
}

const MISSING = { strike: 'no attacks', diplomacy: 'no diplomacy' } as const;

function quietText({ topics }: Digest): string {
  const wanted = topics.length > 0 ? topics : (['strike', 'diplomacy'] as const);
  const missing = wanted.map((topic) => MISSING[topic]).join(' and ');
  const were = wanted.length === 1 && wanted[0] === 'diplomacy' ? 'was' : 'were';
  return `**Quiet.** In this time ${missing} ${were} reported.`;
}

/** @param total how many there are in all, where `entries` are only the first of them */
function section(
  title: string,
  entries: readonly string[],
  most: number,
  total = entries.length,
  more = 'more',
): Passage[] {
  if (entries.length === 0) return [];
  const left = Math.max(total, entries.length) - Math.min(most, entries.length);
  return [
    { text: `### ${title}`, isHeading: true },
    ...entries.slice(0, most).map((text) => ({ text, isHeading: false })),
    ...(left > 0 ? [{ text: `-# … and ${left} ${more}`, isHeading: false }] : []),
  ];
}

/** `**Ukraine**: 165 drones launched; 137 drones intercepted (air force)`, with the stories' ids below. */
function barrageText({ country, weapons, saidBy, days, storyIds }: DigestBarrage): string {
  const uses = weapons.map((weapon) => ({ ...weapon, hit: null }));
  const nights = days.length > 1 ? `, over ${days.length} days` : '';
  return `**${line(country, 60)}**: ${weaponsText(uses)}${nights} (${listedNames(saidBy, 2)})\n-# ${listedNames(storyIds, 4)}`;
}

/** What moved in a story, each from what it was to what it is. */
function changeText({ headline, changes, sources, storyId }: DigestChange): string {
  const moves = changes.map((change) => line(change, 160)).join('; ');
  return `**${line(headline, 150, 'Untitled story')}**: ${moves}\n-# ${[linksText(sources), line(storyId, 20)].filter(Boolean).join(' · ')}`;
}

/** The headline and the facts on one line; gravity, publishers and the story's id on the next. */
function storyText(story: DigestStory): string {
  const headline = line(story.headline, 150, 'Untitled story');
  const summary = line(story.summary, 350);
  const quote = story.quote ? ` “${line(story.quote.text, 250)}” (${line(story.quote.publisher, 40)})` : '';
  const gravity = `${gravityBand(story.gravity).word} ${Math.round(story.gravity)}`;
  return [
    `**${headline}${summary && !/[.!?…]$/.test(headline) ? '.' : ''}**${summary && summary !== headline ? ` ${summary}` : ''}${quote}`,
    `-# ${[gravity, linksText(story.sources), line(story.storyId, 20)].filter(Boolean).join(' · ')}`,
  ].join('\n');
}

function linksText(sources: DigestStory['sources']): string {
  const unique = new Map(sources.map((source) => [source.publisher, source]));
  return listed(
    [...unique.values()].map(({ publisher, url }) => maskedLink(publisher, url, 40)),
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
