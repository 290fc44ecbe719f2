import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/simulator.ts';
import { answers, CARD, COMMANDS, EMBEDDED, EPHEMERAL, sampleMessage, TEXT } from './page_samples.ts';
import { GUILD, REMY, type StandIn, startStandIn } from './page_stand_in.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);
if (!hasChromium) console.log(`The simulator's page is not tested: there is no Chromium at ${CHROMIUM}.`);

// What runs in the browser; the project's types know only Node.
declare function getComputedStyle(element: unknown, part: string | null): Record<string, string>;
declare const MutationObserver: new (
  listener: () => void,
) => { observe(element: unknown, options: object): void };

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(!hasChromium)('the simulator’s page', () => {
  let browser: Browser;
  let simulator: StandIn;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    simulator = await startStandIn({
      commands: COMMANDS,
      messages: { '101': [CARD, TEXT, EMBEDDED], '102': [], '103': [] },
    });
    page = await browser.newPage({ viewport: DESKTOP, locale: 'en-GB', timezoneId: 'UTC' });
    faults.length = 0;
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(simulator.url);
    await message('1003').waitFor();
  });
  afterEach(async () => {
    await page.close();
    await simulator.close();
    expect(faults).toEqual([]);
  });

  const message = (id: string) => page.locator(`[data-message-id="${id}"]`);
  /** What the browser made of the style sheets. */
  const style = (element: Locator, property: string, part: string | null = null) =>
    element.evaluate((one, [name, of]) => getComputedStyle(one, of)[name], [property, part] as const);
  const composer = () => page.getByRole('combobox', { name: /^Message #/ });
  const pill = (name: string) => page.locator(`[data-option="${name}"] input`);
  const option = (name: string) => page.locator('.choice-menu').getByRole('option', { name, exact: true });

  it.each([
    ['a wide window', DESKTOP],
    ['a phone', PHONE],
  ])('opens a story’s thread and a forum’s posts in %s', async (_where, size) => {
    await page.setViewportSize(size);
    const place = (name: string) => page.locator('chat-sidebar').getByRole('button', { name });
    const open = async (name: string) => {
      if (size === PHONE) await page.getByRole('button', { name: 'Channels', exact: true }).click();
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
    simulator.tell({ type: 'channels', channels: [...GUILD.channels, thread, forum, post] });
    const told = { op: 'create' as const, requestId: null };
    const said = { ...TEXT, id: '2001', channel_id: '1001', content: 'Killed: 1 → 2' };
    const within = { ...TEXT, id: '2002', channel_id: '1041', content: 'Talks were agreed on' };
    simulator.tell({ ...told, type: 'message', channelId: '1001', message: said });
    simulator.tell({ ...told, type: 'message', channelId: '1041', message: within });
    const started = { ...CARD, flags: (CARD.flags ?? 0) | 32 };
    simulator.tell({ ...told, type: 'message', op: 'update', channelId: '101', message: started });

    const way = message('1001').getByRole('button', { name: 'Clinic in Northport' });
    await way.scrollIntoViewIfNeeded();
    expect(await way.textContent()).toContain('1 message');
    const box = await way.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(size.width);
    await way.click();
    await message('2001').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Clinic in Northport');
    await page.getByRole('button', { name: '#strikes' }).click();
    await message('1001').waitFor();

    await open('posts');
    const listed = page.locator('.log').getByRole('button', { name: 'Talks in Eastmere' });
    expect(await listed.textContent()).toContain('closed');
    await listed.click();
    await message('2002').waitFor();
    expect(await page.getByText('Closed', { exact: true }).count()).toBe(1);
  });

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
    expect(await page.evaluate(`'hurt' in window`)).toBe(false);
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

  it('sends a command with a channel, a choice and a suggestion of the bot', async () => {
    await composer().fill('/sub');
    expect(await page.locator('.choice-menu [role=option] .choice-name').allTextContents()).toEqual([
      '/subscribe alertschanneltopicregionmentiongravity',
      '/subscribe digesttimezone',
    ]);
    await page.keyboard.press('Enter');
    await page.keyboard.type('dai');
    await page.keyboard.press('Enter');
    expect(await pill('channel').inputValue()).toBe('#daily-digest');

    await page.keyboard.type('top');
    await page.keyboard.press('Tab');
    await option('Diplomacy').click();
    await page.keyboard.type('reg');
    await page.keyboard.press('Enter');
    await page.keyboard.type('nor');
    const stale = await simulator.hears('autocomplete');
    await page.keyboard.type('t');
    const asked = await simulator.hears('autocomplete', (one) =>
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
    simulator.tell({
      type: 'choices',
      requestId: asked.requestId,
      choices: [{ name: 'Northport', value: 'np' }],
    });
    await option('Northport').waitFor();
    simulator.tell({
      type: 'choices',
      requestId: stale.requestId,
      choices: [{ name: 'Too late', value: 'late' }],
    });
    await page.keyboard.press('Enter');
    expect(await pill('region').inputValue()).toBe('Northport');

    await page.keyboard.press('Enter');
    const command = await simulator.hears('command');
    expect(command).toMatchObject({ channelId: '101', commandId: '301' });
    expect(command.options[0]?.options).toEqual([
      { name: 'channel', type: 7, value: '103' },
      { name: 'topic', type: 3, value: 'diplomacy' },
      { name: 'region', type: 3, value: 'np' },
    ]);

    simulator.tell({
      type: 'thinking',
      requestId: command.requestId,
      channelId: '101',
      ephemeral: true,
      commandName: 'subscribe alerts',
    });
    await page.getByText('Sitrep is thinking…').waitFor();
    simulator.tell({
      type: 'message',
      op: 'create',
      channelId: '101',
      requestId: command.requestId,
      message: sampleMessage('1010', { content: 'Subscribed.', flags: EPHEMERAL }),
    });
    await message('1010').getByText('Subscribed.').waitFor();
    expect(await message('1010').locator('.above').textContent()).toContain('Olena used /subscribe alerts');
    expect(await page.getByText('Sitrep is thinking…').count()).toBe(0);
  });

  it('says what is missing or wrong before it sends', async () => {
    await composer().fill('/subscribe alerts ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    const note = page.locator('.composer-note');
    expect(await note.textContent()).toBe('channel: This option is required. Specify a value.');
    await page.keyboard.type('str');
    await page.keyboard.press('Enter');
    await page.keyboard.type('gra');
    await page.keyboard.press('Enter');
    await page.keyboard.type('101');
    await page.keyboard.press('Enter');
    expect(await note.textContent()).toBe('gravity: Must be 100 or less.');
    expect(simulator.said.filter((one) => one.type === 'command')).toEqual([]);

    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await composer().fill('hello');
    await page.keyboard.press('Enter');
    expect(await note.textContent()).toBe('Only slash commands work here: type / to see them.');
  });

  it('shows why a command got no answer', async () => {
    await composer().fill('/latest');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const { requestId } = await simulator.hears('command');
    simulator.tell({ type: 'failed', requestId, reason: 'It took longer than 3 seconds.' });
    const alert = page.getByRole('alert').filter({ hasText: 'The application did not respond' });
    expect(await alert.textContent()).toContain('It took longer than 3 seconds.');
    await alert.getByRole('button', { name: 'Dismiss message' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('presses a button and chooses from a select', async () => {
    const card = message('1001');
    await card.getByRole('button', { name: 'Timeline' }).click();
    const pressed = await simulator.hears('component');
    expect(pressed).toMatchObject({
      channelId: '101',
      messageId: '1001',
      customId: 'story:K7F3QP:timeline',
      componentType: 2,
      values: [],
    });
    expect(await card.locator('[aria-busy=true]').count()).toBe(1);
    simulator.tell({
      type: 'message',
      op: 'update',
      channelId: '101',
      requestId: pressed.requestId,
      message: { ...CARD, edited_timestamp: null },
    });
    await card.locator('.edited').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Timeline');

    await card.getByRole('combobox').press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const chosen = await simulator.hears('component');
    expect(chosen).toMatchObject({ customId: 'list:strikes', componentType: 3, values: ['b'] });
    simulator.tell({ type: 'failed', requestId: chosen.requestId, reason: 'The bot is offline.' });
    expect(await card.getByRole('alert').textContent()).toContain('The bot is offline.');
  });

  it('fills and submits a modal', async () => {
    await message('1001').getByRole('button', { name: 'Follow' }).click();
    const { requestId } = await simulator.hears('component');
    const line = (custom_id: string, label: string, more: object) => ({
      type: 1 as const,
      components: [{ type: 4 as const, custom_id, label, style: 1 as const, ...more }],
    });
    simulator.tell({
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
    const dialog = page.getByRole('dialog', { name: 'Follow a story' });
    const why = dialog.getByLabel('Why');
    await why.fill('desk');
    await page.keyboard.press('Enter');
    expect(await dialog.getByText('Must be 5 or more characters; this is 4.').count()).toBe(1);
    await why.pressSequentially(' watch and more');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    const submitted = await simulator.hears('modal');
    expect(submitted).toMatchObject({
      channelId: '101',
      customId: 'follow:K7F3QP',
      fields: [
        { customId: 'why', value: 'desk watch a' },
        { customId: 'note', value: '' },
      ],
    });
    simulator.tell({ type: 'failed', requestId: submitted.requestId, reason: 'Too slow.' });
    await dialog.getByText('Too slow.').waitFor();
    await dialog.getByRole('button', { name: 'Submit' }).click();
    const again = await simulator.hears('modal');
    simulator.tell({ type: 'acknowledged', requestId: again.requestId });
    await dialog.waitFor({ state: 'detached' });
  });

  it('dismisses an ephemeral message for good', async () => {
    const whisper = sampleMessage('1011', { ...answers('status'), content: 'All well.', flags: EPHEMERAL });
    simulator.tell({ type: 'message', op: 'create', channelId: '101', requestId: null, message: whisper });
    expect(await message('1011').innerText()).toContain('Only you can see this');
    await message('1011').getByRole('button', { name: 'Dismiss message' }).click();
    await message('1011').waitFor({ state: 'detached' });
  });

  it('marks channels unread until they are opened', async () => {
    const digest = sampleMessage('1012', { channel_id: '103', content: 'Good morning.' });
    simulator.tell({ type: 'message', op: 'create', channelId: '103', requestId: null, message: digest });
    await page.getByRole('button', { name: 'daily-digest, unread messages' }).click();
    await message('1012').waitFor();
    expect(await page.locator('.channel.unread').count()).toBe(0);
    expect(await page.title()).toBe('#daily-digest · Newsroom');
  });

  it('offers a reader no command that needs a manager', async () => {
    await page.getByRole('button', { name: /^Olena/ }).click();
    await page.getByRole('option', { name: /Rémy/ }).click();
    await page.getByRole('button', { name: /^Rémy, reader/ }).waitFor();
    await composer().fill('/');
    expect(await page.locator('.choice-menu [role=option] .choice-name').allTextContents()).toEqual([
      '/latest',
    ]);
  });

  it('comes back as the same member after the connection was lost', async () => {
    const hellos = () => simulator.said.filter((one) => one.type === 'hello').map((one) => one.memberId);
    await page.getByRole('button', { name: /^Olena/ }).click();
    await page.getByRole('option', { name: /Rémy/ }).click();
    await page.getByRole('button', { name: /^Rémy, reader/ }).waitFor();
    // The note may be gone before a busy machine looks for it: what it says is written down.
    const notice = page.locator('.connection-notice');
    await notice.evaluate((element) => {
      const write = () => element.hidden || element.setAttribute('data-said', element.textContent ?? '');
      new MutationObserver(write).observe(element, { attributes: true, attributeFilter: ['hidden'] });
    });
    simulator.hangUp();
    await simulator.hears('hello', (one) => one.memberId === REMY.id && hellos().length === 3);
    await notice.waitFor({ state: 'hidden' });
    expect(await notice.getAttribute('data-said')).toBe('Connection to the simulator lost. Reconnecting…');
    expect(hellos()).toEqual([null, REMY.id, REMY.id]);
  });

  it('fits a phone, with the channels behind a button', async () => {
    await page.setViewportSize(PHONE);
    const sideways = () =>
      page.evaluate(`
        [document.documentElement, ...document.querySelectorAll('main, .log, .message-body, chat-composer')]
          .some((one) => one.scrollWidth > one.clientWidth)
      `);
    expect(await sideways()).toBe(false);
    await composer().fill('/subscribe alerts ');
    await page.keyboard.type('dai');
    await page.keyboard.press('Enter');
    expect(await sideways()).toBe(false);

    const diplomacy = page.getByRole('button', { name: 'diplomacy' });
    await diplomacy.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Channels', exact: true }).click();
    await diplomacy.click();
    await page.getByRole('heading', { name: 'Welcome to #diplomacy!' }).waitFor();
    await diplomacy.waitFor({ state: 'hidden' });
  });

  it('shows the real simulator’s channels, to each member their own', async () => {
    const real = await startSimulator();
    try {
      await page.goto(real.url);
      await page.getByText('is offline: nobody answers commands until it is back.').waitFor();
      const [first, second] = real.world.members.filter((member) => !member.bot);
      const general = real.channelId('general');
      const said = real.say(second!.id, general, 'Is **anyone** there?');
      await page.getByRole('button', { name: 'general, unread messages' }).click();
      expect(await message(said.id).locator('.author').textContent()).toBe(second!.name);
      expect(await message(said.id).locator('strong').textContent()).toBe('anyone');
      real.deleteChannel(general);
      await message(said.id).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: new RegExp(`^${first!.name}`) }).click();
      await page.getByRole('option', { name: new RegExp(second!.name) }).click();
      await page.getByRole('button', { name: new RegExp(`^${second!.name}, reader`) }).waitFor();
    } finally {
      await real.close();
    }
  });
});
