import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../src/reports/read.ts';
import { count, f1, line, tally } from './score.ts';

interface Row {
  id: string;
  text: string;
  label: 'strike' | 'violence_other' | 'diplomacy' | 'neither';
}

/** Prints the F1 of both topics on snippets with human labels; false where the set isn't there. */
export function evaluateCase2021(folder: string, errors: boolean): boolean {
  const path = join(folder, 'classify/case2021_dev.json');
  if (!existsSync(path)) return false;
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
  const strike = tally();
  const diplomacy = tally();
  for (const row of rows) {
    const report = readReport({ id: row.id, title: '', text: row.text, publishedAt: null });
    const said = { strike: report.topics.includes('strike'), diplomacy: report.topics.includes('diplomacy') };
    // Other armed violence is neither a strike nor none: it isn't counted for the strike measure.
    if (row.label !== 'violence_other') count(strike, said.strike, row.label === 'strike');
    count(diplomacy, said.diplomacy, row.label === 'diplomacy');
    if (!errors) continue;
    const wrong =
      (said.strike !== (row.label === 'strike') && row.label !== 'violence_other') ||
      said.diplomacy !== (row.label === 'diplomacy');
    if (wrong)
      console.log(
        `  ${row.label} read as ${report.topics.join('+') || 'neither'}: ${row.text.slice(0, 140)}`,
      );
  }
  console.log(`CASE 2021 snippets (${rows.length})`);
  console.log(line('strike F1', f1(strike), 'other armed violence left out'));
  console.log(line('diplomacy F1', f1(diplomacy), ''));
  return true;
}
