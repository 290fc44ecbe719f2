import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/all.ts';
import { userErrorCodes } from '../src/commands/user_error.ts';
import { environmentSchema } from '../src/config.ts';
import { FEED_FAILURES } from '../src/feeds/failure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The rows of the tables in a Markdown text whose first cell is code: that code, and the second cell. */
const rows = (text: string) =>
  [...text.matchAll(/^\| `([^`|]+)` \| ([^|\n]*) \|/gm)].map(([, code, meaning]) => [code, meaning]);
const section = (text: string, heading: string) =>
  text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';

describe('docs/errors.md', () => {
  const errors = read('docs/errors.md');

  it('has every code that a member can be shown', () => {
    expect(rows(section(errors, 'In replies'))).toEqual(Object.entries(userErrorCodes));
  });

  it('has every failure of a feed', () => {
    expect(rows(section(errors, 'Of feeds'))).toEqual(Object.entries(FEED_FAILURES));
  });

  it('has every failure of the store', () => {
    const codes = [...read('src/store/errors.ts').matchAll(/'(store_\w+)'/g)].map(([, code]) => code);
    expect(rows(section(errors, 'Of the store')).map(([code]) => code)).toEqual([...new Set(codes)]);
  });
});

describe('README.md', () => {
  const readme = read('README.md');

  it('has every command with every option', () => {
    const written = rows(section(readme, 'Commands')).map(([usage]) => usage);
    const defined = commands.flatMap(({ definition: { name, options = [] } }) => {
      const subcommands = options.filter(({ type }) => type === 1);
      const usages = subcommands.length > 0 ? subcommands : [{ name: '', options }];
      return usages.map((one) => {
        const own = 'options' in one ? (one.options ?? []) : [];
        const shown = own.map((option) =>
          'required' in option && option.required ? `<${option.name}>` : `[${option.name}]`,
        );
        return [`/${name}`, one.name, ...shown].filter(Boolean).join(' ');
      });
    });
    expect(written).toEqual(defined);
  });

  it('has every setting with its description', () => {
    const defined = Object.entries(environmentSchema.shape).map(([key, schema]) => [key, schema.description]);
    expect(rows(section(readme, 'Settings'))).toEqual(defined);
  });
});

describe('links between the documents', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'simulator/README.md',
  ].concat(
    readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `docs/${path}`),
  );

  it.each(documents)('%s leads to files that are there', (path) => {
    const targets = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target]) => target as string,
    );
    const missing = targets.filter(
      (target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(path), target)),
    );
    expect(missing).toEqual([]);
  });
});
