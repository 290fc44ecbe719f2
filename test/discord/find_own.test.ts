import { describe, expect, it } from 'vitest';
import { findOwn } from '../../src/discord/find_own.ts';
import { aBody, T0 } from '../store/samples.ts';

const id = (at: number, n = 0) => ((BigInt(at - 1_420_070_400_000) << 22n) + BigInt(n)).toString();
const sought = { channelId: '1', body: aBody(' 2 killed '), nonce: 'n-1', since: T0 };
const message = (change: object) => ({
  id: id(T0),
  author: { bot: true },
  components: aBody('2 killed').components,
  ...change,
});
const pages = (...answers: object[][]) => {
  const asked: string[] = [];
  const get = async (path: string, query: URLSearchParams) => {
    asked.push(`${path}?${query}`);
    return answers.shift() ?? [];
  };
  return { asked, get };
};

describe('a post that may have arrived', () => {
  it.each([
    ['that says the same', message({}), true],
    ['that carries the nonce', message({ nonce: 'n-1', components: [] }), true],
    ['that says something else', message({ components: aBody('3 killed').components }), false],
    ['of a person', message({ author: {} }), false],
    ['that answers a command', message({ interaction_metadata: {} }), false],
    ['of long before', message({ id: id(T0 - 25 * 3_600_000) }), false],
  ])('is a message %s: %#', async (_, seen, isIt) => {
    expect(await findOwn(sought, pages([seen]).get)).toEqual(isIt ? [seen.id] : []);
  });

  it('is looked for page by page, newest first, and not without end', async () => {
    const page = (n: number) =>
      Array.from({ length: 100 }, (_, k) =>
        message({ id: id(T0 + 1_000, 999 - 100 * n - k), components: [] }),
      );
    const all = Array.from({ length: 9 }, (_, n) => page(n));
    const { asked, get } = pages(...all);
    expect(await findOwn(sought, get)).toEqual([]);
    expect(asked).toHaveLength(5);
    expect(asked[1]).toContain(`before=${all[0]?.at(-1)?.id}`);
  });

  it('is not found in a channel whose history the bot may not read', async () => {
    expect(await findOwn(sought, pages([]).get)).toEqual([]);
  });
});
