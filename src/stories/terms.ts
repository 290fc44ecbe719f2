import { lookUp } from '../reports/places.ts';

const STOP_WORDS = new Set(
  `a about after again against ahead all also amid among an and any are as at back be because been before being
  between both but by can could day did do does during each early few for from further get had has have having he
  her here him his hour how i if in into is it its just late later least live latest make many may me might more
  morning most mr mrs ms my near nearly new news night no nor not now of off on once one only or other our out over
  overnight own people per report s said same says say she should since so some still such t than that the their
  them then there these they this those through till to today told tonight too two under until up update updates
  upon urge us very via video was watch we week were what when where which while who whom whose why will with
  would year yesterday yet you your`
    .split(/\s+/)
    // Small numbers tell events apart.
    .filter((word) => word !== 'one' && word !== 'two'),
);

const NUMBER_WORDS = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);

/** Words that headlines use for one another: the first stands for all of its line. */
const SAME_WORDS = `
kill kills killed killing dead die dies died death deaths deadly fatal fatally slain fatalities
injure injures injured injuring injuries wound wounds wounded wounding hurt
attack attacks attacked attacking strike strikes struck striking hit hits hitting raid raids bombard bombards bombardment bomb bombs bombed bombing shell shells shelled shelling pound pounds pounded barrage assault assaults blitz airstrike airstrikes
talk talks negotiate negotiates negotiations negotiation negotiating
meet meets meeting meetings met summit gather gathers gathering
drone drones uav uavs shahed
ceasefire truce armistice
deal deals agreement agreements accord pact
reject rejects rejected rejecting dismiss dismisses dismissed deny denies denied denial denying refute refutes
residence residences home homes house houses
hospital hospitals clinic clinics medical
arrest arrests arrested arresting detain detains detained detaining detention custody nab nabs nabbed
quake quakes earthquake earthquakes tremor tremors temblor
blast blasts explosion explosions explode explodes exploded exploding detonate detonates detonated detonation
leader chief head boss chairman
fire fires blaze blazes wildfire inferno
flood floods flooding flooded
storm storms typhoon cyclone hurricane
jail jails jailed prison prisons imprison imprisoned imprisonment sentence sentences sentenced sentencing
protest protests protester protesters protesting demonstration demonstrations demonstrators rally rallies rallied
hostage hostages captive captives
remains body bodies corpse corpses
child children kid kids
woman women
accuse accuses accused accusing allege alleges alleged allegedly
warn warns warned warning warnings
vow vows vowed vowing pledge pledges pledged pledging promise promises promised promising
resume resumes resumed resuming restart restarts restarted reopen reopens reopened reopening
launch launches launched launching
seize seizes seized seizing capture captures captured capturing
sack sacks sacked oust ousts ousted axe axes axed
replace replaces replaced replacing
soldier soldiers troop troops
russia russian russians moscow kremlin
ukraine ukrainian ukrainians
israel israeli israelis
lebanon lebanese
palestine palestinian palestinians
syria syrian syrians
iran iranian iranians tehran
iraq iraqi iraqis
yemen yemeni yemenis
sudan sudanese
pakistan pakistani pakistanis
afghanistan afghan afghans
india indian indians
china chinese beijing
america american americans washington u.s usa
britain british uk
france french
germany german berlin
turkey turkish turkiye
europe european eu
kyiv kiev
odesa odessa
kharkiv kharkov
lviv lvov
zelensky zelenskiy zelenskyy
zaporizhzhia zaporizhia zaporozhye zaporizhzhya
houthi houthis huthi
hezbollah hizbullah hizballah
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const CANONICAL = new Map(SAME_WORDS.flatMap((line) => line.map((word) => [word, line[0] as string])));

/** Lower-cases, strips diacritics and turns everything but letters and digits into single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replace(/\bu\.s\.?(?=\W|$)/g, 'usa')
    .replace(/[’'`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Cuts the commonest English endings, so that `evacuates`, `evacuated` and `evacuating` are one. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (root.endsWith('s') && !/(?:ss|us|is)$/.test(root)) root = root.slice(0, -1);
  const cut = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(root)?.[1];
  if (cut && cut.length >= 3) root = /([^aeiouls])\1$/.test(cut) ? cut.slice(0, -1) : cut;
  return root.length > 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}

/** An address, also one torn apart by spaces; its path's words may tell of the event, its host's don't. */
const ADDRESS =
  /\bhttps?\s?:\s?\/\s?\/\s?[^\s/]+(?: ?\. ?[^\s/]+)*(\s?\/(?:[^\s]+|(?: [^\p{L}\p{N}\s]+ \S+))*(?: \/)?)?/gu;

const ORDINALS = new Map(
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);

/** Brings numbers to one form: `1,000`, `1K` and `1000`; `5.6`; `11th`; `$7bn`. */
function plainNumbers(text: string): string {
  return text
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d) ?\. ?(?=\d)/g, '$1d')
    .replace(/\b(\d+)[kK]\b/g, '$1000')
    .replace(/\b(\d+)(?:st|nd|rd|th)\b/gi, '$1')
    .replace(/(\d) ?(?:bn|b|billion)\b/gi, '$1 billion')
    .replace(/(\d) ?(?:mn|m|million)\b/gi, '$1 million');
}

/** Words met lately and what each counts as; empty for those that tell nothing. */
const known = new Map<string, string>();
const MOST_KNOWN = 50_000;

function termOf(word: string): string {
  const found = known.get(word);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const term = STOP_WORDS.has(word)
    ? ''
    : (CANONICAL.get(word) ?? NUMBER_WORDS.get(word) ?? ORDINALS.get(word) ?? nationOf(word) ?? stem(word));
  known.set(word, term);
  return term;
}

/** The country of a one-word country name or demonym, as one term. */
function nationOf(word: string): string | null {
  const named = word.length > 3 ? lookUp(word) : null;
  if (named?.kind !== 'country' && named?.kind !== 'people') return null;
  const term = fold(named.name).replaceAll(' ', '');
  return CANONICAL.get(term) ?? term;
}

/**
 * The words of a text that can tell one event from another: folded, without stop words, number words as digits,
 * spellings and synonyms of the field as one, demonyms as their countries, stemmed. In the order of the text,
 * repeats kept.
 */
export function termsOf(text: string): string[] {
  const plain = plainNumbers(text.replace(ADDRESS, ' $1 ').replace(/\bUS\b|\bU\.S\.(?:A\.)?/g, ' usa '));
  const terms: string[] = [];
  for (const word of fold(plain).split(' ')) {
    const term = termOf(word);
    if (term !== '') terms.push(term);
  }
  return terms;
}

/** How much of the smaller set of terms the other has, 0 to 1; 0 where either has none. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return shared / small.size;
}

const SUBORDINATE =
  /\s(?:as|amid|amidst|after|despite|while|ahead of|before|with|following|since|when|if|even as|hours after|days? after)\s/i;

/** A title up to its first subordinate clause: what happened, without what it happened amid. */
export function mainClause(title: string): string {
  const at = title.search(SUBORDINATE);
  return at > 0 ? title.slice(0, at) : title;
}
