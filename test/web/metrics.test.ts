import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { openStore } from '../../src/store/open.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { aPost, T0 } from '../store/samples.ts';

async function metricsAt(now: number) {
  const { db, close } = await openStore('sqlite::memory:');
  onTestFinished(close);
  const shards = async () => [
    { id: 0, of: 2, connected: true, pingMs: 42, guilds: 3 },
    { id: 1, of: 2, connected: false, pingMs: null, guilds: 0 },
  ];
  const metrics = createMetrics({ db, version: '1.2.3', now: () => now, shards });
  const read = async () => {
    const { body } = await metrics.route.answer({
      url: new URL('http://localhost/metrics'),
      headers: {},
      parameters: {},
      body: Buffer.alloc(0),
    });
    return String(body);
  };
  return { db, metrics, read };
}

describe('/metrics', () => {
  it('tells what the store owes, and of the connection', async () => {
    const { db, read } = await metricsAt(T0 + 90_000);
    await enqueuePost(db, aPost());
    expect(await read()).toMatch(/^sitrep_outbox_messages 1$/m);
    expect(await read()).toMatch(/^sitrep_outbox_lag_seconds 90$/m);
    expect(await read()).toMatch(/^sitrep_guilds\{shard="0"\} 3$/m);
    expect(await read()).toMatch(/^sitrep_gateway_connected\{shard="0"\} 1$/m);
    expect(await read()).toMatch(/^sitrep_gateway_connected\{shard="1"\} 0$/m);
    expect(await read()).toMatch(/^sitrep_info\{version="1\.2\.3"\} 1$/m);
  });

  it('counts polls by what came of them', async () => {
    const { metrics, read } = await metricsAt(T0);
    const fetcher = metrics.countedFetcher({
      fetch: async () => ({ kind: 'failed', code: 'dns', message: 'no such host', retryAfterMs: null }),
      send: async () => ({ kind: 'failed', code: 'dns', message: 'no such host' }) as never,
      close: async () => undefined,
    });
    await fetcher.fetch({ url: 'https://feeds.example/a', etag: null, lastModified: null, bodyHash: null });
    expect(await read()).toMatch(/^sitrep_polls_total\{outcome="dns"\} 1$/m);
  });

  it('counts what a poll brought', async () => {
    const { metrics, read } = await metricsAt(T0);
    const counts = {
      articles: 2,
      revisions: 1,
      dropped: 0,
      storiesOpened: 1,
      topics: { strike: 2, diplomacy: 0 },
      owed: 4,
    };
    const ingest = metrics.countedIngest({ ingest: async () => counts, closeQuiet: async () => 0 } as never);
    expect(await ingest.ingest({} as never, [], {})).toBe(counts);
    expect(await read()).toMatch(/^sitrep_articles_total\{kind="new"\} 2$/m);
    expect(await read()).toMatch(/^sitrep_reports_total\{topic="strike"\} 2$/m);
    expect(await read()).toMatch(/^sitrep_stories_opened_total 1$/m);
  });

  it('measures how long a message took', async () => {
    const { metrics, read } = await metricsAt(T0 + 300);
    const delivery = { kind: 'post', createdAt: T0 } as Parameters<typeof metrics.onOutcome>[0];
    metrics.onOutcome(delivery, { kind: 'sent', messageId: '1' });
    metrics.onOutcome(delivery, { kind: 'refused', reason: 'bad' });
    expect(await read()).toMatch(/^sitrep_deliveries_total\{kind="post",outcome="refused"\} 1$/m);
    expect(await read()).toMatch(/^sitrep_delivery_seconds_bucket\{le="0\.25",kind="post"\} 0$/m);
    expect(await read()).toMatch(/^sitrep_delivery_seconds_bucket\{le="0\.5",kind="post"\} 1$/m);
  });
});

describe('what is written of the metrics', () => {
  const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const namesIn = (written: string) =>
    new Set(
      [...written.matchAll(/\b(?:sitrep|nodejs|process)_[a-z0-9_]+/g)].map(([name]) =>
        name.replace(/_bucket$/, ''),
      ),
    );

  it('names every metric in docs/hosting.md', async () => {
    const { read } = await metricsAt(T0);
    const own = [...(await read()).matchAll(/^# HELP (sitrep_\w+)/gm)].map(([, name]) => name);
    const documented = [...text('docs/hosting.md').matchAll(/^\| `(sitrep_\w+)/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual(own.sort());
  });

  it.each(['monitoring/alerts.yaml', 'monitoring/grafana.json'])(
    '%s names only metrics that there are',
    async (file) => {
      const { read } = await metricsAt(T0);
      const there = namesIn(await read());
      const named = namesIn(text(file));
      expect(named.size).toBeGreaterThan(5);
      expect([...named].filter((name) => !there.has(name))).toEqual([]);
    },
  );
});
