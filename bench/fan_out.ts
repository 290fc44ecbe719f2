import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../chaos/postgres_server.ts';
import { USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import { openAlerts } from '../src/jobs/alerts.ts';
import { fanOutDue } from '../src/jobs/fan_out.ts';
import { type Db, inTransaction, openStore } from '../src/store/open.ts';
import { saveStory } from '../src/store/stories.ts';
import { addSubscription } from '../src/store/subscriptions.ts';
import type { Story } from '../src/stories/story.ts';
import { sampleStory } from '../test/messages/samples.ts';

/** A story moves so often. */
const CHANGES = 3;

/**
 * How fast a story is decided on for subscriptions whose filters don't want it, in SQLite and in PostgreSQL; at its start
 * and when it moves.
 * @param args subscriptions (20,000); and which engine, both where it isn't said
 */
export async function benchFanOut([count = '20000', only]: readonly string[]): Promise<boolean> {
  if (only !== 'postgres') {
    const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-fan-out-'));
    try {
      await measure('SQLite', `sqlite:${join(folder, 'sitrep.db')}`, Number(count));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (only === 'sqlite') return true;
  const server = await startPostgres();
  try {
    if (server) await measure('PostgreSQL', server.url, Number(count));
  } finally {
    server?.stop();
  }
  return true;
}

async function measure(engine: string, url: string, count: number): Promise<void> {
  const { db, close } = await openStore(url);
  try {
    await subscribe(db, count);
    for (let change = 0; change <= CHANGES; change++) await tell(db, engine, change, count);
  } finally {
    await close();
  }
}

/** A third wants other places, a third graver stories, a third what more publishers say. */
function subscribe(db: Db, count: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    for (let n = 0; n < count; n++) {
      await addSubscription(tx, {
        ...USUAL_OPTIONS,
        kind: 'alerts',
        guildId: `${n}`,
        channelId: `${n}`,
        topics: [],
        minPublishers: n % 3 === 0 ? 9 : 1,
        regions: n % 3 === 1 ? ['Sudan', 'Kharkiv Oblast'] : [],
        minGravity: n % 3 === 2 ? 90 : 0,
        ...{ roleId: null, digestTime: null, timeZone: null, createdBy: '1', createdAt: Date.now() },
      });
    }
  });
}

async function tell(db: Db, engine: string, change: number, count: number): Promise<void> {
  const now = Date.now();
  const { gravity } = sampleStory;
  const story: Story = {
    ...sampleStory,
    ...{ openedAt: now, updatedAt: now, closedAt: null, gravity: { ...gravity, score: 40 + change } },
    sources: sampleStory.sources.map((source) => ({ ...source, publishedAt: now, seenAt: now })),
  };
  const moved = { before: null, after: 'An alert', at: now, publisherId: null, articleId: null };
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await inTransaction(db, async (tx) => {
    await saveStory(tx, story);
    const alerts = await openAlerts(tx, now);
    await alerts.decide(story, [{ ...moved, kind: change === 0 ? 'new' : 'killed' }]);
  });
  const parts = {
    db,
    now: () => now,
    between: <T>(work: () => Promise<T>) => work(),
    onOwed: () => undefined,
  };
  await fanOutDue(parts, new AbortController().signal);
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  const rows = await db
    .selectFrom('decisions')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  console.log(
    `${engine}, ${change === 0 ? 'a new story' : `change ${change}`}: ${((count / ms) * 1_000).toFixed(0)} subscriptions/s, ` +
      `${((count / (user + system)) * 1e6).toFixed(0)} a second of this process’s processor; ${rows.rows} decisions stored`,
  );
}
