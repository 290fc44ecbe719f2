import {
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { Subscription } from '../alerts/subscription.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../languages/language.ts';
import type { Say } from '../languages/say.ts';
import { toneAccent } from './accent.ts';
import { customId, type DraftPart } from './custom_id.ts';
import { type Block, message, pressButton } from './layout.ts';
import type { MessageBody } from './message.ts';
import { scheduleWords, whatText } from './subscription_text.ts';

/** A subscription that is being put together, as far as it is shown. */
export interface DraftSubscription {
  /** The subscription that it changes; null for a new one. */
  subscriptionId: number | null;
  wish: Omit<Subscription, 'id' | 'status' | 'pausedReason'>;
}

/** Where subscriptions can post. */
export const POSTED_IN = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
  ChannelType.GuildForum,
] as const;

const GRAVITIES = [0, 25, 50, 75] as const;
const FREQUENCIES = ['hourly', 'twice_daily', 'daily', 'weekly'] as const;

/**
 * A draft with menus for what can be chosen, a button to the form for what is typed, and buttons to save or leave it.
 * @param wishes what it lets through so far, in Markdown
 */
export function draftMessage(
  draftId: number,
  draft: DraftSubscription,
  wishes: string,
  say: Say,
): MessageBody {
  const { subscriptionId, wish } = draft;
  const what = whatText(wish, say);
  const title =
    subscriptionId === null
      ? say('draft.title', { what })
      : say('draft.edit_title', { id: `${subscriptionId}`, what });
  const button = (part: DraftPart, label: string, style: 'secondary' | 'success' = 'secondary') =>
    pressButton(label, { kind: 'draft', draftId, part }, style);
  const hasRole = wish.roleId !== null;
  return message(
    [
      { kind: 'text', text: `### ${title}` },
      {
        kind: 'text',
        text: [
          wishes,
          ...(wish.guildId === null
            ? [say('draft.by_message')]
            : [
                say('draft.place', {
                  channel: `<#${wish.channelId}>`,
                  role: hasRole ? `<@&${wish.roleId}>` : null,
                }),
              ]),
        ].join('\n'),
      },
      ...menus(draftId, wish, say),
      {
        kind: 'buttons',
        buttons: [
          button('more', say(wish.kind === 'digest' ? 'draft.more_digest' : 'draft.more_alerts')),
          button('spoilers', say('draft.spoilers', { on: wish.spoilers })),
          button('save', say(subscriptionId === null ? 'draft.subscribe' : 'draft.save'), 'success'),
          button('cancel', say('draft.cancel')),
        ],
      },
    ],
    toneAccent('info'),
  );
}

function menus(draftId: number, wish: DraftSubscription['wish'], say: Say): Block[] {
  const idOf = (part: DraftPart) => customId({ kind: 'draft', draftId, part }) ?? '';
  const choice = (
    part: DraftPart,
    placeholder: string,
    choices: { value: string; label: string; chosen: boolean }[],
  ): Block => ({
    kind: 'select',
    select: {
      type: ComponentType.StringSelect,
      custom_id: idOf(part),
      placeholder,
      options: choices.map(({ chosen, ...option }) => ({ ...option, default: chosen })),
    },
  });
  const topic = wish.topics.length === 1 ? wish.topics[0] : 'both';
  const inServer: APIComponentInMessageActionRow[] =
    wish.guildId === null
      ? []
      : [
          {
            type: ComponentType.ChannelSelect,
            custom_id: idOf('channel'),
            placeholder: say('draft.channel'),
            channel_types: [...POSTED_IN],
            default_values: [{ id: wish.channelId, type: SelectMenuDefaultValueType.Channel }],
          },
          {
            type: ComponentType.RoleSelect,
            custom_id: idOf('role'),
            placeholder: say('draft.role'),
            min_values: 0,
            ...(wish.roleId === null
              ? {}
              : { default_values: [{ id: wish.roleId, type: SelectMenuDefaultValueType.Role }] }),
          },
        ];
  return [
    choice(
      'topic',
      say('draft.topic'),
      (['both', 'strike', 'diplomacy'] as const).map((value) => ({
        value,
        label: say(`topics.${value}`),
        chosen: value === topic,
      })),
    ),
    wish.kind === 'alerts'
      ? choice(
          'gravity',
          say('draft.gravity'),
          GRAVITIES.map((gravity) => ({
            value: `${gravity}`,
            label: gravity === 0 ? say('draft.any_gravity') : say('filters.gravity', { gravity }),
            chosen: gravity === wish.minGravity,
          })),
        )
      : choice(
          'every',
          say('draft.every'),
          FREQUENCIES.map((every) => ({
            value: every,
            label: scheduleWords({ digestTime: null, timeZone: null, digestEvery: every }, say).days,
            chosen: every === (wish.digestEvery ?? 'daily'),
          })),
        ),
    ...inServer.map((select): Block => ({ kind: 'select', select })),
    choice(
      'language',
      say('draft.language'),
      LANGUAGES.map((language) => ({
        value: language,
        label: LANGUAGE_NAMES[language],
        chosen: language === wish.language,
      })),
    ),
  ];
}

/** The form for what is typed: places, and words and quiet hours of alerts or the times of a digest. */
export function draftForm(
  draftId: number,
  { wish }: DraftSubscription,
  say: Say,
): APIModalInteractionResponseCallbackData {
  const { quiet, withinKm, words, digestTime, timeZone } = wish;
  const region = ['region', wish.regions.join(', '), 200] as const;
  const fields =
    wish.kind === 'alerts'
      ? ([
          region,
          ['within-km', withinKm === null ? '' : `${withinKm}`, 10],
          ['words', words ?? '', 200],
          ['quiet', quiet === null ? '' : `${quiet.from}-${quiet.to}`, 40],
          ['timezone', quiet?.timeZone ?? '', 64],
        ] as const)
      : ([
          region,
          ['time', digestTime ?? '', 16],
          ['timezone', timeZone ?? '', 64],
          ['days', (wish.digestDays ?? []).map((day) => say.weekdays('short')[day - 1]).join(', '), 60],
        ] as const);
  return {
    custom_id: customId({ kind: 'draft', draftId, part: 'more' }) ?? '',
    title: say('draft.form_title'),
    components: fields.map(([name, value, most]) => ({
      type: ComponentType.Label,
      label: say(`draft.field_${name.replace('-', '_') as 'region'}`),
      description: say(`draft.about_${name.replace('-', '_') as 'region'}`),
      component: {
        type: ComponentType.TextInput,
        custom_id: name,
        style: TextInputStyle.Short,
        required: false,
        max_length: most,
        ...(value === '' ? {} : { value: value.slice(0, most) }),
      },
    })),
  };
}
