import { describe, expect, it } from 'vitest';
import { pressButton } from '../../src/commands/components.ts';
import { auditChannel, setAuditChannel } from '../../src/store/guild_settings.ts';
import { memberRecords } from '../../src/store/members.ts';
import { setMuted } from '../../src/store/mutes.ts';
import { listSubscriptions, memberSubscriptions } from '../../src/store/subscriptions.ts';
import { customIds, guildId, openRoom, otherChannelId, press, request, run, textOf, userId } from './room.ts';

const other = '400000000000000002';

/** A room in which the member has left something in every table. */
async function roomWithTraces() {
  const { context } = await openRoom();
  await setAuditChannel(context.db, guildId, otherChannelId);
  await run(context, request('subscribe alerts', { topic: 'strike' }));
  await run(context, request('subscribe digest', { time: '08:00' }, { guildId: null }));
  await run(context, request('subscribe alerts', {}, { guildId: null }));
  await run(context, request('subscribe alerts', { topic: 'diplomacy' }, { userId: other }));
  const mute = { channelId: otherChannelId, storyId: 'SAMP1A', muted: true, now: context.now() };
  await setMuted(context.db, { ...mute, userId });
  return context;
}

describe('/privacy', () => {
  it('counts what is kept of the member who asks, and gives all of it as a file', async () => {
    const context = await roomWithTraces();
    const { body, files } = await run(context, request('privacy'));
    expect(textOf(body)).toContain('2 subscriptions that you made');
    expect(textOf(body)).toContain('1 unfinished subscription');
    expect(textOf(body)).toContain('1 story that you muted');
    const [file] = files ?? [];
    expect(JSON.parse(file && 'content' in file ? file.content : '')).toEqual(
      await memberRecords(context.db, userId),
    );
  });

  it('says where there is nothing', async () => {
    const { context } = await openRoom();
    const { body, files } = await run(context, request('privacy'));
    expect(textOf(body)).toContain('I keep nothing of you');
    expect(files ?? []).toEqual([]);
  });
});

describe('/forget', () => {
  it('asks first, then erases; what is a server’s goes on without the name', async () => {
    const context = await roomWithTraces();
    const asked = await run(context, request('forget'));
    expect(await memberSubscriptions(context.db, userId)).toHaveLength(1);
    const [id] = customIds(asked.body);
    const done = await pressButton(press(id ?? ''), context);
    expect(textOf(done.body)).toContain('I keep nothing of you any more');

    const left = await memberRecords(context.db, userId);
    expect(Object.values(left).flat()).toEqual([]);
    const bodies = await context.db.selectFrom('deliveries').select('body').execute();
    expect(bodies.filter(({ body }) => body.includes(userId))).toEqual([]);
    expect(bodies.filter(({ body }) => body.includes(other)).length).toBeGreaterThan(0);
    expect((await listSubscriptions(context.db, guildId)).map(({ createdBy }) => createdBy).sort()).toEqual([
      '0',
      other,
    ]);
    expect((await memberRecords(context.db, other)).subscriptions).toHaveLength(1);
    expect(await auditChannel(context.db, guildId)).toBe(otherChannelId);
  });

  it('has nothing to ask where nothing is kept', async () => {
    const { context } = await openRoom();
    expect(customIds((await run(context, request('forget'))).body)).toEqual([]);
  });
});
