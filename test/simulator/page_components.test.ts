import { describe, expect, it } from 'vitest';
import { canOpenPage, openPageRoom } from './page_room.ts';
import { CARD } from './page_samples.ts';

describe.skipIf(!canOpenPage)('the simulator’s page: components and forms', () => {
  const room = openPageRoom();
  const { message } = room;

  it('presses a button and chooses from a select', async () => {
    const card = message('1001');
    await card.getByRole('button', { name: 'Timeline' }).click();
    const pressed = await room.simulator.hears('component');
    expect(pressed).toMatchObject({
      channelId: '101',
      messageId: '1001',
      customId: 'story:K7F3QP:timeline',
      componentType: 2,
      values: [],
    });
    expect(await card.locator('[aria-busy=true]').count()).toBe(1);
    room.simulator.tell({
      type: 'message',
      op: 'update',
      channelId: '101',
      requestId: pressed.requestId,
      message: { ...CARD, edited_timestamp: null },
    });
    await card.locator('.edited').waitFor({ state: 'detached' });
    expect(await room.page.evaluate('document.activeElement.textContent')).toBe('Timeline');

    await card.getByRole('combobox').press('ArrowDown');
    await room.page.keyboard.press('ArrowDown');
    await room.page.keyboard.press('Enter');
    const chosen = await room.simulator.hears('component');
    expect(chosen).toMatchObject({ customId: 'list:strikes', componentType: 3, values: ['b'] });
    room.simulator.tell({ type: 'failed', requestId: chosen.requestId, reason: 'The bot is offline.' });
    expect(await card.getByRole('alert').textContent()).toContain('The bot is offline.');
  });

  it('fills and submits a modal', async () => {
    await message('1001').getByRole('button', { name: 'Follow' }).click();
    const { requestId } = await room.simulator.hears('component');
    const line = (custom_id: string, label: string, more: object) => ({
      type: 1 as const,
      components: [{ type: 4 as const, custom_id, label, style: 1 as const, ...more }],
    });
    room.simulator.tell({
      type: 'modal',
      requestId,
      channelId: '101',
      modal: {
        custom_id: 'follow:K7F3QP',
        title: 'Follow a story',
        components: [
          line('why', 'Why', { min_length: 5, max_length: 12 }),
          line('note', 'Note', { required: false }),
        ],
      },
    });
    const dialog = room.page.getByRole('dialog', { name: 'Follow a story' });
    const why = dialog.getByLabel('Why');
    await why.fill('desk');
    await room.page.keyboard.press('Enter');
    expect(await dialog.getByText('Must be 5 or more characters; this is 4.').count()).toBe(1);
    await why.pressSequentially(' watch and more');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    const submitted = await room.simulator.hears('modal');
    expect(submitted).toMatchObject({
      channelId: '101',
      customId: 'follow:K7F3QP',
      fields: [
        { customId: 'why', value: 'desk watch a' },
        { customId: 'note', value: '' },
      ],
    });
    room.simulator.tell({ type: 'failed', requestId: submitted.requestId, reason: 'Too slow.' });
    await dialog.getByText('Too slow.').waitFor();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    const again = await room.simulator.hears('modal');
    room.simulator.tell({ type: 'acknowledged', requestId: again.requestId });
    await dialog.waitFor({ state: 'detached' });
  });
});
