import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { saveStory } from '../../src/store/stories.ts';
import { listSubscriptions, memberSubscriptions } from '../../src/store/subscriptions.ts';
import { sampleStory } from '../messages/samples.ts';
import { connect, emptyStore, held, readableLog, simulate, textOf } from './room.ts';

const T0 = Date.UTC(2026, 0, 5, 12);

/** A bot with a story and a subscription, whose store can be held, and which asks for time at once when it is. */
async function openRoom(options: Parameters<typeof simulate>[0] = {}) {
  const simulator = await simulate(options);
  const plain = await emptyStore();
  await saveStory(plain, { ...sampleStory, updatedAt: Date.now(), openedAt: Date.now() });
  const store = held(plain);
  const { lines, logger } = readableLog();
  await connect(simulator, store.db, { deferAfterMs: 30, logger });
  const manager = simulator.as(simulator.world.members[0]!.id);
  return { simulator, plain, store, lines, manager };
}

const callbacks = (simulator: Simulator) =>
  simulator.record
    .filter(({ path }) => path.endsWith('/callback'))
    .map(({ body }) => body as { type: number; data?: { flags?: number } });

/** Lets go once the bot has asked for time; the number of acknowledgements is what it should be by then. */
async function letGoAfterDefer(simulator: Simulator, before: number, release: () => void): Promise<void> {
  await expect.poll(() => callbacks(simulator)).toHaveLength(before + 1);
  release();
}

describe('commands in quick succession', () => {
  it('are answered up to the limit; then their member is told when to go on, and nobody else is held up', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    await connect(simulator, db, { commandLimits: { perMember: 2, perServer: null }, now: () => T0 });
    const [one, other] = simulator.world.members.filter(({ bot }) => !bot).map(({ id }) => simulator.as(id));
    await one!.command('help');
    await one!.autocomplete('latest', { region: 'Uk' });
    await one!.command('help');
    const refused = await one!.command('latest');
    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused.message)).toContain('too_fast');
    expect(textOf(refused.message)).toContain(`<t:${T0 / 1_000 + 30}:R>`);
    expect(await one!.autocomplete('latest', { region: 'Ukr' })).not.toEqual([]);
    expect(textOf((await other!.command('help')).message)).not.toContain('too_fast');
    expect(simulator.violations).toEqual([]);
  });

  it('suggest for what was typed last', async () => {
    const simulator = await simulate();
    await connect(simulator, await emptyStore());
    const member = simulator.as(simulator.world.members[0]!.id);
    const typed = ['U', 'Uk', 'Ukr', 'Ukra'].map((region) => member.autocomplete('latest', { region }));
    const choices = await Promise.all(typed);
    expect(choices.at(-1)?.[0]).toMatchObject({ value: 'Ukraine' });
    expect(simulator.violations).toEqual([]);
  });
});

describe('a command that takes long', () => {
  it('is acknowledged first and answered once, in public', async () => {
    const { simulator, store, manager } = await openRoom();
    const asked = manager.command('latest');
    await letGoAfterDefer(simulator, 0, store.hold());
    const answer = await asked;
    expect(answer).toMatchObject({ deferred: true, ephemeral: false });
    expect(textOf(answer.message)).toContain('clinic in Kyiv');
    expect(callbacks(simulator).map(({ type }) => type)).toEqual([
      InteractionResponseType.DeferredChannelMessageWithSource,
    ]);
    expect(simulator.violations).toEqual([]);
  });

  it('shows an error to its reader alone and leaves nothing in public', async () => {
    const { simulator, store, manager } = await openRoom();
    const asked = manager.command('latest', { region: 'Sudan' });
    await letGoAfterDefer(simulator, 0, store.hold());
    const answer = await asked;
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer.message)).toContain('nothing_found');
    expect(simulator.messages(answer.message.channel_id)).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });

  it('waits for its reader alone where its answer is for them', async () => {
    const { simulator, store, manager } = await openRoom();
    const asked = manager.command('status');
    await letGoAfterDefer(simulator, 0, store.hold());
    const answer = await asked;
    expect(answer).toMatchObject({ deferred: true, ephemeral: true });
    expect(callbacks(simulator)).toMatchObject([{ data: { flags: MessageFlags.Ephemeral } }]);
    const again = manager.command('story', { id: 'ZZZZZZ' });
    await letGoAfterDefer(simulator, 1, store.hold());
    expect(textOf((await again).message)).toContain('unknown_story');
    expect(simulator.violations).toEqual([]);
  });

  it('of a button changes the message in the end', async () => {
    const { simulator, plain, store, manager } = await openRoom();
    await manager.command('subscribe alerts', { 'min-gravity': 0 });
    const { message } = await manager.command('subscriptions list');
    const asked = manager.press(message, 'subscription:1:pause');
    await letGoAfterDefer(simulator, 2, store.hold());
    const shown = () => manager.messages(message.channel_id).find(({ id }) => id === message.id)!;
    await expect.poll(() => textOf(shown())).toContain('subscription:1:resume');
    expect((await asked).deferred).toBe(true);
    expect(callbacks(simulator).at(-1)).toMatchObject({
      type: InteractionResponseType.DeferredMessageUpdate,
    });
    expect(await listSubscriptions(plain, simulator.world.guild.id)).toMatchObject([{ status: 'paused' }]);
    expect(simulator.violations).toEqual([]);
  });

  it('of a button that fails leaves the message as it is', async () => {
    const { simulator, store, manager } = await openRoom();
    await manager.command('subscribe alerts', { 'min-gravity': 0 });
    const { message } = await manager.command('subscriptions list');
    await manager.command('subscriptions remove', { subscription: '1' });
    const asked = manager.press(message, 'subscription:1:pause');
    await letGoAfterDefer(simulator, 3, store.hold());
    const answer = await asked;
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer.message)).toContain('unknown_subscription');
    expect(answer.message.id).not.toBe(message.id);
    expect(simulator.violations).toEqual([]);
  });
});

describe('a command that breaks', () => {
  it('is logged with its stack, and says so with a reference to the log', async () => {
    const { simulator, store, lines, manager } = await openRoom();
    store.fault = new Error('the disk is full');
    const answer = await manager.command('latest');
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer.message)).toContain('Code: fault');
    const logged = lines.find(({ msg }) => msg === 'command failed') as (typeof lines)[number] & {
      interaction: string;
    };
    expect(logged.err?.message).toBe('the disk is full');
    expect(logged.err?.stack).toContain('interactions.test.ts');
    expect(textOf(answer.message)).toContain(logged.interaction);
    store.fault = null;
    expect((await manager.command('latest')).ephemeral).toBe(false);
    expect(simulator.violations).toEqual([]);
  });

  it('suggests nothing where suggestions break', async () => {
    const { store, lines, manager } = await openRoom();
    store.fault = new Error('the disk is full');
    expect(await manager.autocomplete('story', { id: 'k' })).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'autocomplete failed' }));
  });
});

describe('an interaction that is over', () => {
  it('is logged, and the bot goes on', async () => {
    const { simulator, lines, manager } = await openRoom();
    simulator.fail({ path: '/callback', status: 404, body: { code: 10062, message: 'Unknown interaction' } });
    const unanswered = manager
      .command('help', {}, { timeoutMs: 1_000 })
      .catch((error: Error) => error.message);
    await expect.poll(() => lines).toContainEqual(expect.objectContaining({ level: 40, code: 10062 }));
    expect(textOf((await manager.command('help')).message)).toContain('/latest');
    expect(await unanswered).toContain('did not answer');
  });

  it('that can’t be answered for another reason is an error in the log', async () => {
    const { simulator, lines, manager } = await openRoom();
    simulator.fail({ path: '/callback', status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    const unanswered = manager
      .command('help', {}, { timeoutMs: 1_000 })
      .catch((error: Error) => error.message);
    await expect
      .poll(() => lines)
      .toContainEqual(expect.objectContaining({ level: 50, msg: 'the answer could not be delivered' }));
    expect(await unanswered).toContain('did not answer');
  });
});

describe('a subscription put together by menus and a form', () => {
  it('survives a restart of the bot between two of its steps', async () => {
    const simulator = await simulate();
    const db = await emptyStore();
    const first = await connect(simulator, db);
    const manager = simulator.as(simulator.world.members[0]!.id);
    const { message } = await manager.command('subscribe alerts');
    await manager.select(message, 'draft:1:gravity', ['50']);
    await first.close();
    await connect(simulator, db);
    const { modal } = await manager.press(message, 'draft:1:more');
    const changed = await manager.submit(modal!, { region: 'Kyiv', quiet: '22-7', timezone: 'Kyiv' });
    expect(textOf(changed.message)).toContain('quiet from 22:00 to 07:00');
    await manager.press(changed.message, 'draft:1:save');
    expect(await listSubscriptions(db, simulator.world.guild.id)).toMatchObject([
      { minGravity: 50, regions: ['Kyiv'], quiet: { from: '22:00' } },
    ]);
    expect(simulator.violations).toEqual([]);
  });

  it('says to its reader alone what the form has wrong', async () => {
    const { simulator, manager } = await openRoom();
    const { message } = await manager.command('subscribe digest');
    const { modal } = await manager.press(message, 'draft:1:more');
    const refused = await manager.submit(modal!, { time: 'noon' });
    expect(refused.ephemeral).toBe(true);
    expect(textOf(refused.message)).toContain('Code: bad_time');
    expect(simulator.violations).toEqual([]);
  });
});

describe('a member’s language', () => {
  it('is that of commands’ names, of replies and of errors', async () => {
    const { simulator, manager } = await openRoom();
    manager.speak('de');
    expect(textOf((await manager.command('latest')).message)).toContain('Neueste Ereignisse');
    const refused = await manager.command('story', { id: 'ZZZZZZ' });
    expect(textOf(refused.message)).toContain('Das hat nicht geklappt');
    const put = simulator.record.find(({ method, path }) => method === 'PUT' && path.endsWith('/commands'));
    expect(JSON.stringify(put?.body)).toContain('"de":"neueste"');
    expect(simulator.violations).toEqual([]);
  });
});

describe('Read this', () => {
  it('reads a member’s message for whoever asks', async () => {
    const { simulator, manager } = await openRoom();
    const channel = simulator.channelId('general');
    const text = 'A Russian drone hit a warehouse in Odesa on Monday, killing two people, the governor said.';
    const said = simulator.say(simulator.world.members[1]!.id, channel, text);
    const answer = await manager.messageCommand('Read this', said);
    expect(answer.ephemeral).toBe(true);
    expect(textOf(answer.message)).toContain('2 killed');
    expect(textOf(answer.message)).toContain('Odesa');
    expect(simulator.violations).toEqual([]);
  });
});

describe('direct messages', () => {
  it('take a subscription of their member’s own', async () => {
    const { simulator, plain, manager } = await openRoom();
    const member = simulator.world.members[0]!.id;
    const channelId = simulator.directChannelId(member);
    await manager.command('subscribe alerts', { topic: 'strike' }, { channelId });
    expect(await memberSubscriptions(plain, member)).toMatchObject([
      { guildId: null, channelId, spoilers: true, quiet: { from: '22:00' } },
    ]);
    const { message } = await manager.command('subscriptions list', {}, { channelId });
    await manager.press(message, 'subscription:1:remove');
    expect(await memberSubscriptions(plain, member)).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });
});
