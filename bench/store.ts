import type { CommandContext, CommandRequest } from '../src/commands/command.ts';
import { digest } from '../src/commands/digest.ts';
import { searchPage } from '../src/commands/search.ts';
import { storyListPage } from '../src/commands/story_lists.ts';
import { UserError } from '../src/commands/user_error.ts';
import { inEnglish } from '../src/languages/say.ts';
import type { Db } from '../src/store/open.ts';
import { suggestStories } from '../src/store/story_lists.ts';
import { PLACES, storyId } from './full_store.ts';
import { onFullStores, said } from './on_full_stores.ts';
import { ingested } from './store_ingest.ts';

/** Milliseconds. */
const MUST = { page: 50, suggestions: 100, digest: 3_000 };
const ASKED = 400;
/** How often each kind of search is asked. */
const EACH = 50;
const DIGESTS = 20;

/**
 * A store at rest, in SQLite and in PostgreSQL: how long commands that read it take, just after a start and later, and
 * how many articles a second go down the line into it.
 */
export function benchStore(args: readonly string[]): Promise<boolean> {
  return onFullStores(args, async (db, now) => {
    const context = contextOf(db, now);
    const kept = [
      await searched(context, ' just after a start'),
      await searched(context, ''),
      await timed('/latest', ASKED, MUST.page, (n) => listPage(context, n)),
      await timed('suggestions of stories', ASKED, MUST.suggestions, (n) =>
        suggestStories(db, TYPED[n % TYPED.length]!(n), 25),
      ),
      await timed('/digest of a week', DIGESTS, MUST.digest, () => weekOf(context)),
      await ingested(db, now),
      await searched(context, ' after that'),
    ];
    return kept.every(Boolean);
  });
}

/** These read nothing but the store. */
const contextOf = (db: Db, now: number) => ({ db, now: () => now }) as CommandContext;

const weekOf = (context: CommandContext) =>
  digest.run({ options: { hours: 168 }, say: inEnglish } as unknown as CommandRequest, context);

/** What people search for: words that most, many, few or no articles have, alone and together. */
const SEARCHES: readonly { kind: string; typed: (n: number) => string }[] = [
  { kind: 'a place', typed: placeOf },
  { kind: 'a place and a word', typed: (n) => `${placeOf(n)} drones` },
  { kind: 'a word of every article', typed: () => 'kills' },
  { kind: 'a sentence', typed: (n) => `drones hit a clinic near ${placeOf(n)} in the night` },
  { kind: 'a rare word', typed: (n) => `q${(n * 37) % 5_000}` },
  { kind: 'a place and a rare word', typed: (n) => `${placeOf(n)} q${(n * 41) % 5_000}` },
  { kind: 'a word of one article in thousands, in quotes', typed: (n) => `"report ${n * 97}"` },
  { kind: 'words in quotes and a word', typed: () => '"emergency service" crews' },
  { kind: 'words in quotes that stand nowhere so', typed: () => '"emergency crews"' },
  { kind: 'two places that are never together', typed: (n) => `${placeOf(n)} ${placeOf(n + 1)}` },
  { kind: 'a word of no article', typed: () => 'harbourmaster' },
];

/** Every kind of search in turn, so that each one's first meets what the others have left in memory. */
async function searched(context: CommandContext, when: string): Promise<boolean> {
  const kinds = SEARCHES.map((): number[] => []);
  const ok = await timed(
    `/search${when}`,
    SEARCHES.length * EACH,
    MUST.page,
    (n) => searchPage(context, SEARCHES[n % SEARCHES.length]!.typed(n), 1, inEnglish),
    (n, ms) => kinds[n % SEARCHES.length]!.push(ms),
    when === '' ? 5 : 0,
  );
  for (const [n, took] of kinds.entries())
    console.log(
      `    ${SEARCHES[n]!.kind}: p50 ${at(took, 0.5).toFixed(1)} ms, longest ${at(took, 1).toFixed(1)} ms`,
    );
  return ok;
}

/** What people type of a story: words of its headline, in any order and cut short, its id, or what no headline has. */
const TYPED: readonly ((n: number) => string)[] = [
  (n) => `strike ${placeOf(n)}`,
  (n) => `${placeOf(n).slice(0, 3)} port`,
  (n) => storyId(n * 11).slice(0, 4),
  () => 'harbourmaster',
];

function placeOf(n: number): string {
  return PLACES[n % PLACES.length] ?? '';
}

function listPage(context: CommandContext, n: number) {
  const list = ['latest', 'latest', 'strikes', 'diplomacy'][n % 4] ?? 'latest';
  const region = ['', placeOf(n >> 3), 'Ukraine', 'Peru', 'Ukraine, Sudan, Beirut'][(n >> 2) % 5] ?? '';
  return storyListPage(context, list, region, n % 7 === 0 ? 20 : 1, inEnglish);
}

/** Calls it so often, one after another; an answer that there is nothing is one. On a busy machine only processor time tells. */
async function timed(
  name: string,
  times: number,
  must: number,
  ask: (n: number) => Promise<unknown>,
  tell: (n: number, ms: number) => void = () => undefined,
  before = 5,
): Promise<boolean> {
  const [took, spent]: [number[], number[]] = [[], []];
  for (let n = -before; n < times; n++) {
    const [from, before] = [performance.now(), process.cpuUsage()];
    await ask(Math.abs(n)).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
    const { user, system } = process.cpuUsage(before);
    if (n < 0) continue;
    took.push(performance.now() - from);
    spent.push((user + system) / 1_000);
    tell(n, performance.now() - from);
  }
  const text = `${name}: ${times} times, p50 ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms, of this process’s processor ${at(spent, 0.99).toFixed(1)} ms`;
  return said(text, at(took, 0.99), must, 'ms at most');
}

const at = (all: number[], share: number) =>
  all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
