import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../src/reports/read.ts';

/** Prints the seed article's table, row by row; returns whether every row is right, or null where it isn't there. */
export function evaluateSeed(folder: string): boolean | null {
  const path = join(folder, 'seed/article.txt');
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  const report = readReport({
    id: 'seed',
    title: '',
    text,
    publishedAt: Date.UTC(2026, 0, 6, 8),
    language: 'en',
  });
  const { strike, diplomacy, disputes } = report;
  const same = (value: unknown, wanted: unknown) => JSON.stringify(value) === JSON.stringify(wanted);
  const weapon = (kind: string) => strike?.weapons.find((each) => each.kind === kind);
  const people = diplomacy?.participants.join('; ') ?? '';
  const residence = disputes.find((each) => each.claimedBy === 'Russia');
  const rows: [string, boolean][] = [
    ['topics', same(report.topics, ['strike', 'diplomacy'])],
    ['attacker', strike?.attacker === 'Russia'],
    ['country', strike?.country === 'Ukraine'],
    ['places', same(strike?.places, ['Kyiv', 'Fastiv'])],
    ['killed', same(strike?.killed, { count: 2, qualifier: 'exact' })],
    ['injured', same(strike?.injured, { count: 3, qualifier: 'exact' })],
    ['drones', weapon('drone')?.launched === 165 && weapon('drone')?.qualifier === 'exact'],
    ['missiles', weapon('missile')?.launched === 9 && weapon('missile')?.qualifier === 'at_least'],
    ['no other weapons', strike?.weapons.length === 2],
    ['targets', same(strike?.targets, ['medical clinic'])],
    ['effects', same(strike?.effects, ['power outage'])],
    ['when', strike?.when === '2026-01-05'],
    [
      'diplomacy kind, place, date',
      same([diplomacy?.kind, diplomacy?.place, diplomacy?.date], ['meeting', 'Paris', '2026-01-06']),
    ],
    [
      'participants',
      /France/.test(people) &&
        /Macron/.test(people) &&
        /United States/.test(people) &&
        /Witkoff/.test(people) &&
        /Kushner/.test(people) &&
        /Ukraine/.test(people),
    ],
    [
      'diplomacy topics',
      ['security guarantees', 'peace plan'].every((topic) => diplomacy?.topics.includes(topic)),
    ],
    ['dispute', disputes.length === 1 && same(residence?.disputedBy, ['Donald Trump', 'Ukraine'])],
    ['no false figures', !/"count":(?:26|30|70|8|15|90|20)\b/.test(JSON.stringify(strike))],
    ['evidence', report.evidence.every((each) => text.slice(each.start, each.end) === each.sentence)],
  ];
  console.log('Seed article');
  for (const [name, right] of rows) console.log(`  ${right ? 'pass' : 'FAIL'}  ${name}`);
  return rows.every(([, right]) => right);
}
