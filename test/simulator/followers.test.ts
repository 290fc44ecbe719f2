import { MessageFlags, MessageType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { api } from './api.ts';
import { startChecked } from './checked.ts';

/** The watch room. */
async function room() {
  const simulator = await startChecked({ rateLimits: false });
  const home = simulator.channelId('announcements');
  const target = simulator.channelId('general');
  const mayManage = () =>
    simulator.setOverwrite(target, {
      id: simulator.world.botId,
      type: OverwriteType.Member,
      allow: PermissionFlagsBits.ManageWebhooks,
      deny: 0n,
    });
  const ask = (method: string, path: string, body?: unknown) => api(simulator, method, path, body);
  const follow = () => ask('POST', `/channels/${home}/followers`, { webhook_channel_id: target });
  return { simulator, home, target, mayManage, ask, follow };
}

it('following takes Manage Webhooks in the channel that follows, and an announcement channel to be followed', async () => {
  const { simulator, home, target, mayManage, ask, follow } = await room();
  expect(await follow()).toMatchObject({ status: 403, body: { code: 50013 } });
  mayManage();
  const { status, body } = await follow();
  expect({ status, body }).toMatchObject({ status: 200, body: { channel_id: home } });
  expect(simulator.messages(target)).toMatchObject([{ type: MessageType.ChannelFollowAdd }]);
  const listed = await ask('GET', `/channels/${target}/webhooks`);
  expect(listed.body).toMatchObject([{ id: body.webhook_id, type: 2, source_channel: { id: home } }]);
  const backwards = await ask('POST', `/channels/${target}/followers`, { webhook_channel_id: home });
  expect(backwards).toMatchObject({ status: 400, body: { code: 50024 } });
  expect((await ask('POST', `/channels/${home}/followers`, {})).body.code).toBe(50035);
  for (let n = 1; n < 15; n++) expect((await follow()).status).toBe(200);
  expect(await follow()).toMatchObject({ status: 400, body: { code: 30007 } });
});

it('what is published, edited and deleted comes to those who follow, without components; nothing after they end it', async () => {
  const { simulator, home, target, mayManage, ask, follow } = await room();
  mayManage();
  const { webhook_id } = (await follow()).body;
  const button = { type: 2, style: 1, label: 'Sources', custom_id: 'sources' };
  const posted = await ask('POST', `/channels/${home}/messages`, {
    embeds: [{ description: '**1 killed**' }],
    components: [{ type: 1, components: [button] }],
  });
  const copies = () => simulator.messages(target).filter(({ type }) => type === MessageType.Default);
  expect(copies()).toEqual([]);
  const path = `/channels/${home}/messages/${posted.body.id}`;
  await ask('POST', `${path}/crosspost`);
  expect(copies()).toMatchObject([
    {
      webhook_id,
      embeds: [{ description: '**1 killed**' }],
      components: [],
      flags: MessageFlags.IsCrosspost,
      message_reference: { channel_id: home, message_id: posted.body.id },
    },
  ]);
  await ask('PATCH', path, { embeds: [{ description: '**2 killed**' }] });
  expect(copies()).toMatchObject([{ embeds: [{ description: '**2 killed**' }] }]);
  await ask('DELETE', path);
  expect(copies()).toMatchObject([
    { embeds: [], flags: MessageFlags.IsCrosspost | MessageFlags.SourceMessageDeleted },
  ]);
  expect((await ask('DELETE', `/webhooks/${webhook_id}`)).status).toBe(204);
  expect(await ask('DELETE', `/webhooks/${webhook_id}`)).toMatchObject({
    status: 404,
    body: { code: 10015 },
  });
  const next = await ask('POST', `/channels/${home}/messages`, { content: 'next' });
  await ask('POST', `/channels/${home}/messages/${next.body.id}/crosspost`);
  expect(copies()).toHaveLength(1);
});
