import { describe, expect, it } from 'vitest';
import { checkCommands, checkOptionChoices } from '../../simulator/checks/commands.ts';
import { Faults } from '../../simulator/checks/faults.ts';
import { checkModal } from '../../simulator/checks/modal.ts';

const command = (more: object = {}) => ({ name: 'strikes', description: 'The latest strikes', ...more });
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'What it is', ...more });
const sub = (name: string, ...options: object[]) => ({ type: 1, name, description: 'What it does', options });
const group = (name: string, ...options: object[]) => ({
  type: 2,
  name,
  description: 'What they do',
  options,
});
const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `c${at}`, value: `v${at}` }));
const codes = (faults: Faults) => faults.list.map(({ path, code }) => `${path.join('.')} ${code}`);

describe('checkCommands takes', () => {
  it.each<[string, object[]]>([
    ['a plain command', [command()]],
    ['a name in another script', [command({ name: 'удары' })]],
    [
      '25 options of 25 choices',
      [
        command({
          options: Array.from({ length: 25 }, (_, at) =>
            option(`o${at}`, { choices: choices(at === 0 ? 25 : 1) }),
          ),
        }),
      ],
    ],
    ['required before optional', [command({ options: [option('a', { required: true }), option('b')] })]],
    ['sub-commands in groups', [command({ options: [group('g', sub('a', option('x')), sub('b'))] })]],
    ['autocomplete', [command({ options: [option('a', { autocomplete: true })] })]],
    [
      'ranges of their types',
      [
        command({
          options: [
            option('a', { min_length: 1, max_length: 6000 }),
            { ...option('b'), type: 4, min_value: 1, max_value: 9 },
            { ...option('c'), type: 7, channel_types: [0, 5] },
          ],
        }),
      ],
    ],
    ['permissions as digits', [command({ default_member_permissions: '32' })]],
    ['contexts and installations', [command({ contexts: [0, 1], integration_types: [0, 1] })]],
    ['a context menu of one name with a slash command', [command(), { type: 3, name: 'strikes' }]],
  ])('%s', (_, commands) => {
    expect(codes(checkCommands(commands))).toEqual([]);
  });
});

describe('checkCommands refuses', () => {
  it.each<[string, unknown, string[]]>([
    ['what is no list', {}, [' LIST_TYPE_CONVERT']],
    ['upper case', [command({ name: 'Strikes' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['blanks in names', [command({ name: 'the strikes' })], ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['33 characters', [command({ name: 'x'.repeat(33) })], ['0.name BASE_TYPE_BAD_LENGTH']],
    ['no description', [{ name: 'strikes' }], ['0.description BASE_TYPE_REQUIRED']],
    [
      'a description of 101',
      [command({ description: 'x'.repeat(101) })],
      ['0.description BASE_TYPE_BAD_LENGTH'],
    ],
    ['a name twice', [command(), command()], ['1.name APPLICATION_COMMANDS_DUPLICATE_NAME']],
    [
      '26 options',
      [command({ options: Array.from({ length: 26 }, (_, at) => option(`o${at}`)) })],
      ['0.options BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'an option twice',
      [command({ options: [option('a'), option('a')] })],
      ['0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED'],
    ],
    [
      'an option in upper case',
      [command({ options: [option('A')] })],
      ['0.options.0.name APPLICATION_COMMAND_INVALID_NAME'],
    ],
    [
      'required after optional',
      [command({ options: [option('a'), option('b', { required: true })] })],
      ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      '26 choices',
      [command({ options: [option('a', { choices: choices(26) })] })],
      ['0.options.0.choices BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a choice of 101',
      [command({ options: [option('a', { choices: [{ name: 'x'.repeat(101), value: 'v' }] })] })],
      ['0.options.0.choices.0.name BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a choice name twice',
      [command({ options: [option('a', { choices: [...choices(1), ...choices(1)] })] })],
      ['0.options.0.choices.1.name APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS'],
    ],
    [
      'text as the choice of a number',
      [command({ options: [{ ...option('a', { choices: choices(1) }), type: 4 }] })],
      ['0.options.0.choices.0.value NUMBER_TYPE_COERCE'],
    ],
    [
      'choices of a channel',
      [command({ options: [{ ...option('a', { autocomplete: true }), type: 7 }] })],
      ['0.options.0 APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED'],
    ],
    [
      'choices with autocomplete',
      [command({ options: [option('a', { choices: choices(1), autocomplete: true })] })],
      ['0.options.0 APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES'],
    ],
    [
      'a range of another type',
      [command({ options: [option('a', { min_value: 1 })] })],
      ['0.options.0.min_value APPLICATION_COMMAND_OPTIONS_FIELD_NOT_ALLOWED'],
    ],
    [
      'a range the wrong way round',
      [command({ options: [option('a', { min_length: 5, max_length: 2 })] })],
      ['0.options.0.min_length APPLICATION_COMMAND_OPTIONS_MIN_GREATER_THAN_MAX'],
    ],
    [
      'an unknown type',
      [command({ options: [{ ...option('a'), type: 12 }] })],
      ['0.options.0.type NUMBER_TYPE_MAX'],
    ],
    [
      'sub-commands beside others',
      [command({ options: [sub('a'), option('b')] })],
      ['0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a sub-command in a sub-command',
      [command({ options: [sub('a', sub('b'))] })],
      ['0.options.0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'an option in a group',
      [command({ options: [group('g', option('a'))] })],
      ['0.options.0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'options of an option',
      [command({ options: [option('a', { options: [] })] })],
      ['0.options.0.options APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED'],
    ],
    [
      'permissions in words',
      [command({ default_member_permissions: 'ManageGuild' })],
      ['0.default_member_permissions NUMBER_TYPE_COERCE'],
    ],
    ['an unknown context', [command({ contexts: [3] })], ['0.contexts.0 BASE_TYPE_CHOICES']],
    ['a context twice', [command({ contexts: [0, 0] })], ['0.contexts SET_TYPE_CONTAINS_DUPLICATES']],
    [
      'a description of a context menu',
      [command({ type: 2 })],
      ['0.description APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED'],
    ],
    [
      '8,001 characters',
      [
        command({
          options: Array.from({ length: 4 }, (_, o) =>
            option(`o${o}`, {
              choices: Array.from({ length: 25 }, (_, c) => ({
                name: `${c}`.padEnd(50, 'n'),
                value: `${c}`.padEnd(50, 'v'),
              })),
            }),
          ),
        }),
      ],
      ['0 APPLICATION_COMMAND_TOO_LARGE'],
    ],
  ])('%s', (_, commands, expected) => {
    expect(codes(checkCommands(commands))).toEqual(expected);
  });

  it('more than 25 choices of an autocompletion', () => {
    const faults = new Faults();
    checkOptionChoices(faults, ['choices'], choices(26), 3);
    expect(codes(faults)).toEqual(['choices BASE_TYPE_MAX_LENGTH']);
  });
});

describe('checkModal', () => {
  const input = (more: object = {}) => ({ type: 4, custom_id: 'zone', style: 1, ...more });
  const label = (component: object, more: object = {}) => ({
    type: 18,
    label: 'Time zone',
    component,
    ...more,
  });
  const modal = (...components: object[]) => ({ custom_id: 'settings', title: 'Settings', components });

  it.each([
    ['a labelled text', modal(label(input()))],
    ['a labelled select', modal(label({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] }))],
    ['a text in a row', modal({ type: 1, components: [input({ label: 'Time zone' })] })],
    ['a text between', modal({ type: 10, content: 'Read this' }, label(input()))],
  ])('takes %s', (_, data) => {
    expect(codes(checkModal(data))).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['data BASE_TYPE_REQUIRED']],
    ['no fields', modal(), ['data.components BASE_TYPE_BAD_LENGTH']],
    [
      'six fields',
      modal(...Array.from({ length: 6 }, (_, at) => label(input({ custom_id: `${at}` })))),
      ['data.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a title of 46',
      { ...modal(label(input())), title: 'x'.repeat(46) },
      ['data.title BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a label of 46',
      modal(label(input(), { label: 'x'.repeat(46) })),
      ['data.components.0.label BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a button',
      modal(label({ type: 2, custom_id: 'b', style: 1 })),
      ['data.components.0.component.type BASE_TYPE_CHOICES'],
    ],
    [
      'a field twice',
      modal(label(input()), label(input())),
      ['data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a text of no style',
      modal(label(input({ style: 3 }))),
      ['data.components.0.component.style BASE_TYPE_CHOICES'],
    ],
    [
      'a value longer than may be typed',
      modal(label(input({ value: 'long', max_length: 2 }))),
      ['data.components.0.component.value BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a row without a label',
      modal({ type: 1, components: [input()] }),
      ['data.components.0.components.0.label BASE_TYPE_REQUIRED'],
    ],
  ])('refuses %s', (_, data, expected) => {
    expect(codes(checkModal(data))).toEqual(expected);
  });
});
