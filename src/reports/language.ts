import { wordSet } from './word_sets.ts';
import { letterRuns, type Word } from './words.ts';

const list = (words: string) => words.split(' ');

const ENGLISH = new Set(
  list(
    'the of to and in a on for with that said by at from was were is are as an it has have after not be who which will his her their its over near says killed attack',
  ),
);
/** Little words of other languages, by the languages that use them. */
const STOPS = new Map<string, string[]>();
for (const [language, words] of Object.entries({
  French:
    'le la les des du et une dans est pour que qui sur au aux avec par pas ses ont sont cette selon apres plus ete l d un en ce il elle nous vous contre guerre mort morts attaque attaques frappe frappes russe russes israelienne ont deux blesses',
  Spanish:
    'el la los las del y una en que por con para se su al lo como mas segun han fue tras sobre este esta un de entre contra es guerra muertos ataque ataques ruso rusa israeli heridos menos dos',
  German:
    'der die das und den dem ein eine mit von auf ist im zu nicht sich auch nach bei des wurde hat fur wird gegen aus zum zur uber sind krieg tote angriff angriffe russische russischer russischem bei zwei verletzte',
  Italian:
    'il lo gli della delle di che per con una nel sono del dei al alla non piu ha dopo anche secondo la le un contro guerra morti morto attacco attacchi su russo russi feriti due raid',
  Portuguese:
    'o os as da do das dos em uma que por com para nao se ao foi mais segundo apos sobre sua um contra e de guerra mortos morte ataque ataques mata russo russa pessoas feridos duas dois',
  Dutch:
    'de het een van en op dat te zijn met voor niet bij ook door naar heeft werd aan uit om is tegen oorlog doden aanval russische gewonden twee',
  Polish:
    'i w na z do nie sie ze jest przez dla oraz po od za jak byl o przeciwko wojna atak ataku rosyjski rosyjska sa zabici zabitych rannych ofiary',
  Turkish:
    've bir bu icin ile olarak da de olan gibi kadar sonra daha cok ise etti oldu savas saldırı saldırdı saldırısı iki ölü olu yaralı öldü rusya kişi',
  Indonesian:
    'yang dan di dari untuk dengan pada ini itu dalam tidak akan ke oleh telah serangan tewaskan tewas orang perang rusia warga',
  Romanian:
    'si de la in pe cu din care este un o pentru nu au fost mai dupa razboi atac mort morti raniti rus rusesc doi',
  Swedish:
    'och i att det som en pa ar av for med till den har inte om ett han var efter fran krig döda doda anfall ryska ryskt rysk mot två tva skadade',
  Norwegian:
    'og i at det som en pa er av for med til den har ikke om et var etter fra krig drept drepte angrep russisk mot to skadet',
  Czech: 'a v na se ze je s do o z pro po jsou by jako za podle byl valka utok utoku rusky mrtvi ranenych',
  Hungarian: 'a az es hogy nem egy is meg volt van szerint utan haboru tamadas orosz halott sebesult ketto',
  Vietnamese: 'va cua la cac trong cho voi khong nguoi duoc nhung tai',
})) {
  for (const word of list(words)) STOPS.set(word, [...(STOPS.get(word) ?? []), language]);
}
/** These letters stand in names that English papers print, too; many of them do not. */
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/;

/** Scripts by the first and last of their letters. */
const SCRIPTS: readonly [from: number, to: number, script: string][] = [
  [0x370, 0x3ff, 'Greek'],
  [0x400, 0x52f, 'Cyrillic'],
  [0x530, 0x58f, 'Armenian'],
  [0x590, 0x5ff, 'Hebrew'],
  [0x600, 0x77f, 'Arabic'],
  [0x900, 0x97f, 'Devanagari'],
  [0x980, 0x9ff, 'Bengali'],
  [0xe00, 0xe7f, 'Thai'],
  [0x10a0, 0x10ff, 'Georgian'],
  [0x1200, 0x137f, 'Ethiopic'],
  [0x3040, 0x30ff, 'Japanese'],
  [0x4e00, 0x9fff, 'Chinese or Japanese'],
  [0xac00, 0xd7af, 'Korean'],
];

/**
 * The language of an article where it isn't English: by its tag, else by script and by the little words of title
 * and text, so that a short title is told as well. Null for English and for what is too short to tell, which is
 * read as English.
 */
export function foreignLanguage(title: string, text: string, tag: string | null | undefined): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  if (primary && primary !== 'en' && primary !== 'eng' && primary !== 'und') return primary;
  const sample = `${title.slice(0, 400)} ${text.slice(0, 800)}`;
  return foreignScript(sample) ?? foreignWords(sample);
}

const ANY_SCRIPT = new RegExp(
  `[${SCRIPTS.map(([from, to]) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`).join('')}]`,
);

function foreignScript(sample: string): string | null {
  if (!ANY_SCRIPT.test(sample)) return null;
  const letters = new Map<string, number>();
  let latin = 0;
  for (let i = 0; i < sample.length; i++) {
    const unit = sample.charCodeAt(i);
    if (unit < 0x250) {
      if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit >= 0xc0) latin++;
      continue;
    }
    const script = SCRIPTS.find(([from, to]) => unit >= from && unit <= to)?.[2];
    if (script) letters.set(script, (letters.get(script) ?? 0) + 1);
  }
  for (const [script, count] of letters)
    if (count >= (latin === 0 ? 2 : 6) && count > latin) return `in ${script} script`;
  return null;
}

const SAYS_ENGLISH = wordSet(ENGLISH);
const SAYS_FOREIGN = wordSet(STOPS.keys());

/** How many little words are English, and how many could be of another language. */
function countLittle(words: readonly Word[]): { english: number; foreign: number } {
  let english = 0;
  let foreign = 0;
  for (const word of words) {
    if (SAYS_ENGLISH.has(word)) english++;
    if (SAYS_FOREIGN.has(word)) foreign++;
  }
  return { english, foreign };
}

/** So many characters tell English in most articles, and so many little words of it in them: the rest isn't asked then. */
const FIRST_CHARACTERS = 300;
const SURELY_ENGLISH = 8;

function foreignWords(sample: string): string | null {
  if (sample.length > FIRST_CHARACTERS) {
    const { english, foreign } = countLittle(letterRuns(sample.slice(0, FIRST_CHARACTERS)));
    if (english >= SURELY_ENGLISH && foreign <= english) return null;
  }
  const composed = sample.normalize('NFC');
  const words = letterRuns(composed);
  if (words.length < 3) return null;
  const little = countLittle(words);
  // No other language can outnumber it.
  if (little.english > 0 && little.foreign <= little.english * 1.5) return null;
  const canBeAccented = ACCENTED.test(composed);
  const stops = new Map<string, number>();
  let english = 0;
  let accented = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const { text, key } = word;
    if (SAYS_ENGLISH.has(word)) english++;
    const isAccented = canBeAccented && ACCENTED.test(text);
    // In the middle of a headline "La", "De" and "El" begin names, which English papers print as they are.
    if (text !== key && !isAccented && at > 0) continue;
    if (isAccented && text[0] === text[0]!.toLowerCase()) accented++;
    for (const language of STOPS.get(key) ?? []) stops.set(language, (stops.get(language) ?? 0) + 1);
  }
  let best = '';
  let most = 0;
  for (const [language, count] of stops) {
    if (count > most) {
      most = count;
      best = language;
    }
  }
  if (words.length < 25) {
    const enough = most >= 2 && (most >= words.length * 0.25 || accented >= 1);
    return (enough && most > english * 2) || (accented >= 2 && english === 0 && most >= 1) ? best : null;
  }
  return most >= 3 && most > english * 1.5 && most >= words.length * 0.12 ? best : null;
}
