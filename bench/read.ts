import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { readReport } from '../src/reports/read.ts';

const ARTICLE_LENGTH = 5_000;
const ROUNDS = 5;
const TIMES_WINK = 3;
const SLOWEST_MS = 20;
const START_MS = 250;
const BAD_LENGTH = 100_000;
const BAD_MS = 50;

/**
 * Times the whole understanding of 5 kB articles against wink-nlp's full pipeline on the same texts in the same
 * run, the start of the reader in a new process, and 100 kB of bad input. Prints each beside its bound; false
 * where one is broken, null where there are no articles in the folder.
 */
export function benchRead(folder: string): boolean | null {
  const path = join(folder, 'articles/dev.json');
  if (!existsSync(path)) return null;
  const texts = (JSON.parse(readFileSync(path, 'utf8')) as { title: string; text: string }[])
    .filter(({ text }) => text.length >= ARTICLE_LENGTH * 0.6)
    .map(({ title, text }) => ({
      title,
      text: `${text} ${text}`.replace(/(?<=^.{5000}).*/s, ''),
    }));
  const nlp = winkNLP(model);
  const ours = ({ title, text }: { title: string; text: string }) =>
    readReport({ id: '', title, text, publishedAt: Date.UTC(2026, 0, 6), language: 'en' });
  const theirs = ({ title, text }: { title: string; text: string }) => nlp.readDoc(`${title}. ${text}`);
  for (const text of texts) ours(text);
  for (const text of texts.slice(0, 5)) theirs(text);
  const rates = { ours: [] as number[], theirs: [] as number[] };
  const each = texts.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(perSecond(texts, ours, each));
    rates.theirs.push(perSecond(texts, theirs));
  }
  const [mine, wink] = [median(rates.ours), median(rates.theirs)];
  const slowest = Math.max(...each);
  const started = startMs();
  const bad = Object.entries(badInputs()).map(([name, text]) => ({
    name,
    ms: Math.min(...[1, 2, 3].map(() => timed(() => ours({ title: '', text })))),
  }));
  const worst = bad.reduce((a, b) => (b.ms > a.ms ? b : a));
  const rows: [string, string, string, boolean][] = [
    [
      'articles of 5 kB a second',
      mine.toFixed(0),
      `${TIMES_WINK} × wink-nlp's ${wink.toFixed(0)}`,
      mine >= TIMES_WINK * wink,
    ],
    ['slowest article', `${slowest.toFixed(1)} ms`, `${SLOWEST_MS} ms`, slowest <= SLOWEST_MS],
    ['start of the reader', `${started.toFixed(0)} ms`, `${START_MS} ms`, started <= START_MS],
    [`100 kB of ${worst.name}`, `${worst.ms.toFixed(1)} ms`, `${BAD_MS} ms`, worst.ms <= BAD_MS],
  ];
  console.log(`Reading ${texts.length} articles, median of ${ROUNDS} rounds`);
  for (const [name, value, limit, kept] of rows)
    console.log(`  ${kept ? 'pass' : 'FAIL'}  ${name.padEnd(34)} ${value.padStart(9)}   bound ${limit}`);
  return rows.every(([, , , kept]) => kept);
}

/** Texts a second of this thread's own time; keeps the quickest time of each in `each`. */
function perSecond<Text>(texts: readonly Text[], read: (text: Text) => unknown, each?: number[]): number {
  let total = 0;
  for (const [index, text] of texts.entries()) {
    const ms = timed(() => read(text));
    total += ms;
    if (each) each[index] = Math.min(each[index]!, ms);
  }
  return (texts.length * 1000) / total;
}

/** Milliseconds of this thread's own time, so that other work of the machine doesn't count. */
function timed(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** Milliseconds that a new process takes to import the reader and read a first sentence; the best of three. */
function startMs(): number {
  const reader = fileURLToPath(new URL('../src/reports/read.ts', import.meta.url));
  const script = `const before = process.threadCpuUsage();
    const { readReport } = await import(${JSON.stringify(reader)});
    readReport({ id: '', title: 'Drone hits Kharkiv', text: '', publishedAt: 0 });
    const { user, system } = process.threadCpuUsage(before);
    console.log((user + system) / 1000);`;
  const run = () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
  return Math.min(run(), run(), run());
}

function badInputs(): Record<string, string> {
  const fill = (part: string) => part.repeat(Math.ceil(BAD_LENGTH / part.length)).slice(0, BAD_LENGTH);
  return {
    'one letter': fill('a'),
    spaces: fill(' '),
    capitals: fill('KYIV '),
    'words without an end': fill('drones hit the city and killed two people '),
    'numbers and commas': fill('1,'),
    hyphens: fill('a-'),
    quotes: fill('"\u2018'),
    'sentence ends': fill('. '),
    emoji: fill('\u{1f680} '),
    'nested tags': fill('<div>'),
    names: fill('Kyiv, Ukraine and Moscow, '),
    'short sentences': fill('Two killed in Kyiv. '),
    'right-to-left marks': fill('\u202e\u200f x'),
  };
}
