import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger, withoutSecrets } from '../src/log.ts';

const TOKEN = 'MTA5.planted-token.x"y/z';
const PASSWORD = 'p@ss w/ord';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('trace', [TOKEN, PASSWORD], { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it.each<[string, Parameters<typeof logged>[0]]>([
    ['a message', (log) => log.info(`logging in with ${TOKEN}`)],
    ['a field', (log) => log.info({ headers: { authorization: `Bot ${TOKEN}` } }, 'request')],
    [
      'an error',
      (log) => log.error({ err: new Error(`401 for ${TOKEN}`, { cause: new Error(TOKEN) }) }, 'failed'),
    ],
    ['an address', (log) => log.warn(`postgres://bot:${encodeURIComponent(PASSWORD)}@host/db`)],
    ['a child', (log) => log.child({ url: `https://discord.com/webhooks/1/${TOKEN}` }).debug('sent')],
  ])('shows no secret that stands in %s', (_, write) => {
    const output = logged(write);
    expect(output).toContain('[secret]');
    for (const part of ['planted-token', 'p@ss w', encodeURIComponent(PASSWORD)])
      expect(output).not.toContain(part);
  });

  it('stays JSON, a line each', () => {
    const output = logged((log) => log.info({ a: TOKEN, b: `${TOKEN}${TOKEN}` }, TOKEN));
    expect(JSON.parse(output)).toMatchObject({ a: '[secret]', b: '[secret][secret]', msg: '[secret]' });
  });
});

describe('withoutSecrets', () => {
  it('leaves no secret in any text around it', () => {
    const texts = fc.tuple(fc.string(), fc.string({ minLength: 6, unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(texts, ([before, secret, after]) => {
        const clean = withoutSecrets(before + secret + after, [secret]);
        expect(clean.replaceAll('[secret]', '')).not.toContain(secret);
      }),
    );
  });

  it('leaves text alone that has none, and words that a short secret happens to be', () => {
    expect(withoutSecrets('the harbour', ['', 'the'])).toBe('the harbour');
  });
});
