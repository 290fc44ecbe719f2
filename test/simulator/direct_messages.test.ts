import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { api } from './api.ts';

const openapi = fileURLToPath(new URL('../../../shared/data/discord/openapi.json', import.meta.url));

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ clockless: true, openapi: existsSync(openapi) ? openapi : null });
});
afterEach(() => simulator.close());

const member = () => simulator.world.members[1]!.id;
const open = (recipient_id: unknown = member()) =>
  api(simulator, 'POST', '/users/@me/channels', { recipient_id });

describe('direct messages', () => {
  it('are opened once, and written, read and edited like any channel', async () => {
    const first = await open();
    expect(first).toMatchObject({
      status: 200,
      body: { type: 1, recipients: [{ id: member() }], last_message_id: null },
    });
    const { id } = first.body;
    expect((await open()).body.id).toBe(id);
    expect(simulator.directChannelId(member())).toBe(id);
    const posted = await api(simulator, 'POST', `/channels/${id}/messages`, { content: 'Hello' });
    expect(posted).toMatchObject({ status: 200, body: { channel_id: id, content: 'Hello' } });
    const path = `/channels/${id}/messages/${posted.body.id}`;
    expect((await api(simulator, 'PATCH', path, { content: 'Hello again' })).status).toBe(200);
    expect((await api(simulator, 'GET', path)).body.content).toBe('Hello again');
    expect((await api(simulator, 'GET', `/channels/${id}`)).body).toMatchObject({
      type: 1,
      last_message_id: posted.body.id,
    });
    expect(simulator.as(member()).messages(id)).toHaveLength(1);
    expect(simulator.violations).toEqual([]);
  });

  it('belong to no guild', async () => {
    const { id } = (await open()).body;
    const { guild } = simulator.world;
    const channels = (await api(simulator, 'GET', `/guilds/${guild.id}/channels`)).body;
    expect(channels.map((channel: { id: string }) => channel.id)).not.toContain(id);
    const { body: first } = await api(simulator, 'POST', `/channels/${id}/messages`, { content: 'One' });
    const reply = await api(simulator, 'POST', `/channels/${id}/messages`, {
      content: 'Two',
      message_reference: { message_id: first.id },
    });
    expect(reply.body.message_reference).toEqual({ type: 0, channel_id: id, message_id: first.id });
  });

  it('are refused where the member takes none', async () => {
    const { id } = (await open()).body;
    simulator.closeDirectMessages(member());
    const refused = await api(simulator, 'POST', `/channels/${id}/messages`, { content: 'Hello' });
    expect(refused).toMatchObject({ status: 403, body: { code: 50007 } });
    expect((await open()).body.id).toBe(id);
  });

  it.each([
    ['nobody', '42', 400, 50033],
    ['a word', 'Mara', 400, 50035],
    ['nothing', null, 400, 50035],
  ])('to %s are none', async (_who, recipient, status, code) => {
    expect(await open(recipient)).toMatchObject({ status, body: { code } });
  });

  it('to the bot itself are none', async () => {
    expect(await open(simulator.world.botId)).toMatchObject({ status: 400, body: { code: 50033 } });
  });
});
