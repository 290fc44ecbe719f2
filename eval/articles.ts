import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookUp } from '../src/reports/places.ts';
import { readReport } from '../src/reports/read.ts';
import type { Report, Toll } from '../src/reports/report.ts';
import { keyOf } from '../src/reports/words.ts';
import { count, f1, line, mark, type Share, type Tally, tally } from './score.ts';

interface LabelledWeapon {
  kind: string;
  launched: number | null;
  intercepted: number | null;
  hit: number | null;
}

interface Gold {
  strike: boolean;
  diplomacy: boolean;
  main_attack: null | {
    attacker: string | null;
    country: string | null;
    places: string[];
    killed: null | { n: number; mod: string };
    injured: null | { n: number; mod: string };
    weapons: LabelledWeapon[];
  };
  diplo: null | { kind: string; participants: string[]; place: string | null };
  disputed: { claimed_by: string | null; disputed_by: string[] }[];
  hard?: string;
}

interface Row {
  id: string;
  title: string;
  publishedAt: string;
  text: string;
  gold: Gold;
}

/** One name for all spellings of a party, a person by the surname. */
function party(name: string): string {
  const bare = name.replace(/\(.*?\)/g, '').trim();
  const known = lookUp(bare);
  if (known?.kind === 'leader') return keyOf(known.name).split(' ').at(-1)!;
  if (known)
    return keyOf(
      known.kind === 'group' || known.kind === 'organisation' ? known.name : (known.country ?? known.name),
    );
  return keyOf(bare).split(' ').at(-1) ?? '';
}

function wholeParty(name: string | null): string {
  return (name ?? '')
    .split(/ and |\/|-/)
    .map((each) => party(each))
    .sort()
    .join('+');
}

function overlaps(said: readonly string[], label: readonly string[]): boolean {
  if (said.length === 0 || label.length === 0) return said.length === label.length;
  const keys = label.map(placeKey);
  return said.map(placeKey).some((place) => keys.some((key) => key.includes(place) || place.includes(key)));
}

function placeKey(name: string): string {
  return keyOf(lookUp(name)?.name ?? name)
    .replace(/\b(?:region|province|city|state|district|the)\b/g, '')
    .trim();
}

const sameToll = (said: Toll | null | undefined, label: { n: number } | null | undefined) =>
  (said?.count ?? null) === (label?.n ?? null);

/** Prints every measure on the articles read by hand (arguable rows left out); false where the set isn't there. */
export function evaluateArticles(folder: string, errors: boolean): boolean {
  const path = join(folder, 'articles/dev.json');
  if (!existsSync(path)) return false;
  const rows = (JSON.parse(readFileSync(path, 'utf8')) as Row[]).filter(
    (row) => !row.gold.hard?.includes('arguable'),
  );
  const topics = { strike: tally(), diplomacy: tally() };
  const shares: Record<string, Share> = {};
  const share = (name: string) => (shares[name] ??= { right: 0, of: 0 });
  const participants = tally();
  const disputes = tally();
  for (const { id, title, text, publishedAt, gold } of rows) {
    const report = readReport({ id, title, text, publishedAt: Date.parse(publishedAt) });
    const wrong: string[] = [];
    const check = (name: string, right: boolean, said: unknown, label: unknown) => {
      mark(share(name), right);
      if (!right) wrong.push(`${name}: said ${JSON.stringify(said)}, label ${JSON.stringify(label)}`);
    };
    for (const topic of ['strike', 'diplomacy'] as const) {
      const said = report.topics.includes(topic);
      count(topics[topic], said, gold[topic]);
      if (said !== gold[topic])
        wrong.push(`${topic}: said ${said} (${report.scores[topic]}) ${report.reasons.join(' | ')}`);
    }
    if (gold.main_attack) checkStrike(report, gold.main_attack, check);
    if (gold.diplo) {
      const said = report.diplomacy;
      check('diplomacy kind', said?.kind === gold.diplo.kind, said?.kind, gold.diplo.kind);
      check(
        'diplomacy place or silence',
        overlaps(said?.place ? [said.place] : [], gold.diplo.place ? [gold.diplo.place] : []),
        said?.place,
        gold.diplo.place,
      );
      const named = new Set((said?.participants ?? []).map(party));
      const labels = new Set(gold.diplo.participants.map(party));
      compare(participants, named, labels);
      if (named.symmetricDifference(labels).size > 6)
        wrong.push(
          `participants: said ${said?.participants.join(', ')}, label ${gold.diplo.participants.join(', ')}`,
        );
    }
    wrong.push(...checkDisputes(report, gold, disputes));
    if (errors && wrong.length > 0) console.log(`${id.slice(0, 4)} ${title}\n    ${wrong.join('\n    ')}`);
  }
  console.log(`Articles read by hand (${rows.length} not arguable)`);
  for (const topic of ['strike', 'diplomacy'] as const) {
    const { right, extra, missed } = topics[topic];
    console.log(line(`${topic} F1`, f1(topics[topic]), `${right} right, ${extra} extra, ${missed} missed`));
  }
  for (const [name, { right, of }] of Object.entries(shares))
    console.log(line(name, right / of, `${right} of ${of}`));
  console.log(
    line(
      'participants F1',
      f1(participants),
      `${participants.right} right, ${participants.extra} extra, ${participants.missed} missed`,
    ),
  );
  console.log(
    line(
      'disputes F1',
      f1(disputes),
      `${disputes.right} right, ${disputes.extra} extra, ${disputes.missed} missed`,
    ),
  );
  return true;
}

type Check = (name: string, right: boolean, said: unknown, label: unknown) => void;

function checkStrike(report: Report, label: NonNullable<Gold['main_attack']>, check: Check): void {
  const said = report.strike;
  check(
    'attacker',
    wholeParty(said?.attacker ?? null) === wholeParty(label.attacker),
    said?.attacker,
    label.attacker,
  );
  check(
    'country',
    wholeParty(said?.country ?? null) === wholeParty(label.country),
    said?.country,
    label.country,
  );
  check('a place in common', overlaps(said?.places ?? [], label.places), said?.places, label.places);
  check('killed right or silent', sameToll(said?.killed, label.killed), said?.killed, label.killed);
  check('injured right or silent', sameToll(said?.injured, label.injured), said?.injured, label.injured);
  const counts = (weapons: readonly LabelledWeapon[]) =>
    weapons
      .flatMap(({ kind, launched, intercepted, hit }) => [
        `${kind} launched ${launched}`,
        `${kind} intercepted ${intercepted}`,
        `${kind} hit ${hit}`,
      ])
      .filter((each) => !each.endsWith('null'))
      .sort();
  const saidCounts = counts(said?.weapons ?? []);
  const labelCounts = counts(label.weapons);
  check('weapon counts right', saidCounts.join() === labelCounts.join(), saidCounts, labelCounts);
  const kinds = tally();
  compare(
    kinds,
    new Set(said?.weapons.map((each) => each.kind) ?? []),
    new Set(label.weapons.map((each) => each.kind)),
  );
  check(
    'weapon kinds the same',
    kinds.extra + kinds.missed === 0,
    said?.weapons.map((each) => each.kind),
    label.weapons.map((each) => each.kind),
  );
}

function compare(into: Tally, said: ReadonlySet<string>, label: ReadonlySet<string>): void {
  into.right += said.intersection(label).size;
  into.extra += said.difference(label).size;
  into.missed += label.difference(said).size;
}

function checkDisputes(report: Report, gold: Gold, into: Tally): string[] {
  const left = [...gold.disputed];
  const wrong: string[] = [];
  for (const said of report.disputes) {
    const at = left.findIndex(
      (label) =>
        party(label.claimed_by ?? '') === party(said.claimedBy ?? '') &&
        label.disputed_by.some((each) => said.disputedBy.some((by) => party(by) === party(each))),
    );
    if (at >= 0) {
      left.splice(at, 1);
      into.right++;
    } else {
      into.extra++;
      wrong.push(
        `extra dispute: ${said.claimedBy} against ${said.disputedBy.join(', ')}: ${said.claim.slice(0, 80)}`,
      );
    }
  }
  into.missed += left.length;
  for (const label of left)
    wrong.push(`missed dispute: ${label.claimed_by} against ${label.disputed_by.join(', ')}`);
  return wrong;
}
