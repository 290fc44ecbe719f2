import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SendOutcome } from '../discord/sender.ts';
import type { Fetcher } from '../feeds/fetch.ts';
import type { Ingest } from '../jobs/ingest.ts';
import { type Delivery, deliveryCounts, nextDeliveryAt } from '../store/deliveries.ts';
import { nextFeedAt } from '../store/feeds.ts';
import type { Db } from '../store/open.ts';
import type { ShardState } from '../store/shards.ts';
import type { Route } from './server.ts';

/** From a glance to half an hour, in seconds: the time within which an alert is news. */
const DELIVERY_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800];

export interface MetricsParts {
  db: Db;
  version: string;
  /** Unix milliseconds. */
  now(): number;
  /** The shards that this process has to do with. */
  shards(): Promise<readonly ShardState[]>;
}

export interface Metrics {
  /** The same fetcher, counted. */
  countedFetcher(fetcher: Fetcher): Fetcher;
  /** The same ingest, counted. */
  countedIngest(ingest: Ingest): Ingest;
  /** Counts what became of an attempt to deliver. */
  onOutcome(delivery: Delivery, outcome: SendOutcome): void;
  /** `/metrics` in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats). */
  route: Route;
}

/** What a host watches. What the store knows is asked of it when the metrics are read. */
export function createMetrics({ db, version, now, shards }: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `sitrep_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number | null | Promise<number | null>) =>
    new Gauge({
      name: `sitrep_${name}`,
      help,
      registers,
      async collect() {
        this.set((await read()) ?? 0);
      },
    });
  const secondsLate = (dueAt: number | null) => (dueAt === null ? 0 : Math.max(0, now() - dueAt) / 1000);

  const polls = counter(
    'polls_total',
    'Polls of feeds, by outcome: changed, unchanged, or why they failed.',
    ['outcome'],
  );
  const articles = counter('articles_total', 'Articles read: new ones, and new revisions of known ones.', [
    'kind',
  ]);
  const reports = counter('reports_total', 'Reports of new or revised articles, by topic.', ['topic']);
  const stories = counter('stories_opened_total', 'Stories opened.');
  const deliveries = counter('deliveries_total', 'Attempts to deliver a message, by kind and outcome.', [
    'kind',
    'outcome',
  ]);
  const delay = new Histogram({
    name: 'sitrep_delivery_seconds',
    help: 'From the moment a message is owed to its arrival in Discord, by kind.',
    labelNames: ['kind'],
    buckets: DELIVERY_SECONDS,
    registers,
  });
  new Gauge({ name: 'sitrep_info', help: 'Always 1.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  gauge('poll_lag_seconds', 'For how long the longest due feed has been waiting.', async () =>
    secondsLate(await nextFeedAt(db)),
  );
  gauge('outbox_lag_seconds', 'For how long the longest due message has been waiting.', async () =>
    secondsLate(await nextDeliveryAt(db)),
  );
  gauge('outbox_messages', 'Messages that are owed and not sent yet.', async () => {
    const { waiting, in_flight } = await deliveryCounts(db);
    return waiting + in_flight;
  });
  const perShard = (name: string, help: string, read: (shard: ShardState) => number) =>
    new Gauge({
      name: `sitrep_${name}`,
      help,
      labelNames: ['shard'],
      registers,
      async collect() {
        const own = await shards();
        this.reset();
        for (const shard of own) this.set({ shard: shard.id }, read(shard));
      },
    });
  perShard('gateway_connected', '1 while the shard is connected to Discord.', ({ connected }) =>
    Number(connected),
  );
  perShard('guilds', 'Servers that the shard is told of.', ({ guilds }) => guilds);

  return {
    countedFetcher: (fetcher) => ({
      ...fetcher,
      async fetch(request, signal) {
        const outcome = await fetcher.fetch(request, signal);
        polls.inc({ outcome: outcome.kind === 'failed' ? outcome.code : outcome.kind });
        return outcome;
      },
    }),
    countedIngest: (ingest) => ({
      ...ingest,
      async ingest(...poll) {
        const counts = await ingest.ingest(...poll);
        articles.inc({ kind: 'new' }, counts.articles);
        articles.inc({ kind: 'revised' }, counts.revisions);
        for (const [topic, count] of Object.entries(counts.topics)) reports.inc({ topic }, count);
        stories.inc(counts.storiesOpened);
        return counts;
      },
    }),
    onOutcome({ kind, createdAt }, outcome) {
      deliveries.inc({ kind, outcome: outcome.kind });
      if (outcome.kind === 'sent') delay.observe({ kind }, Math.max(0, now() - createdAt) / 1000);
    },
    route: {
      method: 'GET',
      path: '/metrics',
      answer: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType },
        body: await registry.metrics(),
      }),
    },
  };
}
