import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../../src/reports/places.ts';
import { assembledFrom, plain } from './assembled.ts';
import { mainAttack } from './main_attack.ts';

const FRAGMENTS =
  `Russian|Russia|Israeli|Israel's|US|Iran|RSF|Houthi|M23|al Shabaab|Hamas|militants|gunmen|the army|settlers|drones|165 drones|
of 104|missiles|two rockets|launched|fired|shot down|intercepted|hit|struck|killed|killing|wounded|were killed|was killed by|died|missing|
a man|a couple and their son|two women and a man|at least nine people|including a child|his wife|a dozen|12 others|the death toll rose to|
from four to seven|the bodies of|claimed the lives of|claimed responsibility|blamed|accused|of|by|on|in|near|from|and|,|;|.|. |the village of|
Kyiv|Gaza City|northern Russia|Sudan|overnight|Monday|since the start of|so far this year|medics said|according to the governor|no one|
70s|2022|1,700|another in|on top of|hospital|blackouts|(|)|"|-|’s|\u200b|🚀|ОДЕСА`
    .split('|')
    .map((each) => each.replace(/\n/g, ''));

const assembled = assembledFrom(FRAGMENTS);

/** Some spelling of the party stands in the text. */
function isNamed(party: string, text: string): boolean {
  const words = text.replace(/[‘’]/g, "'").split(/[^\p{L}\p{M}\p{N}.']+/u);
  return words.some((_, at) =>
    [1, 2, 3, 4, 5].some((length) => {
      const phrase = words
        .slice(at, at + length)
        .join(' ')
        .replace(/'s(?= |$)|\.$/g, '');
      const named = lookUp(phrase) ?? lookUp(phrase.replace(/([a-z])(\d)/gi, '$1 $2'));
      return named !== null && (named.name === party || named.country === party);
    }),
  );
}

function check(title: string, text: string): void {
  const strike = mainAttack(title, text);
  const all = `${title} ${text}`;
  for (const party of strike.attacker?.split(' and ') ?? []) expect(isNamed(party, all)).toBe(true);
  for (const source of [strike.tollSource ?? '', ...Object.values(strike.saidBy ?? {})])
    expect(plain(all)).toContain(plain(source));
  for (const each of [...strike.places, ...strike.targets]) expect(plain(all)).toContain(plain(each));
  for (const toll of [strike.killed, strike.injured, strike.missing]) {
    if (!toll) continue;
    expect(Number.isSafeInteger(toll.count) && toll.count > 0).toBe(true);
  }
  for (const { launched, intercepted, hit } of strike.weapons)
    for (const count of [launched, intercepted, hit])
      expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
}

describe('the main attack of any text', () => {
  it('is made of what stands in the text', () => {
    fc.assert(fc.property(assembled, assembled, check), { numRuns: 400 });
  });

  it('bears arbitrary text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: 'binary' }),
        fc.string({ maxLength: 300, unit: 'binary' }),
        check,
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['and then one more', 'two women and a man and '.repeat(4_000)],
    ['lists without an end', '12 drones, '.repeat(9_000)],
    ['the toll again', 'the death toll rose from four to seven, '.repeat(2_500)],
    ['blame again', 'Hamas blamed Israel for the attack by al Shabaab on Gaza City, '.repeat(1_500)],
    ['capitals', 'GUERRILLAS ATTACKED THE TOWN AND KILLED THE MAYOR '.repeat(2_000)],
    ['short lines', 'a line of just about fifty characters, no more of it\n'.repeat(1_800)],
  ])('reads %s without end', (_name, text) => {
    check('', text);
  });
});
