import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tale } from '../../demo/tale.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-cli-'));
const DAY = Date.UTC(2026, 0, 5, 9);

const run = (args: string[], input = '', environment: Record<string, string> = {}) =>
  runCli(args, environment, input);

const articles = tale(DAY).map(({ slug, title, paragraphs, publisher }) => ({
  id: slug,
  title,
  text: paragraphs.join('\n\n'),
  publishedAt: new Date(DAY).toISOString(),
  publisher,
}));
const asLines = (values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('read', () => {
  it('gives one report a line in the same order, and an error in place of a bad line', async () => {
    const input = `${asLines(articles.slice(0, 1))}{"id":7,\n\n{"title":"no id"}\n${asLines(articles.slice(3, 4))}`;
    const { code, lines } = await run(['read'], input);
    const [first, broken, nameless, last] = lines();
    expect(code).toBe(0);
    expect(first).toMatchObject({
      id: 'kyiv-clinic-fire',
      topics: ['strike'],
      strike: { killed: { count: 1 } },
    });
    expect(broken).toMatchObject({ id: null, error: expect.stringContaining('not JSON'), line: 2 });
    expect(nameless).toMatchObject({ id: null, error: expect.stringContaining('id'), line: 4 });
    expect(last).toMatchObject({ id: 'nurses-vote-to-strike', topics: [], strike: null, diplomacy: null });
  });

  it('points at the sentence of each value', async () => {
    const { lines } = await run(['read'], asLines(articles));
    const reports = lines();
    expect(reports).toHaveLength(articles.length);
    for (const [index, report] of reports.entries()) {
      const article = articles[index] as { title: string; text: string };
      for (const { sentence, start, end, in: where } of report.evidence) {
        expect(where === 'title' ? article.title.slice(start, end) : article.text.slice(start, end)).toBe(
          sentence,
        );
      }
    }
    expect(reports.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(20);
  });

  it('reads a file, dated by its first line', async () => {
    const path = join(folder, 'article.txt');
    writeFileSync(
      path,
      'date 2026-01-05 Kyiv\n\nA missile strike killed four people in Kharkiv on Monday, police said.\n',
    );
    const { code, lines } = await run(['read', '--text', path]);
    expect(code).toBe(0);
    expect(lines()[0]).toMatchObject({ id: path, strike: { killed: { count: 4 }, when: '2026-01-05' } });
  });

  it.each([
    [['read', '--text', '/nowhere/article.txt'], /article\.txt/],
    [['read', '--text', 'a', '--url', 'b'], /cannot be used with/],
    [['read', '--published', 'soon'], /--published/],
    [['read', '--loud'], /--loud/],
    [['rd'], /read, stories/],
    [['digest', 'extra', '--since', '2026-01-05', '--until', '2026-01-06'], /too many arguments/],
    [[], /read, stories/],
  ])('%j is refused in one line with exit code 2', async (args, line) => {
    const { code, errors, out } = await run(args);
    expect(code).toBe(2);
    expect(errors).toMatch(line);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
  });

  it('says what is wrong with a page that cannot be read', async () => {
    const { lines } = await run(['read', '--url', 'http://127.0.0.1:9/']);
    expect(lines()[0]).toMatchObject({
      id: 'http://127.0.0.1:9/',
      error: expect.stringContaining('not a public address'),
    });
  });
});

describe('stories', () => {
  it('puts every line into a story, the articles of one event into one', async () => {
    const { code, lines } = await run(['stories'], `${asLines(articles)}oops\n`);
    expect(code).toBe(0);
    const stories = new Map(lines().map(({ id, story }) => [id, story]));
    expect(lines().map(({ id }) => id)).toEqual([...articles.map(({ id }) => id), null]);
    const attack = ['kyiv-clinic-fire', 'one-dead-kyiv-clinic', 'toll-rises-to-two', 'strikes-kill-two'];
    const talks = ['paris-meeting-announced', 'paris-talks-envoys'];
    const others = ['nurses-vote-to-strike', 'late-strike-sinks-rovers'];
    for (const group of [attack, talks]) expect(new Set(group.map((id) => stories.get(id))).size).toBe(1);
    const heads = [attack[0], talks[0], ...others].map((id) => stories.get(id as string));
    expect(new Set(heads).size).toBe(4);
    for (const head of heads) expect(head).toMatch(/^[0-9A-HJKMNP-TV-Z]{6,}$/);
  });
});

describe('parse-feed', () => {
  const feed = join(folder, 'feed.xml');
  writeFileSync(
    feed,
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Sample</title><link>https://sample.example/</link><language>en</language>
<item><guid>a-1</guid><title>First &amp; last</title><link>/one</link><pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><description>&lt;p&gt;Text&lt;/p&gt;</description></item>
<item><description></description></item></channel></rss>`,
  );

  it('describes each file in order, and ends with 1 where one is no feed', async () => {
    const page = join(folder, 'page.html');
    writeFileSync(page, '<!doctype html><html><body>Hello</body></html>');
    const { code, lines } = await run(['parse-feed', page, feed, join(folder, 'none.xml')]);
    const [notFeed, described, missing] = lines();
    expect(code).toBe(1);
    expect(notFeed).toEqual({ file: page, error: expect.any(String) });
    expect(missing).toEqual({ file: join(folder, 'none.xml'), error: expect.stringContaining('ENOENT') });
    expect(described).toMatchObject({
      file: feed,
      title: 'Sample',
      link: 'https://sample.example/',
      language: 'en',
    });
    expect(described.entries[0]).toEqual({
      id: 'a-1',
      title: 'First & last',
      link: 'https://sample.example/one',
      publishedAt: '2026-01-05T09:00:00.000Z',
      updatedAt: null,
      summary: 'Text',
      content: null,
      authors: [],
      dropped: null,
    });
    expect(described.entries[1]).toMatchObject({ dropped: 'no_title_and_text' });
  });

  it('reads one document from stdin', async () => {
    const { code, lines } = await run(
      ['parse-feed'],
      '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}',
    );
    expect(code).toBe(0);
    expect(lines()).toMatchObject([{ file: '-', title: 'J', entries: [] }]);
  });
});

describe('digest', () => {
  const store = { DATABASE_URL: `sqlite:${join(folder, 'store.db')}` };
  const window = ['--since', '2026-01-05', '--until', '2026-01-06'];

  it('tells of an empty window in words and as JSON', async () => {
    const words = await run(['digest', ...window], '', store);
    expect(words.code).toBe(0);
    expect(words.out).toMatch(/quiet/i);
    const json = await run(['digest', ...window, '--topic', 'strike', '--format', 'json'], '', store);
    expect(json.lines()[0]).toMatchObject({
      topics: ['strike'],
      strikes: [],
      window: { since: Date.UTC(2026, 0, 5) },
    });
  });

  it.each([
    [['--until', '2026-01-06'], /required option '--since/],
    [['--since', 'x', '--until', '2026-01-06'], /--since/],
    [['--since', '2026-01-06', '--until', '2026-01-05'], /before/],
    [[...window, '--topic', 'sport'], /--topic.*strike, diplomacy/],
    [[...window, '--format', 'pdf'], /--format/],
  ])('%j is refused with exit code 2', async (args, line) => {
    const { code, errors } = await run(['digest', ...args], '', store);
    expect(code).toBe(2);
    expect(errors).toMatch(line);
  });
});

describe('health', () => {
  it('ends with 1 for a store in which no bot has run', async () => {
    const { code, lines } = await run(['health'], '', {
      DATABASE_URL: `sqlite:${join(folder, 'unused.db')}`,
    });
    expect(code).toBe(1);
    expect(lines()).toEqual([{ healthy: false, lastBeat: null }]);
  });
});
