import { describe, expect, it } from 'vitest';
import { canOpenPage, openPageRoom } from './page_room.ts';
import { COMMANDS, EPHEMERAL, sampleMessage } from './page_samples.ts';
import { GUILD } from './page_stand_in.ts';

describe.skipIf(!canOpenPage)('the simulator’s page: commands', () => {
  const room = openPageRoom();
  const { message, composer, pill, option } = room;

  it('sends a command with a channel, a choice and a suggestion of the bot', async () => {
    await composer().fill('/sub');
    expect(await room.page.locator('.choice-menu [role=option] .choice-name').allTextContents()).toEqual([
      '/subscribe alertschanneltopicregionmentiongravity',
      '/subscribe digesttimezone',
    ]);
    await room.page.keyboard.press('Enter');
    await room.page.keyboard.type('dai');
    await room.page.keyboard.press('Enter');
    expect(await pill('channel').inputValue()).toBe('#daily-digest');

    await room.page.keyboard.type('top');
    await room.page.keyboard.press('Tab');
    await option('Diplomacy').click();
    await room.page.keyboard.type('reg');
    await room.page.keyboard.press('Enter');
    await room.page.keyboard.type('nor');
    const stale = await room.simulator.hears('autocomplete');
    await room.page.keyboard.type('t');
    const asked = await room.simulator.hears('autocomplete', (one) =>
      JSON.stringify(one.options).includes('"nort"'),
    );
    expect(asked).toMatchObject({ channelId: '101', commandId: '301' });
    expect(asked.options).toEqual([
      {
        name: 'alerts',
        type: 1,
        options: [
          { name: 'channel', type: 7, value: '103' },
          { name: 'topic', type: 3, value: 'diplomacy' },
          { name: 'region', type: 3, value: 'nort', focused: true },
        ],
      },
    ]);
    room.simulator.tell({
      type: 'choices',
      requestId: asked.requestId,
      choices: [{ name: 'Northport', value: 'np' }],
    });
    await option('Northport').waitFor();
    room.simulator.tell({
      type: 'choices',
      requestId: stale.requestId,
      choices: [{ name: 'Too late', value: 'late' }],
    });
    await room.page.keyboard.press('Enter');
    expect(await pill('region').inputValue()).toBe('Northport');

    await room.page.keyboard.press('Enter');
    const command = await room.simulator.hears('command');
    expect(command).toMatchObject({ channelId: '101', commandId: '301' });
    expect(command.options[0]?.options).toEqual([
      { name: 'channel', type: 7, value: '103' },
      { name: 'topic', type: 3, value: 'diplomacy' },
      { name: 'region', type: 3, value: 'np' },
    ]);

    room.simulator.tell({
      type: 'thinking',
      requestId: command.requestId,
      channelId: '101',
      ephemeral: true,
      commandName: 'subscribe alerts',
    });
    await room.page.getByText('Sitrep is thinking…').waitFor();
    room.simulator.tell({
      type: 'message',
      op: 'create',
      channelId: '101',
      requestId: command.requestId,
      message: sampleMessage('1010', { content: 'Subscribed.', flags: EPHEMERAL }),
    });
    await message('1010').getByText('Subscribed.').waitFor();
    expect(await message('1010').locator('.above').textContent()).toContain('Olena used /subscribe alerts');
    expect(await room.page.getByText('Sitrep is thinking…').count()).toBe(0);
  });

  it('says what is missing or wrong before it sends', async () => {
    await composer().fill('/subscribe alerts ');
    await room.page.keyboard.press('Escape');
    await room.page.keyboard.press('Enter');
    const note = room.page.locator('.composer-note');
    expect(await note.textContent()).toBe('channel: This option is required. Specify a value.');
    await room.page.keyboard.type('str');
    await room.page.keyboard.press('Enter');
    await room.page.keyboard.type('gra');
    await room.page.keyboard.press('Enter');
    await room.page.keyboard.type('101');
    await room.page.keyboard.press('Enter');
    expect(await note.textContent()).toBe('gravity: Must be 100 or less.');
    expect(room.simulator.said.filter((one) => one.type === 'command')).toEqual([]);

    await room.page.keyboard.press('Escape');
    await room.page.keyboard.press('Escape');
    await composer().fill('hello');
    await room.page.keyboard.press('Enter');
    expect(await note.textContent()).toBe('Only slash commands work here: type / to see them.');
  });

  it('shows why a command got no answer', async () => {
    await composer().fill('/latest');
    await room.page.keyboard.press('Enter');
    await room.page.keyboard.press('Enter');
    const { requestId } = await room.simulator.hears('command');
    room.simulator.tell({ type: 'failed', requestId, reason: 'It took longer than 3 seconds.' });
    const alert = room.page.getByRole('alert').filter({ hasText: 'The application did not respond' });
    expect(await alert.textContent()).toContain('It took longer than 3 seconds.');
    await alert.getByRole('button', { name: 'Dismiss message' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('offers in each place what may be used there', async () => {
    const { simulator, page } = room;
    const latest = COMMANDS.find(({ name }) => name === 'latest')!;
    const named = (name: string, id: string, more: object) => ({ ...latest, id, name, ...more });
    simulator.tell({
      type: 'commands',
      commands: [
        named('anywhere', '311', { contexts: [0, 1, 2], integration_types: [0, 1] }),
        named('in-servers', '312', { contexts: [0], integration_types: [0] }),
        named('in-messages', '313', { contexts: [1], integration_types: [0] }),
        named('managed', '314', {
          ...{ contexts: [0, 1], integration_types: [0, 1], default_member_permissions: '32' },
        }),
      ],
    });
    const place = { topic: null, isOutside: true };
    simulator.tell({
      type: 'channels',
      channels: [
        ...GUILD.channels,
        { id: '111', name: 'Sitrep', type: 1, topic: null },
        { ...place, id: '112', name: 'night shift', type: 3 },
        { ...place, id: '113', name: 'lounge', type: 0 },
      ],
    });
    const offered = async (name: string) => {
      await page.locator('chat-sidebar').getByRole('button', { name }).click();
      await composer().fill('/');
      return page.locator('.choice-menu [role=option] .choice-name').allTextContents();
    };
    expect(await offered('diplomacy')).toEqual(['/anywhere', '/in-servers', '/managed']);
    expect(await offered('Sitrep')).toEqual(['/anywhere', '/in-messages', '/managed']);
    expect(await offered('night shift')).toEqual(['/anywhere']);
    expect(await offered('lounge')).toEqual(['/anywhere']);
  });

  it('offers a reader no command that needs a manager', async () => {
    await room.page.getByRole('button', { name: /^Olena/ }).click();
    await room.page.getByRole('option', { name: /Rémy/ }).click();
    await room.page.getByRole('button', { name: /^Rémy, reader/ }).waitFor();
    await composer().fill('/');
    expect(await room.page.locator('.choice-menu [role=option] .choice-name').allTextContents()).toEqual([
      '/latest',
    ]);
  });
});
