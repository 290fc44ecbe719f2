import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

type Figure = string | null;
const said = (toll: { count: number; qualifier: string } | null | undefined): Figure =>
  toll ? `${toll.qualifier === 'exact' ? '' : `${toll.qualifier} `}${toll.count}` : null;
const harmed = (text: string) => {
  const { killed, injured, missing } = mainAttack('', text);
  return [said(killed), said(injured), said(missing)];
};

describe('figures that are no toll', () => {
  it.each([
    ['A Russian drone hit a house in Nikopol on Monday, killing a 72-year-old man.', ['1', null, null]],
    ['A drone killed a man, 72, and his wife, 68, in Nikopol on Monday.', ['2', null, null]],
    [
      'Rescuers worked in minus 15 degrees after a missile hit a block of flats in Kyiv on Monday, killing six people.',
      ['6', null, null],
    ],
    ['A missile hit a town 30 km from the front on Monday, wounding nine people.', [null, '9', null]],
    [
      'The strike on Monday caused $40 million in damage and killed one worker at the port of Odesa.',
      ['1', null, null],
    ],
    [
      'The attack on Monday cut output by 20 percent and hurt four workers at the plant in Perm.',
      [null, '4', null],
    ],
    [
      'Drones hit a tower block of 16 storeys in Sumy on Monday, killing three people on the ninth floor.',
      ['3', null, null],
    ],
    [
      'A missile fell 200 metres from a school with 400 pupils in Dnipro on Monday. Nobody was hurt.',
      [null, null, null],
    ],
    [
      'About 500 people were in the theatre when a bomb hit it in Mariupol on Monday, killing 12.',
      ['12', null, null],
    ],
    [
      'Shelling on Monday left 45,000 homes in Kherson without power and killed two residents.',
      ['2', null, null],
    ],
    [
      'Troops of the 93rd Brigade were hit by a strike in Donetsk region on Monday that wounded 11 soldiers.',
      [null, '11', null],
    ],
    ['An Su-25 jet dropped bombs on Kupiansk on Monday, killing one woman.', ['1', null, null]],
    ['At 2 a.m. on Monday a rocket killed five people in Haifa.', ['5', null, null]],
    ['Police arrested 12 people after a bombing in Lahore on Monday killed four.', ['4', null, null]],
    [
      'Gunmen took 30 hostages and killed three guards in a raid on a mine in Mali on Monday.',
      ['3', null, null],
    ],
    [
      'The bus carried 40 passengers when it was hit by a drone near Sumy on Monday; seven were killed.',
      ['7', null, null],
    ],
  ])('%s', (text, wanted) => {
    expect(harmed(text)).toEqual(wanted);
  });
});

describe('the toll of this attack', () => {
  it.each([
    // Ranges and how surely it was said.
    [
      'Between five and seven people were killed in an air strike on Sanaa on Monday.',
      ['at_least 5', null, null],
    ],
    ['Rebels killed between 26 and 32 villagers in a raid in Ituri on Monday.', ['at_least 26', null, null]],
    [
      'At least a dozen people were killed and scores hurt in a car bombing in Baghdad on Monday.',
      ['at_least 12', null, null],
    ],
    [
      'No fewer than 14 people died in an attack on a market in Borno on Monday.',
      ['at_least 14', null, null],
    ],
    ['Nearly 60 people were wounded when missiles hit Kharkiv on Monday.', [null, 'about 60', null]],
    ['A hundred people were wounded when missiles hit Kharkiv on Monday.', [null, '100', null]],
    // Parts and wholes.
    [
      'Three United Nations peacekeepers were killed and two others wounded in an ambush in Mali on Monday.',
      ['3', '2', null],
    ],
    [
      'Missiles killed eight people in Kyiv on Monday, five of them in one block of flats.',
      ['8', null, null],
    ],
    ['Eleven people, among them four children, died in a strike on Rafah on Monday.', ['11', null, null]],
    [
      'Nine people were killed in strikes on Ukraine on Monday: six in Kyiv and three in Odesa.',
      ['9', null, null],
    ],
    ['A strike on Beirut on Monday killed two men. The death toll later rose to five.', ['5', null, null]],
    [
      'Four people were killed on the spot in a bombing in Kabul on Monday and two more died in hospital.',
      ['6', null, null],
    ],
    // This attack and the campaign.
    [
      'A drone killed two people in Kherson on Monday. Drones have killed 140 people in the region this year.',
      ['2', null, null],
    ],
    [
      "Monday's strike on a school killed 30 people, the deadliest since one that killed 52 in 2023.",
      ['30', null, null],
    ],
    [
      'Israeli strikes killed six people in Gaza on Monday, taking the toll since the truce to 410, medics said.',
      ['6', null, null],
    ],
    // The other side's attack in one article.
    [
      'A Russian missile killed four people in Kharkiv on Monday. In Russia, a Ukrainian drone killed one person in Belgorod, the governor said.',
      ['4', null, null],
    ],
    // Attackers' own.
    [
      'Gunmen stormed a barracks in Maiduguri on Monday, killing five soldiers. Troops killed 20 attackers.',
      ['5', null, null],
    ],
    [
      'A suicide bomber killed six worshippers at a mosque in Peshawar on Monday. The bomber also died.',
      ['6', null, null],
    ],
    [
      'Thirteen villagers were killed in a militant raid in Sahel on Monday; 34 militants were also killed.',
      ['13', null, null],
    ],
    // Missing.
    [
      'A missile hit a ship off Yemen on Monday; two sailors were killed and five are missing.',
      ['2', null, '5'],
    ],
    [
      'Three people are unaccounted for under the rubble after a bomb hit flats in Sloviansk on Monday, killing one.',
      ['1', null, '3'],
    ],
  ])('%s', (text, wanted) => {
    expect(harmed(text)).toEqual(wanted);
  });
});
