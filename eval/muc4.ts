import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookUp } from '../src/reports/places.ts';
import { readReport } from '../src/reports/read.ts';
import type { StrikeReport } from '../src/reports/report.ts';
import { keyOf } from '../src/reports/words.ts';
import { line, type Tally, tally } from './score.ts';

type Template = Record<string, string[]>;

interface Document {
  id: string;
  text: string;
  templates: Template[];
}

/** Of the three parts only the development set may be studied; the tests are read once a release. */
const SETS = ['tst1', 'tst2'] as const;

/**
 * Prints recall and precision of human effects and of places on MUC-4's documents; false where the set isn't there.
 *
 * The 1992 systems filled one template an incident; a report tells of one main attack an article. What is compared
 * is therefore a document's: of every document with an accomplished incident, the effects (death, injury) and the
 * places of all its templates are the key, each once, and those of the report are the answer. So an article's second
 * and third incident count as missed. A place is the country or any finer part of the key's location
 * ("EL SALVADOR: SAN MIGUEL (DEPARTMENT)" are two), and right where the names are the same or one holds the other.
 * "On all documents" counts as extra what is read of those without an incident too.
 */
export function evaluateMuc4(folder: string, errors: boolean, sets: readonly string[] = SETS): boolean {
  if (!existsSync(join(folder, `extract/muc4_${sets[0]}.json`))) return false;
  for (const set of sets) {
    const path = join(folder, `extract/muc4_${set}.json`);
    const documents = JSON.parse(readFileSync(path, 'utf8')) as Document[];
    const effects = tally();
    const places = tally();
    const everywhere = { effects: 0, places: 0 };
    const found = tally();
    for (const { id, text, templates } of documents) {
      const { strike } = readReport({ id, title: '', text, publishedAt: null });
      const incidents = templates.filter((each) =>
        each['INCIDENT: STAGE OF EXECUTION']?.[0]?.startsWith('ACCOMPLISHED'),
      );
      if (incidents.length === 0) {
        everywhere.effects += effectsOf(strike).length;
        everywhere.places += placesOf(strike).length;
        if (strike) found.extra++;
        continue;
      }
      if (strike) found.right++;
      else found.missed++;
      const before = { ...effects };
      compare(effects, effectsOf(strike), effectKey(incidents), (said, key) => said === key);
      compare(places, placesOf(strike), placeKey(incidents), isSamePlace);
      if (errors && (effects.extra > before.extra || effects.missed > before.missed))
        console.log(
          `  ${id}: said ${effectsOf(strike).join('+') || 'nothing'}, key ${effectKey(incidents).join('+') || 'nothing'}`,
        );
    }
    console.log(`MUC-4 ${set} (${documents.length})`);
    print('documents with an incident', found, 0);
    print('deaths and injuries', effects, everywhere.effects);
    print('places', places, everywhere.places);
  }
  return true;
}

function print(name: string, { right, extra, missed }: Tally, everywhere: number): void {
  console.log(line(`${name}: recall`, right / (right + missed), `${right} of ${right + missed}`));
  const all =
    everywhere === 0 ? '' : `; on all documents ${(right / (right + extra + everywhere)).toFixed(3)}`;
  console.log(line(`${name}: precision`, right / (right + extra), `${right} of ${right + extra}${all}`));
}

function effectsOf(strike: StrikeReport | null): string[] {
  return [...(strike?.killed ? ['DEATH'] : []), ...(strike?.injured ? ['INJURY'] : [])];
}

function placesOf(strike: StrikeReport | null): string[] {
  return strike ? [...new Set([...(strike.country ? [strike.country] : []), ...strike.places])] : [];
}

function effectKey(incidents: readonly Template[]): string[] {
  const fills = incidents.flatMap((each) => each['HUM TGT: EFFECT OF INCIDENT'] ?? []).join('\n');
  return ['DEATH', 'INJURY'].filter((effect) => new RegExp(`(?:^|/ |\\(|\\? )${effect}`, 'm').test(fills));
}

function placeKey(incidents: readonly Template[]): string[] {
  const names = incidents
    .flatMap((each) => each['INCIDENT: LOCATION'] ?? [])
    .flatMap((fill) => fill.split(/:| - | \/ /))
    .map((part) => part.replace(/\(.*?\)/g, '').trim())
    .filter((part) => part !== '');
  return [...new Set(names)];
}

function compare(
  into: Tally,
  said: readonly string[],
  key: readonly string[],
  same: (said: string, key: string) => boolean,
): void {
  into.right += key.filter((each) => said.some((one) => same(one, each))).length;
  into.missed += key.filter((each) => !said.some((one) => same(one, each))).length;
  into.extra += said.filter((one) => !key.some((each) => same(one, each))).length;
}

function isSamePlace(said: string, key: string): boolean {
  const [one, other] = [said, key].map((name) => keyOf(lookUp(name)?.name ?? name));
  return one!.includes(other!) || other!.includes(one!);
}
