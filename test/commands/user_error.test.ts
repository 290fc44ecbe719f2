import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  errorNotice,
  quoted,
  requireLength,
  UserError,
  userErrorCodes,
} from '../../src/commands/user_error.ts';
import { inEnglish } from '../../src/languages/say.ts';
import { textOf } from './room.ts';

const sources = ['../../src/commands/', '../../src/discord/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.ts') && name !== 'user_error.ts')
    .map((name) => readFileSync(new URL(name, url), 'utf8'));
});

describe('user errors', () => {
  it.each(Object.keys(userErrorCodes))('%s is used somewhere', (code) => {
    const used = code === 'too_long' || sources.some((text) => text.includes(`'${code}'`));
    expect(used).toBe(true);
  });

  it('show their code', () => {
    expect(textOf(errorNotice('no_role', { key: 'error.no_role' }, inEnglish))).toMatch(
      /^To mention a role again.*\n-# Code: no_role$/m,
    );
  });
});

describe('quoted', () => {
  it.each([
    ['Kyiv', '“Kyiv”'],
    ['**x** <@1>', '“\\*\\*x\\*\\* \\<@1\\>”'],
    ['a'.repeat(100), `“${'a'.repeat(59)}…”`],
  ])('%s', (typed, shown) => {
    expect(quoted(typed)).toBe(shown);
  });
});

describe('requireLength', () => {
  it('trims, and refuses what is longer', () => {
    expect(requireLength(' 08:00 ', 5)).toBe('08:00');
    expect(() => requireLength('08:000', 5)).toThrow(UserError);
  });
});
