import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/simulator.ts';
import { forumChannel } from '../../simulator/threads.ts';
import { watchRoom } from '../../simulator/world.ts';
import { api } from './api.ts';
import { startChecked } from './checked.ts';

const FORUM = '1300000000000000000';

/** The watch room with a forum. */
async function room(options: SimulatorOptions = {}, forum = forumChannel(FORUM, 'stories', ['Strikes'])) {
  const world = watchRoom();
  world.channels.push(forum);
  const simulator = await startChecked({ world, rateLimits: false, ...options });
  const ask = (method: string, path: string, body?: unknown) => api(simulator, method, path, body);
  return { simulator, ask, world };
}

it('a post in a forum is a thread that has its first message’s id, and takes more messages', async () => {
  const { simulator, ask, world } = await room();
  const [tag] = world.channels.at(-1)?.tags ?? [];
  const post = await ask('POST', `/channels/${FORUM}/threads`, {
    name: 'Harbour',
    applied_tags: [tag?.id],
    message: { content: 'first' },
  });
  expect(post).toMatchObject({
    status: 201,
    body: { name: 'Harbour', parent_id: FORUM, applied_tags: [tag?.id] },
  });
  const { id } = post.body;
  expect(post.body.message).toMatchObject({ id, channel_id: id, content: 'first' });
  expect((await ask('PATCH', `/channels/${id}/messages/${id}`, { content: 'edited' })).status).toBe(200);
  expect((await ask('POST', `/channels/${id}/messages`, { content: 'second' })).status).toBe(200);
  expect(simulator.messages(id).map(({ content }) => content)).toEqual(['edited', 'second']);
  expect(simulator.threads(FORUM)).toMatchObject([{ id, name: 'Harbour' }]);
  const active = await ask('GET', `/guilds/${world.guild.id}/threads/active`);
  expect(active.body.threads).toMatchObject([{ id, parent_id: FORUM }]);
  expect((await ask('GET', `/channels/${FORUM}`)).body.available_tags).toHaveLength(1);
  expect(await ask('POST', `/channels/${FORUM}/messages`, { content: 'x' })).toMatchObject({
    body: { code: 50008 },
  });
});

it('a forum refuses a post without name, message, or the tag that it demands', async () => {
  const { ask } = await room({}, forumChannel(FORUM, 'stories', ['Strikes'], { needsTag: true }));
  const path = `/channels/${FORUM}/threads`;
  const message = { content: 'x' };
  expect(await ask('POST', path, { name: 'A', message })).toMatchObject({
    status: 400,
    body: { code: 40067 },
  });
  expect(await ask('POST', path, { name: 'A'.repeat(101), message })).toMatchObject({
    body: { code: 50035 },
  });
  expect(await ask('POST', path, { name: 'A', applied_tags: ['7'], message })).toMatchObject({
    body: { code: 50035 },
  });
  expect(await ask('POST', path, { name: 'A' })).toMatchObject({ body: { code: 50035 } });
});

it('a message has one thread; who writes there opens it again, who edits does not, and a lock keeps both out', async () => {
  const { simulator, ask } = await room();
  const channel = `/channels/${simulator.channelId('strikes')}`;
  const { body: card } = await ask('POST', `${channel}/messages`, { content: 'card' });
  const path = `${channel}/messages/${card.id}/threads`;
  expect(await ask('POST', path, { name: 'Card' })).toMatchObject({ status: 201, body: { id: card.id } });
  expect(await ask('POST', path, { name: 'Card' })).toMatchObject({ status: 400, body: { code: 160004 } });
  expect(simulator.messages(simulator.channelId('strikes'))[0]?.flags).toBe(MessageFlags.HasThread);
  const { body: inside } = await ask('POST', `/channels/${card.id}/messages`, { content: 'inside' });

  simulator.setThread(card.id, { archived: true });
  const edit = () => ask('PATCH', `/channels/${card.id}/messages/${inside.id}`, { content: 'changed' });
  expect(await edit()).toMatchObject({ status: 400, body: { code: 50083 } });
  expect((await ask('POST', `/channels/${card.id}/messages`, { content: 'more' })).status).toBe(200);
  expect((await edit()).status).toBe(200);

  simulator.setThread(card.id, { archived: true, locked: true });
  expect(await ask('POST', `/channels/${card.id}/messages`, { content: 'x' })).toMatchObject({
    body: { code: 160005 },
  });
  expect(await ask('PATCH', `/channels/${card.id}`, { archived: false })).toMatchObject({ status: 403 });
  simulator.setThread(card.id, { locked: false });
  expect((await ask('PATCH', `/channels/${card.id}`, { archived: false })).status).toBe(200);
});

it('threads have permissions of their own', async () => {
  const { simulator, ask, world } = await room();
  const channel = simulator.channelId('strikes');
  const { body: card } = await ask('POST', `/channels/${channel}/messages`, { content: 'card' });
  const bot = world.roles.find(({ name }) => name === 'Sitrep')?.id ?? '';
  const deny = (bits: bigint) => simulator.setOverwrite(channel, { id: bot, type: 0, allow: 0n, deny: bits });
  deny(PermissionFlagsBits.CreatePublicThreads);
  const path = `/channels/${channel}/messages/${card.id}/threads`;
  expect(await ask('POST', path, { name: 'Card' })).toMatchObject({ status: 403, body: { code: 50013 } });
  deny(PermissionFlagsBits.SendMessages);
  expect((await ask('POST', path, { name: 'Card' })).status).toBe(201);
  expect((await ask('POST', `/channels/${card.id}/messages`, { content: 'x' })).status).toBe(200);
  deny(PermissionFlagsBits.SendMessagesInThreads);
  expect(await ask('POST', `/channels/${card.id}/messages`, { content: 'x' })).toMatchObject({ status: 403 });
});

it('old and published messages take only so many edits', async () => {
  let clock = Date.now();
  const { simulator, ask } = await room({ now: () => clock, clockless: true, rateLimits: true });
  const edits = async (name: string, publish: boolean) => {
    const messages = `/channels/${simulator.channelId(name)}/messages`;
    const { body } = await ask('POST', messages, { content: 'x' });
    if (publish) await ask('POST', `${messages}/${body.id}/crosspost`);
    else clock += 3_600_001;
    const answers = [];
    for (let n = 0; n < 4; n++) {
      answers.push(await ask('PATCH', `${messages}/${body.id}`, { content: String(n) }));
    }
    return answers;
  };
  const old = await edits('strikes', false);
  expect(old.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(old[3]).toMatchObject({ body: { code: 30046, retry_after: 20 } });
  expect(old[3]?.headers.get('retry-after')).toBe('20');
  const published = await edits('announcements', true);
  expect(published.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(published[3]?.headers.get('retry-after')).toBe('3600');
});
