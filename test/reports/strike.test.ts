import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

const PUBLISHED = Date.UTC(2026, 0, 8, 9); // a Thursday
const strikeOf = (title: string, text: string) =>
  readReport({ id: 'a', title, text, publishedAt: PUBLISHED }).strike;

describe('tolls', () => {
  const toll = (count: number, qualifier = 'exact') => ({ count, qualifier });
  it.each([
    ['word', 'A Russian drone strike on Kherson killed three people on Wednesday.', toll(3), null],
    [
      'floor',
      'A Russian missile strike on Kharkiv killed at least nine people and wounded more than 20 on Wednesday.',
      toll(9, 'at_least'),
      toll(20, 'at_least'),
    ],
    ['dozen', 'Shelling killed a dozen civilians in Sloviansk on Wednesday, officials said.', toll(12), null],
    ['about', 'A rocket attack on Sumy wounded some 40 people on Wednesday.', null, toll(40, 'about')],
    [
      'aside',
      'Two people, including a child, were killed in a Russian missile attack on Odesa on Wednesday.',
      toll(2),
      null,
    ],
    [
      'one died',
      'One person died and five were injured when Russian drones hit Nikopol on Wednesday.',
      toll(1),
      toll(5),
    ],
    [
      'dead',
      'A Russian glide bomb left four dead and 11 wounded in Kramatorsk on Wednesday.',
      toll(4),
      toll(11),
    ],
    [
      'thousands',
      'An Israeli strike killed 1,200 people in Gaza City on Wednesday, medics said.',
      toll(1200),
      null,
    ],
    [
      'compound',
      'An attack by gunmen killed one hundred and twenty people in a village in Mali on Wednesday.',
      toll(120),
      null,
    ],
    [
      'rose',
      'A Russian missile hit a block of flats in Dnipro on Wednesday, killing four people. The death toll rose to seven by evening, the mayor said.',
      toll(7),
      null,
    ],
    [
      'age',
      'A Russian drone strike killed a 62-year-old man in Kherson on Wednesday, the governor said.',
      toll(1),
      null,
    ],
    [
      'no casualties',
      'A Russian drone hit a depot in Poltava on Wednesday. There were no casualties.',
      null,
      null,
    ],
  ])('%s', (_name, text, killed, injured) => {
    const strike = strikeOf('', text);
    expect(strike?.killed ?? null).toEqual(killed);
    expect(strike?.injured ?? null).toEqual(injured);
  });

  it('leaves out the war, older attacks and the attackers', () => {
    const strike = strikeOf(
      'Militants attack army post in Nigeria',
      'Islamist militants attacked an army post in Borno state on Wednesday, killing six soldiers, the army said. Troops killed 15 attackers. Boko Haram has killed more than 40,000 people since 2009. Last month an attack in Yobe killed 23 people.',
    );
    expect(strike?.killed).toEqual(toll(6));
    expect(strike?.country).toBe('Nigeria');
  });

  it('keeps the other side apart', () => {
    const strike = strikeOf(
      'Russian missiles hit Kharkiv, killing five',
      "Russian missiles hit Kharkiv in Ukraine on Wednesday, killing five people and injuring 14, the governor said. In Russia, a Ukrainian drone attack killed two people in Belgorod, the region's governor said.",
    );
    expect(strike).toMatchObject({
      attacker: 'Russia',
      country: 'Ukraine',
      killed: toll(5),
      injured: toll(14),
      places: ['Kharkiv'],
    });
  });
});

describe('weapons', () => {
  it('reads launched, intercepted and hit of the night, not of the week', () => {
    const strike = strikeOf(
      'Russia attacks Ukraine with drones',
      'Russia launched 97 drones and two Iskander missiles at Ukraine overnight, the air force said. Air defences shot down 70 drones. This week Russia has fired more than 1,700 drones at Ukraine.',
    );
    const drone = strike?.weapons.find((each) => each.kind === 'drone');
    expect(drone).toEqual({ kind: 'drone', launched: 97, intercepted: 70, hit: null, qualifier: 'exact' });
    expect(strike?.weapons.find((each) => each.kind === 'missile')?.launched).toBe(2);
  });
});

describe('when', () => {
  it.each([
    ['weekday', 'Russian drones hit Sumy on Tuesday, killing one person.', '2026-01-06'],
    ['overnight', 'Russian drones hit Sumy overnight, killing one person.', '2026-01-08'],
    ['yesterday', 'Russian drones hit Sumy yesterday, killing one person.', '2026-01-07'],
    ['date', 'Russian drones hit Sumy on January 5, killing one person.', '2026-01-05'],
    ['unsaid', 'Russian drones hit Sumy, killing one person.', null],
  ])('%s', (_name, text, when) => {
    expect(strikeOf('', text)?.when).toBe(when);
  });
});

describe('places and sources', () => {
  it('takes a capital as a voice or as a place, by what is said', () => {
    const strike = strikeOf(
      'Ukrainian drones hit Moscow',
      'Ukrainian drones hit a block of flats in Moscow on Wednesday, injuring three people, the mayor said. Kyiv gave no comment.',
    );
    expect(strike).toMatchObject({
      attacker: 'Ukraine',
      country: 'Russia',
      places: ['Moscow'],
      tollSource: 'mayor',
    });
  });

  it('knows the attackers by whose drones they were', () => {
    const strike = strikeOf(
      '',
      "Ukrainian drones set an oil refinery ablaze in Russia's Ryazan region overnight, the governor said, and flights were suspended at two airports. Russia's defence ministry said air defences destroyed 112 Ukrainian drones.",
    );
    expect(strike).toMatchObject({
      attacker: 'Ukraine',
      country: 'Russia',
      places: ['Ryazan region'],
      effects: ['flights suspended'],
    });
    expect(strike?.weapons).toEqual([
      { kind: 'drone', launched: null, intercepted: 112, hit: null, qualifier: 'exact' },
    ]);
  });

  it('takes the group that claims the attack, and leaves the attacker out of the toll', () => {
    const strike = strikeOf(
      '',
      'A suicide bomber killed at least 31 worshippers and wounded 169 at a mosque in Islamabad on Friday, police said. Islamic State claimed responsibility. The attacker was also killed.',
    );
    expect(strike).toMatchObject({
      attacker: 'Islamic State',
      country: 'Pakistan',
      killed: { count: 31, qualifier: 'at_least' },
      injured: { count: 169 },
      tollSource: 'police',
    });
  });

  it('names a village that no list has', () => {
    const strike = strikeOf(
      'Drone hits bus in Ukraine',
      'A Russian drone hit a bus in the village of Zelenivka in the Sumy region on Wednesday, killing two people.',
    );
    expect(strike?.places).toEqual(['Sumy region', 'Zelenivka']);
    expect(strike?.targets).toEqual(['bus']);
  });
});
