import { type Said, SCALES } from './numbers.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** What a number counts, by the words that stand behind it. `unsaid`: nothing that tells ("three others", "killed 4"). */
export type Counted =
  | 'people'
  | 'attackers'
  | 'drone'
  | 'missile'
  | 'rocket'
  | 'artillery'
  | 'bomb'
  | 'airstrike'
  | 'age'
  | 'measure'
  | 'thing'
  | 'unsaid';

const words = (list: string) => new Set(list.split(/\s+/));

const PEOPLE = words(
  `people person persons civilian civilians soldier soldiers child children man men woman women boy boys girl girls
  resident residents worker workers officer officers troops policeman policemen personnel others other victims victim
  passenger passengers patient patients student students teenager teenagers teen teens baby babies infant journalist journalists
  reporter reporter medic medics paramedic paramedics rescuer rescuers servicemen serviceman serviceperson villagers villager
  citizens citizen nationals national employees employee staff members member relatives pilgrims worshippers pupils schoolchildren
  schoolgirls sailors crew crewmen peacekeepers guards guard deaths fatalities dead killed wounded injured injuries casualties
  lives bodies martyrs militants militant fighters fighter terrorists terrorist insurgents rebels rebel commanders commander
  operatives operative officials official tourists doctors nurses refugees migrants farmers miners bystanders protesters toddlers
  toddler elderly pensioner pensioners driver drivers rangers marines jawans jawan constables constable hostages detainees prisoners
  mother father son daughter brother sister couple family wife husband grandmother grandfather grandson granddaughter nephew niece
  voter voters governor governors ambassador ambassadors diplomat diplomats colonels shepherd shepherds peacekeeper traveller travellers
  priest priests nun nuns bishop monk monks imam cleric clerics pastor peasant peasants teacher teachers lawyer lawyers judge judges
  mayor mayors minister ministers senator lawmaker lawmakers politician politicians candidate activist activists leader leaders
  general generals colonel lieutenant captain captains sergeant sergeants corporal major majors cadet cadets recruits recruit troop
  engineer engineers scientist scientists technician technicians volunteer volunteers aid humanitarian cameraman photographer
  photographers correspondent trader traders merchant merchants businessman businessmen shopkeeper shopkeepers vendor vendors
  pilot pilots seafarer seafarers seaman seamen fisherman fishermen herder herders labourer labourers laborer laborers
  firefighter firefighters medical medics nurse ambulance servicewoman conscripts reservists paratroopers commandos airmen
  youth youths newborn adult adults minor minors orphans inmates prisoner detainee hostage worshipper pilgrim tourist refugee
  migrant settler settlers gendarmes gendarme guardsmen policewoman cop cops agents agent bodyguard bodyguards aide aides
  supporter supporters protester mourners mourner commuters commuter shoppers shopper pedestrian pedestrians motorist motorcyclist
  subversives subversive guerrillas guerrilla extremists extremist jihadists jihadist smugglers traffickers terrorist bodies corpses
  toddler kid kids siblings brothers sisters sons daughters parents mothers fathers wives husbands cousins relatives relative`,
);
const ATTACKERS = words(
  'attacker attackers assailant assailants gunman gunmen bomber bombers perpetrator perpetrators hijackers',
);
const WEAPONS = new Map<string, Counted>();
for (const [counted, list] of [
  ['drone', 'drone drones uav uavs unmanned shahed shaheds quadcopter quadcopters'],
  ['missile', 'missile missiles kinzhal kinzhals iskander iskanders kalibr kalibrs'],
  ['rocket', 'rocket rockets katyusha katyushas projectile projectiles'],
  ['artillery', 'shell shells mortar mortars'],
  ['bomb', 'bomb bombs'],
  ['airstrike', 'airstrike airstrikes'],
] as const)
  for (const word of words(list)) WEAPONS.set(word, counted);
/** Without one of them no number counts weapons or air strikes. */
export const COUNTS_WEAPONS = wordSet([...WEAPONS.keys(), 'air']);

const MEASURES = words(
  `percent per percentage % degree degrees celsius fahrenheit c f km kms kilometre kilometres kilometer kilometers mile miles metre
  metres meter meters m cm feet foot ft ton tons tonne tonnes kg litres barrel barrels bpd dollar dollars euro euros pound pounds
  rouble roubles rubles shekels yen yuan hryvnia year years month months week weeks day days hour hours minute minutes second seconds
  decade decades century centuries megawatt megawatts mw gw hectares acres gmt am pm a.m p.m million billion trillion bn mln point points
  countries country nations states regions districts provinces cities towns villages settlements votes times seats`,
);
/** Words that end the search for what is counted. */
const STOPS = words(
  `and or but it they were was is are have has had been be in on at by for from to with after as during when while who which that
  killed wounded injured died dead hurt launched fired hit struck reached crashed fell missing unaccounted overnight monday tuesday wednesday thursday friday saturday sunday`,
);

/** All words that tell by themselves what is counted, or end the search for it. */
const CAN_TELL = wordSet([
  ...PEOPLE,
  ...ATTACKERS,
  ...WEAPONS.keys(),
  ...MEASURES,
  ...SCALES.keys(),
  ...STOPS,
  ...words('air of'),
]);

/** "two more", "three of the": the count comes further on. */
const BARE = wordSet('more other others further additional of the');
/** Whether the word is one that counts people ("soldiers", "child"). */
export function isPersonWord(key: string): boolean {
  return (
    PEOPLE.has(key) &&
    !/^(?:aid|medical|ambulance|others?|humanitarian|elderly|dead|killed|wounded|injured|injuries|lives|bodies)$/.test(
      key,
    )
  );
}

/** What the number at word `at` counts, by what stands behind its end `to`. */
export function countedAfter(sentence: readonly Word[], at: number, to: number, said: Said): Counted {
  const number = sentence[at]!;
  let bare = to;
  while (BARE.has(sentence[bare]) && bare < to + 2) bare++;
  for (let i = to; i < sentence.length && i < to + 6; i++) {
    const word = sentence[i]!;
    if (word.kind === 'word' && !word.capital && !word.glued && !CAN_TELL.has(word)) continue;
    if (word.kind === 'mark') return word.text === '%' ? 'measure' : afterMark(sentence, i);
    if (word.key === 'year' && sentence[i + 1]?.key === 'old') {
      // "a 16-year-old boy" is one boy, "the 16-year-old" an age.
      if (said === 'article') continue;
      return 'age';
    }
    if (word.key === 'years' && sentence[i + 1]?.key === 'old') return 'age';
    if (word.kind === 'number' || SCALES.has(word.key)) {
      if (said === 'article' && word.glued === false && sentence[i + 1]?.glued) continue;
      return 'thing';
    }
    if (word.glued && i === to && said !== 'article' && number.kind === 'number')
      return MEASURES.has(word.key) ? 'measure' : 'thing';
    if (word.key === 'air' && /^(?:strikes?|raids?|attacks?)$/.test(sentence[i + 1]?.key ?? ''))
      return said === 'article' ? 'thing' : 'airstrike';
    const weapon = WEAPONS.get(word.key);
    if (weapon) {
      const next = sentence[i + 1];
      if (said === 'article' && next && !STOPS.has(next.key) && next.kind !== 'mark') return 'thing';
      if (word.key === 'drone' || word.key === 'missile' || word.key === 'rocket' || word.key === 'bomb') {
        if (next && /^(?:attacks?|strikes?|operators?|pilots?)$/.test(next.key)) return 'thing';
      }
      return weapon;
    }
    // "United Nations peacekeepers" are no nations.
    const named = word.capital && i > to && /^(?:nations|states)$/.test(word.key);
    if (MEASURES.has(word.key) && !named) return 'measure';
    if (ATTACKERS.has(word.key)) return 'attackers';
    if (PEOPLE.has(word.key)) return sentence[i + 1]?.glued ? 'thing' : 'people';
    if (
      word.capital &&
      word.key.length > 4 &&
      (/(?:ians|ans|is|ese)$/.test(word.key) ||
        (/(?:ian|an|i|ese)$/.test(word.key) && !isNounAfter(sentence[i + 1])))
    )
      return 'people';
    if (STOPS.has(word.key))
      return i === to || i === bare ? 'unsaid' : said === 'article' ? 'thing' : 'thing';
    if (word.key === 'of') {
      const next = sentence[i + 1]?.key;
      if (next === 'them' || next === 'which' || next === 'whom') return 'unsaid';
    }
  }
  return to >= sentence.length ? 'unsaid' : 'thing';
}

/** "one Palestinian | was killed" against "a Palestinian village". */
function isNounAfter(next: Word | undefined): boolean {
  return next !== undefined && next.kind === 'word' && !STOPS.has(next.key);
}

function afterMark(sentence: readonly Word[], at: number): Counted {
  const word = sentence[at]!;
  if (/^[$€£]$/.test(word.text)) return 'measure';
  return 'unsaid';
}
