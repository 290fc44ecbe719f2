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
  // Behind a preposition a state is where it happened, unless the attack is called by its name.
  ['Five dead in US strikes on suspected smuggling boats', 'United States'],
  ['Four reported killed in U.S. attack on Houthi port, rebels say', 'United States'],
  ['Nine killed in Saudi airstrikes: rebels vow revenge', 'Saudi Arabia'],
  ['Two wounded in Turkish shelling near Kobani', 'Turkey'],
  ['World leaders react to US strikes on Iran', 'United States'],
  ['Three policemen killed in northwest Pakistan gun attack', null],
  ['Six hurt in Kyiv drone attack', null],
  // What is counted behind the verb says nothing of who does it.
  ['Ukraine kills 14 people in drone strike on market: Moscow', 'Ukraine'],
  ['US kills four people as it hits smugglers in Caribbean', 'United States'],
  ['Israel kills two people in new attack on southern Lebanon', 'Israel'],
  // A bare noun behind a state is the attack on it; "the US strike" is its own.
  ['Iran strike could spread the war, analysts say', null],
  ['Second Venezuela strike leaves four dead', null],
  ['Death toll from Lebanon strike rises to 12', null],
  ['Why did the US attack a camp in Nigeria?', 'United States'],
  ['US Yemen strike kills five fishermen', 'United States'],
  // Leaders, where it is called theirs.
  ["Putin's missile strikes on Odesa leave port in ruins", 'Russia'],
  ['Trump bombs Venezuela and takes its president away', 'United States'],
  ["Trump administration's strikes on Yemen killed 60, UN says", 'United States'],
  ['Maduro struck conciliatory note hours before raid', null],
  ['Zelensky home town hit by missiles', null],
  ["Trump's Yemen strike kills nine", 'United States'],
  ['US Somalia strikes draw protest', 'United States'],
  ['Nine soldiers killed in US military operation in Yemen', 'United States'],
  // Two sides of one thing, or people somewhere, attack nobody.
  ['Soldier wounded in Thailand-Cambodia border blast', null],
  ['Farmer shot dead by masked men in Bangladesh', null],
  // Two at once.
  ['UK, France carry out air strikes on cave hideout in Syria', 'United Kingdom and France'],
  ['Britain and France bombed suspected Isis arms dump in Syria, ministry says', 'United Kingdom and France'],
  ['UK carries out joint strike with France on desert camp in Syria', 'United Kingdom and France'],
  // Of what land somebody is doesn't make the land attack.
  ['German prosecutors take over probe into arson attack on power lines', null],
  ['Berlin power outage hits 40,000 homes after arson attack', null],
  ["US vice president's house attacked, windows smashed", null],
  ['Iranian student killed in attack by masked men', null],
  ['Nigerian president vows to find gunmen behind killing of 20', null],
  ['Days after US strikes in Somalia, gunmen kill 12 villagers', null],
  ['Cuba says 30 of its soldiers died in raid on island', null],
  ['Russia accused of cluster bomb attack on playground', 'Russia'],
  ['Venezuela blames night explosions on US aggression', 'United States'],
  // The deed names who did it.
  ['US snatches rebel chief in raid on capital', 'United States'],
  ['Russian forces target Kharkiv with glide bombs, no casualties', 'Russia'],
  ['After Israeli strikes on Tehran, Iran fires missiles at Haifa', 'Iran'],
  // Militants are of the group that they are said to be from, however often another one is named.
  [
    'Insurgents raid barracks in Niger, dozens of soldiers dead',
    'Islamic State Sahel Province',
    'Insurgents raided a barracks in western Niger on Monday, killing 30 soldiers, the army said. Fighters from Islamic State in the Greater Sahara were seen in the attack, a villager said. JNIM and its rivals are active there too. JNIM attacked a village nearby last year, and JNIM has attacked convoys.',
  ],
  // A siege is broken by arms; who laid it is the one beaten.
  ["Sudan's army breaks siege of Babanusa", 'Sudanese army'],
  [
    'Sudanese army says it broke siege of city',
    'Sudanese army',
    'The Sudanese army said on Monday that it had broken the siege of a city by the RSF after days of fighting.',
  ],
  ['Aid convoy breaks siege of Gaza as Israel looks on', null],
  // Where it hit, and no army's.
  ['Gaza airstrike kills five', null, 'Five people were killed in a Gaza airstrike on Monday, medics said.'],
  ['West Bank raid leaves three dead', null],
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
