import { ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { storyCard } from '../../src/messages/card.ts';
import { asEmbed } from '../../src/messages/embed.ts';
import { linkButton, message, pressButton } from '../../src/messages/layout.ts';
import { sampleStory } from './samples.ts';

it('texts become one embed in their order, with the first picture in it; buttons stay below', () => {
  const body = message(
    [
      { kind: 'text', text: '## Harbour' },
      { kind: 'section', text: 'two killed', button: linkButton('Read', 'https://news.example/1') },
      { kind: 'line' },
      {
        kind: 'pictures',
        pictures: [
          { name: 'a.png', alt: 'a' },
          { name: 'b.png', alt: 'b' },
        ],
      },
      {
        kind: 'buttons',
        buttons: [pressButton('Sources', { kind: 'story', storyId: 'SAMP1A', page: 'sources' })],
      },
    ],
    0xff0000,
    '300000000000000001',
  );
  expect(asEmbed(body)).toEqual({
    flags: 0,
    content: '<@&300000000000000001>',
    embeds: [
      { description: '## Harbour\ntwo killed', color: 0xff0000, image: { url: 'attachment://a.png' } },
      { color: 0xff0000, image: { url: 'attachment://b.png' } },
    ],
    components: [
      { type: ComponentType.ActionRow, components: [expect.objectContaining({ label: 'Sources' })] },
      { type: ComponentType.ActionRow, components: [expect.objectContaining({ label: 'Read' })] },
    ],
    allowed_mentions: { parse: [], roles: ['300000000000000001'] },
  });
});

it('a covered card is covered in its embed', () => {
  const { content, embeds } = asEmbed(storyCard(sampleStory, { roleId: null, covered: true }));
  expect(content).not.toBe('');
  expect(embeds[0]?.description).toMatch(/^\|\|[\s\S]+\|\|$/);
});

it('the longest text fits into one embed', () => {
  const text = 'Ж '.repeat(4_000);
  const body = message(
    Array.from({ length: 12 }, () => ({ kind: 'text' as const, text })),
    0,
  );
  const [embed] = asEmbed(body).embeds;
  expect(embed?.description?.length).toBeLessThanOrEqual(4_096);
  expect(embed?.description?.endsWith('…')).toBe(true);
});
