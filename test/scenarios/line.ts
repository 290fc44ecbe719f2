import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FeedServer, startFeedServer } from '../../demo/feed_server.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';

/** The whole line, from feeds to cards, by a bot with these settings beside those of every scenario. */
export function lineScenario(own: Record<string, string>): void {
  let simulator: Simulator;
  let feeds: FeedServer;
  let bot: BotProcess;
  let settings: Record<string, string>;
  const channel = (name: string) => simulator.channelId(name);
  const manager = () => simulator.as(simulator.world.guild.ownerId);
  const shows =
    (...texts: string[]) =>
    (message: APIMessage) =>
      texts.every((text) => shownText(message).includes(text));
  const wait = (name: string, ...texts: string[]) => simulator.waitForMessage(channel(name), shows(...texts));

  beforeAll(async () => {
    simulator = await startPatient();
    feeds = await startFeedServer(Date.now);
    settings = { ...simulatedSettings(simulator, feeds.catalog), ...own };
    bot = startBot(settings);
    await simulator.waitForBot();
  });

  afterAll(async () => {
    await bot?.stop();
    await simulator?.close();
    await feeds?.close();
  });

  it('subscribes channels by command', async () => {
    const strikes = { channel: channel('strikes'), topic: 'strike' };
    const { message, ephemeral } = await manager().command('subscribe alerts', strikes);
    expect(ephemeral).toBe(true);
    expect(shownText(message)).toContain(`<#${channel('strikes')}>`);
    await manager().command('subscribe alerts', { channel: channel('diplomacy'), topic: 'diplomacy' });
  });

  it('posts a card for an attack and corrects it as the toll rises', async () => {
    feeds.publish(0);
    const card = await wait('strikes', '1 killed', '3 injured');
    feeds.publish(25);
    const corrected = await wait(
      'strikes',
      ...['2 killed', '165 drones', 'at least 9 missiles', 'Fastiv'],
      ...['Northwind Wire', 'The Harbour Courier'],
    );
    expect(corrected.id).toBe(card.id);
    expect(simulator.messages(channel('strikes'))).toHaveLength(1);
  });

  it('posts the talks where diplomacy is wanted, and neither the walkout nor the football match', async () => {
    const talks = await wait('diplomacy', 'Paris', 'Macron', 'security guarantees');
    expect(shownText(talks)).toContain('Meridian Daily');
    feeds.publish(37);
    const all = ['strikes', 'diplomacy'].flatMap((name) => simulator.messages(channel(name)).map(shownText));
    expect(all.filter((text) => /Nurses|Rovers/.test(text))).toEqual([]);
  });

  it('tells of a claim who disputes it', async () => {
    const channels = ['strikes', 'diplomacy'];
    const denied = await Promise.any(
      channels.map((name) => wait(name, 'Disputed', 'residence', 'Donald Trump')),
    );
    expect(shownText(denied)).toMatch(/claimed by Russia; disputed by Donald Trump(?:,| and) Ukraine/);
  });

  it('answers with the story, its evidence and its sources', async () => {
    const { message } = await manager().command('strikes');
    expect(shownText(message)).toContain('Fastiv');
    const choices = await manager().autocomplete('story', { id: 'Fastiv' });
    expect(choices, shownText(message)).toHaveLength(1);
    const [choice] = choices;
    const story = await manager().command('story', { id: choice?.value as string });
    const evidence = await manager().press(story.message, `story:${choice?.value}:evidence`);
    expect(shownText(evidence.message)).toContain('a second victim was found');
  });

  it('draws the pictures of a reply', async () => {
    const { message } = await manager().command('stats');
    const [picture] = message.attachments;
    expect(picture?.content_type).toBe('image/png');
    const bytes = new Uint8Array(await (await fetch(picture?.url as string)).arrayBuffer());
    expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  });

  it('keeps subscriptions and alerted stories over a restart', async () => {
    const told = () =>
      ['strikes', 'diplomacy'].flatMap((name) =>
        simulator
          .messages(channel(name))
          .filter(({ interaction_metadata }) => interaction_metadata === undefined)
          .map((message) => ({ id: message.id, says: `${name}: ${shownText(message)}` })),
      );
    const before = told();
    expect(await bot.stop()).toBe(0);
    bot = startBot(settings);
    await simulator.waitForBot();
    const { message } = await manager().command('subscriptions list');
    expect(shownText(message)).toContain(`<#${channel('strikes')}>`);
    // A new article makes its feed be read anew as a whole, with all that was told before.
    feeds.publish(60);
    await wait('diplomacy', 'Paris', 'Meridian Daily', 'Northwind Wire');
    // What was owed at the stop still comes; nothing comes twice.
    const after = told();
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    const headlines = after.map(({ says }) => says.split('\n', 1)[0]);
    expect(new Set(headlines).size, headlines.join('\n')).toBe(headlines.length);
  });

  it('never sent what Discord refuses', () => {
    expect(simulator.violations).toEqual([]);
    expect(bot.output()).toBe('');
  });
}
