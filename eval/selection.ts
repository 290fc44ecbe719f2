import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract, shortened } from '../src/digests/extract.ts';
import { splitSentences } from '../src/reports/sentences.ts';
import { type Chooser, centroid, lead, textRank } from './floors.ts';
import { rouge } from './rouge.ts';

/** A story's documents as sentences, and what editors wrote of it. */
interface Aligned {
  documents: string[][];
  /** Each tells of it whole; a choice is scored against each, and the mean counts. */
  references: string[];
}

const choosers: Record<string, Chooser> = {
  'extract (ours)': (documents) => shortened(extract(documents, 1)[0]?.text ?? ''),
  LEAD: lead,
  TextRank: textRank,
  centroid,
};

/**
 * Prints ROUGE of one sentence chosen and shortened for each story, ours beside the three floors, on each half of each
 * set. Returns whether ours beats all three on both sets; null where neither is there. (Of a single article the first
 * sentence is nearly always chosen: there it is the shortening that tells.)
 */
export function evaluateSelection(folder: string): boolean | null {
  const sets = [
    { name: 'stories of ECB+, the headlines of all their reports', rows: events(folder) },
    { name: 'single articles read by hand, their headlines', rows: headlines(folder) },
  ].filter(({ rows }) => rows.length > 0);
  if (sets.length === 0) return null;
  let beats = true;
  for (const { name, rows } of sets) {
    console.log(`One sentence for each of ${rows.length} (${name})`);
    console.log(`  ${'ROUGE F1'.padEnd(22)} 1: all  even   odd    2: all  even   odd`);
    const ours: number[] = [];
    for (const [system, choose] of Object.entries(choosers)) {
      const scores = rows.map(({ documents, references }) => {
        const text = choose(documents);
        const against = (n: 1 | 2) =>
          references.reduce((sum, reference) => sum + rouge(text, reference, n), 0) / references.length;
        return [against(1), against(2)] as const;
      });
      const mean = (n: 0 | 1, half?: number) => {
        const of = scores.filter((_, i) => half === undefined || i % 2 === half);
        return of.reduce((sum, score) => sum + score[n], 0) / of.length;
      };
      const cells = ([0, 1] as const).map((n) =>
        [mean(n), mean(n, 0), mean(n, 1)].map((value) => value.toFixed(3)).join('  '),
      );
      console.log(`  ${system.padEnd(22)}  ${cells.join('     ')}`);
      for (const n of [0, 1] as const) {
        if (system === Object.keys(choosers)[0]) ours[n] = mean(n);
        else if (mean(n) >= (ours[n] ?? 0)) beats = false;
      }
    }
  }
  return beats;
}

/** Articles with the headline that their editors gave them; live pages' own running titles are left out. */
function headlines(folder: string): Aligned[] {
  const path = join(folder, 'articles/dev.json');
  if (!existsSync(path)) return [];
  const rows = JSON.parse(readFileSync(path, 'utf8')) as { title: string; text: string }[];
  return rows.map(({ title, text }) => ({
    documents: [splitSentences(text, 'text').map((sentence) => sentence.text)],
    references: [title],
  }));
}

/**
 * ECB+ sub-topics (one event each) as their documents' bodies, and the headlines that those documents' editors gave
 * them, all as references. Events with fewer than three headlines are left out.
 */
function events(folder: string): Aligned[] {
  const path = join(folder, 'stories/ecbplus_dev.jsonl');
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { subtopic: string; sentences: string[] });
  return [...Map.groupBy(rows, ({ subtopic }) => subtopic).values()].flatMap((documents) => {
    const references: string[] = [];
    const bodies = documents.map((document) => {
      const sentences = document.sentences.map(asWritten).filter((sentence) => !isPageFurniture(sentence));
      const at = sentences.slice(0, 4).findIndex(isHeadline);
      if (at < 0) return sentences;
      references.push(sentences[at] ?? '');
      return sentences.slice(at + 1);
    });
    return references.length < 3
      ? []
      : [{ documents: bodies.filter(({ length }) => length > 0), references }];
  });
}

function isHeadline(sentence: string): boolean {
  const words = sentence.split(/\s+/).length;
  return words >= 4 && words <= 16 && !/[.?”"]$/.test(sentence);
}

/** Addresses and dates of a web page. */
function isPageFurniture(sentence: string): boolean {
  if (/^(?:http|www|posted|updated|last updated|published|by )/i.test(sentence)) return true;
  const isShort = sentence.split(/\s+/).length < 8;
  return (
    isShort &&
    /\b\d{4}\b/.test(sentence) &&
    /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(sentence)
  );
}

/** ECB+ writes a space before marks, and some sentences twice. */
function asWritten(sentence: string): string {
  const half = sentence.slice(0, (sentence.length - 1) / 2);
  const once = sentence === `${half} ${half}` ? half : sentence;
  return once.replace(/ ([.,;:!?)’']|'s\b|n't\b)/g, '$1').replace(/([(]) /g, '$1');
}
