import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluateArticles } from './articles.ts';
import { evaluateCase2021 } from './case2021.ts';
import { evaluateSeed } from './seed.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    errors: { type: 'boolean', default: false },
  },
});

if (!existsSync(values.data)) {
  console.log(`Nothing to measure with: there is no folder ${values.data} (give another with --data DIR).`);
} else {
  const seed = evaluateSeed(values.data);
  if (seed === null) console.log('Seed article: not in the folder, left out.');
  if (!evaluateArticles(values.data, values.errors))
    console.log('Articles read by hand: not in the folder, left out.');
  if (!evaluateCase2021(values.data, values.errors))
    console.log('CASE 2021 snippets: not in the folder, left out.');
  if (seed === false) process.exitCode = 1;
}
