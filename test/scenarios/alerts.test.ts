import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';
import { startWire, type Wire } from './wire.ts';

describe('alerts as facts move', { shuffle: false }, () => {
  let simulator: Simulator;
  let wire: Wire;
  let bot: BotProcess;
  let card: APIMessage;
  const channel = (name: string) => simulator.channelId(name);
  const manager = () => simulator.as(simulator.world.guild.ownerId);
  const reader = () => simulator.world.members[1]!.id;
  const wait = (channelId: string, ...texts: string[]) =>
    simulator.waitForMessage(channelId, (message) =>
      texts.every((text) => shownText(message).includes(text)),
    );
  const idOf = (message: APIMessage) =>
    /\b[0-9A-HJKMNP-TV-Z]{6}\b(?= · gravity)/.exec(shownText(message))![0];
  const why = async (storyId: string, name: string) =>
    shownText((await manager().command('why', { story: storyId }, { channelId: channel(name) })).message);

  beforeAll(async () => {
    simulator = await startPatient();
    wire = await startWire(['harbour', 'meridian', 'northern']);
    bot = startBot(simulatedSettings(simulator, wire.catalog));
    await simulator.waitForBot();
    const analysts = simulator.world.roles.find(({ name }) => name === 'Analysts')!.id;
    const subscribe = (name: string, options: Record<string, string | number | boolean>) =>
      manager().command('subscribe alerts', { channel: channel(name), ...options });
    await subscribe('strikes', { region: 'Ukraine', role: analysts, 'ping-rises': true });
    await subscribe('general', { region: 'Sudan', 'max-per-hour': 1 });
    await subscribe('diplomacy', { 'min-publishers': 2, words: 'market OR bazaar' });
  });

  afterAll(async () => {
    await bot?.stop();
    await simulator?.close();
    await wire?.close();
  });

  it('post a card, with its role', async () => {
    wire.publish(
      'harbour',
      'Russian missile strike on Kharkiv market kills two',
      'Two people were killed when a Russian missile hit a market in Kharkiv on Monday, the regional governor said.',
    );
    card = await wait(channel('strikes'), '2 killed', 'Kharkiv');
    expect(card.mention_roles).toHaveLength(1);
  });

  it('tell a member who follows the story, by direct message', async () => {
    // At any hour of the day: what the member's own subscription says of quiet hours holds for follows too.
    const own = { channelId: simulator.directChannelId(reader()) };
    await simulator.as(reader()).command('subscribe alerts', { region: 'Yemen', quiet: 'off' }, own);
    const { message, ephemeral } = await simulator.as(reader()).press(card, `act:${idOf(card)}:follow`);
    expect(ephemeral).toBe(true);
    expect(shownText(message)).toContain('You follow this story');
    await wait(simulator.directChannelId(reader()), 'You follow this story');
  });

  it('correct the card and reply under it when the toll rises, with a ping where it was asked for', async () => {
    wire.publish(
      'meridian',
      'Death toll of Russian missile strike on Kharkiv market rises to nine',
      'Nine people were killed by the Russian missile that hit a market in Kharkiv on Monday, the governor said.',
    );
    const corrected = await simulator.waitForMessage(
      channel('strikes'),
      (message) => message.id === card.id && shownText(message).includes('9 killed'),
    );
    expect(corrected.edited_timestamp).not.toBeNull();
    const reply = await wait(channel('strikes'), '9 killed (was 2)');
    expect(reply.message_reference?.message_id).toBe(card.id);
    expect(reply.mention_roles).toHaveLength(1);
    await wait(simulator.directChannelId(reader()), '2 killed → 9 killed');
  });

  it('post what asks for two publishers when the second one tells of it', async () => {
    const second = await wait(channel('diplomacy'), '9 killed');
    const reasons = await why(idOf(second), 'diplomacy');
    expect(reasons).toContain('posted nothing');
    expect(reasons).toContain('told by 1 of the 2 independent publishers');
    expect(reasons).toMatch(/posted.*: strike/);
  });

  it('are taken back by Unfollow, from the direct message itself', async () => {
    const direct = await wait(simulator.directChannelId(reader()), '2 killed → 9 killed');
    const { message } = await simulator.as(reader()).press(direct, `act:${idOf(card)}:unfollow`);
    expect(shownText(message)).toContain('Unfollowed');
    const page = await simulator.as(reader()).press(direct, `story:${idOf(card)}:timeline`);
    expect(shownText(page.message)).toContain('Killed');
  });

  it('end the follow of a member who takes no direct messages, so that it can begin anew', async () => {
    const owner = simulator.world.guild.ownerId;
    simulator.closeDirectMessages(owner);
    const { message } = await manager().press(card, `act:${idOf(card)}:follow`);
    expect(shownText(message)).toContain('If none comes');
    while (
      !simulator.record.some(
        ({ status, answer }) => status === 403 && /"code":50007/.test(JSON.stringify(answer)),
      )
    ) {
      await manager().command('status');
    }
    let again = '';
    while (!again.includes('You follow this story')) {
      again = shownText((await manager().press(card, `act:${idOf(card)}:follow`)).message);
    }
  });

  it('make no sound of a muted story, and still correct its card', async () => {
    const page = await manager().press(card, `story:${idOf(card)}:timeline`);
    const { message } = await manager().press(page.message, `act:${idOf(card)}:mute`);
    expect(shownText(message)).toContain('Muted');
    wire.publish(
      'northern',
      'Toll of Russian missile strike on Kharkiv market climbs to 15',
      'Fifteen people were killed when a Russian missile hit a market in Kharkiv on Monday, rescuers said.',
    );
    await simulator.waitForMessage(
      channel('strikes'),
      (message) => message.id === card.id && shownText(message).includes('15 killed'),
    );
    expect(await why(idOf(card), 'strikes')).toContain('no reply, as it is muted here');
    expect(simulator.messages(channel('strikes'))).toHaveLength(2);
  });

  it('hold back what is beyond the cards an hour, and say why', async () => {
    wire.publish(
      'harbour',
      'Drone strike on El Fasher hospital in Sudan kills 12',
      'Twelve people were killed when a drone hit a hospital in El Fasher, Sudan, on Monday, doctors said.',
    );
    const posted = await wait(channel('general'), '12 killed');
    wire.publish(
      'meridian',
      'Shelling of Omdurman bus station in Sudan kills 20',
      'Twenty people were killed when shells hit a bus station in Omdurman, Sudan, on Monday, officials said.',
    );
    let storyId: string | undefined;
    while (storyId === undefined) {
      const [choice] = await manager().autocomplete('why', { story: 'Omdurman' });
      storyId = choice?.value as string | undefined;
    }
    const reasons = await why(storyId, 'general');
    expect(reasons).toContain('held it back');
    expect(reasons).toContain('at most 1 new card an hour');
    expect(simulator.messages(channel('general')).map(({ id }) => id)).toEqual([posted.id]);
  });

  it('sent nothing else that Discord refuses', () => {
    const refused = simulator.violations.filter(({ answer }) => !/"code":50007/.test(JSON.stringify(answer)));
    expect(refused).toEqual([]);
  });
});
