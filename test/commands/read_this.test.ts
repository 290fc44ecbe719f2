import { describe, expect, it } from 'vitest';
import { readThis } from '../../src/commands/read_this.ts';
import { inEnglish, speakIn } from '../../src/languages/say.ts';
import { saveArticle } from '../../src/store/articles.ts';
import { faultsOf } from '../messages/limits.ts';
import { anArticle } from '../store/samples.ts';
import { customIds, errorOf, now, openRoom, request, saveStories, textOf } from './room.ts';

const SENTENCE =
  'Russian drones hit a clinic in Kyiv overnight, killing two people and injuring three, the mayor said.';
const message = (text: string) => ({ id: '500000000000000001', text, sentAt: now });
const asked = (text: string) => ({ ...request('-'), message: message(text) });

describe('Read this', () => {
  it('says what is understood of a text, with the sentence', async () => {
    const { context } = await openRoom();
    const { body } = await readThis.run(asked(SENTENCE), context);
    expect(faultsOf(body)).toEqual([]);
    const text = textOf(body);
    expect(text).toContain('2 killed');
    expect(text).toContain('**Where:** Kyiv');
    expect(text).toContain(`> “${SENTENCE}”`);
    expect(text).toContain('This message');
  });

  it('reads the page behind a link, by the guarded way alone', async () => {
    const read: string[] = [];
    const { context } = await openRoom({
      feeds: {
        mayAdd: false,
        find: async () => ({ kind: 'failed', code: 'dns', message: 'none' }),
        readText: async () => null,
        readPage: async (url) => {
          read.push(url);
          return { title: 'Clinic hit in Kyiv', text: SENTENCE, publishedAt: now, language: 'en' };
        },
      },
    });
    const { body } = await readThis.run(asked('see https://www.harbour.example/a?utm_source=x'), context);
    expect(read).toEqual(['https://www.harbour.example/a']);
    expect(textOf(body)).toContain('Clinic hit in Kyiv');
    expect(textOf(body)).toContain('harbour.example');
  });

  it('leads to the story of an article that is known', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    const article = anArticle({
      url: 'https://harbour.example/known',
      title: 'Clinic hit in Kyiv',
      text: SENTENCE,
    });
    await saveArticle(context.db, article, 'entry', now, null, 'SAMP1A');
    const { body } = await readThis.run(asked('https://harbour.example/known#top'), context);
    expect(customIds(body)).toContain('story:SAMP1A:card');
  });

  it('says so where nothing is understood, in its reader’s language', async () => {
    const { context } = await openRoom();
    const text = 'The choir sings in the town hall on Sunday, and tickets are still to be had at the door.';
    expect(textOf((await readThis.run(asked(text), context)).body)).toContain(inEnglish('reading.nothing'));
    const french = { ...asked(text), say: speakIn('fr') };
    expect(textOf((await readThis.run(french, context)).body)).toContain('ni frappe ni diplomatie');
  });

  it.each(['', 'ok', 'https://harbour.example/gone'])('refuses “%s”', async (text) => {
    const { context } = await openRoom();
    expect((await errorOf(readThis.run(asked(text), context))).code).toBe('nothing_to_read');
  });
});
