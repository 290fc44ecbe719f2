import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { type ApiReply, api } from './api.ts';

let time = 1_780_000_000_000;
let simulator: Simulator;

async function start(options: SimulatorOptions = {}) {
  simulator = await startSimulator({ now: () => time, clockless: true, ...options });
  return simulator;
}

afterEach(() => simulator.close());

const post = (content: string, more: object = {}) =>
  api(simulator, 'POST', `/channels/${simulator.channelId('strikes')}/messages`, { content, ...more });

describe('who asks', () => {
  it('a wrong token is unauthorized', async () => {
    await start();
    const reply = await api(simulator, 'GET', '/users/@me', undefined, { authorization: 'Bot wrong' });
    expect(reply).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
  });

  it('the bot is told who it is and where its gateway is', async () => {
    await start();
    const me = await api(simulator, 'GET', '/users/@me');
    expect(me.body).toMatchObject({ id: simulator.world.botId, username: 'Sitrep', bot: true });
    const application = await api(simulator, 'GET', '/applications/@me');
    expect(application.body).toMatchObject({ id: simulator.world.application.id, name: 'Sitrep' });
    const gateway = await api(simulator, 'GET', '/gateway/bot');
    expect(gateway.body.url).toBe(`${simulator.url.replace('http', 'ws')}gateway`);
  });
});

describe('unknown things', () => {
  it.each([
    ['GET', '/nowhere', 404, 0],
    ['POST', '/users/@me', 405, 0],
    ['GET', '/guilds/1', 404, 10004],
    ['GET', '/channels/1', 404, 10003],
    ['POST', '/channels/1/messages', 404, 10003],
    ['GET', '/guilds/GUILD/members/1', 404, 10007],
    ['GET', '/channels/STRIKES/messages/1', 404, 10008],
    ['PATCH', '/channels/STRIKES/messages/1', 404, 10008],
    ['GET', '/users/1', 404, 10013],
    ['POST', '/webhooks/APP/nothing', 404, 10015],
    ['POST', '/interactions/1/nothing/callback', 404, 10062],
    ['GET', '/applications/APP/commands/1', 404, 10063],
  ])('%s %s is %i with code %i', async (method, path, status, code) => {
    await start();
    const { guild, application } = simulator.world;
    const where = path
      .replace('GUILD', guild.id)
      .replace('APP', application.id)
      .replace('STRIKES', simulator.channelId('strikes'));
    const reply = await api(
      simulator,
      method,
      where,
      method === 'GET' ? undefined : { content: 'x', type: 4 },
    );
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(simulator.violations).toMatchObject([{ method, path: where, status }]);
  });
});

describe('reading the guild', () => {
  it('gives guild, channels, roles and members', async () => {
    await start();
    const { guild, members, roles } = simulator.world;
    expect((await api(simulator, 'GET', `/guilds/${guild.id}`)).body.name).toBe('Watch room');
    const channels = (await api(simulator, 'GET', `/guilds/${guild.id}/channels`)).body;
    expect(channels.map((one: { name: string }) => one.name)).toContain('daily-digest');
    expect((await api(simulator, 'GET', `/guilds/${guild.id}/roles`)).body).toHaveLength(roles.length);
    const member = await api(simulator, 'GET', `/guilds/${guild.id}/members/${members[0]!.id}`);
    expect(member.body.user.global_name).toBe('Mara');
    expect((await api(simulator, 'GET', `/channels/${simulator.channelId('strikes')}`)).body.name).toBe(
      'strikes',
    );
  });
});

describe('messages', () => {
  it('are posted, read, edited and deleted', async () => {
    await start();
    const channel = simulator.channelId('strikes');
    const first = (await post('first')).body;
    const second = (await post('second', { embeds: [{ title: 'Toll', color: 5 }] })).body;
    const list = await api(simulator, 'GET', `/channels/${channel}/messages?limit=10`);
    expect(list.body.map((one: { content: string }) => one.content)).toEqual(['second', 'first']);
    const before = await api(simulator, 'GET', `/channels/${channel}/messages?before=${second.id}`);
    expect(before.body).toEqual([first]);

    const path = `/channels/${channel}/messages/${second.id}`;
    const edited = await api(simulator, 'PATCH', path, { content: 'third' });
    expect(edited.body).toMatchObject({ id: second.id, content: 'third', embeds: [{ title: 'Toll' }] });
    expect(edited.body.edited_timestamp).not.toBeNull();
    expect((await api(simulator, 'DELETE', path)).status).toBe(204);
    expect((await api(simulator, 'GET', path)).body.code).toBe(10008);
    expect(simulator.messages(channel).map((one) => one.content)).toEqual(['first']);
  });

  it('answer a reply with what it replies to', async () => {
    await start();
    const { id } = (await post('first')).body;
    const reply = await post('second', { message_reference: { message_id: id } });
    expect(reply.body).toMatchObject({ type: 19, referenced_message: { id, content: 'first' } });
    const lost = await post('third', { message_reference: { message_id: '1' } });
    expect(lost.body.errors.message_reference._errors[0].code).toBe('REPLIES_UNKNOWN_MESSAGE');
    const anyway = await post('third', { message_reference: { message_id: '1', fail_if_not_exists: false } });
    expect(anyway.status).toBe(200);
  });

  it('of somebody else are not edited, and deleted only with permission', async () => {
    await start();
    const reader = simulator.world.members[1]!.id;
    const { id, channel_id } = simulator.say(reader, simulator.channelId('strikes'), 'Hello');
    const path = `/channels/${channel_id}/messages/${id}`;
    expect((await api(simulator, 'PATCH', path, { content: 'x' })).body.code).toBe(50005);
    expect((await api(simulator, 'DELETE', path)).body.code).toBe(50013);
  });

  it('of one nonce are one message for five minutes', async () => {
    await start();
    const once = { nonce: 'delivery-7', enforce_nonce: true };
    const first = await post('one', once);
    const again = await post('one', once);
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
    const carefree = await post('one', { nonce: 'delivery-7' });
    expect(carefree.body.id).not.toBe(first.body.id);
    time += 6 * 60_000;
    expect((await post('one', once)).body.id).not.toBe(first.body.id);
    expect(simulator.messages(simulator.channelId('strikes'))).toHaveLength(3);
  });

  it('carry files, which are served again', async () => {
    await start();
    const form = new FormData();
    const body = {
      flags: 1 << 15,
      components: [{ type: 13, file: { url: 'attachment://toll_map.txt' } }],
      attachments: [{ id: 0, description: 'A map in words' }],
    };
    form.set('payload_json', JSON.stringify(body));
    form.set('files[0]', new Blob(['north']), 'toll map.txt');
    const path = `/channels/${simulator.channelId('strikes')}/messages`;
    const { body: message } = await api(simulator, 'POST', path, form);
    expect(message.attachments).toMatchObject([
      { filename: 'toll_map.txt', description: 'A map in words', size: 5 },
    ]);
    expect(message.components).toMatchObject([{ id: 1, file: { url: message.attachments[0].url }, size: 5 }]);
    const file = await fetch(message.attachments[0].url);
    expect([file.headers.get('content-type'), await file.text()]).toEqual([
      'text/plain; charset=utf-8',
      'north',
    ]);
  });

  it('ping only whom they may', async () => {
    await start();
    const { roles, members } = simulator.world;
    const [everyone, , leads, analysts] = roles.map((role) => role.id);
    const content = `<@&${analysts}> <@&${leads}> <@${members[1]!.id}> @everyone <@&${everyone}>`;
    const silent = (await post(content, { allowed_mentions: { parse: [] } })).body;
    expect(silent).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    const named = (await post(content, { allowed_mentions: { parse: [], roles: [analysts, leads] } })).body;
    expect(named).toMatchObject({ mentions: [], mention_roles: [analysts], mention_everyone: false });
    const open = (await post(content)).body;
    expect(open.mentions.map((user: { id: string }) => user.id)).toEqual([members[1]!.id]);
  });

  it('need permissions', async () => {
    await start();
    const { botId } = simulator.world;
    const closed = simulator.channelId('no-entry');
    expect((await api(simulator, 'POST', `/channels/${closed}/messages`, { content: 'x' })).body.code).toBe(
      50013,
    );
    const channelId = simulator.channelId('strikes');
    const deny = async (bits: bigint, body: object) => {
      simulator.setOverwrite(channelId, { id: botId, type: OverwriteType.Member, allow: 0n, deny: bits });
      const reply = await api(simulator, 'POST', `/channels/${channelId}/messages`, body);
      return [reply.status, reply.body.code];
    };
    expect(await deny(PermissionFlagsBits.ViewChannel, { content: 'x' })).toEqual([403, 50001]);
    expect(await deny(PermissionFlagsBits.EmbedLinks, { embeds: [{ title: 'x' }] })).toEqual([403, 50013]);
    const reply = { content: 'x', message_reference: { message_id: '1' } };
    expect(await deny(PermissionFlagsBits.ReadMessageHistory, reply)).toEqual([400, 160002]);
  });

  it('that are wrong are refused in the shape that Discord uses', async () => {
    await start();
    const long = await post('x'.repeat(2001), { embeds: [{ title: 'ok' }, { title: 'y'.repeat(257) }] });
    expect(long.status).toBe(400);
    expect(long.body).toEqual({
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
        embeds: {
          1: {
            title: {
              _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }],
            },
          },
        },
      },
    });
    expect((await post('')).body).toEqual({ code: 50006, message: 'Cannot send an empty message' });
    expect(simulator.violations).toHaveLength(2);
    expect(simulator.messages(simulator.channelId('strikes'))).toEqual([]);
  });

  it('that are no JSON are refused', async () => {
    await start();
    const response = await fetch(
      `${simulator.apiUrl}/v10/channels/${simulator.channelId('strikes')}/messages`,
      {
        method: 'POST',
        headers: { authorization: `Bot ${simulator.token}`, 'content-type': 'application/json' },
        body: '{"content":',
      },
    );
    expect([response.status, ((await response.json()) as { code: number }).code]).toEqual([400, 50109]);
  });
});

describe('rate limits', () => {
  it('five messages in five seconds a channel, told in headers', async () => {
    await start();
    const replies: ApiReply[] = [];
    for (let at = 0; at < 6; at++) replies.push(await post(`${at}`));
    const header = (name: string) => replies.map(({ headers }) => headers.get(name));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(header('x-ratelimit-limit')).toEqual(['5', '5', '5', '5', '5', '5']);
    expect(header('x-ratelimit-remaining')).toEqual(['4', '3', '2', '1', '0', '0']);
    expect(new Set(header('x-ratelimit-bucket')).size).toBe(1);
    const last = replies[5]!;
    expect(last.body).toMatchObject({
      message: 'You are being rate limited.',
      retry_after: 5,
      global: false,
    });
    expect(last.headers.get('x-ratelimit-scope')).toBe('user');
    expect(last.headers.get('retry-after')).toBe('5');
    expect(simulator.violations).toEqual([]);

    const elsewhere = await api(simulator, 'POST', `/channels/${simulator.channelId('general')}/messages`, {
      content: 'x',
    });
    expect(elsewhere.status).toBe(200);
    time += 5_000;
    expect((await post('again')).status).toBe(200);
  });

  it('fifty requests a second in all, but interactions are not counted', async () => {
    await start();
    const { guild, roles, members } = simulator.world;
    const paths = [
      '/gateway',
      '/users/@me',
      `/guilds/${guild.id}`,
      `/guilds/${guild.id}/roles`,
      `/users/${members[0]!.id}`,
    ];
    expect(roles.length).toBeGreaterThan(0);
    const replies = await Promise.all(
      Array.from({ length: 51 }, (_, at) => api(simulator, 'GET', paths[at % paths.length]!)),
    );
    const over = replies.filter(({ status }) => status === 429);
    expect(over).toHaveLength(1);
    expect(over[0]!.body).toMatchObject({ global: true });
    expect(over[0]!.headers.get('x-ratelimit-global')).toBe('true');
    expect((await api(simulator, 'POST', '/interactions/1/x/callback', { type: 4 })).status).toBe(404);
    time += 1_000;
    expect((await api(simulator, 'GET', '/users/@me')).status).toBe(200);
  });

  it('can be left out', async () => {
    await start({ rateLimits: false });
    const replies = await Promise.all(Array.from({ length: 8 }, () => post('x')));
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });
});

describe('injected faults', () => {
  it('refuse a request, or only lose its answer', async () => {
    await start();
    simulator.fail({ method: 'POST', path: '/messages', status: 503, times: 2 });
    expect((await post('a')).status).toBe(503);
    expect((await post('b')).status).toBe(503);
    simulator.fail({ path: /messages$/, status: 'reset', afterwards: true });
    await expect(post('c')).rejects.toThrow();
    simulator.fail({ status: 'reset' });
    await expect(post('d')).rejects.toThrow();
    expect(simulator.messages(simulator.channelId('strikes')).map((one) => one.content)).toEqual(['c']);
    expect(simulator.violations).toEqual([]);
    expect(simulator.record.map(({ status }) => status)).toEqual([503, 503, 200, 0]);
  });
});

describe('application commands', () => {
  const command = (name: string) => ({ name, description: 'What it does' });

  it('are replaced as a whole and keep their ids', async () => {
    await start();
    const path = `/applications/${simulator.world.application.id}/commands`;
    const first = (await api(simulator, 'PUT', path, [command('help'), command('status')])).body;
    const second = (await api(simulator, 'PUT', path, [command('status'), command('story')])).body;
    expect(second.map((one: { name: string }) => one.name)).toEqual(['status', 'story']);
    expect(second[0].id).toBe(first[1].id);
    expect((await api(simulator, 'GET', path)).body).toEqual(second);
    expect((await api(simulator, 'POST', path, command('story'))).status).toBe(200);
    expect((await api(simulator, 'POST', path, command('help'))).status).toBe(201);
    expect((await api(simulator, 'DELETE', `${path}/${second[0].id}`)).status).toBe(204);
    expect((await api(simulator, 'GET', path)).body).toHaveLength(2);
    const wrong = await api(simulator, 'PUT', path, [command('Help')]);
    expect(wrong.body.errors[0].name._errors[0].code).toBe('APPLICATION_COMMAND_INVALID_NAME');
    const many = Array.from({ length: 101 }, (_, at) => command(`c${at}`));
    expect((await api(simulator, 'PUT', path, many)).body.code).toBe(30032);
    const foreign = await api(simulator, 'PUT', '/applications/1/commands', []);
    expect(foreign.body.code).toBe(20012);
  });

  it('of the guild stand apart from global ones', async () => {
    await start();
    const { application, guild } = simulator.world;
    const local = `/applications/${application.id}/guilds/${guild.id}/commands`;
    await api(simulator, 'PUT', local, [command('help')]);
    expect((await api(simulator, 'GET', `/applications/${application.id}/commands`)).body).toEqual([]);
    expect((await api(simulator, 'GET', local)).body).toMatchObject([{ name: 'help', guild_id: guild.id }]);
  });
});

describe('the page', () => {
  it('is served from its folder and nowhere else', async () => {
    await start({ pageRoot: new URL('../../simulator', import.meta.url).pathname });
    const get = async (path: string) => (await fetch(new URL(path, simulator.url))).status;
    expect(await get('/protocol.ts')).toBe(200);
    expect(await get('/%2e%2e/package.json')).toBe(404);
    expect(await get('/..%2fpackage.json')).toBe(404);
    expect(await get('/nowhere.js')).toBe(404);
    expect(await get('/attachments/1/2/x.png')).toBe(404);
  });

  it('tells of its first reader once', async () => {
    await start();
    let asked = 0;
    simulator.onFirstPage(() => asked++);
    await fetch(simulator.url);
    await fetch(simulator.url);
    expect(asked).toBe(1);
    simulator.onFirstPage(() => asked++);
    expect(asked).toBe(2);
  });
});
