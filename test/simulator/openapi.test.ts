import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openapiCheck } from '../../simulator/checks/openapi.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { api } from './api.ts';

const file = fileURLToPath(new URL('../../../shared/data/discord/openapi.json', import.meta.url));
const there = existsSync(file);
if (!there) console.warn(`Skipped: Discord's OpenAPI description is not at ${file}.`);

describe.skipIf(!there)("against Discord's own description", () => {
  it('requests are checked where the hand-written rules know nothing', async () => {
    const simulator = await startSimulator({ openapi: file });
    const path = `/channels/${simulator.channelId('strikes')}/messages`;
    const reply = await api(simulator, 'POST', path, { content: 'x', poll: { question: 5 } });
    expect(reply).toMatchObject({ status: 400, body: { code: 50035, errors: { poll: {} } } });
    const permissions = [{ name: 'help', description: 'Helps', default_member_permissions: '32' }];
    const commands = `/applications/${simulator.world.application.id}/commands`;
    expect((await api(simulator, 'PUT', commands, permissions)).status).toBe(200);
    await simulator.close();
  });

  it('every kind of answer of the simulator is as described', async () => {
    const simulator = await startSimulator({ openapi: file, rateLimits: false });
    const { world } = simulator;
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: simulator.apiUrl } });
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand() && interaction.commandName === 'wait') {
        await interaction.deferReply({ withResponse: true });
        await interaction.fetchReply();
        await interaction.editReply('done');
      } else if (interaction.isChatInputCommand()) {
        await interaction.reply({ content: 'one', components: [row], withResponse: true });
        await interaction.followUp({ content: 'two', flags: MessageFlags.Ephemeral });
        await interaction.fetchReply();
      }
      if (interaction.isButton()) {
        await interaction.update({ content: 'three', withResponse: true });
        await interaction.editReply('four');
      }
    });
    await client.login(simulator.token);

    const row = { type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] };
    const channel = simulator.channelId('strikes');
    const messages = `/channels/${channel}/messages`;
    const commands = `/applications/${world.application.id}/commands`;
    const options = [
      { type: 3, name: 'place', description: 'Where', choices: [{ name: 'Here', value: 'here' }] },
    ];
    await api(simulator, 'PUT', commands, [{ name: 'report', description: 'Reports', options }]);
    await api(simulator, 'POST', commands, { name: 'report', description: 'Reports it' });
    for (const path of [
      '/gateway',
      '/gateway/bot',
      '/users/@me',
      '/users/@me/guilds',
      `/users/${world.members[0]!.id}`,
      '/applications/@me',
      '/oauth2/applications/@me',
      `/guilds/${world.guild.id}`,
      `/guilds/${world.guild.id}/channels`,
      `/guilds/${world.guild.id}/roles`,
      `/guilds/${world.guild.id}/members/${world.members[0]!.id}`,
      `/channels/${channel}`,
      commands,
      '/channels/1',
    ]) {
      await api(simulator, 'GET', path);
    }
    const select = { type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] };
    const thumbnail = { type: 11, media: { url: 'https://example.org/a.png' } };
    const inside = [
      { type: 10, content: '# Kyiv' },
      { type: 9, components: [{ type: 10, content: 'x' }], accessory: thumbnail },
      { type: 14 },
      { type: 12, items: [{ media: { url: 'attachment://a.png' } }] },
      { type: 13, file: { url: 'attachment://a.png' } },
      { type: 1, components: [select] },
      { type: 1, components: [{ type: 2, style: 5, label: 'Read', url: 'https://example.org' }] },
    ];
    const form = new FormData();
    form.set(
      'payload_json',
      JSON.stringify({ flags: 1 << 15, components: [{ type: 17, components: inside }] }),
    );
    form.set('files[0]', new Blob(['x']), 'a.png');
    expect((await api(simulator, 'POST', messages, form)).status).toBe(200);
    const embed = { title: 'T', fields: [{ name: 'n', value: 'v' }], timestamp: '2026-01-05T00:00:00Z' };
    const { body } = await api(simulator, 'POST', messages, {
      content: `<@${world.botId}>`,
      embeds: [embed],
    });
    await api(simulator, 'POST', messages, { content: 'y', message_reference: { message_id: body.id } });
    await api(simulator, 'PATCH', `${messages}/${body.id}`, { content: 'z' });
    await api(simulator, 'GET', `${messages}/${body.id}`);
    await api(simulator, 'GET', messages);
    await api(simulator, 'DELETE', `${messages}/${body.id}`);
    await api(simulator, 'POST', messages, { content: 'x'.repeat(2001) });
    await api(simulator, 'POST', commands, { name: 'wait', description: 'Takes time' });
    await simulator.as(world.members[1]!.id).command('wait');
    const { message } = await simulator.as(world.members[0]!.id).command('report');
    await simulator.as(world.members[0]!.id).press(message, 'go');
    await simulator.waitForMessage(channel, (one) => one.content === 'four');
    await client.destroy();
    await simulator.close();

    const check = await openapiCheck(file);
    const wrong = simulator.record.flatMap(({ method, path, status, answer }) =>
      check.answer(method, path, status, answer),
    );
    expect(wrong).toEqual([]);
    expect(new Set(simulator.record.map(({ method, path }) => `${method} ${path}`)).size).toBeGreaterThan(20);
    expect(simulator.violations.map(({ status }) => status)).toEqual([404, 400]);
  });
});
