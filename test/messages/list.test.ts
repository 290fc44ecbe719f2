import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, readCustomId } from '../../src/messages/custom_id.ts';
import { articleList, storyList, subscriptionList } from '../../src/messages/list.ts';
import { ephemeral, notice } from '../../src/messages/notice.ts';
import { buttonsOf, faultsOf, textsOf } from './limits.ts';
import { outsideText } from './outside.ts';
import { sampleStory, sampleSubscription } from './samples.ts';

describe('storyList', () => {
  it('has the figures, a button to each card, and buttons to the pages on either side', () => {
    const body = storyList('Strikes in *Ukraine*', [sampleStory], {
      kind: 'strikes',
      arg: 'Ukraine',
      page: 2,
      pages: 7,
      total: 33,
    });
    expect(textsOf(body)).toEqual([
      '### Strikes in \\*Ukraine\\*',
      '**Night drones hit a clinic in Kyiv**\n' +
        '**2 killed** · **3 injured** · Kyiv and Fastiv, Ukraine\n' +
        '-# K7F3QP · <t:1767595200:R>',
      '-# Page 2 of 7 · 33 in all',
    ]);
    expect(buttonsOf(body)).toEqual({
      Open: 'story:K7F3QP:card',
      Previous: 'list:strikes:Ukraine:1',
      Next: 'list:strikes:Ukraine:3',
    });
  });

  it.each([
    [1, 2, ['Next']],
    [2, 2, ['Previous']],
    [1, 1, []],
  ])('page %d of %d has %j', (page, pages, labels) => {
    const body = storyList('Latest', [], { kind: 'latest', arg: '', page, pages, total: 3 });
    expect(Object.keys(buttonsOf(body))).toEqual(labels);
  });

  it('counts the stories past the tenth', () => {
    const stories = Array.from({ length: 14 }, (_, index) => ({ ...sampleStory, id: `S${index}` }));
    const body = storyList('Latest', stories, { kind: 'latest', arg: '', page: 2, pages: 3, total: 40 });
    expect(faultsOf(body)).toEqual([]);
    expect(textsOf(body)).toContain('… and 4 more');
  });
});

describe('articleList', () => {
  it('links each article, with a button to its story', () => {
    const hit = {
      title: 'A [clinic] burns',
      url: 'https://harbour.example/a_(b)',
      publisher: 'Harbour Post',
      publishedAt: 1_767_592_800_000,
      storyId: 'K7F3QP',
    };
    const body = articleList('clinic', [hit, { ...hit, storyId: null }], null);
    expect(textsOf(body)).toEqual([
      '### Search: clinic',
      '[A (clinic) burns](https://harbour.example/a_%28b%29)\n-# Harbour Post · <t:1767592800:R> · K7F3QP',
      '[A (clinic) burns](https://harbour.example/a_%28b%29)\n-# Harbour Post · <t:1767592800:R>',
    ]);
    expect(buttonsOf(body)).toEqual({ Story: 'story:K7F3QP:card' });
  });

  it('says what to try where nothing is found', () => {
    expect(textsOf(articleList('x', [], null)).at(-1)).toContain('Nothing found');
  });
});

describe('subscriptionList', () => {
  it('tells what each sends where, and why it is paused', () => {
    const body = subscriptionList(
      [
        sampleSubscription,
        {
          ...sampleSubscription,
          id: 4,
          kind: 'digest',
          topics: ['diplomacy'],
          regions: [],
          minGravity: 0,
          roleId: null,
          status: 'paused',
          pausedReason: 'The channel is gone.',
        },
      ],
      { kind: 'subscriptions', arg: '', page: 1, pages: 1, total: 2 },
    );
    expect(textsOf(body)).toEqual([
      '### Subscriptions',
      '**#3 · Alerts** in <#200000000000000002>, mentions <@&300000000000000003>\n' +
        'Strikes and diplomacy · Ukraine and Israel · gravity 50 or more',
      '**#4 · Daily digest at 08:00 Europe/Kyiv** in <#200000000000000002>\n' +
        'Diplomacy · everywhere\n' +
        '-# Paused: The channel is gone.',
    ]);
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [] });
    expect(Object.values(buttonsOf(body))).toContain('subscription:4:resume');
  });
});

describe('a full page of subscriptions', () => {
  it('keeps every button', () => {
    const four = [1, 2, 3, 4].map((id) => ({ ...sampleSubscription, id }));
    const body = subscriptionList(four, { kind: 'subscriptions', arg: '', page: 2, pages: 3, total: 12 });
    expect(faultsOf(body)).toEqual([]);
    expect(JSON.stringify(body).match(/"custom_id"/g)).toHaveLength(18);
  });
});

describe('notice', () => {
  it('escapes its title, takes its lines as they are, and can be ephemeral', () => {
    const body = notice('Nothing for *this*', ['Try **/latest**.'], 'error');
    expect(textsOf(body)).toEqual(['### Nothing for \\*this\\*', 'Try **/latest**.']);
    expect(body.flags).toBe(1 << 15);
    expect(ephemeral(body)).toEqual({ ...body, flags: (1 << 15) | (1 << 6) });
  });

  it('cuts a long line, and counts the lines that don’t fit', () => {
    const [, text] = textsOf(notice('Help', ['a'.repeat(9_000), ...Array(400).fill('a short line')], 'info'));
    expect(text).toMatch(/^a{1500,}…\na short line\n/);
    expect(text).toMatch(/… and \d+ more$/);
  });
});

describe('custom ids', () => {
  it.each([
    ['story:K7F3QP:timeline', { kind: 'story', storyId: 'K7F3QP', page: 'timeline' }],
    ['list:search:a:b:2', { kind: 'list', list: 'search', arg: 'a:b', page: 2 }],
    ['list:latest::1', { kind: 'list', list: 'latest', arg: '', page: 1 }],
    ['draft:7:more', { kind: 'draft', draftId: 7, part: 'more' }],
    ['subscription:12:edit', { kind: 'subscription', subscriptionId: 12, action: 'edit' }],
    ['subscription:12:remove', { kind: 'subscription', subscriptionId: 12, action: 'remove' }],
  ] as const)('%s is read and written', (id, press) => {
    expect(readCustomId(id)).toEqual(press);
    expect(customId(press)).toBe(id);
  });

  it.each([
    '',
    'story:K7F3QP:other',
    'story::card',
    'list:latest:x:0',
    'subscription:x:pause',
    'subscription:1:own',
  ])('%j is none of ours', (id) => expect(readCustomId(id)).toBeNull());

  it('are at most 100 characters, and read back the same', () => {
    fc.assert(
      fc.property(outsideText, fc.integer({ min: -1, max: 99 }), (arg, page) => {
        const press = { kind: 'list', list: 'search', arg, page } as const;
        const id = customId(press);
        if (id === null) return;
        expect(id.length).toBeLessThanOrEqual(100);
        expect(readCustomId(id)).toEqual(press);
      }),
    );
  });
});
