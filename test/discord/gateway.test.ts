import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { addServer, shardOf } from '../../simulator/servers.ts';
import { watchRoom } from '../../simulator/world.ts';
import { commands, messageCommands } from '../../src/commands/all.ts';
import { connectGateway } from '../../src/discord/gateway.ts';
import { saveStory } from '../../src/store/stories.ts';
import { getSubscription, listSubscriptions } from '../../src/store/subscriptions.ts';
import { sampleStory } from '../messages/samples.ts';
import { connect, emptyStore, readableLog, simulate, textOf } from './room.ts';

describe('the bot in a Discord', () => {
  it('registers its commands and keeps Discord’s rules', async () => {
    const simulator = await simulate();
    const gateway = await connect(simulator, await emptyStore());
    await simulator.waitForBot();
    expect(gateway.name).toMatch(/^sitrep#\d{4}$/i);
    expect(gateway.status()).toMatchObject([{ id: 0, of: 1, connected: true, guilds: 1 }]);
    const put = simulator.record.filter(({ method }) => method === 'PUT');
    expect(put).toMatchObject([{ status: 200 }]);
    expect(put[0]?.body).toHaveLength(commands.length + messageCommands.length);
    expect(simulator.violations).toEqual([]);
  });

  it('answers every reading command, in place', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await saveStory(db, { ...sampleStory, updatedAt: Date.now(), openedAt: Date.now() });
    await connect(simulator, db);
    const reader = simulator.as(simulator.world.members[1]!.id);
    for (const line of ['latest', 'strikes', 'diplomacy', 'digest']) {
      const answer = await reader.command(line);
      expect(answer.ephemeral).toBe(false);
      expect(textOf(answer.message)).toContain('clinic in Kyiv');
    }
    expect(textOf((await reader.command('story', { id: 'k7f3qp' })).message)).toContain('clinic in Kyiv');
    for (const line of ['status', 'help'])
      expect(await reader.command(line)).toMatchObject({ ephemeral: true });
    const nothing = await reader.command('search', { query: 'zeppelin' });
    expect(nothing.ephemeral).toBe(true);
    expect(textOf(nothing.message)).toContain('nothing_found');
    expect(simulator.violations).toEqual([]);
  });

  it('suggests what is being typed', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await saveStory(db, sampleStory);
    await connect(simulator, db);
    const manager = simulator.as(simulator.world.members[0]!.id);
    expect(await manager.autocomplete('story', { id: 'clinic' })).toMatchObject([{ value: 'K7F3QP' }]);
    expect(await manager.autocomplete('subscribe digest', { timezone: 'kyi' })).toMatchObject([
      { value: 'Europe/Kyiv' },
    ]);
    expect(await manager.autocomplete('subscribe alerts', { region: 'Sudan, Ukr' })).toContainEqual({
      name: 'Sudan, Ukraine',
      value: 'Sudan, Ukraine',
    });
    expect(await manager.autocomplete('subscriptions pause', { subscription: '' })).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });

  it('turns pages in the reply of the one who asked, and apart for others', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await saveStory(db, sampleStory);
    await connect(simulator, db);
    const [manager, reader] = simulator.world.members.map(({ id }) => simulator.as(id));
    const { message } = await manager!.command('story', { id: 'K7F3QP' });
    const own = await manager!.press(message, 'story:K7F3QP:sources');
    expect(own.message.id).toBe(message.id);
    expect(textOf(own.message)).toContain('Harbour Post');
    const foreign = await reader!.press(own.message, 'story:K7F3QP:timeline');
    expect(foreign.ephemeral).toBe(true);
    expect(foreign.message.id).not.toBe(message.id);
    const onward = await reader!.press(foreign.message, 'story:K7F3QP:card');
    expect(onward.message.id).toBe(foreign.message.id);
    expect(simulator.violations).toEqual([]);
  });

  it('tells by name what it may not do in a channel, and stores nothing', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await connect(simulator, db);
    const manager = simulator.as(simulator.world.members[0]!.id);
    const refused = await manager.command('subscribe alerts', { channel: simulator.channelId('no-entry') });
    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused.message)).toContain('I’m missing **Send Messages**');
    const desk = simulator.world.roles.find(
      ({ mentionable, name }) => !mentionable && name === 'Desk leads',
    )!;
    const mention = await manager.command('subscribe alerts', { role: desk.id });
    expect(textOf(mention.message)).toContain('cannot_mention');
    expect(await listSubscriptions(db, simulator.world.guild.id)).toEqual([]);

    // Permissions are read as they are now.
    const bot = simulator.world.botId;
    const { overwrites } = simulator.world.channels.find(({ name }) => name === 'no-entry')!;
    simulator.setOverwrite(simulator.channelId('no-entry'), { ...overwrites[0]!, deny: 0n });
    const analysts = simulator.world.roles.find(({ name }) => name === 'Analysts')!;
    const options = { channel: simulator.channelId('no-entry'), role: analysts.id };
    expect(textOf((await manager.command('subscribe alerts', options)).message)).toContain(
      'Subscribed: Alerts',
    );
    expect(await listSubscriptions(db, simulator.world.guild.id)).toMatchObject([{ roleId: analysts.id }]);
    expect(bot).not.toBe(analysts.id);
    expect(simulator.violations).toEqual([]);
  });

  it('knows subscriptions and buttons after a restart', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    const first = await connect(simulator, db);
    const manager = simulator.as(simulator.world.members[0]!.id);
    await manager.command('subscribe alerts', { topic: 'strike', channel: simulator.channelId('strikes') });
    const { message } = await manager.command('subscriptions list');
    await first.close();
    await connect(simulator, db);
    const pressed = await manager.press(message, 'subscription:1:pause');
    expect(pressed.message.id).toBe(message.id);
    expect(textOf(pressed.message)).toContain('subscription:1:resume');
    expect(await listSubscriptions(db, simulator.world.guild.id)).toMatchObject([
      { topics: ['strike'], status: 'paused' },
    ]);
    expect(simulator.violations).toEqual([]);
  });

  it('checks the member who presses, not the one who asked', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await connect(simulator, db);
    const manager = simulator.world.members[0]!;
    const asked = simulator.as(manager.id);
    await asked.command('subscribe alerts', { 'min-gravity': 0 });
    const { message } = await asked.command('subscriptions list');
    simulator.world.guild.ownerId = simulator.world.botId;
    manager.roleIds = [];
    const refused = await asked.press(message, 'subscription:1:remove');
    expect(textOf(refused.message)).toContain('not_allowed');
    expect(await listSubscriptions(db, simulator.world.guild.id)).toHaveLength(1);
  });

  it('pauses the subscriptions of a deleted channel', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await connect(simulator, db);
    const manager = simulator.as(simulator.world.members[0]!.id);
    const channel = simulator.channelId('diplomacy');
    await manager.command('subscribe alerts', { channel });
    await manager.command('subscribe digest', { every: 'daily' });
    simulator.deleteChannel(channel);
    await expect
      .poll(() => getSubscription(db, 1))
      .toMatchObject({ status: 'paused', pausedReason: { key: 'delivery.channel_deleted' } });
    expect(await getSubscription(db, 2)).toMatchObject({ status: 'active' });
  });

  it('comes back after its connection was dropped', async () => {
    const simulator = await simulate();
    const { lines, logger } = readableLog();
    const gateway = await connect(simulator, await emptyStore(), { logger });
    simulator.dropGateway();
    await expect.poll(() => lines.map(({ msg }) => msg)).toContain('the gateway resumed');
    expect(lines.map(({ msg }) => msg)).toContain('the gateway closed; reconnecting');
    expect(gateway.status()[0]?.connected).toBe(true);
    const reader = simulator.as(simulator.world.members[1]!.id);
    expect(textOf((await reader.command('help')).message)).toContain('/latest');
  });

  it('looks at home channels in servers that another process is told of', async () => {
    const world = watchRoom();
    const { channels } = addServer(world);
    const simulator = await simulate({ world });
    const shards = { ids: [shardOf(world.guild.id, 2)], count: 2 };
    const { lookAtHome } = await connect(simulator, await emptyStore(), { shards });
    const home = channels.find(({ type }) => type === ChannelType.GuildAnnouncement);
    expect(await lookAtHome(home?.id as string)).toEqual({ guildId: world.servers?.[0]?.id });
    const deny = PermissionFlagsBits.SendMessages;
    home?.overwrites.push({ id: world.botId, type: OverwriteType.Member, allow: 0n, deny });
    expect(await lookAtHome(home?.id as string)).toMatchObject({
      fault: expect.stringContaining('missing Send Messages'),
    });
  });

  it('says when Discord ends the session for good', async () => {
    const simulator = await simulate();
    const lost = Promise.withResolvers<string>();
    await connect(simulator, await emptyStore(), { onLost: lost.resolve });
    simulator.dropGateway(4004);
    expect(await lost.promise).toContain('DISCORD_TOKEN');
  });

  it('goes on with the commands of the last start where Discord refuses them now', async () => {
    const simulator = await simulate();
    const { lines, logger } = readableLog();
    simulator.fail({
      method: 'PUT',
      path: '/commands',
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body' },
    });
    const gateway = await connect(simulator, await emptyStore(), { logger });
    expect(gateway.status()[0]?.connected).toBe(true);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'the commands could not be registered' }));
  });

  it('tells a bad token', async () => {
    const simulator = await simulate();
    const outcome = await connectGateway({
      token: 'MTA.wrong.token',
      apiUrl: simulator.apiUrl,
      logger: readableLog().logger,
      db: await emptyStore(),
      version: '0.1.0',
      now: Date.now,
      wakeDelivery: () => undefined,
      onLost: () => undefined,
    });
    expect(outcome).toMatchObject({ kind: 'bad_token', message: expect.stringContaining('DISCORD_TOKEN') });
  });
});
