import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CatalogError, DEFAULT_CATALOG, loadCatalog } from '../../src/feeds/catalog.ts';

const feed = {
  id: 'harbour-world',
  url: 'https://harbour.example/feed',
  title: 'Harbour: World',
  publisher: { id: 'harbour', name: 'Harbour', kind: 'outlet', country: null },
  language: 'en',
};

function load(content: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'feeds.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    return loadCatalog(path);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return error.message.replaceAll(path, 'FILE').split('\n');
  }
}

describe('the default catalog', () => {
  const feeds = loadCatalog(DEFAULT_CATALOG);
  const publishers = new Map(feeds.map(({ publisher }) => [publisher.id, publisher]));

  it('has feeds of many publishers, kinds and countries', () => {
    expect(feeds.length).toBeGreaterThanOrEqual(30);
    const kinds = new Set([...publishers.values()].map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['wire', 'outlet', 'state_media', 'official']));
    expect(new Set([...publishers.values()].map(({ country }) => country)).size).toBeGreaterThanOrEqual(15);
  });

  it('names its feeds in English and reads them over TLS', () => {
    for (const { url, language } of feeds) {
      expect(language).toBe('en');
      expect(url).toMatch(/^https:/);
    }
  });
});

describe('loadCatalog', () => {
  it('reads a file of the same form', () => expect(load([feed])).toEqual([feed]));

  it.each<[string, unknown, string[]]>([
    ['no JSON', '{', ['The feed catalog FILE is no JSON']],
    ['no array', feed, ['The feed catalog FILE is faulty: the file: ']],
    ['no feed', [], ['The feed catalog FILE is faulty: the file: must name at least one feed']],
    [
      'a wrong address',
      [{ ...feed, url: 'harbour.example' }],
      ['The feed catalog FILE is faulty: feed 1 url: must be an http:// or https:// address'],
    ],
    [
      'another scheme',
      [{ ...feed, url: 'ftp://harbour.example/' }],
      ['The feed catalog FILE is faulty: feed 1 url: must be an'],
    ],
    [
      'a misspelt field',
      [{ ...feed, titel: 'x' }],
      ['The feed catalog FILE is faulty: feed 1: Unrecognized key: "titel"'],
    ],
    [
      'every fault at once',
      [
        { ...feed, id: 'Harbour World', publisher: { ...feed.publisher, kind: 'blog' } },
        { ...feed, language: 'English' },
      ],
      [
        'The feed catalog FILE has 3 faults:',
        '  feed 1 id: must be lower-case',
        '  feed 1 publisher.kind: Invalid option',
        '  feed 2 language: must be a language tag',
      ],
    ],
    [
      'contradictions',
      [feed, { ...feed, publisher: { ...feed.publisher, country: 'Ireland' } }],
      [
        'The feed catalog FILE has 3 faults:',
        '  feed 2: the id "harbour-world" comes twice',
        '  feed 2: https://harbour.example/feed comes twice',
        '  feed 2: the publisher "harbour" is described differently',
      ],
    ],
  ])('tells of %s', (_, content, lines) => {
    const message = load(content);
    expect(message).toHaveLength(lines.length);
    for (const [index, line] of lines.entries()) expect(message[index]).toContain(line);
  });

  it('tells of a file that is not there', () => {
    expect(() => loadCatalog('/nowhere/feeds.json')).toThrow(
      "The feed catalog /nowhere/feeds.json can't be read.",
    );
  });
});
