import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  REST,
  Routes,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { api } from './api.ts';

/** A bot of a few lines, on the real discord.js; each test gives it its behaviour. */
let simulator: Simulator;
let client: Client;
let behave: (interaction: Interaction) => Promise<unknown>;
let time = 1_780_000_000_000;

const commands = [
  {
    name: 'report',
    description: 'Does what the test says',
    options: [
      { type: 3, name: 'place', description: 'Where', autocomplete: true, max_length: 20 },
      { type: 7, name: 'channel', description: 'In which channel', channel_types: [0] },
      { type: 8, name: 'role', description: 'Whom to tell' },
      { type: 6, name: 'member', description: 'By whom' },
      { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 9 },
      { type: 3, name: 'topic', description: 'About what', choices: [{ name: 'Strike', value: 'strike' }] },
    ],
  },
  {
    name: 'watch',
    description: 'Has sub-commands',
    default_member_permissions: '32',
    options: [
      {
        type: 2,
        name: 'list',
        description: 'A group',
        options: [
          {
            type: 1,
            name: 'add',
            description: 'Adds',
            options: [{ type: 5, name: 'loud', description: 'Aloud?', required: true }],
          },
        ],
      },
    ],
  },
];

beforeAll(async () => {
  simulator = await startSimulator({ now: () => time, clockless: true, rateLimits: false });
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: simulator.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    behave(interaction).catch((error: unknown) => faults.push(error));
  });
  await client.login(simulator.token);
  const rest = new REST({ api: simulator.apiUrl }).setToken(simulator.token);
  await rest.put(Routes.applicationCommands(simulator.world.application.id), { body: commands });
  await simulator.waitForBot();
});

afterAll(async () => {
  await client.destroy();
  await simulator.close();
});

let faults: unknown[] = [];
beforeEach(() => {
  faults = [];
});

/** Lets the bot answer the next command. */
function whenCommanded(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void {
  behave = async (interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction);
  };
}

const manager = () => simulator.as(simulator.world.members[0]!.id);
const reader = () => simulator.as(simulator.world.members[1]!.id);
const quiet = { timeoutMs: 30 };

describe('a command', () => {
  it('is answered', async () => {
    whenCommanded((interaction) => interaction.reply('Two killed'));
    const answer = await manager().command('report', {}, { channelId: simulator.channelId('diplomacy') });
    expect(answer).toMatchObject({
      ephemeral: false,
      deferred: false,
      message: { content: 'Two killed', type: 20 },
    });
    expect(simulator.messages(simulator.channelId('diplomacy'))).toEqual([answer.message]);
  });

  it('carries its options, resolved', async () => {
    whenCommanded(async (interaction) => {
      const { options } = interaction;
      const named = [options.getChannel('channel'), options.getRole('role')].map((one) => one?.name);
      const who = options.getUser('member')?.displayName;
      await interaction.reply(
        [options.getString('place'), options.getInteger('count'), ...named, who].join(', '),
      );
    });
    const { roles, members } = simulator.world;
    const answer = await manager().command('report', {
      place: 'Kyiv',
      count: 2,
      channel: simulator.channelId('strikes'),
      role: roles[3]!.id,
      member: members[1]!.id,
    });
    expect(answer.message.content).toBe('Kyiv, 2, strikes, Analysts, Tomas');
  });

  it('in a group has its path, and the permissions of member and bot', async () => {
    whenCommanded((interaction) => {
      const { options, memberPermissions, appPermissions } = interaction;
      const path = [options.getSubcommandGroup(), options.getSubcommand(), options.getBoolean('loud')];
      const may = [memberPermissions?.has('ManageGuild'), appPermissions.has('SendMessages')];
      return interaction.reply([...path, ...may].join(' '));
    });
    const channelId = simulator.channelId('no-entry');
    const answer = await manager().command('watch list add', { loud: true }, { channelId });
    expect(answer.message.content).toBe('list add true true false');
  });

  it('deferred, then edited, is one message', async () => {
    whenCommanded(async (interaction) => {
      await interaction.deferReply();
      const waiting = await interaction.fetchReply();
      await interaction.editReply(`was loading: ${waiting.flags.has(MessageFlags.Loading)}`);
    });
    const before = simulator.messages(simulator.channelId('strikes')).length;
    const answer = await manager().command('report');
    expect(answer).toMatchObject({ deferred: true, message: { content: 'was loading: true', flags: 0 } });
    expect(simulator.messages(simulator.channelId('strikes'))).toHaveLength(before + 1);
  });

  it('deferred, then followed up, is still one message', async () => {
    whenCommanded(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp('Done');
    });
    expect(await reader().command('report')).toMatchObject({
      deferred: true,
      ephemeral: true,
      message: { content: 'Done' },
    });
  });

  it('answered ephemerally is seen by its member alone, in the channel of nobody', async () => {
    whenCommanded((interaction) => interaction.reply({ content: 'For you', flags: MessageFlags.Ephemeral }));
    const answer = await reader().command('report');
    expect(answer.ephemeral).toBe(true);
    const { id, channel_id } = answer.message;
    expect(
      reader()
        .messages(channel_id)
        .map((one) => one.id),
    ).toContain(id);
    expect(
      manager()
        .messages(channel_id)
        .map((one) => one.id),
    ).not.toContain(id);
    expect((await api(simulator, 'GET', `/channels/${channel_id}/messages/${id}`)).body.code).toBe(10008);
  });

  it('is followed up, edited and taken back', async () => {
    const seen: unknown[] = [];
    whenCommanded(async (interaction) => {
      const first = await interaction.reply({ content: 'one', withResponse: true });
      const second = await interaction.followUp('two');
      await interaction.editReply({ message: second, content: 'three' });
      seen.push(first.resource?.message?.content, (await interaction.fetchReply()).content);
      await interaction.deleteReply();
      seen.push('done');
    });
    const channelId = simulator.channelId('daily-digest');
    await manager().command('report', {}, { channelId });
    await simulator.waitForMessage(channelId, (one) => one.content === 'three');
    await expect.poll(() => seen).toEqual(['one', 'one', 'done']);
    expect(simulator.messages(channelId).map((one) => one.content)).toEqual(['three']);
  });

  it('is answered with Components V2, and edited within their rules', async () => {
    whenCommanded(async (interaction) => {
      const components = [new TextDisplayBuilder().setContent('## Kyiv')];
      await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 });
    });
    const { message } = await manager().command('report');
    expect(message.components).toEqual([{ type: 10, id: 1, content: '## Kyiv' }]);
  });

  it('is refused a second answer', async () => {
    whenCommanded(async (interaction) => {
      await interaction.reply('one');
      await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 4, data: { content: 'two' } },
        auth: false,
      });
    });
    await manager().command('report');
    await expect.poll(() => faults).toMatchObject([{ code: 40060, status: 400 }]);
  });

  it('is refused an answer that does not fit it', async () => {
    whenCommanded((interaction) =>
      client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 7, data: { content: 'x' } },
        auth: false,
      }),
    );
    await expect(manager().command('report', {}, quiet)).rejects.toThrow('did not answer for 30 ms');
    await expect.poll(() => faults).toMatchObject([{ code: 50035 }]);
  });

  it('is refused an answer that breaks a rule, told where', async () => {
    whenCommanded((interaction) => interaction.reply('x'.repeat(2001)));
    await expect(manager().command('report', {}, quiet)).rejects.toThrow('did not answer');
    await expect
      .poll(() => faults)
      .toMatchObject([{ code: 50035, rawError: { errors: { data: { content: { _errors: [{}] } } } } }]);
  });
});

describe('deadlines', () => {
  it('after three seconds the token is dead, and the member is told', async () => {
    whenCommanded(async (interaction) => {
      time += 3_001;
      await interaction.reply('late');
    });
    await expect(manager().command('report')).rejects.toThrow('did not respond within 3 seconds');
    await expect.poll(() => faults).toMatchObject([{ code: 10062, status: 404 }]);
  });

  it('without the bot saying anything a timer tells the member', async () => {
    const impatient = await startSimulator({ answerWithinMs: 20 });
    const mute = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: impatient.apiUrl } });
    await mute.login(impatient.token);
    const path = `/applications/${impatient.world.application.id}/commands`;
    await api(impatient, 'PUT', path, commands);
    const member = impatient.as(impatient.world.members[0]!.id);
    await expect(member.command('report')).rejects.toThrow('did not respond within 0.02 seconds');
    await mute.destroy();
    await expect
      .poll(() => member.command('report').catch((error: Error) => error.message))
      .toContain('offline');
    await impatient.close();
  });

  it('after a quarter of an hour there is no more editing', async () => {
    whenCommanded(async (interaction) => {
      await interaction.reply('one');
      time += 15 * 60_000 + 1;
      await interaction.editReply('two');
    });
    await manager().command('report');
    await expect.poll(() => faults).toMatchObject([{ code: 50027, status: 401 }]);
  });

  it('before the first answer there is no follow-up', async () => {
    whenCommanded((interaction) => interaction.webhook.send('early'));
    await expect(manager().command('report', {}, quiet)).rejects.toThrow();
    await expect.poll(() => faults).toMatchObject([{ code: 10015, status: 404 }]);
  });
});

describe('what Discord would not send', () => {
  it.each<[string, Record<string, string | number>, string]>([
    ['nothing', {}, 'There is no command /nothing'],
    ['report', { colour: 'red' }, 'There is no option colour'],
    ['report', { place: 'x'.repeat(21) }, 'The option place takes at most 20 characters'],
    ['report', { count: 10 }, 'The option count takes numbers from 1 to 9'],
    ['report', { count: 1.5 }, 'The option count takes a whole number'],
    ['report', { topic: 'sport' }, 'The option topic takes one of: strike'],
    ['report', { channel: '1' }, 'The option channel takes a channel'],
    ['report', { role: '1' }, 'The option role takes a role'],
    ['watch list', {}, 'Choose one of the sub-commands'],
    ['watch list add', {}, 'The option loud is required'],
  ])('/%s %j', async (line, options, reason) => {
    await expect(manager().command(line, options)).rejects.toThrow(reason);
  });

  it('a channel of another type', async () => {
    const channel = simulator.channelId('announcements');
    await expect(manager().command('report', { channel })).rejects.toThrow('another kind of channel');
  });

  it('a command of a member that may not use it', async () => {
    await expect(reader().command('watch list add', { loud: true })).rejects.toThrow(
      'You may not use /watch',
    );
  });
});

describe('autocomplete', () => {
  it('gives choices for the option that is being typed', async () => {
    behave = async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name}: ${value}`, value: 'kyiv' }]);
    };
    const choices = await reader().autocomplete('report', { count: 3, place: 'Ky' });
    expect(choices).toEqual([{ name: 'place: Ky', value: 'kyiv' }]);
  });

  it('refuses more than 25', async () => {
    behave = async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const choices = Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` }));
      await client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body: { type: 8, data: { choices } },
        auth: false,
      });
    };
    await expect(reader().autocomplete('report', { place: '' }, quiet)).rejects.toThrow('did not answer');
    await expect.poll(() => faults).toMatchObject([{ code: 50035 }]);
  });
});

describe('components', () => {
  const button = (id: string) =>
    new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary);
  const rowOf = (...ids: string[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(ids.map(button));

  async function posted() {
    const menu = new StringSelectMenuBuilder()
      .setCustomId('page')
      .addOptions({ label: 'Timeline', value: 'timeline' }, { label: 'Sources', value: 'sources' });
    const components = [
      rowOf('more', 'later'),
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
    ];
    whenCommanded((interaction) => interaction.reply({ content: 'Card', components }));
    return (await manager().command('report')).message;
  }

  it('update their message', async () => {
    const message = await posted();
    behave = async (interaction) => {
      if (interaction.isButton())
        await interaction.update({ content: `pressed ${interaction.customId}`, components: [] });
    };
    const answer = await reader().press(message, 'more');
    expect(answer.message).toMatchObject({ id: message.id, content: 'pressed more', components: [] });
    expect(simulator.messages(message.channel_id).at(-1)).toEqual(answer.message);
    await expect(reader().press(message, 'more')).rejects.toThrow('no component more');
  });

  it('are acknowledged first and their message updated later', async () => {
    const message = await posted();
    behave = async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'later' });
    };
    const answer = await reader().press(message, 'later');
    expect(answer).toMatchObject({ deferred: true, message: { id: message.id, content: 'later' } });
  });

  it('are answered with a message of their own, even ephemeral', async () => {
    const message = await posted();
    behave = async (interaction) => {
      if (interaction.isStringSelectMenu()) {
        await interaction.reply({ content: interaction.values.join(), flags: MessageFlags.Ephemeral });
      }
    };
    const answer = await reader().select(message, 'page', ['sources']);
    expect(answer).toMatchObject({ ephemeral: true, message: { content: 'sources', type: 19 } });
    expect(answer.message.message_reference?.message_id).toBe(message.id);
    await expect(reader().select(message, 'page', ['nowhere'])).rejects.toThrow('no option nowhere');
    await expect(reader().select(message, 'page', [])).rejects.toThrow('Choose from 1 to 1');
  });

  it('of an ephemeral message work for its member alone', async () => {
    whenCommanded((interaction) =>
      interaction.reply({ content: 'Yours', components: [rowOf('more')], flags: MessageFlags.Ephemeral }),
    );
    const { message } = await reader().command('report');
    behave = async (interaction) => {
      if (interaction.isButton()) await interaction.update('still yours');
    };
    expect(await reader().press(message, 'more')).toMatchObject({
      ephemeral: true,
      message: { content: 'still yours' },
    });
    await expect(manager().press(message, 'more')).rejects.toThrow('This message is gone');
  });

  it('open forms, whose fields come back', async () => {
    const message = await posted();
    behave = async (interaction) => {
      if (interaction.isButton()) {
        const zone = new TextInputBuilder()
          .setCustomId('zone')
          .setStyle(TextInputStyle.Short)
          .setMaxLength(8);
        const label = new LabelBuilder().setLabel('Time zone').setTextInputComponent(zone);
        await interaction.showModal(
          new ModalBuilder().setCustomId('form').setTitle('Settings').addLabelComponents(label),
        );
      }
      if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.update(`zone ${interaction.fields.getTextInputValue('zone')}`);
      }
    };
    const { modal } = await reader().press(message, 'more');
    expect(modal).toMatchObject({ custom_id: 'form', title: 'Settings' });
    await expect(reader().submit(modal!, { zone: 'far too long' })).rejects.toThrow('from 0 to 8 characters');
    await expect(reader().submit(modal!, {})).rejects.toThrow('Fill in zone');
    await expect(manager().submit(modal!, { zone: 'UTC' })).rejects.toThrow('not open');
    const answer = await reader().submit(modal!, { zone: 'UTC' });
    expect(answer.message).toMatchObject({ id: message.id, content: 'zone UTC' });
  });

  it('of a command: a form, answered with a new message', async () => {
    behave = async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const note = new TextInputBuilder()
          .setCustomId('note')
          .setStyle(TextInputStyle.Paragraph)
          .setRequired(false);
        const label = new LabelBuilder().setLabel('Note').setTextInputComponent(note);
        await interaction.showModal(
          new ModalBuilder().setCustomId('f').setTitle('F').addLabelComponents(label),
        );
      }
      if (interaction.isModalSubmit()) await interaction.reply('thanks');
    };
    const answer = await reader().command('report');
    expect(() => answer.message).toThrow('opened the form f');
    expect((await reader().submit(answer.modal!, {})).message.content).toBe('thanks');
  });
});

describe('waiting', () => {
  it('ends with a clear error', async () => {
    const wait = simulator.waitForMessage(simulator.channelId('general'), () => false, 10);
    await expect(wait).rejects.toThrow('The message in #general did not come within 10 ms.');
  });
});
