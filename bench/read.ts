import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { readReport } from '../src/reports/read.ts';

const ARTICLE_LENGTH = 5_000;
/** Rounds until both have been compiled, which a bot that runs for days has behind it. */
const WARM_UP = 30;
const ROUNDS = 15;
const TIMES_WINK = 3;
const SLOWEST_MS = 20;
const START_MS = 250;
const GAZETTEER_MS = 100;
const GAZETTEER_MB = 40;
const BAD_LENGTH = 100_000;
const BAD_MS = 50;

/**
 * Times the whole understanding of 5 kB articles against wink-nlp's full pipeline on the same texts in the same
 * run, the start of the reader and of its gazetteer in new processes, and 100 kB of bad input. Prints each beside
 * its bound; false where one is broken, null where there are no articles in the folder.
 */
export function benchRead(folder: string): boolean | null {
  const path = join(folder, 'articles/dev.json');
  if (!existsSync(path)) return null;
  const long = (JSON.parse(readFileSync(path, 'utf8')) as { title: string; text: string }[]).filter(
    ({ text }) => text.length >= ARTICLE_LENGTH * 0.6,
  );
  // A shorter one goes on with the next one's text: sentences that come again would cost nothing.
  const texts = long.map(({ title, text }, index) => ({
    title,
    text: `${text}\n\n${long[(index + 1) % long.length]!.text}`.slice(0, ARTICLE_LENGTH),
  }));
  const nlp = winkNLP(model);
  const ours = ({ title, text }: { title: string; text: string }) =>
    readReport({ id: '', title, text, publishedAt: Date.UTC(2026, 0, 6), language: 'en' });
  const theirs = ({ title, text }: { title: string; text: string }) => nlp.readDoc(`${title}. ${text}`);
  for (let round = 0; round < WARM_UP; round++) {
    perSecond(texts, ours);
    perSecond(texts, theirs);
  }
  const rates = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(perSecond(texts, ours));
    rates.theirs.push(perSecond(texts, theirs));
  }
  const [mine, wink] = [median(rates.ours), median(rates.theirs)];
  const slowest = Math.max(...texts.map((text) => cost(() => ours(text))));
  const reader = costOf(
    'read.ts',
    "readReport({ id: '', title: 'Drone hits Kharkiv', text: '', publishedAt: 0 })",
  );
  const gazetteer = costOf('gazetteer.ts', "townsOf('kharkiv')");
  const bad = Object.entries(badInputs()).map(([name, text]) => ({
    name,
    ms: cost(() => ours({ title: '', text })),
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
    ['start of the reader', `${reader.ms.toFixed(0)} ms`, `${START_MS} ms`, reader.ms <= START_MS],
    [
      'load of the gazetteer',
      `${gazetteer.ms.toFixed(0)} ms`,
      `${GAZETTEER_MS} ms`,
      gazetteer.ms < GAZETTEER_MS,
    ],
    [
      'memory of the gazetteer',
      `${gazetteer.mb.toFixed(1)} MB`,
      `${GAZETTEER_MB} MB`,
      gazetteer.mb < GAZETTEER_MB,
    ],
    [`100 kB of ${worst.name}`, `${worst.ms.toFixed(1)} ms`, `${BAD_MS} ms`, worst.ms <= BAD_MS],
  ];
  console.log(`Reading ${texts.length} articles, median of ${ROUNDS} rounds`);
  for (const [name, value, limit, kept] of rows)
    console.log(`  ${kept ? 'pass' : 'FAIL'}  ${name.padEnd(34)} ${value.padStart(9)}   bound ${limit}`);
  return rows.every(([, , , kept]) => kept);
}

/** Texts a second of this thread's own time, so that other work of the machine doesn't count. */
function perSecond<Text>(texts: readonly Text[], read: (text: Text) => unknown): number {
  const before = process.threadCpuUsage();
  for (const text of texts) read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (texts.length * 1_000_000) / (user + system);
}

/** Milliseconds of this thread's own time that a work takes, by ten in a row: one alone is counted too coarsely. */
function cost(work: () => unknown): number {
  const times = 10;
  const before = process.threadCpuUsage();
  for (let i = 0; i < times; i++) work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / times;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/**
 * Milliseconds of processor time that a new process takes to import a file of `src/reports` and to call what it
 * exports once, and megabytes that it holds then; the best of three.
 */
function costOf(file: string, call: string): { ms: number; mb: number } {
  const url = new URL(`../src/reports/${file}`, import.meta.url).href;
  const script = `const held = () => (gc(), process.memoryUsage().heapUsed + process.memoryUsage().external);
    const [bytes, before] = [held(), process.threadCpuUsage()];
    const room = await import(${JSON.stringify(url)});
    room.${call};
    const { user, system } = process.threadCpuUsage(before);
    console.log(JSON.stringify({ ms: (user + system) / 1000, mb: (held() - bytes) / 2 ** 20 }));`;
  const run = (): { ms: number; mb: number } =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
        encoding: 'utf8',
      }),
    );
  const runs = [run(), run(), run()];
  return { ms: Math.min(...runs.map(({ ms }) => ms)), mb: Math.min(...runs.map(({ mb }) => mb)) };
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
    'attacks without an end': fill('RUSSIA ATTACKED KYIV WITH DRONES AND KILLED TWO PEOPLE '),
    'denials without an end': fill('Russia denied the claim that Ukraine said it had not attacked and '),
    'unknown places': fill('in Abcdef, Bcdefg and Cdefgh, '),
    'lines of one word': fill('said\n'),
    'full stops': fill('a.b.c.'),
    figures: fill('88 of 104 drones and two hundred and '),
  };
}
