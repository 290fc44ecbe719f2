import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

describe('where a headline’s attack hit', () => {
  it.each<[title: string, country: string | null]>([
    // The aim of the attack, whoever else is named.
    ['US raids on Yemen kill 12', 'Yemen'],
    ['Twelve killed in US attack on Somalia: media', 'Somalia'],
    ['US operation to seize Yemeni rebel leader leaves nine dead', null],
    ['Jordan says six Jordanian officers were killed in Turkish attack on Iraq', 'Iraq'],
    ['Jordan mourns six Jordanians killed in Turkish raid in Iraq', 'Iraq'],
    ['Jordan says six of its citizens died in drone strike in Iraq', 'Iraq'],
    ['Six Jordanian citizens killed guarding convoy — Jordanian government', null],
    ['Iranian health centres hit in Iraqi attack ahead of talks in Paris', 'Iran'],
    ['Iraq strike death toll: how many civilians died in US raid?', 'Iraq'],
    ['Seven fishing boats sunk in Turkish strike off coast', null],
    // Who stands behind a group, and who only speaks, tells of no place.
    ['Nine dead as Saudi jets strike Iran-backed fighters', null],
    ['US military says five killed in strike on alleged smugglers', null],
    ['Thailand, Japan condemn deadly attack on ferry', null],
    ['Drone strike kills nine in Russian-occupied Ukraine, Moscow says', 'Ukraine'],
    ['Russia says Ukrainian drone kills four in occupied Ukraine', 'Ukraine'],
    ['Drone kills one in Russian border region ahead of Ukraine talks', 'Russia'],
    ['Ukrainian strike on Russian holiday crowd kills nine', 'Russia'],
    ['Explosions rock Damascus as rebels advance', 'Syria'],
    // What another clause tells of others.
    ['North Korea fires missiles toward Sea of Japan', null],
    ['North Korea fires missiles as South Korean leader visits China', null],
    ['Allies to meet in Paris as Russian strike kills two', null],
    ['Trump vows answer after drone strike kills three in Jordan', 'Jordan'],
    ['Army says nine soldiers died in US operation to seize rebel chief', null],
    ["Trump's Yemen raid leaves nine dead", 'Yemen'],
    ['Russian strikes kill two and set clinic alight ahead of Paris talks', null],
    ['Farmer shot dead by masked men in Bangladesh', 'Bangladesh'],
    ['Volunteer killed fighting with Ukrainian forces against Russia', null],
    ['Somalia: bomb at market kills nine', 'Somalia'],
    ['Nigeria market attack leaves nine dead', 'Nigeria'],
  ])('%s → %s', (title, country) => {
    expect(mainAttack(title, '').country).toBe(country);
  });
});

describe('people harmed in a headline', () => {
  it.each<[title: string, killed: number | null, injured: number | null]>([
    // Headlines leave articles out.
    ['Palestinian child killed by Israeli forces in Gaza', 1, null],
    ['Drone strike kills ambulance driver near Sumy', 1, null],
    ['Suicide bomber kills security officer in Aleppo', 1, null],
    ['Five-year-old girl killed in Ukrainian drone attack, governor says', 1, null],
    ['Man, two children killed in shelling of Kharkiv', 3, null],
    ['Shelling of border town leaves woman dead, three children wounded', 1, 3],
    ['Teacher and poet shot dead in Karachi', 1, null],
    ['6-year-old and his aunt killed in air strike on Rafah', 2, null],
    ['Child among five killed in strike on bus', 5, null],
    ['Over 30 officers were among at least 80 killed in raid', 80, null],
    ['Russian strikes on Odesa wound six, including children', null, 6],
    ['Missile attack hurts 14 in Haifa', null, 14],
    ['Army says 32 of its soldiers died in rebel attack', 32, null],
    ['At least 80 rebels killed in air strikes since Friday: official', 80, null],
    // What is no victim, or no number.
    ['Police chief condemns bombing', null, null],
    ["Large part of minister's guard was killed in air raid", null, null],
    ['Woman says bombs fell near school', null, null],
    ['Taxi driver shortage after rocket fire', null, null],
    ['Soldier found dead in suspected suicide, army says', null, null],
    ['Dozens killed in drone attack on market', null, null],
    ['Soldier injured by mine as border clash kills two', 2, 1],
  ])('%s → %s killed, %s injured', (title, killed, injured) => {
    const strike = mainAttack(title, '');
    expect([strike.killed?.count ?? null, strike.injured?.count ?? null]).toEqual([killed, injured]);
  });
});
