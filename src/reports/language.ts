import { keyOf } from './words.ts';

const list = (words: string) => new Set(words.split(' '));

const ENGLISH = list(
  'the of to and in a on for with that said by at from was were is are as an it has have after not be who which will his her their its over near',
);
const OTHERS: Record<string, Set<string>> = {
  French: list(
    'le la les des du et une dans est pour que qui sur au aux avec par pas ses ont sont cette selon apres plus ete',
  ),
  Spanish: list(
    'el la los las del y una en que por con para se su al lo como mas segun han fue tras sobre este esta',
  ),
  German: list(
    'der die das und den dem ein eine mit von auf ist im zu nicht sich auch nach bei des wurde hat fur wird',
  ),
  Italian: list(
    'il lo gli della delle di che per con una nel sono del dei al alla non piu ha dopo anche secondo',
  ),
  Portuguese: list('o os as da do das dos em uma que por com para nao se ao foi mais segundo apos sobre sua'),
  Dutch: list('de het een van en op dat te zijn met voor niet bij ook door naar heeft werd aan'),
  Polish: list('i w na z do nie sie ze jest przez dla oraz po od za jak byl'),
  Turkish: list('ve bir bu icin ile olarak da de olan gibi kadar sonra daha cok ise'),
  Indonesian: list('yang dan di dari untuk dengan pada ini itu dalam tidak akan ke oleh'),
  Romanian: list('si de la in pe cu din care este un o pentru nu au fost mai'),
};

/**
 * The language of an article where it isn't English: by its tag, else by script and stop words. Null for
 * English and for what is too short to tell, which is read as English.
 */
export function foreignLanguage(title: string, text: string, tag: string | null | undefined): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  if (primary && primary !== 'en' && primary !== 'eng' && primary !== 'und') return primary;
  const sample = `${title.slice(0, 400)} ${text.slice(0, 1_200)}`;
  const others = sample.match(/[^\P{L}\p{Script=Latin}]/gu)?.length ?? 0;
  const latin = sample.match(/[A-Za-z\u00c0-\u024f]/g)?.length ?? 0;
  if (others >= 6 && others > latin && others + latin >= 12) return 'a language not written in Latin letters';
  const words = (sample.match(/[\p{L}']+/gu) ?? []).map(keyOf);
  const counted = new Map<string, number>();
  for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  const english = words.filter((word) => ENGLISH.has(word)).length;
  let best = '';
  let most = 0;
  for (const [language, stops] of Object.entries(OTHERS)) {
    let count = 0;
    for (const [word, times] of counted) if (stops.has(word)) count += times;
    if (count > most) {
      most = count;
      best = language;
    }
  }
  return most >= 3 && most > english * 2 && most >= words.length * 0.12 ? best : null;
}
