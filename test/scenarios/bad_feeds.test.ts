import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedServer, startFeedServer } from '../../demo/feed_server.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';

/** The feed that never answers has 20 s for it: a bot that waited for it would be late. */
const STOPS_WITHIN_MS = 15_000;

/** What a bad feed answers, by path; `/never` keeps the connection open and says nothing. */
const answers: Record<string, { status: number; type: string; body: string }> = {
  '/page': {
    status: 200,
    type: 'text/html',
    body: '<!doctype html><html><body><h1>Welcome</h1></body></html>',
  },
  '/empty': { status: 200, type: 'application/rss+xml', body: '' },
  '/broken': { status: 500, type: 'text/plain', body: 'oops' },
};

describe('feeds that fail', { shuffle: false }, () => {
  let simulator: Simulator;
  let good: FeedServer;
  let bad: Server;
  let bot: BotProcess;

  beforeAll(async () => {
    simulator = await startPatient();
    good = await startFeedServer(Date.now);
    bad = createServer((request, response) => {
      const answer = answers[request.url ?? ''];
      if (answer) response.writeHead(answer.status, { 'Content-Type': answer.type }).end(answer.body);
    });
    await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(bad.address() as AddressInfo).port}`;
    const publisher = { id: 'bad', name: 'Bad News', kind: 'outlet', country: null };
    const catalog = [...Object.keys(answers), '/never'].map((path) => ({
      id: `bad-${path.slice(1)}`,
      url: `${origin}${path}`,
      title: `Bad ${path.slice(1)}`,
      publisher,
      language: 'en',
    }));
    bot = startBot({ ...simulatedSettings(simulator, [...catalog, ...good.catalog]), LOG_LEVEL: 'silent' });
    await simulator.waitForBot();
  });

  afterAll(async () => {
    bad.closeAllConnections();
    bad.close();
    await simulator.close();
    await good.close();
  });

  it('are told by /status with a reason, and the others go on', async () => {
    const manager = simulator.as(simulator.world.guild.ownerId);
    const strikes = simulator.channelId('strikes');
    await manager.command('subscribe alerts', { channel: strikes, topic: 'strike' });
    good.publish(0);
    await simulator.waitForMessage(strikes, (message) => shownText(message).includes('1 killed'));
    // One feed of the host never answers and holds a place in its queue: the others take their turns beside it.
    const failing = ['Bad page', 'Bad empty', 'Bad broken'];
    let status = '';
    while (!failing.every((title) => status.includes(title))) {
      status = shownText((await manager.command('status')).message);
    }
    expect(status).toContain('answered 500');
    expect(status).toContain('Bad page: ');
  });

  it('do not keep the bot from stopping while one is being read', { timeout: STOPS_WITHIN_MS }, async () => {
    expect(await bot.stop()).toBe(0);
  });
});
