import type { Qualifier } from './report.ts';
import type { Word } from './words.ts';

/** A number in a sentence: words `from` (with its qualifier, inclusive) to `to` (exclusive). */
export interface Quantity {
  count: number;
  qualifier: Qualifier;
  from: number;
  to: number;
  /** `article`: "a man", surely one, yet weaker than "one person"; `name`: "Jane Roe", "the driver", weaker still. */
  said: 'figure' | 'word' | 'article' | 'name';
  counts: Counted;
}

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

const SMALL: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Record<string, number> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, 20 + 10 * index]),
);
const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

/** Every word that a number can begin with. */
const BEGINS = new Set([...Object.keys(SMALL), ...Object.keys(TENS), 'a', 'an', 'another']);

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
const WEAPONS: Record<string, Counted> = {};
for (const [counted, list] of [
  ['drone', 'drone drones uav uavs unmanned shahed shaheds quadcopter quadcopters'],
  ['missile', 'missile missiles kinzhal kinzhals iskander iskanders kalibr kalibrs'],
  ['rocket', 'rocket rockets katyusha katyushas projectile projectiles'],
  ['artillery', 'shell shells mortar mortars'],
  ['bomb', 'bomb bombs'],
  ['airstrike', 'airstrike airstrikes'],
] as const)
  for (const word of words(list)) WEAPONS[word] = counted;

const MEASURES = words(
  `percent per percentage % degree degrees celsius fahrenheit c f km kms kilometre kilometres kilometer kilometers mile miles metre
  metres meter meters m cm feet foot ft ton tons tonne tonnes kg litres barrel barrels bpd dollar dollars euro euros pound pounds
  rouble roubles rubles shekels yen yuan hryvnia year years month months week weeks day days hour hours minute minutes second seconds
  decade decades century centuries megawatt megawatts mw gw hectares acres gmt am pm a.m p.m million billion trillion bn mln point points
  countries country nations states regions districts provinces cities towns villages settlements votes times seats`,
);
const UNITS = new Set(['$', '€', '£', '¥', '₴', '₪']);
/** Words that end the search for what is counted. */
const STOPS = words(
  `and or but it they were was is are have has had been be in on at by for from to with after as during when while who which that
  killed wounded injured died dead hurt launched fired hit struck reached crashed fell missing unaccounted overnight monday tuesday wednesday thursday friday saturday sunday`,
);

const FLOOR = [
  ['at', 'least'],
  ['more', 'than'],
  ['no', 'fewer', 'than'],
  ['no', 'less', 'than'],
  ['not', 'less', 'than'],
  ['over'],
  ['upwards', 'of'],
  ['in', 'excess', 'of'],
  ['minimum', 'of'],
];
const CEILING = [
  ['up', 'to'],
  ['as', 'many', 'as'],
  ['fewer', 'than'],
  ['less', 'than'],
  ['under'],
  ['at', 'most'],
];
const ROUGH = [
  ['about'],
  ['around'],
  ['some'],
  ['nearly'],
  ['almost'],
  ['approximately'],
  ['roughly'],
  ['estimated'],
  ['close', 'to'],
  ['circa'],
  ['believed', 'to', 'be'],
];

/** All numbers of a sentence in order, each with its qualifier and what it counts. */
export function findQuantities(sentence: readonly Word[]): Quantity[] {
  const found: Quantity[] = [];
  for (let i = 0; i < sentence.length; i++) {
    const number = numberAt(sentence, i);
    if (!number) continue;
    let { count, to } = number;
    const before = sentence[i - 1];
    let qualifier: Qualifier = 'exact';
    let from = i;
    const qualified = qualifierBefore(sentence, i);
    if (qualified) ({ qualifier, from } = qualified);
    // "five to seven", "5-7", "between five and seven": surely the lower one.
    const joint = sentence[to];
    const second =
      joint &&
      (joint.glued
        ? numberAt(sentence, to)
        : /^(?:to|or)$/.test(joint.key)
          ? numberAt(sentence, to + 1)
          : null);
    const between = before?.key === 'between' && joint?.key === 'and' ? numberAt(sentence, to + 1) : null;
    const upper = second ?? between;
    if (
      upper &&
      upper.said !== 'article' &&
      upper.count > count &&
      upper.count <= count * 10 &&
      // "rose from four to seven" is no range.
      !(before?.key === 'from' && joint?.key === 'to') &&
      !(joint?.glued && sentence[i]!.glued)
    ) {
      to = upper.to;
      qualifier = 'at_least';
    }
    if (sentence[to]?.key === 'or' && sentence[to + 1]?.key === 'more') {
      to += 2;
      qualifier = 'at_least';
    }
    if (UNITS.has(before?.text ?? '') || (before?.text === '-' && sentence[to]?.key.length === 1)) {
      found.push({ count, qualifier, from, to, said: number.said, counts: 'measure' });
    } else {
      const counts = countedAfter(sentence, i, to, number.said);
      const another = sentence[i]!.key === 'another' && /^(?:in|near|at)$/.test(sentence[to]?.key ?? '');
      if (another) found.push({ count, qualifier, from, to, said: 'word', counts });
      else if (number.said !== 'article' || counts !== 'unsaid')
        found.push({ count, qualifier, from, to, said: number.said, counts });
    }
    i = to - 1;
    count = 0;
  }
  return found;
}

/** Whether the word is one that counts people ("soldiers", "child"). */
export function isPersonWord(key: string): boolean {
  return (
    PEOPLE.has(key) &&
    !/^(?:aid|medical|ambulance|others?|humanitarian|elderly|dead|killed|wounded|injured|injuries|lives|bodies)$/.test(
      key,
    )
  );
}

function numberAt(
  sentence: readonly Word[],
  at: number,
): { count: number; to: number; said: Quantity['said'] } | null {
  const word = sentence[at];
  if (!word) return null;
  const next = sentence[at + 1];
  if (word.kind === 'number') {
    if (!/^[0-9]/.test(word.text)) return null;
    let count = /^[0-9]{1,3}(?:,[0-9]{3})+$/.test(word.text)
      ? Number(word.text.replaceAll(',', ''))
      : Number(word.text);
    if (!Number.isFinite(count)) return null;
    const scale = next && SCALES[next.key];
    if (scale) count *= scale;
    if (!Number.isSafeInteger(Math.round(count))) return null;
    return { count: Math.round(count), to: scale ? at + 2 : at + 1, said: 'figure' };
  }
  if (word.kind === 'mark' || !BEGINS.has(word.key)) return null;
  if (word.key === 'a' || word.key === 'an') {
    if (next?.key === 'dozen') return { count: 12, to: at + 2, said: 'word' };
    const scale = next && SCALES[next.key];
    if (scale) return { count: scale, to: at + 2, said: 'word' };
    return { count: 1, to: at + 1, said: 'article' };
  }
  if (word.key === 'another' && next && SMALL[next.key] === undefined && next.kind === 'word')
    return { count: 1, to: at + 1, said: 'article' };
  let total = 0;
  let current = 0;
  let to = at;
  for (; to < sentence.length && to < at + 10; to++) {
    const key = sentence[to]!.key;
    if (SMALL[key] !== undefined && (to === at || current % 10 === 0)) {
      if (to > at && current % 100 !== 0 && current % 100 < 20) break;
      if (to > at && current === 0) break;
      current += SMALL[key];
    } else if (TENS[key] !== undefined && (to === at || (current > 0 && current % 100 === 0)))
      current += TENS[key];
    else if (key === 'hundred' && current > 0) current *= 100;
    else if (key === 'dozen' && current > 0) current *= 12;
    else if ((key === 'thousand' || key === 'million') && current > 0) {
      total += current * SCALES[key]!;
      current = 0;
    } else if (
      key === 'and' &&
      to > at &&
      current > 0 &&
      current % 100 === 0 &&
      (SMALL[sentence[to + 1]?.key ?? ''] ?? TENS[sentence[to + 1]?.key ?? ''])
    )
      continue;
    else break;
  }
  if (to === at) return null;
  return { count: total + current, to, said: 'word' };
}

function qualifierBefore(
  sentence: readonly Word[],
  at: number,
): { qualifier: Qualifier; from: number } | null {
  let end = at;
  while (
    end > 0 &&
    /^(?:a|an|the|another|further|additional|total|of)$/.test(sentence[end - 1]!.key) &&
    at - end < 3
  )
    end--;
  for (const stop of end === at ? [at] : [at, end]) {
    for (const [qualifier, phrases] of [
      ['at_least', FLOOR],
      ['up_to', CEILING],
      ['about', ROUGH],
    ] as const) {
      for (const phrase of phrases) {
        const from = stop - phrase.length;
        if (from >= 0 && phrase.every((key, offset) => sentence[from + offset]!.key === key)) {
          // "killed over 20": a floor; "over the past 3 days", "under 20 percent": caught by what is counted.
          return { qualifier, from };
        }
      }
    }
  }
  return null;
}

function countedAfter(sentence: readonly Word[], at: number, to: number, said: Quantity['said']): Counted {
  const number = sentence[at]!;
  let bare = to;
  while (/^(?:more|other|others|further|additional|of|the)$/.test(sentence[bare]?.key ?? '') && bare < to + 2)
    bare++;
  for (let i = to; i < sentence.length && i < to + 6; i++) {
    const word = sentence[i]!;
    if (word.kind === 'mark') return word.text === '%' ? 'measure' : afterMark(sentence, i);
    if (word.key === 'year' && sentence[i + 1]?.key === 'old') {
      // "a 16-year-old boy" is one boy, "the 16-year-old" an age.
      if (said === 'article') continue;
      return 'age';
    }
    if (word.key === 'years' && sentence[i + 1]?.key === 'old') return 'age';
    if (word.kind === 'number' || SCALES[word.key]) {
      if (said === 'article' && word.glued === false && sentence[i + 1]?.glued) continue;
      return 'thing';
    }
    if (word.glued && i === to && said !== 'article' && number.kind === 'number')
      return MEASURES.has(word.key) ? 'measure' : 'thing';
    if (word.key === 'air' && /^(?:strikes?|raids?|attacks?)$/.test(sentence[i + 1]?.key ?? ''))
      return said === 'article' ? 'thing' : 'airstrike';
    const weapon = WEAPONS[word.key];
    if (weapon) {
      const next = sentence[i + 1];
      if (said === 'article' && next && !STOPS.has(next.key) && next.kind !== 'mark') return 'thing';
      if (word.key === 'drone' || word.key === 'missile' || word.key === 'rocket' || word.key === 'bomb') {
        if (next && /^(?:attacks?|strikes?|operators?|pilots?)$/.test(next.key)) return 'thing';
      }
      return weapon;
    }
    if (MEASURES.has(word.key)) return 'measure';
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
