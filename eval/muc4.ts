import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookUp } from '../src/reports/places.ts';
import { readReport } from '../src/reports/read.ts';
import type { StrikeReport } from '../src/reports/report.ts';
import { keyOf } from '../src/reports/words.ts';
import { line } from './score.ts';

type Template = Record<string, string[]>;

interface Document {
  id: string;
  text: string;
  templates: Template[];
}

/** One fill of a key: any of its alternatives is right; an optional one is not missed where nobody says it. */
interface Fill {
  alternatives: string[];
  optional: boolean;
}

/** Points won of the points that could be: recall over the fills of the key, precision over the answers. */
interface Points {
  won: number;
  fills: number;
  right: number;
  answers: number;
  /** Answers on documents without an incident. */
  elsewhere: number;
}

/** How much of a fill an answer gets, 0 to 1. */
type Credit = (answer: string, alternative: string) => number;

/** Of the three parts only the development set may be studied; the tests are read once a release. */
const SETS = ['tst1', 'tst2'] as const;

/**
 * Prints recall and precision of human effects and of places on MUC-4's documents; false where the set isn't there.
 *
 * Scored as in 1992 where that can be: alternatives of the key are parted by slashes and any is right; optional
 * templates and fills ("?") are right where said and not missed where not; half of a place's point is for its
 * country alone. So are precision and recall "on documents with an incident", as in that evaluation's main
 * measure, which didn't count answers about nothing; "on all documents" does.
 *
 * The 1992 systems filled one template an incident; a report tells of one main attack an article. What is compared
 * is therefore a document's: the effects (death, injury) and the places of all its templates are the key, each
 * once, and those of the report the answer. An article's second and third incident count as missed. Attempted and
 * threatened incidents are no attacks that happened, and treated as optional.
 */
export function evaluateMuc4(folder: string, errors: boolean, sets: readonly string[] = SETS): boolean {
  if (!existsSync(join(folder, `extract/muc4_${sets[0]}.json`))) return false;
  for (const set of sets) {
    const path = join(folder, `extract/muc4_${set}.json`);
    const documents = JSON.parse(readFileSync(path, 'utf8')) as Document[];
    const gate = noPoints();
    const effects = noPoints();
    const places = noPoints();
    for (const { id, text, templates } of documents) {
      const { strike } = readReport({ id, title: '', text, publishedAt: null });
      const happened = templates.some((each) => !isOptional(each));
      compare(
        gate,
        strike ? ['yes'] : [],
        templates.length > 0 ? [{ alternatives: ['yes'], optional: !happened }] : [],
        same,
      );
      const effectKey = fillsOf(templates, 'HUM TGT: EFFECT OF INCIDENT', effectsNamed);
      const placeKey = fillsOf(templates, 'INCIDENT: LOCATION', (fill) => fill.split(' / '));
      const wrong =
        compare(effects, effectsOf(strike), effectKey, same) +
        compare(places, placesOf(strike), placeKey, placeCredit);
      if (errors && wrong > 0) {
        console.log(
          `  ${id}: said ${[...effectsOf(strike), ...placesOf(strike)].join('; ') || 'nothing'}, key ${[...effectKey, ...placeKey].map(print).join('; ') || 'nothing'}`,
        );
      }
    }
    console.log(`MUC-4 ${set} (${documents.length})`);
    for (const [name, points] of [
      ['documents with an incident', gate],
      ['deaths and injuries', effects],
      ['places', places],
    ] as const) {
      const { won, fills, right, answers, elsewhere } = points;
      console.log(line(`${name}: recall`, won / fills, `${won} of ${fills}`));
      const all = right / (answers + elsewhere);
      if (points === gate) console.log(line(`${name}: precision`, all, `${right} of ${answers + elsewhere}`));
      else {
        const note = `${right} of ${answers}; on all documents ${all.toFixed(3)}`;
        console.log(line(`${name}: precision`, right / answers, note));
      }
    }
  }
  return true;
}

function noPoints(): Points {
  return { won: 0, fills: 0, right: 0, answers: 0, elsewhere: 0 };
}

/** Adds a document's answers; gives the points that were lost. */
function compare(into: Points, answers: readonly string[], key: readonly Fill[], credit: Credit): number {
  if (key.length === 0) {
    into.elsewhere += answers.length;
    return answers.length;
  }
  const best = (credits: number[]) => Math.max(0, ...credits);
  let lost = 0;
  for (const { alternatives, optional } of key) {
    const won = best(answers.flatMap((answer) => alternatives.map((each) => credit(answer, each))));
    if (optional) continue;
    into.fills++;
    into.won += won;
    lost += 1 - won;
  }
  for (const answer of answers) {
    const right = best(key.flatMap(({ alternatives }) => alternatives.map((each) => credit(answer, each))));
    into.answers++;
    into.right += right;
    lost += 1 - right;
  }
  return lost;
}

function isOptional(template: Template): boolean {
  return (
    /OPTIONAL/.test(template['MESSAGE: TEMPLATE']?.[0] ?? '') ||
    !template['INCIDENT: STAGE OF EXECUTION']?.[0]?.startsWith('ACCOMPLISHED')
  );
}

/** The fills of a slot over all templates, each once; optional where it is so in all of them. */
function fillsOf(templates: readonly Template[], slot: string, read: (fill: string) => string[]): Fill[] {
  const found = new Map<string, Fill>();
  for (const template of templates) {
    for (const fill of template[slot] ?? []) {
      const alternatives = read(fill);
      if (alternatives.length === 0) continue;
      const optional = isOptional(template) || /^\(?\s*\?/.test(fill);
      const name = alternatives.join('|');
      found.set(name, { alternatives, optional: optional && (found.get(name)?.optional ?? true) });
    }
  }
  return [...found.values()];
}

function effectsNamed(fill: string): string[] {
  return ['DEATH', 'INJURY'].filter((effect) => new RegExp(`(?:^|/ |\\(|\\?) ?${effect}`).test(fill));
}

function effectsOf(strike: StrikeReport | null): string[] {
  return [...(strike?.killed ? ['DEATH'] : []), ...(strike?.injured ? ['INJURY'] : [])];
}

/** As fills of the key are written: `country: place`, or the country alone. */
function placesOf(strike: StrikeReport | null): string[] {
  if (!strike) return [];
  const country = strike.country ?? '';
  if (strike.places.length === 0) return country === '' ? [] : [country];
  return [...new Set(strike.places)].map((place) => `${country}: ${place}`);
}

const same: Credit = (answer, alternative) => (answer === alternative ? 1 : 0);

/** A whole point for the country where the key has no more, or for one of the finer parts; else half of it for the country. */
const placeCredit: Credit = (answer, alternative) => {
  const [country = '', ...finer] = partsOf(alternative);
  const [land = '', ...places] = partsOf(answer);
  if (places.some((place) => finer.some((each) => isSamePlace(place, each)))) return 1;
  if (!isSamePlace(land, country)) return 0;
  return finer.length === 0 && places.length === 0 ? 1 : 0.5;
};

function partsOf(fill: string): string[] {
  return fill
    .split(/:| - /)
    .map((part) =>
      part
        .replace(/\(.*?\)/g, '')
        .replace(/[()?]/g, '')
        .trim(),
    )
    .filter((part, index) => part !== '' || index === 0);
}

function isSamePlace(said: string, key: string): boolean {
  const [one = '', other = ''] = [said, key].map((name) => keyOf(lookUp(name)?.name ?? name));
  return one !== '' && other !== '' && (one.includes(other) || other.includes(one));
}

function print({ alternatives, optional }: Fill): string {
  return `${optional ? '?' : ''}${alternatives.join(' / ')}`;
}
