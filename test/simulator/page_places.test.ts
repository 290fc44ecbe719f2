import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/simulator.ts';
import { canOpenPage, DESKTOP, openPageRoom, PHONE } from './page_room.ts';
import { CARD, TEXT } from './page_samples.ts';
import { GUILD, REMY } from './page_stand_in.ts';

// What runs in the browser; the project's types know only Node.
declare const MutationObserver: new (
  listener: () => void,
) => { observe(element: unknown, options: object): void };

describe.skipIf(!canOpenPage)('the simulator’s page: channels, threads and members', () => {
  const room = openPageRoom();
  const { message, composer } = room;

  it.each([
    ['a wide window', DESKTOP],
    ['a phone', PHONE],
  ])('opens a story’s thread and a forum’s posts in %s', async (_where, size) => {
    await room.page.setViewportSize(size);
    const place = (name: string) => room.page.locator('chat-sidebar').getByRole('button', { name });
    const open = async (name: string) => {
      if (size === PHONE) await room.page.getByRole('button', { name: 'Channels', exact: true }).click();
      await place(name).click();
    };
    const thread = { id: '1001', name: 'Clinic in Northport', type: 11, topic: null, parentId: '101' };
    const forum = { id: '104', name: 'posts', type: 15, topic: null };
    const post = {
      id: '1041',
      name: 'Talks in Eastmere',
      type: 11,
      topic: null,
      parentId: '104',
      isClosed: true,
    };
    room.simulator.tell({ type: 'channels', channels: [...GUILD.channels, thread, forum, post] });
    const told = { op: 'create' as const, requestId: null };
    const said = { ...TEXT, id: '2001', channel_id: '1001', content: 'Killed: 1 → 2' };
    const within = { ...TEXT, id: '2002', channel_id: '1041', content: 'Talks were agreed on' };
    room.simulator.tell({ ...told, type: 'message', channelId: '1001', message: said });
    room.simulator.tell({ ...told, type: 'message', channelId: '1041', message: within });
    const started = { ...CARD, flags: (CARD.flags ?? 0) | 32 };
    room.simulator.tell({ ...told, type: 'message', op: 'update', channelId: '101', message: started });

    const way = message('1001').getByRole('button', { name: 'Clinic in Northport' });
    await way.scrollIntoViewIfNeeded();
    expect(await way.textContent()).toContain('1 message');
    const box = await way.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(size.width);
    await way.click();
    await message('2001').waitFor();
    expect(await room.page.getByRole('heading', { level: 1 }).textContent()).toBe('Clinic in Northport');
    await room.page.getByRole('button', { name: '#strikes' }).click();
    await message('1001').waitFor();

    await open('posts');
    const listed = room.page.locator('.log').getByRole('button', { name: 'Talks in Eastmere' });
    expect(await listed.textContent()).toContain('closed');
    await listed.click();
    await message('2002').waitFor();
    expect(await room.page.getByText('Closed', { exact: true }).count()).toBe(1);
  });

  it('comes back as the same member after the connection was lost', async () => {
    const hellos = () => room.simulator.said.filter((one) => one.type === 'hello').map((one) => one.memberId);
    await room.page.getByRole('button', { name: /^Olena/ }).click();
    await room.page.getByRole('option', { name: /Rémy/ }).click();
    await room.page.getByRole('button', { name: /^Rémy, reader/ }).waitFor();
    // The note may be gone before a busy machine looks for it: what it says is written down.
    const notice = room.page.locator('.connection-notice');
    await notice.evaluate((element) => {
      const write = () => element.hidden || element.setAttribute('data-said', element.textContent ?? '');
      new MutationObserver(write).observe(element, { attributes: true, attributeFilter: ['hidden'] });
    });
    room.simulator.hangUp();
    await room.simulator.hears('hello', (one) => one.memberId === REMY.id && hellos().length === 3);
    await notice.waitFor({ state: 'hidden' });
    expect(await notice.getAttribute('data-said')).toBe('Connection to the simulator lost. Reconnecting…');
    expect(hellos()).toEqual([null, REMY.id, REMY.id]);
  });

  it('fits a phone, with the channels behind a button', async () => {
    await room.page.setViewportSize(PHONE);
    const sideways = () =>
      room.page.evaluate(`
        [document.documentElement, ...document.querySelectorAll('main, .log, .message-body, chat-composer')]
          .some((one) => one.scrollWidth > one.clientWidth)
      `);
    expect(await sideways()).toBe(false);
    await composer().fill('/subscribe alerts ');
    await room.page.keyboard.type('dai');
    await room.page.keyboard.press('Enter');
    expect(await sideways()).toBe(false);

    const diplomacy = room.page.getByRole('button', { name: 'diplomacy' });
    await diplomacy.waitFor({ state: 'hidden' });
    await room.page.getByRole('button', { name: 'Channels', exact: true }).click();
    await diplomacy.click();
    await room.page.getByRole('heading', { name: 'Welcome to #diplomacy!' }).waitFor();
    await diplomacy.waitFor({ state: 'hidden' });
  });

  it('shows the real simulator’s channels, to each member their own', async () => {
    const real = await startSimulator();
    try {
      await room.page.goto(real.url);
      await room.page.getByText('is offline: nobody answers commands until it is back.').waitFor();
      const [first, second] = real.world.members.filter((member) => !member.bot);
      const general = real.channelId('general');
      const said = real.say(second!.id, general, 'Is **anyone** there?');
      await room.page.getByRole('button', { name: 'general, unread messages' }).click();
      expect(await message(said.id).locator('.author').textContent()).toBe(second!.name);
      expect(await message(said.id).locator('strong').textContent()).toBe('anyone');
      real.deleteChannel(general);
      await message(said.id).waitFor({ state: 'detached' });
      await room.page.getByRole('button', { name: new RegExp(`^${first!.name}`) }).click();
      await room.page.getByRole('option', { name: new RegExp(second!.name) }).click();
      await room.page.getByRole('button', { name: new RegExp(`^${second!.name}, reader`) }).waitFor();
    } finally {
      await real.close();
    }
  });
});
