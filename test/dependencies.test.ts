import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  version: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
  resolved?: string;
}

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const locked = Object.entries(
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages,
)
  .filter(([path]) => path !== '')
  .map(([path, locked]) => ({ name: path.replace(/^.*node_modules\//, ''), ...locked }));

/** Fonts and compiled Rust come under theirs; all others are permissive. */
const PERMISSIVE = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'];
const NAMED: [RegExp, string][] = [
  [/^@resvg\//, 'MPL-2.0'],
  [/^@expo-google-fonts\//, 'MIT AND OFL-1.1'],
];

const INTRODUCTION = `# Licences of what Sitrep runs on

Every package of a production install, as \`package-lock.json\` has it; a test holds the two equal, and lets no licence in that
isn't permissive. Two are named exceptions: resvg is MPL-2.0 (used as it is, its source is public), the fonts are OFL-1.1.
What facts and figures were made from stands in [NOTICE](../NOTICE).

| package | licence |
|---|---|
`;

describe('the packages that Sitrep runs on', () => {
  const production = locked.filter(({ dev }) => !dev);

  it('have permissive licences, but for those that are named', () => {
    const others = production.filter(
      ({ name, license = 'none' }) =>
        !license.split(' OR ').some((one) => PERMISSIVE.includes(one)) &&
        !NAMED.some(([pattern, expected]) => pattern.test(name) && license === expected),
    );
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('are listed with their licences in docs/licences.md (`npx vitest run test/dependencies.test.ts -u` lists them anew)', async () => {
    const rows = production.map(({ name, license }) => `| ${name} | ${license} |\n`);
    await expect(`${INTRODUCTION}${[...new Set(rows)].sort().join('')}`).toMatchFileSnapshot(
      '../docs/licences.md',
    );
  });
});

describe('all packages', () => {
  it('are locked by a hash of what they hold', () => {
    expect(
      locked.filter(({ integrity }) => !integrity?.startsWith('sha512-')).map(({ name }) => name),
    ).toEqual([]);
  });

  it('come from a registry, not from a repository, an address or a folder', () => {
    const others = locked.filter(
      ({ link, resolved }) => link || (resolved && !/^https:\/\/[^/]+\/.*\.tgz$/.test(resolved)),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('that are asked for are asked for in one version', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('run nothing when they are installed, but for those that package.json names', () => {
    const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
    const allowed = Object.entries(allowScripts).flatMap(([name, may]) => (may ? [name] : []));
    expect(locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual(
      allowed,
    );
  });
});
