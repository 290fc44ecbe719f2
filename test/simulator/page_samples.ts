import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { BOT, OLENA } from './page_stand_in.ts';

const AT = '2026-01-06T09:30:00.000Z';

const user = (member: { id: string; name: string; bot: boolean }) => ({
  id: member.id,
  username: member.name,
  global_name: null,
  discriminator: '0',
  avatar: null,
  bot: member.bot,
});

/** A message of the bot as Discord would give it, with what a test cares for. */
export function sampleMessage(id: string, parts: Record<string, unknown>): APIMessage {
  return {
    id,
    channel_id: '101',
    author: user(BOT),
    content: '',
    timestamp: AT,
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
    flags: 0,
    components: [],
    ...parts,
  } as unknown as APIMessage;
}

/** How a message says which command it answers. */
export function answers(name: string): Record<string, unknown> {
  return { type: 20, interaction: { id: '5', type: 2, name, user: user(OLENA) } };
}

const V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;

/** A card with every component that messages of the kind have. */
export const CARD = sampleMessage('1001', {
  flags: V2,
  edited_timestamp: '2026-01-06T09:41:00.000Z',
  components: [
    {
      type: 17,
      accent_color: 0xe67e22,
      components: [
        {
          type: 9,
          components: [
            { type: 10, content: '## Drones strike Northport clinic' },
            { type: 10, content: '**2 killed**, **3 injured** · Northport and Easton · <t:1767691800:R>' },
          ],
          accessory: { type: 2, style: 5, label: 'Read', url: 'https://example.org/northport' },
        },
        { type: 14, divider: true, spacing: 1 },
        {
          type: 10,
          content:
            '- Launched: 165 drones, at least 9 missiles\n- Hit: medical clinic\n  - power outage in two districts\n-# K7F3QP · claimed by nobody · 3 independent publishers · <@&201>',
        },
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Timeline', custom_id: 'story:K7F3QP:timeline' },
            { type: 2, style: 2, label: 'Sources', custom_id: 'story:K7F3QP:sources' },
            { type: 2, style: 3, label: 'Follow', custom_id: 'story:K7F3QP:follow' },
            { type: 2, style: 4, label: 'Mute', custom_id: 'story:K7F3QP:mute', disabled: true },
          ],
        },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'list:strikes',
          placeholder: 'Other stories',
          options: [
            { label: 'Northport', value: 'a', description: '2 killed', emoji: { name: '●' } },
            { label: 'Easton', value: 'b', description: 'Talks resume' },
          ],
        },
      ],
    },
    { type: 13, file: { url: 'attachment://report.json' }, name: 'report.json', size: 2345 },
    {
      type: 12,
      items: [{ media: { url: 'https://elsewhere.example/map.png' }, description: 'Map of Northport' }],
    },
  ],
});

/** Everything that a text can be, and what tries to be more. */
export const TEXT = sampleMessage('1002', {
  timestamp: '2026-01-06T09:35:00.000Z',
  author: user(OLENA),
  content: [
    '# Heading',
    'Plain *em* **strong** __under__ ~~struck~~ ||secret|| `code` and \\*escaped\\*',
    '> quoted **text**',
    '1. first',
    '2. second',
    '```json',
    '{ "killed": 2 }',
    '```',
    'To <#103> for <@901>: [the page](https://example.org/a_(b)) https://example.org/bare.',
    '<img src=x onerror="window.hurt=1"> [bad](javascript:window.hurt=1) <script>window.hurt=1</script>',
    '-# small print',
  ].join('\n'),
});

export const EMBEDDED = sampleMessage('1003', {
  timestamp: '2026-01-06T10:30:00.000Z',
  ...answers('latest'),
  embeds: [
    {
      title: 'Talks in Harbour City',
      url: 'https://example.org/talks',
      description: 'Ministers met for **two hours**.',
      color: 0x3498db,
      fields: [
        { name: 'Place', value: 'Harbour City', inline: true },
        { name: 'Date', value: '2026-01-06', inline: true },
      ],
      footer: { text: 'Gazette' },
      image: { url: 'attachment://chart.png' },
    },
  ],
});

export const COMMANDS = [
  {
    id: '301',
    application_id: '900',
    type: 1,
    name: 'subscribe',
    description: 'Send alerts or a digest to a channel',
    version: '1',
    // Manage Server.
    default_member_permissions: '32',
    options: [
      {
        type: 1,
        name: 'alerts',
        description: 'An alert for every story',
        options: [
          { type: 7, name: 'channel', description: 'Where to post', required: true, channel_types: [0, 5] },
          {
            type: 3,
            name: 'topic',
            description: 'What to hear of',
            choices: [
              { name: 'Strikes', value: 'strike' },
              { name: 'Diplomacy', value: 'diplomacy' },
            ],
          },
          { type: 3, name: 'region', description: 'A country or place', autocomplete: true },
          { type: 8, name: 'mention', description: 'Role to mention' },
          { type: 4, name: 'gravity', description: 'From 0 to 100', min_value: 0, max_value: 100 },
        ],
      },
      {
        type: 1,
        name: 'digest',
        description: 'A daily digest',
        options: [
          { type: 3, name: 'timezone', description: 'IANA name', required: true, autocomplete: true },
        ],
      },
    ],
  },
  {
    id: '302',
    application_id: '900',
    type: 1,
    name: 'latest',
    description: 'The newest stories',
    version: '1',
    default_member_permissions: null,
  },
] as unknown as APIApplicationCommand[];
