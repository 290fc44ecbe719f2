import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

describe('what was hit', () => {
  it.each<[targets: string[], text: string]>([
    [['oil refinery'], 'Ukrainian drones hit an oil refinery in Saratov on Monday.'],
    [['hospital'], 'A Russian missile struck a hospital in Kherson on Monday, officials at the plant said.'],
    [['school', 'kindergarten'], 'Shelling damaged a school and a kindergarten in Nikopol on Monday.'],
    [['apartment building'], 'A drone crashed into an apartment building in Odesa on Monday, wounding two.'],
    [['power plant'], 'Missiles destroyed a power plant near Kharkiv on Monday.'],
    [['airbase'], 'Rockets were fired at an airbase in Iraq on Monday, the US military said.'],
    [['bridge'], 'Israeli warplanes bombed a bridge over the Litani in southern Lebanon on Monday.'],
    [['market'], 'At least 20 people were killed in an air strike on a market in Darfur on Monday.'],
    [['cargo ship'], 'A Houthi missile hit a cargo ship in the Red Sea on Monday.'],
    // Where the hurt were brought, who was told what, and parts of names are no targets.
    [[], 'Three people wounded in a drone attack on Sumy on Monday were taken to hospital.'],
    [[], "Fourteen people hurt in Monday's strike on Odesa remain in hospitals."],
    [[], 'Gunmen attacked Port-au-Prince on Monday, killing three officers.'],
    [[], 'Missiles hit the port city of Hodeidah on Monday.'],
    [[], "A missile fell near a school in Dnipro on Monday, the mayor's office said."],
  ])('%j: %s', (targets, text) => {
    expect(mainAttack('', text).targets).toEqual(targets);
  });
});

describe('what came of it', () => {
  it.each<[effects: string[], text: string]>([
    [['power outage'], 'Russian strikes on Odesa on Monday left 30,000 homes without power.'],
    [
      ['power outage', 'water outage'],
      'Drones hit Kherson on Monday and knocked out power and the water supply was cut.',
    ],
    [['heating outage'], 'A missile attack on Kyiv on Monday left 500 buildings without heating.'],
    [
      ['flights suspended'],
      'Drones were shot down near Moscow on Monday and flights were suspended at two airports.',
    ],
    [['rail disruption'], 'A drone hit a station in Konotop on Monday and train traffic was suspended.'],
    [['port closed'], 'Drones hit tugs in Constanta on Monday and the port was briefly closed.'],
    [['border closed'], 'A rocket wounded two guards on Monday and Jordan closed its border with Syria.'],
    [['schools closed'], 'Missiles hit Sumy on Monday; schools were closed.'],
    // No service was lost.
    [[], 'A Ukrainian drone set an oil depot in Rostov ablaze on Monday.'],
    [[], 'Israeli fire killed two people in Gaza on Monday.'],
    [[], 'Troops opened fire on Monday in Hebron, wounding one.'],
    [[], 'Missiles hit Odesa on Monday. The two sides have agreed to a cease-fire in principle.'],
  ])('%j: %s', (effects, text) => {
    expect(mainAttack('', text).effects).toEqual(effects);
  });
});

describe('what it was done with', () => {
  it.each<[weapons: string[], title: string]>([
    [['airstrike'], 'US bombs Caracas as Maduro flees'],
    [['airstrike'], 'Pakistani jets bomb Kabul'],
    [['explosive'], 'Car bomb kills nine in Mogadishu'],
    [['explosive'], 'Suicide bombing at mosque in Peshawar kills 12'],
    [['gunfire'], 'Two shot dead by gunmen in Lahore'],
    [['gunfire'], 'Palestinian teen killed by Israeli fire in Hebron'],
    [['airstrike'], 'Israeli fire kills three in Gaza, two of them in air strike'],
    [['drone', 'missile'], 'Hezbollah opens fire with drones and missiles on Haifa'],
    [['drone'], 'Ukraine strikes Russian refinery with drones'],
    [['bomb'], 'Russian glide bomb hits Kharkiv tower block'],
    [['artillery'], 'Shelling kills two in Kherson'],
    [['rocket'], 'Rockets fired at Erbil base'],
    [[], 'Russian attack kills four in Kharkiv'],
    [[], 'Anti-drone unit hit in strike on Kursk'],
  ])('%j: %s', (weapons, title) => {
    expect(mainAttack(title, '').weapons.map(({ kind }) => kind)).toEqual(weapons);
  });
});
