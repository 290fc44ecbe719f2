import { describe, expect, it } from 'vitest';
import { forumPost } from '../../src/discord/forum_post.ts';
import { aBody } from '../store/samples.ts';

const tags = [
  { id: '1', name: 'Strikes' },
  { id: '2', name: 'Diplomacy' },
  { id: '3', name: 'Ukraine' },
];
const card = aBody('### Strike on *Kharkiv*\n2 killed in Ukraine');

describe('a post in a forum', () => {
  it('is named by its heading and tagged by what its text names', () => {
    expect(forumPost(card, { tags, needsTag: false })).toEqual({
      name: 'Strike on Kharkiv',
      auto_archive_duration: 4_320,
      applied_tags: ['1', '3'],
      message: card,
    });
  });

  it('has first the tags that it is filed under, which are no part of the message', () => {
    const filed = { ...card, tags: ['diplomacy', 'strike'] };
    const post = forumPost(filed, { tags, needsTag: false });
    expect(post.applied_tags).toEqual(['1', '2', '3']);
    expect(post.message).toEqual(card);
  });

  it('has a tag where the forum demands one, and none where none fits', () => {
    const body = aBody('Nothing that fits');
    expect(forumPost(body, { tags, needsTag: true }).applied_tags).toEqual(['1']);
    expect(forumPost(body, { tags, needsTag: false }).applied_tags).toEqual([]);
  });

  it('keeps within Discord’s limits: 100 characters, five tags', () => {
    const many = Array.from({ length: 9 }, (_, n) => ({ id: String(n), name: 'word' }));
    const { name, applied_tags } = forumPost(aBody(`# word ${'x'.repeat(300)}`), {
      tags: many,
      needsTag: false,
    });
    expect(name).toHaveLength(100);
    expect(applied_tags).toHaveLength(5);
    expect(forumPost(aBody('***'), { tags: [], needsTag: false }).name).toBe('Story');
  });
});
