import { describe, expect, it } from 'vitest';
import { canOpenPage, openPageRoom } from './page_room.ts';
import { answers, EPHEMERAL, sampleMessage } from './page_samples.ts';

describe.skipIf(!canOpenPage)('the simulator’s page: messages', () => {
  const room = openPageRoom();
  const { message, style } = room;

  it('draws a Components V2 card', async () => {
    const card = message('1001');
    const container = card.locator('.container');
    expect(await style(container, 'backgroundColor', '::before')).toBe('rgb(230, 126, 34)');
    expect(await card.locator('.heading-2').textContent()).toBe('Drones strike Northport clinic');
    expect(await card.locator('chat-time').textContent()).toMatch(/ago$/);
    expect(await card.locator('li li').textContent()).toBe('power outage in two districts');
    expect(await card.getByRole('separator').count()).toBe(1);
    const read = card.getByRole('link', { name: 'Read' });
    expect(await read.getAttribute('href')).toBe('https://example.org/northport');
    expect(await read.getAttribute('target')).toBe('_blank');
    expect(await read.getAttribute('rel')).toContain('noopener');
    const styles = await card
      .locator('.action-row button.button')
      .evaluateAll((all) => all.map((one) => one.className));
    expect(styles).toEqual(['button primary', 'button secondary', 'button success', 'button danger']);
    expect(await card.getByRole('button', { name: 'Mute' }).isDisabled()).toBe(true);
    expect(await card.locator('.mention').textContent()).toBe('@Watch desk');
    expect(await style(card.locator('.mention'), 'color')).toBe('rgb(240, 136, 62)');
    expect(await card.locator('.file').textContent()).toBe('report.json2.3 KB');
    expect(await card.locator('.gallery').textContent()).toBe('Map of Northport');
    expect(await card.locator('.edited').textContent()).toBe('(edited)');
  });

  it('keeps text from outside text', async () => {
    const body = message('1002').locator('.markdown');
    expect(await body.textContent()).toContain('<img src=x onerror="window.hurt=1">');
    expect(await body.textContent()).toContain(
      '[bad](javascript:window.hurt=1) <script>window.hurt=1</script>',
    );
    expect(await body.locator('img, script').count()).toBe(0);
    expect(await room.page.evaluate(`'hurt' in window`)).toBe(false);
    const links = await body
      .locator('a')
      .evaluateAll((all) => (all as unknown as { href: string }[]).map((one) => one.href));
    expect(links).toEqual(['https://example.org/a_(b)', 'https://example.org/bare']);
    expect(await body.locator('h3, em, strong, u, s, blockquote, ol, pre, small').count()).toBe(10);

    const spoiler = body.getByRole('button', { name: 'Spoiler' });
    await spoiler.press('Enter');
    expect(await body.locator('.spoiler').getAttribute('aria-expanded')).toBe('true');
  });

  it('draws an embed under the line that says which command it answers', async () => {
    const answer = message('1003');
    expect(await answer.locator('.above').textContent()).toContain('Olena used /latest');
    expect(await answer.locator('.app-badge').textContent()).toBe('APP');
    expect(await style(answer.locator('.embed'), 'borderLeftColor')).toBe('rgb(52, 152, 219)');
    expect(await answer.locator('dt').allTextContents()).toEqual(['Place', 'Date']);
  });

  it('dismisses an ephemeral message for good', async () => {
    const whisper = sampleMessage('1011', { ...answers('status'), content: 'All well.', flags: EPHEMERAL });
    room.simulator.tell({
      type: 'message',
      op: 'create',
      channelId: '101',
      requestId: null,
      message: whisper,
    });
    expect(await message('1011').innerText()).toContain('Only you can see this');
    await message('1011').getByRole('button', { name: 'Dismiss message' }).click();
    await message('1011').waitFor({ state: 'detached' });
  });

  it('marks channels unread until they are opened', async () => {
    const digest = sampleMessage('1012', { channel_id: '103', content: 'Good morning.' });
    room.simulator.tell({
      type: 'message',
      op: 'create',
      channelId: '103',
      requestId: null,
      message: digest,
    });
    await room.page.getByRole('button', { name: 'daily-digest, unread messages' }).click();
    await message('1012').waitFor();
    expect(await room.page.locator('.channel.unread').count()).toBe(0);
    expect(await room.page.title()).toBe('#daily-digest · Newsroom');
  });
});
