import { describe, expect, it } from 'vitest';
import type { Body } from '../../simulator/checks/fields.ts';
import { checkMessage, type MessageSetting } from '../../simulator/checks/message.ts';

const V2 = 1 << 15;
const NEW: MessageSetting = { newFiles: [], edited: null };
const legacy = { flags: 0, content: 'old', embeds: 0, files: ['map.png'] };

/** The codes of all faults, with where they lie. */
function found(body: Body, setting: Partial<MessageSetting> = {}): string[] {
  const { faults, empty } = checkMessage(body, { ...NEW, ...setting });
  return [...faults.list.map(({ path, code }) => `${path.join('.')} ${code}`), ...(empty ? ['empty'] : [])];
}

const text = (content: string) => ({ type: 10, content });
const button = (custom_id: string, more = {}) => ({ type: 2, style: 1, label: 'Press', custom_id, ...more });
const row = (...components: unknown[]) => ({ type: 1, components });
const box = (...components: unknown[]) => ({ type: 17, components });
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `Option ${at}`, value: `v${at}` }));
const select = (count: number, more = {}) => ({ type: 3, custom_id: 's', options: options(count), ...more });
const v2 = (...components: unknown[]) => ({ flags: V2, components });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('checkMessage takes', () => {
  it.each<[string, Body, Partial<MessageSetting>?]>([
    ['2,000 characters', { content: 'x'.repeat(2000) }],
    ['2,000 characters outside the basic plane', { content: '🛰'.repeat(2000) }],
    ['ten embeds', { embeds: times(10, () => ({ title: 'x' })) }],
    [
      'embeds of 6,000 characters in all',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2000) }] },
    ],
    ['an embed of a picture alone', { embeds: [{ image: { url: 'attachment://map.png' } }] }],
    ['a file alone', {}, { newFiles: ['map.png'] }],
    ['a nonce of 25 characters', { content: 'x', nonce: 'n'.repeat(25), enforce_nonce: true }],
    ['a number as nonce', { content: 'x', nonce: 7 }],
    ['named roles and no parse', { content: 'x', allowed_mentions: { parse: [], roles: ['1'] } }],
    [
      'parse of users with named roles',
      { content: 'x', allowed_mentions: { parse: ['users'], roles: ['1'] } },
    ],
    [
      'five rows of five buttons',
      { content: 'x', components: times(5, (r) => row(...times(5, (b) => button(`${r} ${b}`)))) },
    ],
    ['a select of 25', { content: 'x', components: [row(select(25))] }],
    [
      'a link button',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'Go', url: 'https://example.org' })] },
    ],
    [
      'an emoji for a label',
      { content: 'x', components: [row({ type: 2, style: 2, custom_id: 'a', emoji: { name: '🔁' } })] },
    ],
    ['a text display', v2(text('x'))],
    ['4,000 characters of text over all components', v2(text('x'.repeat(2000)), box(text('x'.repeat(2000))))],
    ['40 components, nested ones counted', v2(box(...times(39, () => text('x'))))],
    [
      'a section with a thumbnail',
      v2({
        type: 9,
        components: [text('a'), text('b'), text('c')],
        accessory: { type: 11, media: { url: 'https://example.org/a.png' } },
      }),
    ],
    ['a section with a button', v2({ type: 9, components: [text('a')], accessory: button('b') })],
    [
      'a gallery of an attached file',
      v2({ type: 12, items: [{ media: { url: 'attachment://map.png' } }] }),
      { newFiles: ['map.png'] },
    ],
    ['an attached file', v2({ type: 13, file: { url: 'attachment://a.txt' } }), { newFiles: ['a.txt'] }],
    ['a separator', v2(text('a'), { type: 14, divider: false, spacing: 2 })],
    ['an accent colour', v2({ ...box(text('a')), accent_color: 0xffffff })],
    ['an edit of one field', { components: [] }, { edited: legacy }],
    ['an edit that empties the text but keeps a file', { content: '' }, { edited: legacy }],
    ['an edit into V2 that takes the old text away', { ...v2(text('x')), content: null }, { edited: legacy }],
    [
      'a V2 edit that does not name the flag again',
      { components: [text('x')] },
      { edited: { ...legacy, flags: V2, content: '' } },
    ],
  ])('%s', (_, body, setting) => {
    expect(found(body, setting)).toEqual([]);
  });
});

describe('checkMessage refuses', () => {
  it.each<[string, Body, string[], Partial<MessageSetting>?]>([
    ['nothing at all', {}, ['empty']],
    ['blanks', { content: '  \n ' }, ['empty']],
    ['V2 without components', v2(), ['empty']],
    [
      'an edit that leaves nothing',
      { content: '', components: [] },
      ['empty'],
      { edited: { ...legacy, files: [] } },
    ],
    ['2,001 characters', { content: 'x'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
    ['text that is none', { content: 5 }, ['content STRING_TYPE_CONVERT']],
    ['eleven embeds', { embeds: times(11, () => ({ title: 'x' })) }, ['embeds BASE_TYPE_MAX_LENGTH']],
    ['a title of 257', { embeds: [{ title: 'x'.repeat(257) }] }, ['embeds.0.title BASE_TYPE_MAX_LENGTH']],
    [
      'a description of 4,097',
      { embeds: [{ description: 'x'.repeat(4097) }] },
      ['embeds.0.description BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '26 fields',
      { embeds: [{ fields: times(26, () => ({ name: 'n', value: 'v' })) }] },
      ['embeds.0.fields BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a field without a value',
      { embeds: [{ fields: [{ name: 'n', value: '' }] }] },
      ['embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ],
    [
      'a field name of 257',
      { embeds: [{ fields: [{ name: 'n'.repeat(257), value: 'v' }] }] },
      ['embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a field value of 1,025',
      { embeds: [{ fields: [{ name: 'n', value: 'v'.repeat(1025) }] }] },
      ['embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a footer of 2,049',
      { embeds: [{ title: 'x', footer: { text: 'x'.repeat(2049) } }] },
      ['embeds.0.footer.text BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an author of 257',
      { embeds: [{ title: 'x', author: { name: 'x'.repeat(257) } }] },
      ['embeds.0.author.name BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a colour too great',
      { embeds: [{ title: 'x', color: 0x1000000 }] },
      ['embeds.0.color NUMBER_TYPE_MAX'],
    ],
    [
      'a time that is none',
      { embeds: [{ title: 'x', timestamp: 'soon' }] },
      ['embeds.0.timestamp DATE_TIME_TYPE_PARSE'],
    ],
    [
      'an address of another scheme',
      { embeds: [{ title: 'x', url: 'ftp://example.org' }] },
      ['embeds.0.url URL_TYPE_INVALID_SCHEME'],
    ],
    [
      'an address that is none',
      { embeds: [{ title: 'x', url: 'here' }] },
      ['embeds.0.url URL_TYPE_INVALID_URL'],
    ],
    ['an empty embed', { embeds: [{}] }, ['embeds.0.description BASE_TYPE_REQUIRED']],
    [
      'embeds of 6,001 characters in all',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      ['embeds MAX_EMBED_SIZE_EXCEEDED'],
    ],
    ['a nonce of 26', { content: 'x', nonce: 'n'.repeat(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
    [
      'parse and ids of one kind',
      { content: 'x', allowed_mentions: { parse: ['roles'], roles: ['1'] } },
      ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    [
      'an unknown kind of mention',
      { content: 'x', allowed_mentions: { parse: ['cats'] } },
      ['allowed_mentions.parse.0 BASE_TYPE_CHOICES'],
    ],
    [
      '101 named roles',
      { content: 'x', allowed_mentions: { roles: times(101, String) } },
      ['allowed_mentions.roles BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'an attachment that did not come',
      { content: 'x', attachments: [{ id: 0 }] },
      ['attachments.0 MESSAGE_ATTACHMENT_NOT_FOUND'],
    ],
    [
      'eleven files',
      { content: 'x' },
      ['attachments BASE_TYPE_MAX_LENGTH'],
      { newFiles: times(11, (at) => `${at}.txt`) },
    ],
    [
      'six rows',
      { content: 'x', components: times(6, (at) => row(button(`${at}`))) },
      ['components BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a V2 component without the flag',
      { content: 'x', components: [text('x')] },
      ['components.0.type BASE_TYPE_CHOICES'],
    ],
    ['a bare button', v2(button('a')), ['components.0.type BASE_TYPE_CHOICES']],
    ['an empty row', { content: 'x', components: [row()] }, ['components.0.components BASE_TYPE_BAD_LENGTH']],
    [
      'six buttons a row',
      { content: 'x', components: [row(...times(6, (at) => button(`${at}`)))] },
      ['components.0.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a select beside a button',
      { content: 'x', components: [row(select(1), button('b'))] },
      ['components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    ['a text in a row', v2(row(text('x'))), ['components.0.components.0.type BASE_TYPE_CHOICES']],
    [
      'a label of 81',
      { content: 'x', components: [row(button('a', { label: 'x'.repeat(81) }))] },
      ['components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a button without a face',
      { content: 'x', components: [row(button('a', { label: undefined }))] },
      ['components.0.components.0.label BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED'],
    ],
    [
      'a custom id of 101',
      { content: 'x', components: [row(button('a'.repeat(101)))] },
      ['components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a button without a custom id',
      { content: 'x', components: [row({ type: 2, style: 1, label: 'x' })] },
      ['components.0.components.0.custom_id BASE_TYPE_REQUIRED'],
    ],
    [
      'a custom id twice',
      v2(row(button('a')), box(row(button('a')))),
      ['components.1.components.0.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'an id twice',
      v2({ ...text('x'), id: 4 }, { ...text('y'), id: 4 }),
      ['components.1.id COMPONENT_ID_DUPLICATED'],
    ],
    [
      'a link without an address',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] },
      ['components.0.components.0.url BASE_TYPE_REQUIRED'],
    ],
    [
      'a link with a custom id',
      {
        content: 'x',
        components: [row({ type: 2, style: 5, label: 'x', url: 'https://example.org', custom_id: 'a' })],
      },
      ['components.0.components.0.custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE'],
    ],
    [
      'an address on a plain button',
      { content: 'x', components: [row(button('a', { url: 'https://example.org' }))] },
      ['components.0.components.0.url BUTTON_COMPONENT_INVALID_URL'],
    ],
    [
      'an address of 513',
      {
        content: 'x',
        components: [row({ type: 2, style: 5, label: 'x', url: `https://example.org/${'x'.repeat(500)}` })],
      },
      ['components.0.components.0.url BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a select of nothing',
      { content: 'x', components: [row(select(0))] },
      [
        'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
        'components.0.components.0.options SELECT_COMPONENT_TOO_FEW_OPTIONS',
      ],
    ],
    [
      'a select of 26',
      { content: 'x', components: [row(select(26))] },
      ['components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a select value twice',
      { content: 'x', components: [row(select(1, { options: [...options(1), ...options(1)] }))] },
      ['components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'more chosen at least than at most',
      { content: 'x', components: [row(select(5, { min_values: 3, max_values: 2 }))] },
      ['components.0.components.0.min_values SELECT_COMPONENT_MIN_VALUES_TOO_LARGE'],
    ],
    [
      'more defaults than may be chosen',
      {
        content: 'x',
        components: [row(select(1, { options: options(2).map((one) => ({ ...one, default: true })) }))],
      },
      ['components.0.components.0.options SELECT_COMPONENT_TOO_MANY_DEFAULTS'],
    ],
    [
      'content beside V2',
      { ...v2(text('x')), content: 'y' },
      ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'embeds beside V2',
      { ...v2(text('x')), embeds: [{ title: 'y' }] },
      ['embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'an edit into V2 that forgets the old text',
      v2(text('x')),
      ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
      { edited: legacy },
    ],
    [
      'an edit out of V2',
      { flags: 0, components: [text('x')] },
      ['flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG'],
      { edited: { ...legacy, flags: V2, content: '' } },
    ],
    [
      '41 components, nested ones counted',
      v2(box(...times(40, () => text('x')))),
      ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    ],
    [
      '4,001 characters over all components',
      v2(text('x'.repeat(2000)), box(text('x'.repeat(2001)))),
      ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    [
      'more bytes of text than Discord was seen to take',
      v2(text('漢'.repeat(3_400))),
      ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    ['an empty text', v2(text('')), ['components.0.content BASE_TYPE_REQUIRED']],
    [
      'a section of four texts',
      v2({ type: 9, components: times(4, () => text('x')), accessory: button('a') }),
      ['components.0.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a section without accessory',
      v2({ type: 9, components: [text('x')] }),
      ['components.0.accessory BASE_TYPE_REQUIRED'],
    ],
    [
      'a section with a select',
      v2({ type: 9, components: [text('x')], accessory: select(1) }),
      ['components.0.accessory.type BASE_TYPE_CHOICES'],
    ],
    [
      'a container in a container',
      v2(box(box(text('x')))),
      ['components.0.components.0.type BASE_TYPE_CHOICES'],
    ],
    ['an empty container', v2(box()), ['components.0.components BASE_TYPE_BAD_LENGTH']],
    [
      'a colour too great for a container',
      v2({ ...box(text('x')), accent_color: 0x1000000 }),
      ['components.0.accent_color NUMBER_TYPE_MAX'],
    ],
    ['a spacing of 3', v2(text('x'), { type: 14, spacing: 3 }), ['components.1.spacing BASE_TYPE_CHOICES']],
    [
      'a gallery of eleven',
      v2({ type: 12, items: times(11, () => ({ media: { url: 'https://example.org/a.png' } })) }),
      ['components.0.items BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a file that did not come',
      v2({ type: 13, file: { url: 'attachment://a.txt' } }),
      ['components.0.file.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
    ],
    [
      'a file from the web',
      v2({ type: 13, file: { url: 'https://example.org/a.txt' } }),
      ['components.0.file.url URL_TYPE_INVALID_SCHEME'],
    ],
    ['a component that is none', v2('text'), ['components.0 MODEL_TYPE_CONVERT']],
  ])('%s', (_, body, faults, setting) => {
    expect(found(body, setting)).toEqual(faults);
  });
});
