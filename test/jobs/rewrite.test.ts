import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { status } from '../../src/commands/status.ts';
import { oweDigests } from '../../src/jobs/digests.ts';
import { createRewriter } from '../../src/jobs/rewrite.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { openStore } from '../../src/store/open.ts';
import { rewritingToday } from '../../src/store/rewriting.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { createModel } from '../../src/summarizer/model.ts';
import { openRoom, request, textOf } from '../commands/room.ts';
import { serve } from '../feeds/serve.ts';
import { sampleDigest } from '../messages/samples.ts';
import { aStory, aSubscription, HOUR, MINUTE, T0 } from '../store/samples.ts';

type Texts = Record<string, unknown>;

/** A rewriter against a server that answers with what `told` makes of the texts that it is asked for. */
async function room(told: (texts: Texts, system: string) => unknown, dailyTokens = 1_000_000) {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  const asked: string[] = [];
  const url = await serve(async (message, response) => {
    const { messages } = JSON.parse(await text(message));
    asked.push(messages[0].content);
    const content = told(JSON.parse(messages[1].content).texts, messages[0].content);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }],
        usage: { total_tokens: 900 },
      }),
    );
  });
  const logged: object[] = [];
  const log = (entry: object) => void logged.push(entry);
  const rewrite = createRewriter({
    db: store.db,
    model: createModel({ url, model: 'small', key: '', timeoutMs: 60_000 }),
    dailyTokens,
    now: () => T0,
    logger: { info: log, warn: log } as never,
  });
  return { db: store.db, rewrite, asked, logged };
}

const french: Texts = {
  1: 'Des drones frappent de nuit une clinique à Kyiv',
  2: '2 morts et 3 blessés à Kyiv et Fastiv.',
  3: 'Une clinique de Kyiv touchée par des drones',
  4: 'Des émissaires se rencontrent à Paris',
  5: 'La France, les États-Unis et l’Ukraine parlent de garanties de sécurité.',
  6: 'une attaque de drones contre la résidence du président',
  7: 'Un marché bombardé à Kherson',
};

describe('createRewriter', () => {
  it('gives the digest in the language, and counts what it cost', async () => {
    const { db, rewrite, asked } = await room(() => ({ texts: french }));
    const digest = await rewrite(sampleDigest, 'fr');
    expect(digest.strikes[0]).toMatchObject({
      headline: french[1],
      summary: french[2],
      places: ['Kyiv', 'Fastiv'],
    });
    expect(digest.diplomacy[0]).toMatchObject({
      summary: french[5],
      quote: sampleDigest.diplomacy[0]?.quote,
    });
    expect(asked[0]).toContain('in French');
    expect(await rewritingToday(db, T0)).toMatchObject({ tokens: 900, rewritten: 7, kept: 0, failure: null });
  });

  it.each<[string, Texts]>([
    ['an invented number', { 2: '2 morts, 3 blessés et 9 disparus à Kyiv et Fastiv.' }],
    ['a lost figure', { 2: '2 morts à Kyiv et Fastiv.' }],
    ['a changed name', { 2: '2 morts et 3 blessés à Kharkiv et Fastiv.' }],
    ['a fake quote', { 2: '2 morts et 3 blessés à Kyiv et Fastiv : « nous reviendrons ».' }],
    ['a link', { 2: '2 morts et 3 blessés à Kyiv et Fastiv, voir https://evil.example' }],
    ['Markdown and pings', { 2: '**2 morts** et 3 blessés à Kyiv et Fastiv @everyone' }],
    ['a number for a text', { 2: 7 }],
    ['nothing', { 2: undefined }],
  ])('keeps the built sentence where the model answers with %s, and says so', async (_, change) => {
    const { db, rewrite, logged } = await room(() => ({ texts: { ...french, ...change } }));
    const digest = await rewrite(sampleDigest, 'fr');
    expect(digest.strikes[0]).toMatchObject({
      headline: french[1],
      summary: sampleDigest.strikes[0]?.summary,
    });
    expect(await rewritingToday(db, T0)).toMatchObject({ rewritten: 6, kept: 1 });
    expect(logged).toMatchObject([{ rewritten: 6, kept: 1, refused: expect.anything() }]);
  });

  it('gives the built digest where the answer is no JSON, with the reason', async () => {
    const { db, rewrite, logged } = await room(() => 'I am sorry, I can’t do that.');
    expect(await rewrite(sampleDigest, 'fr')).toBe(sampleDigest);
    expect(logged).toMatchObject([{ reason: 'bad_answer' }]);
    expect(await rewritingToday(db, T0)).toMatchObject({ failure: 'bad_answer', failedAt: T0, rewritten: 0 });
  });

  it('asks no more once the day’s tokens are used up, whoever counts them', async () => {
    const { db, rewrite, asked } = await room(() => ({ texts: french }), 4_000);
    for (let n = 0; n < 8; n++) await rewrite(sampleDigest, 'fr');
    const today = await rewritingToday(db, T0);
    expect(today?.failure).toBe('day_spent');
    expect(today?.tokens).toBeLessThanOrEqual(4_000);
    // What was counted stands in the store: a process that starts anew is bound by it.
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    expect(await rewrite(sampleDigest, 'en')).toBe(sampleDigest);
    expect(asked).toHaveLength(before);
    expect(await rewritingToday(db, T0 + 24 * HOUR)).toBeNull();
  });
});

describe('oweDigests with a model', () => {
  const daily = {
    ...{ kind: 'digest' as const, topics: [], regions: [], minGravity: 0 },
    ...{ digestTime: '08:00', timeZone: 'UTC', createdAt: T0 - 48 * HOUR },
  };
  const eight = T0 + 20 * HOUR;

  it('sends each channel its digest in its language, asking once a language', async () => {
    const { db, rewrite, asked } = await room((texts, system) => ({
      texts: Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [
          key,
          system.includes('French')
            ? String(text).replace('Drone attack on Kyiv: 2 killed', 'Drones à Kyiv : 2 morts')
            : text,
        ]),
      ),
    }));
    await saveStory(db, aStory());
    for (const [channelId, language] of [
      ['1', 'fr'],
      ['2', 'fr'],
      ['3', undefined],
    ] as const)
      await addSubscription(db, aSubscription({ ...daily, channelId, language }));
    expect(await oweDigests(db, eight, { warn() {} }, { rewrite })).toBe(3);
    const sent = await claimDeliveries(db, eight, MINUTE, 10);
    const told = sent.map(({ channelId, body }) => [channelId, /Drones à Kyiv/.test(JSON.stringify(body))]);
    expect(told.sort()).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('sends what was built where the model fails, once', async () => {
    const { db, rewrite } = await room(() => '{}');
    await saveStory(db, aStory());
    await addSubscription(db, aSubscription(daily));
    expect(await oweDigests(db, eight, { warn() {} }, { rewrite })).toBe(1);
    expect(await oweDigests(db, eight, { warn() {} }, { rewrite })).toBe(0);
    const [sent] = await claimDeliveries(db, eight, MINUTE, 10);
    expect(JSON.stringify(sent?.body)).toContain('Drone attack on Kyiv: 2 killed');
  });
});

describe('/status', () => {
  it('tells of rewriting only where a model is asked, with the last failure', async () => {
    const { context } = await openRoom();
    const told = async () => textOf((await status.run(request('status'), context)).body);
    expect(await told()).not.toContain('Rewriting');
    const model = createModel({ url: 'http://127.0.0.1:9', model: 'small', key: '', timeoutMs: 60_000 });
    const { db, now } = context;
    const logger = { info() {}, warn() {} };
    await createRewriter({ db, model, dailyTokens: 100_000, now, logger })(sampleDigest, 'fr');
    expect(await told()).toMatch(
      /Rewriting today:\*\* 0 sentences rewritten, 0 kept as built, [\d,]+ tokens; last failure `connection`/,
    );
  });
});
