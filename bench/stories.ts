import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Publisher } from '../src/articles/article.ts';
import { readReport } from '../src/reports/read.ts';
import { openStore } from '../src/store/open.ts';
import { openStories, saveStory } from '../src/store/stories.ts';
import { createMatcher } from '../src/stories/match.ts';
import { sourceOf } from '../src/stories/source.ts';
import type { Source, Story } from '../src/stories/story.ts';
import { createStoryWindow } from '../src/stories/take_in.ts';

const WINDOW = 10_000;
const ASKED = 1_500;
const MEDIAN_MS = 0.3;
const SLOW_MS = 2;
const MOST_MB = 80;
const REBUILD_MS = 2_000;

const publisher: Publisher = { id: 'any', name: 'Any', kind: 'outlet', country: null };

/**
 * Times matching against windows of 2,500 to 10,000 open reports, their memory, and the rebuild from the store, on
 * a real week's headlines, each with itself and another for a lead. Prints each beside its bound; false where one is
 * broken, null where the folder has no headlines.
 */
export async function benchStories(folder: string): Promise<boolean | null> {
  const path = join(folder, 'stream/headlines_2026-01-01_08.jsonl');
  if (!existsSync(path)) return null;
  const sources = readSources(path);

  const before = usedMb();
  const window = createStoryWindow();
  for (const source of sources.slice(0, WINDOW)) window.takeIn(source, source.seenAt);
  const memory = usedMb() - before;
  const stories = [...window.stories.values()];
  const costs = [WINDOW / 4, WINDOW / 2].map((size) => cost(part(stories, size), sources));
  const whole = cost(stories, sources);
  const rebuild = await rebuildMs(stories);

  console.log(`Stories: ${WINDOW} open reports in ${stories.length} stories; ${ASKED} articles matched`);
  const kept = [
    bound('median, ms an article', whole.median, MEDIAN_MS),
    bound('p99, ms an article', whole.p99, SLOW_MS),
    bound('memory of the window, MB', memory, MOST_MB),
    bound('rebuilt from the store, ms of CPU', rebuild, REBUILD_MS),
    bound('mean at 10,000 over mean at 2,500', whole.mean / (costs[0]?.mean ?? 1), 4),
  ];
  console.log(
    `  mean ms at 2,500, 5,000 and 10,000: ${[...costs, whole].map(({ mean }) => mean.toFixed(3)).join(', ')}`,
  );
  return kept.every(Boolean);
}

function readSources(path: string): Source[] {
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(0, WINDOW + ASKED)
    .map((line) => JSON.parse(line) as { title: string; first_seen: string });
  return lines.map(({ title, first_seen }, at) => {
    // Within a day, so that all of the window is open at once and close in time.
    const seen = Date.parse(lines[0]?.first_seen ?? first_seen) + at * 5_000;
    const text = `${title}. ${lines[(at * 7 + 1) % lines.length]?.title ?? ''}`;
    const article = {
      id: `bench${at}`,
      feedId: 'bench',
      publisher,
      url: null,
      title,
      text,
      publishedAt: seen,
      language: 'en',
      authors: [],
      revision: `${at}`,
    };
    return sourceOf(article, readReport(article), seen);
  });
}

/** Stories with about so many reports. */
function part(stories: readonly Story[], reports: number): Story[] {
  let sum = 0;
  return stories.filter((story) => {
    if (sum >= reports) return false;
    sum += story.sources.length;
    return true;
  });
}

function cost(
  stories: readonly Story[],
  sources: readonly Source[],
): { median: number; p99: number; mean: number } {
  const matcher = createMatcher(stories);
  const asked = sources.slice(WINDOW);
  for (const source of asked.slice(0, 300)) matcher.match(source);
  const times = asked.map((source) => {
    // The work is the same each time: the quickest of three is what it costs, the others were interrupted.
    let quickest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      matcher.match(source);
      quickest = Math.min(quickest, performance.now() - start);
    }
    return quickest;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { median: at(0.5), p99: at(0.99), mean: times.reduce((sum, time) => sum + time, 0) / times.length };
}

async function rebuildMs(stories: readonly Story[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  const store = await openStore(`sqlite:${join(folder, 'bench.db')}`);
  try {
    for (const story of stories) await saveStory(store.db, story);
    const start = cpuMs();
    createMatcher(await openStories(store.db, 0));
    return cpuMs() - start;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of this thread alone: what else the machine does is left out. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function usedMb(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}

function bound(name: string, measured: number, asked: number): boolean {
  console.log(`  ${name.padEnd(36)} ${measured.toFixed(3).padStart(10)}   asked: ≤ ${asked}`);
  return measured <= asked;
}
