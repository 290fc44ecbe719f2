import { describe, expect, it } from 'vitest';
import { mainAttack } from './main_attack.ts';

type Row = [title: string, attacker: string | null, text?: string];

const ROWS: Row[] = [
  ['Pakistan bombs Kabul as border war spreads', 'Pakistan'],
  ['Turkish jets bomb Kurdish positions in northern Iraq, ministry says', 'Turkey'],
  ['RSF shelling kills eight in besieged Sudanese city', 'Rapid Support Forces'],
  ["Drone strike by Sudan's RSF on market kills at least 20, activists say", 'Rapid Support Forces'],
  ['Houthi missile hits cargo ship in Red Sea, two sailors missing', 'Houthis'],
  ["Yemen's Houthis fire missile at Israel", 'Houthis'],
  ['Israel intercepts missile launched by Houthis from Yemen', 'Houthis'],
  ['ADF rebels kill 40 in night raid on village in eastern Congo, officials say', 'Allied Democratic Forces'],
  ['Suspected ADF rebels behead 14 villagers in Ituri', 'Allied Democratic Forces'],
  [
    'Islamist militants kill dozens of soldiers in attack on army base in northern Burkina Faso',
    'JNIM',
    'Militants from the al Qaeda-linked group JNIM attacked an army base in northern Burkina Faso on Sunday, killing at least 50 soldiers, security sources said. JNIM claimed responsibility.',
  ],
  [
    'Gunmen kill nine in attack on bus in Balochistan',
    null,
    "Unidentified gunmen opened fire on a passenger bus in Pakistan's Balochistan province late on Monday, killing nine people, officials said. No group claimed responsibility.",
  ],
  [
    'BLA claims train attack in Pakistan',
    'Baloch Liberation Army',
    'Separatist militants attacked a train in southwest Pakistan on Tuesday. The Baloch Liberation Army claimed responsibility for the attack.',
  ],
  [
    'Somalia: car bomb kills six near presidential palace',
    'al-Shabab',
    'A car bomb exploded near the presidential palace in Mogadishu on Sunday, killing six people, police said. The al Qaeda-linked group al Shabaab said it was behind the attack.',
  ],
  ['US-Israeli strikes hit Tehran', 'United States and Israel'],
  ['US and Israel strike Iranian nuclear sites', 'United States and Israel'],
  ['Israeli and American warplanes bomb targets across Iran', 'Israel and United States'],
  ['Iran strikes Gulf state airports after Israeli attack on Isfahan', 'Iran'],
  ['Iran fires barrage of missiles at Israel in response to strikes', 'Iran'],
  ['Ukraine hit by massive Russian drone attack', 'Russia'],
  ['Kyiv struck by missiles overnight', null],
  ['Kharkiv apartment block hit in Russian attack, three dead', 'Russia'],
  ['Ukraine strikes Russian refinery with drones', 'Ukraine'],
  ["Ukraine drone attack sparks fire at refinery in Russia's Samara", 'Ukraine'],
  [
    'Russian refinery ablaze after drone attack',
    'Ukraine',
    "A fire broke out at an oil refinery in Russia's Samara region after a Ukrainian drone attack overnight, the governor said.",
  ],
  ['Russia says it downed 120 Ukrainian drones overnight', 'Ukraine'],
  [
    'Russia shot down 80 drones over border regions, ministry says',
    null,
    'Air defences destroyed 80 drones over several Russian regions overnight, the defence ministry in Moscow said. There were no casualties.',
  ],
  ['Thailand accuses Cambodia of rocket attack that wounded three civilians', 'Cambodia'],
  ['Cambodia says Thai air strikes killed four civilians', 'Thailand'],
  ['Thai F-16 jets struck military targets in Cambodia on Monday, the army said', 'Thailand'],
  ['M23 rebels seize town in eastern Congo after deadly assault', 'M23'],
  ['Rwanda-backed M23 rebels shelled the town of Uvira, killing seven people', 'M23'],
  ['Hezbollah drones hit northern Israel, wounding two soldiers', 'Hezbollah'],
  ['Two Israeli soldiers killed in Hezbollah attack in southern Lebanon', 'Hezbollah'],
  ['Israeli soldier killed by Hezbollah anti-tank missile', 'Hezbollah'],
  ['Palestinian gunman kills two Israelis in West Bank shooting', null],
  ['Israeli settlers torch homes in West Bank village', 'Israeli settlers'],
  ['Myanmar military air strike kills 18 at monastery', 'Myanmar military'],
  ["Myanmar's junta bombs hospital in Rakhine, killing 34, rebels say", 'Myanmar military'],
  ['Nigerian air force strike kills civilians by mistake in Zamfara', 'Nigeria'],
  ['US strikes alleged drug boat in eastern Pacific, killing three', 'United States'],
  ['US military says it killed four in strike on drug vessel', 'United States'],
  ['Trump says US struck ISIS camps in Nigeria', 'United States'],
  ['Islamic State claims suicide bombing at Damascus church', 'Islamic State'],
  ['Colombia: ELN attack on military base leaves two soldiers dead', 'ELN'],
  ['Haitian gangs kill 20 in attack on town north of Port-au-Prince', null],
  ['Saudi-led coalition strikes Yemen port', 'Saudi Arabia'],
  ['Syrian army shells Kurdish-held neighbourhoods in Aleppo', 'Syria'],
  ['Drone attack on Iraqi oil field claimed by Islamic Resistance in Iraq', 'Islamic Resistance in Iraq'],
  ["Attack on Russian barracks was carried out by Ukraine's SBU, source says", 'Ukraine'],
  ['Zelenskiy says Russia launched 300 drones; Moscow says it hit energy sites', 'Russia'],
  [
    'Explosion rocks Beirut suburb after Israeli warning',
    'Israel',
    'An Israeli strike hit the southern suburbs of Beirut on Sunday after the military warned residents to leave.',
  ],
  ['Hamas says Israeli fire killed three in Gaza', 'Israel'],
  ['Afghan Taliban say Pakistani drones hit homes in Khost, killing nine children', 'Pakistan'],
  ['Pakistan says Afghan Taliban fighters attacked border posts', 'Taliban'],
  ['Explosion at Moscow cafe kills one', null],
  [
    'Car bomb kills Russian general in Moscow, Russia blames Ukraine',
    'Ukraine',
    'A senior Russian general was killed by a car bomb in Moscow on Monday, investigators said. Russia blamed Ukraine for the attack. Kyiv has not commented.',
  ],
  ['Ukraine says it was behind the killing of Russian general', 'Ukraine'],
  ['Missile fired from Yemen hits near Tel Aviv airport', null],
  ['Eight killed by Israeli settlers in raid on West Bank village', 'Israeli settlers'],
];

describe('who carried out the main attack', () => {
  it.each(ROWS)('%s → %s', (title, attacker, text = '') => {
    expect(mainAttack(title, text).attacker).toBe(attacker);
  });

  it('keeps a joint attack joint and another side out of it', () => {
    const text =
      'Israeli and US warplanes bombed targets near Isfahan on Tuesday. Hours later Iran fired missiles at Haifa, wounding nine people.';
    expect(mainAttack('US and Israel bomb Isfahan', text)).toMatchObject({
      attacker: 'United States and Israel',
      country: 'Iran',
      injured: null,
    });
  });
});
