import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';
import { startWire, type Wire } from './wire.ts';

describe('a member who has installed the app for themselves', { shuffle: false }, () => {
  let simulator: Simulator;
  let wire: Wire;
  let bot: BotProcess;
  let card: APIMessage;
  const reader = () => simulator.as(simulator.world.members[1]!.id);
  const place = (name: string) => ({
    channelId: simulator.world.outside!.find((channel) => channel.name === name)!.id,
  });
  const direct = () => ({ channelId: simulator.directChannelId(simulator.world.members[1]!.id) });
  const directText = (text: string) =>
    simulator.waitForMessage(direct().channelId, (message) => shownText(message).includes(text));

  beforeAll(async () => {
    simulator = await startPatient();
    wire = await startWire(['harbour']);
    bot = startBot(simulatedSettings(simulator, wire.catalog));
    await simulator.waitForBot();
    wire.publish(
      'harbour',
      'Missile strike on Sumy depot kills four',
      'Four people were killed when a missile hit a depot in Sumy, Ukraine, on Monday, the governor said.',
    );
  });

  afterAll(async () => {
    await bot?.stop();
    await simulator?.close();
    await wire?.close();
  });

  it.each(['Night shift', 'lounge'])('reads the news in %s, where the bot is no member', async (name) => {
    let id = '';
    while (id === '') {
      const [choice] = await reader().autocomplete('story', { id: 'Sumy' }, place(name));
      id = String(choice?.value ?? '');
    }
    const latest = await reader().command('latest', {}, place(name));
    expect(shownText(latest.message)).toContain('Sumy');
    expect(latest.message.channel_id).toBe(place(name).channelId);
    const answer = await reader().command('story', { id }, place(name));
    card = answer.message;
    expect(shownText(card)).toContain('4 killed');
    const pressed = await reader().press(card, `story:${id}:evidence`, place(name));
    expect(shownText(pressed.message)).toContain('the governor said');
  });

  it('has a message read there, with the sentences', async () => {
    const { channelId } = place('Night shift');
    const said = simulator.say(
      simulator.world.guild.ownerId,
      channelId,
      'Three people were killed and five injured when a drone hit a bus in Kherson, Ukraine, officials said.',
    );
    const { message, ephemeral } = await reader().messageCommand('Read this', said);
    expect(ephemeral).toBe(true);
    expect(shownText(message)).toContain('3 killed');
    expect(shownText(message)).toContain('when a drone hit a bus in Kherson');
  });

  it('is told what is kept for servers and for direct messages alone', async () => {
    await expect(reader().command('why', { story: 'x' }, place('Night shift'))).rejects.toThrow(
      'can’t be used in this kind of channel',
    );
    const { message, ephemeral } = await reader().command('why', { story: 'x' }, place('lounge'));
    expect(ephemeral).toBe(true);
    expect(shownText(message)).toContain('Code: dm_only');
    await expect(reader().command('subscribe digest', { time: '08:00' }, place('lounge'))).rejects.toThrow(
      'You may not use /subscribe',
    );
  });

  it('follows a story from there, and is written to by direct message', async () => {
    const id = /\b[0-9A-HJKMNP-TV-Z]{6}\b(?= · gravity)/.exec(shownText(card))![0];
    const { message } = await reader().press(card, `act:${id}:follow`, place('lounge'));
    expect(shownText(message)).toContain('You follow this story');
    expect(shownText(await directText('You follow this story'))).toContain('Sumy');
  });

  it('subscribes to alerts and a digest by direct message: quiet at night, the worst covered', async () => {
    const alerts = await reader().command('subscribe alerts', { region: 'Ukraine' }, direct());
    expect(shownText(alerts.message)).toContain('quiet from 22:00 to 07:00 (UTC)');
    expect(shownText(alerts.message)).toContain('spoilers over casualties');
    const digest = await reader().command('subscribe digest', { time: '07:30', timezone: 'Kyiv' }, direct());
    expect(shownText(digest.message)).toContain('07:30');
    expect(shownText(digest.message)).toContain('spoilers over casualties');
    const { message } = await reader().command('subscriptions list', {}, direct());
    const [, alertsId] = /#(\d+) · Alerts/.exec(shownText(message)) ?? [];
    await reader().press(message, `subscription:${alertsId}:test`, direct());
    const example = await directText('4 killed');
    expect(JSON.stringify(example.components)).toContain('"spoiler":true');
  });

  it('makes the bot ask nothing of places that it is not in', () => {
    const ids = simulator.world.outside!.map(({ id }) => id);
    const asked = simulator.record.filter(({ path }) => ids.some((id) => path.includes(id)));
    expect(asked).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });
});
