import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';
import { startWire, type Wire } from './wire.ts';

describe('a channel that follows a home channel', { shuffle: false }, () => {
  let simulator: Simulator;
  let wire: Wire;
  let bot: BotProcess;
  let home: string;
  let target: string;
  const manager = () => simulator.as(simulator.world.guild.ownerId);
  const command = async (name: string, options = {}) =>
    shownText((await manager().command(name, options, { channelId: target })).message);
  const copied = (...texts: string[]) =>
    simulator.waitForMessage(
      target,
      (message) =>
        message.webhook_id !== undefined &&
        texts.every((text) => JSON.stringify(message.embeds).includes(text)),
    );

  beforeAll(async () => {
    simulator = await startPatient();
    home = simulator.channelId('announcements');
    target = simulator.channelId('general');
    wire = await startWire(['harbour', 'meridian']);
    const settings = simulatedSettings(simulator, wire.catalog);
    bot = startBot({ ...settings, HOME_CHANNELS: `strike=${home}`, LOG_LEVEL: 'info' });
    await simulator.waitForBot();
  });

  afterAll(async () => {
    await bot?.stop();
    await simulator?.close();
    await wire?.close();
  });

  it('is made by /subscribe, once the bot may manage webhooks there', async () => {
    await expect.poll(bot.output).toContain('Sitrep is running');
    expect(await command('subscribe alerts', { topic: 'strike' })).toContain('Manage Webhooks');
    expect(simulator.follows(target)).toEqual([]);
    const { botId } = simulator.world;
    const allow = PermissionFlagsBits.ManageWebhooks;
    simulator.setOverwrite(target, { id: botId, type: OverwriteType.Member, allow, deny: 0n });
    expect(await command('subscriptions test', { subscription: '2' })).toContain('follows a channel');
    expect(simulator.follows(target)).toMatchObject([{ sourceId: home }]);
  });

  it('gets each card by its being published, and its corrections', async () => {
    wire.publish(
      'harbour',
      'Russian missile strike on Kharkiv market kills two',
      'Two people were killed when a Russian missile hit a market in Kharkiv on Monday, the regional governor said.',
    );
    const card = await copied('2 killed', 'Kharkiv');
    wire.publish(
      'meridian',
      'Death toll of Russian missile strike on Kharkiv market rises to nine',
      'Nine people were killed by the Russian missile that hit a market in Kharkiv on Monday, the governor said.',
    );
    const corrected = await simulator.waitForMessage(
      target,
      (message) => message.id === card.id && JSON.stringify(message.embeds).includes('9 killed'),
    );
    expect(corrected.edited_timestamp).not.toBeNull();
    await copied('9 killed (was 2)');
    const { botId } = simulator.world;
    const own = simulator.messages(target).filter(({ author, type }) => author.id === botId && type === 0);
    // The example of /subscriptions test, and nothing of the story.
    expect(own.filter((message) => shownText(message).includes('Kharkiv'))).toEqual([]);
    const [, id] = /\b([0-9A-HJKMNP-TV-Z]{6})\b · gravity/.exec(JSON.stringify(corrected.embeds)) ?? [];
    expect(await command('why', { story: id ?? '' })).toMatch(/posted/i);
  });

  it('is posted to directly once a member has ended it in Discord', async () => {
    for (const { webhookId } of simulator.follows(target)) simulator.unfollow(webhookId);
    const shows = (text: string) =>
      simulator.waitForMessage(target, (message) => shownText(message).includes(text));
    await shows('I post here myself again');
    wire.publish(
      'harbour',
      'Drone strike on Odesa port injures four',
      'Four people were injured when a Russian drone hit the port of Odesa on Monday, the mayor said.',
    );
    const card = await shows('4 injured');
    expect(card.author.id).toBe(simulator.world.botId);
    expect(await command('subscriptions test', { subscription: '2' })).toContain('follows a channel');
    expect(simulator.follows(target)).toMatchObject([{ sourceId: home }]);
  });

  it('is ended with its subscription', async () => {
    await command('subscriptions remove', { subscription: '2' });
    expect(simulator.follows(target)).toEqual([]);
    const refused = simulator.violations.map(({ method, status, path }) => `${method} ${status} ${path}`);
    // Whether it may manage webhooks is found out by asking.
    expect(refused).toEqual([`GET 403 /channels/${target}/webhooks`]);
  });
});
