import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Row {
  paths: string[];
  imports: string[];
  pure: boolean;
}

/** The rows of ARCHITECTURE.md's folder table. */
function folderTable(): Row[] {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const lines = text.slice(text.indexOf('| folder |')).split('\n').slice(2);
  const rows = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((line) => {
    const [, folder = '', holds = '', imports = ''] = line.split('|').map((cell) => cell.trim());
    return {
      paths: [...folder.matchAll(/`([^`]+)`/g)].map(([, path]) => path as string),
      imports: imports === '–' ? [] : imports.split(', '),
      pure: holds.startsWith('PURE'),
    };
  });
}

const table = folderTable();
const rowOf = (path: string) =>
  table.find((row) =>
    row.paths.some((owner) => path === owner || (owner.endsWith('/') && path.startsWith(owner))),
  );

const sources = ['src', 'simulator', 'chaos', 'demo', 'eval', 'bench']
  .filter((folder) => statSync(join(root, folder), { throwIfNoEntry: false }))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  .filter((path) => /\.[jt]s$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Every module that a source names in an import, export-from or dynamic import. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"\n]+)\1/g)].map(
    ([, , name]) => name as string,
  );
}

/** What an import of `path` reaches inside the project, relative to its root; null for packages. */
function reached(path: string, name: string): string | null {
  return name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : null;
}

function arrowFault(path: string, name: string): string | null {
  const target = reached(path, name);
  if (target === null) return null;
  const from = rowOf(path);
  const to = rowOf(target);
  if (!from || !to) return `${path} → ${name}: not in the table`;
  if (from === to || from.imports.includes('all')) return null;
  const folder = (to.paths[0] as string).replace(/^src\//, '').replace(/\/$/, '');
  return from.imports.includes(folder) ? null : `${path} → ${target}`;
}

describe('ARCHITECTURE.md', () => {
  it('has every folder in its table', () => {
    expect(sources.map(({ path }) => path).filter((path) => !rowOf(path))).toEqual([]);
    expect(table.filter((row) => row.pure).length).toBeGreaterThan(5);
  });

  it('lists folders from the ground up: none imports from one below it', () => {
    const order = table.flatMap((row) =>
      row.paths.map((path) => path.replace(/^src\//, '').replace(/\/$/, '')),
    );
    for (const row of table) {
      for (const name of row.imports.filter((name) => name !== 'all')) {
        const own = row.paths[0]?.replace(/^src\//, '').replace(/\/$/, '') as string;
        expect(order.indexOf(name), `${own} imports ${name}`).toBeLessThan(order.indexOf(own));
        expect(order, name).toContain(name);
      }
    }
  });

  it('is kept by every import', () => {
    const faults = sources.flatMap(({ path, text }) =>
      importsOf(text).flatMap((name) => arrowFault(path, name) ?? []),
    );
    expect(faults).toEqual([]);
  });

  it('would catch an arrow upstream', () => {
    expect(arrowFault('src/articles/x.ts', '../store/open.ts')).toBe('src/articles/x.ts → src/store/open.ts');
    expect(arrowFault('src/jobs/x.ts', '../commands/all.ts')).not.toBeNull();
    expect(arrowFault('simulator/x.ts', '../src/config.ts')).not.toBeNull();
    expect(
      importsOf("import type { A } from './a.ts';\nawait import('./b.ts');\nexport * from './c.ts'"),
    ).toEqual(['./a.ts', './b.ts', './c.ts']);
  });
});

describe('sources', () => {
  const code = sources.map(({ path, text }) => ({
    path,
    text,
    // Comments may speak of what code may not do.
    statements: text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, ''),
  }));
  const offenders = (within: (path: string) => boolean, pattern: RegExp) =>
    code.filter(({ path, statements }) => within(path) && pattern.test(statements)).map(({ path }) => path);

  it('PURE folders have no side effects, clock or randomness', () => {
    const pure = (path: string) => rowOf(path)?.pure === true;
    expect(
      offenders(
        pure,
        /['"]node:|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|Temporal\.Now\b/,
      ),
    ).toEqual([]);
  });

  it('only config.ts reads the environment', () => {
    expect(
      offenders((path) => path.startsWith('src/') && path !== 'src/config.ts', /\bprocess\.env\b/),
    ).toEqual([]);
  });

  it.each([
    ['rss-parser', 'src/feeds/'],
    ['discord.js', 'src/discord/'],
    ['better-sqlite3', 'src/store/'],
    ['node-cron', 'src/jobs/'],
    ['openai', 'src/summarizer/'],
  ])('%s is used in %s alone', (name, folder) => {
    const users = code.filter(
      ({ path, text }) =>
        path.startsWith('src/') && !path.startsWith(folder) && importsOf(text).includes(name),
    );
    expect(users.map(({ path }) => path)).toEqual([]);
  });
});
