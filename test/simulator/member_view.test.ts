import { Client, Events, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FromPage, ToPage } from '../../simulator/protocol.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { api } from './api.ts';

let simulator: Simulator;
let client: Client;
let behave: (interaction: Interaction) => Promise<unknown> = async () => {};

beforeEach(async () => {
  simulator = await startSimulator();
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: simulator.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => behave(interaction));
});

afterEach(async () => {
  await client.destroy();
  await simulator.close();
});

async function botOnline() {
  await client.login(simulator.token);
  const path = `/applications/${simulator.world.application.id}/commands`;
  await api(simulator, 'PUT', path, [{ name: 'report', description: 'Reports' }]);
  await simulator.waitForBot();
}

/** An open page: what it says and hears. */
async function openPage(memberId: string | null) {
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}simulator/page`);
  const heard: ToPage[] = [];
  let wake = () => {};
  socket.on('message', (raw) => {
    heard.push(JSON.parse(raw.toString()));
    wake();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const page = {
    heard,
    say: (request: FromPage) => socket.send(JSON.stringify(request)),
    async hears<T extends ToPage['type']>(type: T): Promise<Extract<ToPage, { type: T }>> {
      for (;;) {
        const at = heard.findIndex((news) => news.type === type);
        if (at >= 0) return heard.splice(at, 1)[0] as Extract<ToPage, { type: T }>;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
  page.say({ type: 'hello', memberId });
  return page;
}

describe('the page', () => {
  it('is told everything that its member can see', async () => {
    await botOnline();
    const [manager, reader] = simulator.world.members;
    const strikes = simulator.channelId('strikes');
    simulator.setOverwrite(simulator.channelId('diplomacy'), {
      id: simulator.world.guild.id,
      type: OverwriteType.Role,
      allow: 0n,
      deny: PermissionFlagsBits.ViewChannel,
    });
    simulator.say(manager!.id, strikes, 'Hello');
    const state = await (await openPage(reader!.id)).hears('state');
    expect(state.me).toEqual({ id: reader!.id, name: 'Tomas', bot: false, manager: false });
    expect(state.botOnline).toBe(true);
    expect(state.commands.map((one) => one.name)).toEqual(['report']);
    expect(state.guild.channels.map((one) => one.name)).not.toContain('diplomacy');
    expect(state.messages[strikes]).toMatchObject([{ content: 'Hello' }]);
    const other = await (await openPage(null)).hears('state');
    expect(other.me).toMatchObject({ name: 'Mara', manager: true });
  });

  it('hears of the bot, its commands and messages as they come', async () => {
    const page = await openPage(null);
    expect((await page.hears('state')).botOnline).toBe(false);
    await botOnline();
    expect((await page.hears('bot')).online).toBe(true);
    expect((await page.hears('commands')).commands).toHaveLength(1);
    const path = `/channels/${simulator.channelId('strikes')}/messages`;
    const { body } = await api(simulator, 'POST', path, { content: 'one' });
    expect(await page.hears('message')).toMatchObject({
      op: 'create',
      requestId: null,
      message: { content: 'one' },
    });
    await api(simulator, 'PATCH', `${path}/${body.id}`, { content: 'two' });
    expect(await page.hears('message')).toMatchObject({ op: 'update', message: { content: 'two' } });
    await api(simulator, 'DELETE', `${path}/${body.id}`);
    expect(await page.hears('delete')).toMatchObject({ messageId: body.id });
    simulator.deleteChannel(simulator.channelId('general'));
    expect((await page.hears('state')).guild.channels.map((one) => one.name)).not.toContain('general');
    await client.destroy();
    expect((await page.hears('bot')).online).toBe(false);
  });

  it('uses commands; the answer bears its request, others see it without', async () => {
    await botOnline();
    const asking = await openPage(null);
    const watching = await openPage(simulator.world.members[1]!.id);
    const { commands } = await asking.hears('state');
    await watching.hears('state');
    const channelId = simulator.channelId('strikes');
    const command = { channelId, commandId: commands[0]!.id };
    behave = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply('Two killed');
      await interaction.followUp({ content: 'For you', flags: MessageFlags.Ephemeral });
    };
    asking.say({ type: 'command', requestId: 'r1', ...command, options: [] });
    expect(await asking.hears('thinking')).toMatchObject({
      requestId: 'r1',
      commandName: 'report',
      ephemeral: false,
    });
    const answer = await asking.hears('message');
    expect(answer).toMatchObject({ op: 'create', requestId: 'r1', message: { content: 'Two killed' } });
    expect(await asking.hears('message')).toMatchObject({
      requestId: 'r1',
      message: { content: 'For you', flags: 64 },
    });
    const seen = await watching.hears('message');
    expect(seen).toMatchObject({ requestId: null, message: { id: answer.message.id } });
    expect(watching.heard).toEqual([]);
  });

  it('is told why something was not done', async () => {
    const page = await openPage(null);
    await page.hears('state');
    const channelId = simulator.channelId('strikes');
    page.say({ type: 'command', requestId: 'r1', channelId, commandId: '1', options: [] });
    expect(await page.hears('failed')).toMatchObject({
      requestId: 'r1',
      reason: 'There is no such command.',
    });
    page.say({
      type: 'component',
      requestId: 'r2',
      channelId,
      messageId: '1',
      customId: 'x',
      componentType: 2,
      values: [],
    });
    expect(await page.hears('failed')).toMatchObject({ requestId: 'r2', reason: 'This message is gone.' });
    page.say({ type: 'modal', requestId: 'r3', channelId, customId: 'x', fields: [] });
    expect(await page.hears('failed')).toMatchObject({ requestId: 'r3', reason: 'This form is not open.' });
  });

  it('is not spoken to from a web page of somewhere else', async () => {
    const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}simulator/page`, {
      origin: 'https://example.org',
    });
    await expect(
      new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject)),
    ).rejects.toThrow();
  });
});
