import { readReport } from '../src/reports/read.ts';
import { readLabelled } from '../train/corpus.ts';
import { count, f1, line, tally } from './score.ts';

/**
 * Prints the F1 of both topics on snippets with human labels, by the reader as it is: on rows that it learned
 * from, if these are those. All rows count; other armed violence is no strike. False where the set isn't there.
 */
export function evaluateCase2021(folder: string, errors: boolean): boolean {
  const rows = readLabelled(folder).filter(({ set }) => set === 'case2021');
  if (rows.length === 0) return false;
  const topics = { strike: tally(), diplomacy: tally() };
  for (const row of rows) {
    const report = readReport(row);
    for (const topic of ['strike', 'diplomacy'] as const) {
      const said = report.topics.includes(topic);
      count(topics[topic], said, row[topic]);
      if (errors && said !== row[topic])
        console.log(`  ${topic} said ${said} (${report.scores[topic]}): ${row.text.slice(0, 140)}`);
    }
  }
  console.log(`CASE 2021 snippets (${rows.length}), with the weights as committed`);
  for (const topic of ['strike', 'diplomacy'] as const) {
    const { right, extra, missed } = topics[topic];
    console.log(line(`${topic} F1`, f1(topics[topic]), `${right} right, ${extra} extra, ${missed} missed`));
  }
  console.log('  Learned from the rows of the data folder: their honest figure is that by cross-validation.');
  return true;
}
