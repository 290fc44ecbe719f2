import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../src/stories/agreement.ts';
import { factsOfSource } from '../../src/stories/facts.ts';
import { MODEL } from '../../src/stories/model.ts';
import { createReader } from '../../src/stories/reading.ts';
import { titleAttacker } from '../../src/stories/title_attacker.ts';
import { diplomacy, source, strike, toll } from './samples.ts';

const { read } = createReader(MODEL);

describe('a title', () => {
  it.each<[title: string, isUpdate: boolean, looksBack: boolean]>([
    ['Death toll of Khorly strike rises to 29', true, false],
    ['Number of dead in market shelling climbs to nine', true, false],
    ['Strike on market kills nine', false, false],
    ['Prices rise after strike', false, false],
    ['Inside the raid on the palace', false, true],
    ['How the army took the airport', false, true],
    ['Army takes airport', false, false],
  ])('%s', (title, isUpdate, looksBack) => {
    expect(read({ title, lead: '' })).toMatchObject({ isUpdate, looksBack });
  });

  it.each([
    ['New Iranian attacks target Israel', 'iran'],
    ['Daytime Russian drone strike kills three', 'russia'],
    ['Houthi missile hits tanker', 'houthis'],
    ['Lebanon strikes kill five', null],
    ['Israeli ministers meet', null],
    ['Israeli: strikes go on', null],
  ])('%s: the attacker is %s', (title, attacker) => {
    expect(titleAttacker(title)).toBe(attacker);
  });
});

describe('a lead', () => {
  it('tells names, numbers and weekdays', () => {
    const plain = read({
      title: 'Ferry sinks',
      lead: 'Off Zanzibar, 90 people drowned, Captain Omari said.',
    });
    const other = read({ title: 'Ferry sinks on Tuesday', lead: 'the ferry had left on Monday' });
    expect(plain.capitals.length).toBeGreaterThan(0);
    expect(plain.figures).toHaveLength(1);
    expect([plain.days, other.days]).toEqual([0, 0b11]);
  });
});

describe('facts that agree', () => {
  const reasons = (a: Parameters<typeof source>, b: Parameters<typeof source>) =>
    agreementOf(factsOfSource(source(...a)), factsOfSource(source(...b))).reasons;

  it('are no toll over many places and one town’s', () => {
    const inUkraine = { attacker: 'Russia', country: 'Ukraine', killed: toll(3) };
    const zaporizhzhia = strike({ ...inUkraine, places: ['Zaporizhzhia'] });
    const town: Parameters<typeof source> = [
      'Russian strike on Zaporizhzhia kills three',
      { strike: zaporizhzhia },
    ];
    expect(reasons(['Russian strikes kill three', { strike: strike(inUkraine) }], town)).toContain(
      'same number killed',
    );
    expect(
      reasons(['Russian strikes across Ukraine kill three', { strike: strike(inUkraine) }], town),
    ).not.toContain('same number killed');
  });

  it('are the host of talks and their town', () => {
    const doha = diplomacy({ kind: 'talks', participants: ['Pakistan', 'Afghanistan'], place: 'Doha' });
    const mediated = diplomacy({ kind: 'ceasefire', participants: ['Pakistan', 'Afghanistan', 'Qatar'] });
    expect(
      reasons(['Talks in Doha', { diplomacy: doha }], ['Ceasefire agreed', { diplomacy: mediated }]),
    ).toContain('qatar is the host');
  });
});
