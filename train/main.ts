import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HEADS } from '../src/reports/word_model.ts';
import { readBullets, readLabelled } from './corpus.ts';
import { learn, prepare } from './learn.ts';
import { progressBar } from './progress.ts';

const WEIGHTS = new URL('../src/reports/weights.json', import.meta.url);

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });

if (!existsSync(values.data)) {
  console.error(`Nothing to learn from: there is no folder ${values.data} (give another with --data DIR).`);
  process.exitCode = 1;
} else {
  const bullets = readBullets(values.data);
  const texts = readLabelled(values.data);
  if (bullets.length === 0 || texts.length === 0) {
    console.error(`Nothing to learn from: ${values.data} has no articles/ or classify/ sets.`);
    process.exitCode = 1;
  } else {
    const bar = progressBar('Reading bullets');
    const course = prepare(bullets, texts, bar.show);
    bar.end();
    console.log(`Learning from ${bullets.length} bullets and ${texts.length} texts read by people …`);
    const { classifier, weights: byWord, step } = learn(course, course.lessons, 5);
    const words = [...byWord].map(
      ([key, weights]) => `${key};${weights.map((weight) => Math.round(weight / step)).join(';')}`,
    );
    const note =
      'Made by `npm run train`; do not edit. Numbers only, learned from Wikipedia current-events bullets (CC BY-SA; ' +
      'sections and cues as weak labels), the CASE 2021 snippets and articles read by hand. ' +
      `Lines of \`words\`: a word or pair, then its weight in steps for ${HEADS.join(', ')}.`;
    const { bias } = classifier.words;
    const weights = { note, step, bias, combine: classifier.combine, words: words.join('\n') };
    writeFileSync(WEIGHTS, `${JSON.stringify(weights)}\n`);
    console.log(`${words.length} words and pairs written to src/reports/weights.json.`);
    console.log(JSON.stringify(classifier.combine));
  }
}
