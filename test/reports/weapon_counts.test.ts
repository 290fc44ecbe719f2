import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

/** Title, text, and every count as `kind launched/intercepted/hit`, `;` between kinds; kinds without a count are left out. */
const ROWS: [title: string, text: string, counts: string][] = [
  [
    '',
    'Of 165 drones launched by Russia overnight, 142 were shot down, the air force said.',
    'drone 165/142/null',
  ],
  [
    '',
    'Russia attacked Ukraine with 120 drones overnight; air defences downed 97 of them and 18 hit 11 locations, the air force said.',
    'drone 120/97/18',
  ],
  [
    '',
    "Ukraine's air force said it shot down 88 of 104 drones that Russia launched overnight.",
    'drone 104/88/null',
  ],
  [
    '',
    "Ukraine's air force said it destroyed 30 out of 41 missiles and 405 of 450 drones in the overnight attack on Kyiv.",
    'drone 450/405/null;missile 41/30/null',
  ],
  [
    '',
    'Russia fired more than 500 drones and 40 missiles at Ukraine overnight, of which 470 drones and 33 missiles were intercepted.',
    'drone 500/470/null;missile 40/33/null',
  ],
  [
    '',
    'Russia launched a total of 298 Shahed-type drones, two Kinzhal hypersonic missiles and seven Kalibr cruise missiles overnight, the air force said.',
    'drone 298/null/null;missile 9/null/null',
  ],
  [
    '',
    'Russian air defences intercepted and destroyed 117 Ukrainian drones overnight, including 44 over the Bryansk region, the defence ministry said.',
    'drone null/117/null',
  ],
  [
    '',
    'Over the past week Russia has launched 1,200 drones at Ukraine. Overnight it sent 90 drones, 71 of which were downed.',
    'drone 90/71/null',
  ],
  [
    '',
    'Russia has launched about 44,000 drones since the start of the war, and last night another 64 were fired at Odesa.',
    'drone 64/null/null',
  ],
  [
    '',
    'Iran fired around 180 ballistic missiles at Israel on Tuesday, most of which were intercepted.',
    'missile 180/null/null',
  ],
  [
    '',
    'Israel said about 20 projectiles were launched from Lebanon on Monday, 15 of which were intercepted.',
    'rocket 20/15/null',
  ],
  [
    '',
    'Hezbollah fired a barrage of 30 rockets at northern Israel on Monday; two rockets struck a house in Kiryat Shmona.',
    'rocket 30/null/2',
  ],
  [
    '',
    'The attack involved nearly 400 drones and missiles, Zelenskiy said on Monday. Kyiv was hit hardest by the Russian strikes.',
    'drone 400/null/null',
  ],
  [
    '',
    "Russia has a stockpile of 2,000 missiles and can produce 400 drones a day, Ukraine's intelligence chief said after a Russian drone hit Kyiv on Monday.",
    'drone null/null/null;missile null/null/null',
  ],
  [
    '',
    'Ukraine will receive 50 drones and 10 missiles from Germany. A Russian drone hit a house in Sumy on Monday.',
    'drone null/null/null',
  ],
  ['', 'Three drones hit a fuel depot in Fujairah on Monday, officials said.', 'drone null/null/3'],
  ['', 'Saudi Arabia said it had intercepted three drones near Ras Tanura on Monday.', 'drone null/3/null'],
  [
    '',
    'Russia dropped 36 guided bombs on the Kharkiv region on Monday, the governor said.',
    'bomb 36/null/null',
  ],
  [
    '',
    'Israel carried out more than 60 air strikes on southern Lebanon on Monday, state media said.',
    'airstrike 60/null/null',
  ],
  [
    '',
    'An Israeli air strike hit Beirut on Monday. Israel has carried out some 100 strikes a day this month.',
    'airstrike null/null/null',
  ],
  [
    '',
    'Moscow mayor Sergei Sobyanin said 14 drones heading for the capital were shot down on Monday.',
    'drone null/14/null',
  ],
  [
    '',
    "Ukraine launched 251 drones at Russian regions overnight, Russia's defence ministry said, in one of the largest attacks of the war. Russia hit Kyiv with 10 drones in retaliation.",
    'drone 251/null/null',
  ],
  [
    '',
    'Eighty-two drones were shot down over Ukraine overnight and five missiles reached their targets after Russia launched 110 drones, the air force said.',
    'drone 110/82/null;missile null/null/5',
  ],
  ['Russia strikes Kyiv with 45 missiles, 320 drones', '', 'missile 45/null/null;drone 320/null/null'],
  ['Russia downs 74 Ukrainian drones: defence ministry', '', 'drone null/74/null'],
  [
    '200 drones and 12 missiles: Russia pounds Kyiv overnight',
    '',
    'drone 200/null/null;missile 12/null/null',
  ],
  ['Ukraine has downed 9 of every 10 Russian drones', '', ''],
  ['Russia launched record 5,400 drones at Ukraine in August', '', ''],
];

describe('weapon counts of the main attack', () => {
  it.each(ROWS)('%s%s', (title, text, counts) => {
    const said = mainAttack(title, text)
      .weapons.map((each) => `${each.kind} ${each.launched}/${each.intercepted}/${each.hit}`)
      .filter((each) => !each.endsWith('null/null/null'));
    expect(said.sort()).toEqual(
      counts
        .split(';')
        .filter((each) => each !== '' && !each.endsWith('null/null/null'))
        .sort(),
    );
  });

  it('adds what is told on top', () => {
    const text =
      'A Ukrainian drone hit a car in the Bryansk region on Monday. The ministry said it had downed 40 Ukrainian drones in the morning, on top of 80 it had shot down overnight.';
    expect(mainAttack('', text).weapons).toEqual([
      { kind: 'drone', launched: null, intercepted: 120, hit: null, qualifier: 'exact' },
    ]);
  });
});
