import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertFilters } from '../src/alerts/subscription.ts';
import { buildDigest } from '../src/digests/build.ts';
import type { Digest } from '../src/digests/digest.ts';
import { digestText } from '../src/digests/text.ts';
import type { Story } from '../src/stories/story.ts';
import { replay } from './replay.ts';
import { evaluateSelection } from './selection.ts';
import { check, type Evidence, evidenceOf, type Standing } from './standing.ts';

const HOUR = 3_600_000;
const LENGTHS = [6, 24, 72];
const MOST_SHOWN = 45;

const FILTERS: Pick<AlertFilters, 'topics' | 'regions'>[] = [
  ...[[], ['Ukraine'], ['Russia'], ['Israel'], ['Gaza Strip'], ['Sudan'], ['Syria'], ['Iran']].map(
    (regions) => ({
      topics: [],
      regions,
    }),
  ),
  { topics: ['strike'], regions: [] },
  { topics: ['strike'], regions: ['Ukraine'] },
  { topics: ['diplomacy'], regions: [] },
  { topics: ['diplomacy'], regions: ['Venezuela'] },
];

/**
 * Prints the eight days' digests, how much of 1,000 digests of them stands in the evidence, and how well sentences are
 * chosen. False where something doesn't stand or a floor isn't beaten; null where the sets aren't there.
 */
export function evaluateDigests(folder: string, errors: boolean): boolean | null {
  const path = join(folder, 'stream/headlines_2026-01-01_08.jsonl');
  const isBorne = existsSync(path) ? evaluateStream(path, errors) : null;
  if (isBorne === null) console.log('Stream of headlines: not in the folder, left out.');
  const isChosen = evaluateSelection(folder);
  if (isChosen === null) console.log('Selection: the stories of ECB+ are not in the folder, left out.');
  return isBorne === null && isChosen === null ? null : isBorne !== false && isChosen !== false;
}

function evaluateStream(path: string, errors: boolean): boolean {
  const standing: Standing = { numbers: 0, names: 0, quotes: 0, missing: [] };
  const evidence = new WeakMap<Story, Looked>();
  let digests = 0;
  let told = 0;
  for (const { at, stories } of replay(path, 6 * HOUR)) {
    const byId = new Map(stories.map((story) => [story.id, story]));
    for (const hours of LENGTHS) {
      for (const filters of FILTERS) {
        const window = { since: at - hours * HOUR, until: at };
        const digest = buildDigest(stories, window, { ...filters, minGravity: 0 }, 'UTC');
        digests++;
        told += digest.strikes.length + digest.diplomacy.length + digest.changes.length;
        checkDigest(digest, byId, evidence, standing);
        const isDay = hours === 24 && filters === FILTERS[0] && new Date(at).getUTCHours() === 0;
        // For reading, not for the page: headlines are their outlets'.
        if (isDay) process.stderr.write(`${firstLines(digestText(digest))}\n\n`);
      }
    }
  }
  const looked = standing.numbers + standing.names + standing.quotes;
  const share = 1 - standing.missing.length / looked;
  console.log(`${digests} digests of the stream, ${told} stories told in them`);
  console.log(
    `  ${(100 * share).toFixed(2)}% stand in the evidence: ${standing.numbers} numbers, ${standing.names} names, ${standing.quotes} quotes; ${standing.missing.length} do not`,
  );
  if (errors) for (const missing of new Set(standing.missing)) console.log(`    ${missing}`);
  return standing.missing.length === 0;
}

/** What was found of a story's lines: many digests tell the same. */
interface Looked {
  evidence: Evidence;
  texts: Map<string, Standing>;
}

function checkDigest(
  digest: Digest,
  stories: ReadonlyMap<string, Story>,
  known: WeakMap<Story, Looked>,
  standing: Standing,
): void {
  const look = (text: string, ids: readonly string[]) => {
    for (const id of ids) {
      const story = stories.get(id);
      if (!story) throw new Error(`a digest tells of ${id}, which is no story`);
      const seen = known.get(story) ?? { evidence: evidenceOf(story), texts: new Map<string, Standing>() };
      known.set(story, seen);
      const found = seen.texts.get(text) ?? check(text, seen.evidence);
      seen.texts.set(text, found);
      standing.numbers += found.numbers;
      standing.names += found.names;
      standing.quotes += found.quotes;
      standing.missing.push(...found.missing.map((missing) => `${missing} in ${id}: ${text}`));
    }
  };
  for (const { storyId, headline, summary, quote } of [...digest.strikes, ...digest.diplomacy])
    look(`${headline} ${summary} ${quote ? `“${quote.text}”` : ''}`, [storyId]);
  for (const { also } of [...digest.strikes, ...digest.diplomacy])
    for (const { storyId, headline } of also) look(headline, [storyId]);
  for (const { storyId, claim, claimedBy, disputedBy } of digest.disputes)
    look([claim, ...claimedBy, ...disputedBy].join('; '), [storyId]);
  // "3 publishers" is a count of our own.
  for (const { storyId, changes } of digest.changes) look(changes.join('; '), [storyId]);
  for (const { weapons, storyIds, days } of digest.barrages) {
    if (days.length > 1) continue;
    look(
      weapons.map(({ launched, intercepted }) => `${launched ?? ''} ${intercepted ?? ''}`).join(' '),
      storyIds,
    );
  }
}

function firstLines(text: string): string {
  const lines = text.split('\n').filter((line) => !/^ {2}.*: https?:/.test(line));
  const more = lines.length > MOST_SHOWN ? [`… ${lines.length - MOST_SHOWN} more lines`] : [];
  return [...lines.slice(0, MOST_SHOWN), ...more].join('\n');
}
