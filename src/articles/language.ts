/** The commonest short words of a language; of languages near to each other, those that tell them apart. */
const WORDS: Record<string, string> = {
  en: 'the of and to in is was that for with on said has by from his are were been an it as at',
  de: 'der die das und ist nicht von den mit sich auf dem ein eine für im zu werden nach bei auch wurde',
  fr: 'le la les des est une dans pour que qui sur pas au aux avec par du et ce ont été plus',
  es: 'el la los las de que en una por con para del se no al su más como fue han sus este',
  pt: 'o os as do da dos das em um uma não que com para por no na ao mais foi são seu',
  it: 'il di che la per un una del della con non sono si gli le nel alla più dei ha stato',
  nl: 'de het een van en in op dat is niet te zijn voor met aan door heeft bij ook werd',
  sv: 'och att det som en på är av för med den inte till har om ett var från vid efter',
  no: 'og det er på en som av for med har ikke til den at et ble fra ved etter mot',
  da: 'og det er på en som af for med har ikke til den at et blev fra ved efter der',
  fi: 'ja on ei että se oli hän ovat mukaan myös kun sekä mutta joka ollut sen kuin',
  pl: 'w i na z się że nie do jest to o przez po jak za od był oraz który dla są',
  cs: 'a se na v je že s z o do to by jsou pro podle při od která byl jako také',
  sk: 'a sa na v je že s z o do to by sú pre podľa pri od ktorá bol ako aj',
  hu: 'a az és hogy nem egy is van volt meg de csak már szerint után el ki mint',
  ro: 'și de în a la cu pe că nu un o din pentru este care au mai fost sau prin',
  hr: 'je i u na se da su za od s o koji nije kako bi iz što će prema nakon',
  tr: 've bir bu için ile da de olarak çok daha sonra olan kadar gibi ise ancak göre',
  id: 'yang dan di dari untuk dengan ini pada tidak itu dalam akan oleh ke tersebut',
  vi: 'và của là có được trong cho không một với các này người đã những khi',
  ru: 'и в на не что с по как это от из был его для также сообщил были при об',
  uk: 'і в на не що з та як це від із був його для також повідомив були при про є й',
  bg: 'на и да се в за от с че по са е не към като при това след който беше',
  sr: 'је и у на да се су за од са као није који што ће али или према након',
  ar: 'في من على إلى أن عن التي الذي هذا مع كان بعد قال ما لا',
  fa: 'و در به از که این را با است برای آن شد می های یک',
  ur: 'کے کی میں ہے اور سے کا کو نے پر یہ کہ ہیں',
};

/** Scripts that one language of the news has for itself. */
const SCRIPTS: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['am', /\p{Script=Ethiopic}/gu],
];

/** The first paragraphs tell; more of them would only take longer. */
const MAX_READ = 1_200;
/** Fewer words than this tell nothing for sure. */
const MIN_WORDS = 12;
/** Which share of the words must be of the language's commonest, and by how much it must lead the next language. */
const MIN_SHARE = 0.12;
const LEAD = 1.25;

const LANGUAGES = Object.keys(WORDS);
/** By word: the places in `LANGUAGES` of those that have it among their commonest. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [place, words] of Object.values(WORDS).entries()) {
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), place]);
}

/** Letters of a script of its own; few texts have any, so that this saves counting them script by script. */
const OWN_SCRIPT = /[\u0370-\u03ff\u0530-\u05ff\u0900-\u1fff\u2e80-\ud7ff\uf900-\ufaff]/;
/** Runs of what is neither white space nor ASCII, Latin-1 or general punctuation: much faster than by properties. */
const WORD = /[^\s!-@[-`{-\u00bf\u00d7\u00f7\u2000-\u206f]+/g;

/**
 * The language that a text is plainly in (primary tag, `en`), by its script or its commonest words; null where the
 * text is too short or of no language that is known here. Reads the first 1,200 characters.
 */
export function languageOf(text: string): string | null {
  const read = text.slice(0, MAX_READ);
  if (OWN_SCRIPT.test(read)) {
    const letters = count(read, /\p{L}/gu);
    for (const [language, script] of SCRIPTS) {
      // Japanese is mostly written in Han characters; a fifth of the others marks it.
      const share = language === 'ja' ? 0.1 : 0.3;
      if (letters >= 8 && count(read, script) > letters * share) return language;
    }
  }
  const words = read.toLowerCase().match(WORD) ?? [];
  if (words.length < MIN_WORDS) return null;
  const found = new Array<number>(LANGUAGES.length).fill(0);
  for (const word of words) {
    for (const place of LANGUAGES_OF.get(word) ?? []) found[place] = (found[place] ?? 0) + 1;
  }
  const most = Math.max(...found);
  const best = found.indexOf(most);
  const next = Math.max(...found.filter((_, place) => place !== best));
  return most >= words.length * MIN_SHARE && most >= next * LEAD ? (LANGUAGES[best] ?? null) : null;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}
