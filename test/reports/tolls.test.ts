import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

/** Title, text; killed, injured and missing as they must be read, left out where nothing is said of them. */
type Row = [title: string, text: string, killed: number | null, injured?: number | null, missing?: number];

const ROWS: Row[] = [
  [
    '',
    'A Russian missile hit a bus station in Sloviansk on Monday, killing a man and wounding two others, the governor said.',
    1,
    2,
  ],
  ['', 'Russian shelling killed a couple and their son in Kherson on Monday, prosecutors said.', 3],
  [
    '',
    'Two women and a man were killed when a drone struck a house near Nikopol on Monday, the governor said.',
    3,
  ],
  ['', 'An Israeli strike killed a father and his two children in Gaza City on Monday, medics said.', 3],
  [
    '',
    'Israeli strikes killed at least 12 people, including four children and two women, in Khan Younis on Monday.',
    12,
  ],
  [
    '',
    'Three soldiers and two policemen were killed in an ambush by militants in northern Mali on Monday, the army said.',
    5,
  ],
  [
    '',
    "Gunmen killed 17 villagers and kidnapped 30 others in a raid in Nigeria's Zamfara state on Monday, residents said.",
    17,
  ],
  [
    '',
    'A suicide bomber blew himself up at a checkpoint in Mogadishu on Monday, killing himself and four soldiers, police said.',
    4,
  ],
  [
    '',
    'Four people were killed and eight wounded, three of them seriously, in a Russian attack on Odesa on Monday.',
    4,
    8,
  ],
  [
    '',
    'A drone attack on a market in El Fasher on Monday left at least 30 dead and dozens injured, medics said.',
    30,
    null,
  ],
  [
    '',
    'The death toll from a Russian missile strike on a Kyiv apartment block on Monday rose to 28 on Tuesday after more bodies were found, rescuers said. A further 134 people were injured.',
    28,
    134,
  ],
  [
    '',
    'Death toll in Dnipro strike climbs from nine to 14. A Russian missile hit the city of Dnipro on Monday.',
    14,
  ],
  ['', 'Five people were killed in Kharkiv and two in Sumy in Russian attacks on Monday, officials said.', 7],
  [
    '',
    'One person was killed in Kherson, another in Nikopol, and two died in Kostiantynivka in Russian attacks on Monday, officials said.',
    4,
  ],
  [
    '',
    'Russian attacks killed six people across Ukraine on Monday. Three were killed in Kramatorsk, two in Kherson and one in Sumy, officials said.',
    6,
  ],
  [
    '',
    "A Russian drone hit a minibus in Nikopol on Monday, killing one. Russia's war has killed more than 15,000 civilians since 2022, the UN says.",
    1,
  ],
  [
    '',
    'An Israeli air strike hit a car in southern Lebanon on Monday, killing two people, the health ministry said. More than 400 people have been killed in Lebanon since a ceasefire took effect in November 2024.',
    2,
  ],
  [
    '',
    'A car bomb exploded in Damascus on Monday. There were no immediate reports of casualties.',
    null,
    null,
  ],
  [
    '',
    'No one was hurt when a drone hit an oil depot near Krasnodar on Monday, the governor said.',
    null,
    null,
  ],
  ['', 'A strike on a school in Minab on Monday killed 60 pupils and injured 95, state media said.', 60, 95],
  [
    '',
    'Seven crew members were missing after a missile hit a cargo ship in the Red Sea on Monday; three sailors were killed.',
    3,
    null,
    7,
  ],
  [
    '',
    'Two people were killed and four are missing after a missile hit an apartment building in Kharkiv on Monday.',
    2,
    null,
    4,
  ],
  [
    '',
    'Ten people remained unaccounted for on Tuesday after a strike on a block of flats in Ternopil a day earlier that killed 26.',
    26,
    null,
    10,
  ],
  [
    '',
    'A rocket attack on a base in Iraq on Monday wounded five American soldiers, two of them seriously, officials said.',
    null,
    5,
  ],
  [
    '',
    'A Ukrainian drone killed a 54-year-old woman and injured her 30-year-old son in the Belgorod region on Monday, the governor said.',
    1,
    1,
  ],
  [
    '',
    'Militants stormed a police station in Peshawar on Monday, killing three officers. Security forces killed all four attackers.',
    3,
  ],
  [
    '',
    'US forces killed 14 Islamic State fighters in air strikes in northern Nigeria on Monday, the US military said.',
    14,
  ],
  [
    '',
    'Israel killed a senior Hezbollah commander, Ali Tabatabai, in a strike on Beirut on Monday. The strike killed five people and wounded 28, the health ministry said.',
    5,
    28,
  ],
  [
    '',
    'The bodies of nine people were pulled from the rubble after a Russian strike on Zaporizhzhia on Monday.',
    9,
  ],
  ['', 'A Russian guided bomb attack claimed the lives of three people in Kostiantynivka on Monday.', 3],
  ['', 'A bombing claimed 22 lives at a mosque in Peshawar on Monday.', 22],
  [
    'Israeli strike kills Palestinian journalist in Gaza',
    'An Israeli strike killed a Palestinian journalist in Gaza City on Monday, his employer said.',
    1,
  ],
  [
    '',
    'Up to 40 people were killed in an air strike on a displacement camp in Myanmar on Monday, a local aid group said.',
    40,
  ],
  [
    '',
    'Between 15 and 20 civilians were killed in a drone strike on a wedding in Yemen on Monday, residents said.',
    15,
  ],
  [
    '',
    'More than two dozen people were injured in a drone attack on Kharkiv on Monday, the mayor said.',
    null,
    24,
  ],
  ['', 'As many as 200 people were hurt when missiles hit Tel Aviv on Monday.', null, 200],
  [
    '',
    'A Russian strike on Sumy killed 11 and hurt at least 40, among them seven children, on Monday.',
    11,
    40,
  ],
  [
    'Strikes kill 7 in Gaza',
    'Israeli strikes killed seven Palestinians in Gaza on Monday. Among the dead were two brothers, aged 9 and 11. Elsewhere in the strip, gunfire wounded three people.',
    7,
    3,
  ],
  ['', 'An overnight attack on Kyiv killed four. On Sunday, a strike on Kharkiv killed nine people.', 4],
  [
    '',
    "Russia launched 90 drones overnight. A 70-year-old man died in hospital after Sunday's strike on Chernihiv. Three people were injured in the overnight attack.",
    1,
    3,
  ],
  [
    '',
    'At least three people were killed, Ukrainian officials said on Monday, after Russian missiles hit Kyiv. Mayor Vitali Klitschko said 12 people were wounded, five of whom were taken to hospital.',
    3,
    12,
  ],
  [
    '',
    'The attack, which killed 15 people and wounded 70, was the deadliest in the region since last year, when 40 died.',
    15,
    70,
  ],
  [
    '',
    "Hamas militants killed 1,200 people in the October 2023 attack, and Israel's campaign has killed more than 70,000. On Monday an Israeli drone strike killed three people near Rafah.",
    3,
  ],
  [
    '',
    "Twelve people were killed, among them three children, and 41 wounded in Monday's attack on Lviv.",
    12,
    41,
  ],
  ['', 'Twenty-one were killed, 11 of them women, when RSF shelled a hospital in El Obeid on Monday.', 21],
  ['', 'A helicopter strike killed a mother, her baby and two other relatives in Kachin state on Monday.', 4],
  [
    '',
    'Rebels killed at least 43 worshippers in a night attack on a church in eastern Congo on Monday, the army said. It had earlier put the toll at 38.',
    43,
  ],
  ['', 'Seventeen people died, including the bomber, in an attack on a court in Islamabad on Monday.', 17],
  ['', 'Soldiers clashed with insurgents in Borno on Monday; 20 insurgents and three soldiers died.', 3],
  [
    '',
    "The number of people killed in Monday's strike has risen to 19, with 66 wounded, emergency services said. The Russian missile hit Ternopil.",
    19,
    66,
  ],
  [
    '',
    'An Israeli strike wounded four, one critically, in the Lebanese town of Nabatieh on Monday.',
    null,
    4,
  ],
];

describe('the toll of the main attack', () => {
  it.each(ROWS)('%s%s', (title, text, killed, injured = null, missing) => {
    const strike = mainAttack(title, text);
    expect(strike.killed?.count ?? null).toBe(killed);
    expect(strike.injured?.count ?? null).toBe(injured);
    expect(strike.missing?.count ?? null).toBe(missing ?? null);
  });

  it.each([
    ['at least nine', { count: 9, qualifier: 'at_least' }],
    ['more than 20', { count: 20, qualifier: 'at_least' }],
    ['some 40', { count: 40, qualifier: 'about' }],
    ['up to 15', { count: 15, qualifier: 'up_to' }],
    ['a dozen', { count: 12, qualifier: 'exact' }],
    ['twenty-one', { count: 21, qualifier: 'exact' }],
  ])('keeps how surely it was said: %s', (said, toll) => {
    expect(mainAttack('', `A Russian missile killed ${said} people in Kharkiv on Monday.`).killed).toEqual(
      toll,
    );
  });

  it.each([
    ['the war', "Russia's war has killed more than 15,000 civilians. A drone hit a depot in Sumy on Monday."],
    ['threats', 'The group threatened to kill 20 hostages after a drone hit Beirut on Monday.'],
    ['hunger', 'A drone hit a camp near El Fasher on Monday, where 30 children died of hunger.'],
    ['neither', 'A missile killed or wounded 20 people in Kharkiv on Monday.'],
  ])('is silent on %s', (_name, text) => {
    expect(mainAttack('', text).killed).toBeNull();
  });
});

describe('who gave the toll', () => {
  it.each([
    [
      'A Russian strike killed two people in Kherson on Monday, the regional governor said.',
      'regional governor',
    ],
    [
      "According to Gaza's health ministry, an Israeli strike killed five people on Monday.",
      "Gaza's health ministry",
    ],
    [
      'Two died in a drone attack on Belgorod on Monday, governor Ivan Petrov wrote online.',
      'governor Ivan Petrov',
    ],
    ['Police said a bomb killed 12 people in Quetta on Monday.', 'Police'],
    ['At least seven people were reported killed in a Russian strike on Kharkiv on Monday.', null],
  ])('%s', (text, source) => {
    expect(mainAttack('', text).tollSource).toBe(source);
  });
});
