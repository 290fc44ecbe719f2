import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { program } from '../src/cli/program.ts';
import { commands } from '../src/commands/all.ts';
import { userErrorCodes } from '../src/commands/user_error.ts';
import { environmentSchema } from '../src/config.ts';
import { FEED_FAILURES } from '../src/feeds/failure.ts';
import { SUMMARIZER_FAILURES } from '../src/summarizer/failure.ts';

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

  it('has every failure of rewriting', () => {
    expect(rows(section(errors, 'Of rewriting'))).toEqual(Object.entries(SUMMARIZER_FAILURES));
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

describe('docs/command-line.md', () => {
  it('has every command with its options', () => {
    const all = program.commands.flatMap((command) =>
      command.commands.length > 0 ? command.commands : [command],
    );
    const defined = all.map((command) => {
      const path = command.parent === program ? [] : [command.parent?.name()];
      const options = command.options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`));
      const args = command.registeredArguments.map((argument) => {
        const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
        return argument.required ? `<${name}>` : `[${name}]`;
      });
      return [[...path, command.name(), ...args, ...options].join(' '), command.description()];
    });
    expect(rows(read('docs/command-line.md'))).toEqual(defined);
  });
});

const documents = [
  ...[
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'simulator/README.md',
  ],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

describe('docs/README.md', () => {
  it('leads to every page', () => {
    const pages = documents.filter((path) => /^docs\/[^/]+\.md$/.test(path) && path !== 'docs/README.md');
    const named = new Set(
      [...read('docs/README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => `docs/${target}`),
    );
    expect(pages.filter((page) => !named.has(page))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  it('has every word of ARCHITECTURE.md', () => {
    const words = (text: string) => [...text.matchAll(/^\| ([a-z][^|]*?) \|/gm)].map(([, word]) => word);
    const defined = new Set(words(read('docs/glossary.md')));
    const own = words(section(read('ARCHITECTURE.md'), 'Words')).filter((word) => word !== 'word');
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((word) => !defined.has(word))).toEqual([]);
  });
});

describe('examples in the documents', () => {
  interface Option {
    name: string;
    type: number;
    options?: Option[];
    choices?: { name: string }[];
  }
  const definitions = commands.map(({ definition }) => definition as unknown as Option);

  /** What is wrong with a command as somebody would type it: `/subscribe alerts topic:Strikes region:Ukraine, Sudan`. */
  function faultOf(example: string): string | null {
    const [name, ...rest] = example.slice(1).split(' ');
    const command = definitions.find((one) => one.name === name);
    if (!command) return `${example}: there is no /${name}`;
    const subcommand = command.options?.find((option) => option.type === 1 && option.name === rest[0]);
    const options = (subcommand ?? command).options ?? [];
    for (const [, key, value] of rest.join(' ').matchAll(/([\w-]+):(.*?)(?= [\w-]+:\S|$)/g)) {
      const option = options.find((one) => one.name === key);
      if (!option) return `${example}: no option ${key}`;
      const choices = option.choices?.map((choice) => choice.name);
      if (choices && !choices.includes(value ?? ''))
        return `${example}: ${key} is one of ${choices.join(', ')}`;
    }
    return null;
  }

  it.each(documents)('%s: commands are there, with their options and choices', (path) => {
    const examples = [...read(path).matchAll(/`(\/[a-z]+(?: [^`\n]*)?)`/g)]
      .map(([, example]) => example as string)
      .filter((example) => !/[[<]|^\/(?:healthz|readyz|metrics|data|tmp|channels)\b/.test(example));
    expect(examples.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  it.each(documents)('%s: what the host types is there', (path) => {
    const known = new Set(program.commands.map((command) => command.name()));
    const typed = [...read(path).matchAll(/sitrep -- ([a-z-]+)/g)].map(([, command]) => command as string);
    expect(typed.filter((command) => !known.has(command))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const run = [...read(path).matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(
      ([, script]) => script as string,
    );
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe('links between the documents', () => {
  /** The anchor that GitHub gives a heading. */
  const anchorOf = (heading: string) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');

  it.each(documents)('%s leads to files and headings that are there', (path) => {
    const missing = [...read(path).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(
      ([, target = '', anchor]) => {
        if (/^[a-z]+:/.test(target)) return [];
        const file = target === '' ? path : join(dirname(path), target);
        if (!existsSync(join(root, file))) return [target];
        if (anchor === undefined) return [];
        const headings = [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
        return headings.includes(anchor) ? [] : [`${target}#${anchor}`];
      },
    );
    expect(missing).toEqual([]);
  });
});
