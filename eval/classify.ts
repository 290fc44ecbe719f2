import { classify } from '../src/reports/classify.ts';
import { readPassages } from '../src/reports/passage.ts';
import { readCues } from '../src/reports/read.ts';
import type { Topic } from '../src/reports/report.ts';
import { type Bullet, type LabelledText, readBullets, readLabelled } from '../train/corpus.ts';
import { crossValidate, type Judged } from '../train/cross_validate.ts';
import { learn, prepare } from '../train/learn.ts';
import { progressBar } from '../train/progress.ts';
import { count, f1, line, tally } from './score.ts';

const TOPICS = ['strike', 'diplomacy'] as const satisfies Topic[];
const SETS: Record<LabelledText['set'], string> = {
  articles: 'Articles read by hand, not arguable',
  case2021: 'CASE 2021 snippets, all rows; other armed violence is no strike',
};
/** Every tenth bullet teaches nothing here, so that it can be asked about. */
const HELD_OUT = 10;

/**
 * Prints how well both topics are told on what the classifier learns from, each text judged by a classifier that
 * has not seen it: five-fold cross-validation of words and combination, and bullets held out. False where the
 * sets aren't there.
 */
export function evaluateClassify(folder: string, errors: boolean): boolean {
  const bullets = readBullets(folder);
  const texts = readLabelled(folder);
  if (bullets.length === 0 || texts.length === 0) return false;
  const bar = progressBar('Learning for the cross-validation');
  const kept = bullets.filter((_, index) => index % HELD_OUT !== 0);
  const course = prepare(kept, texts, (share) => bar.show(share / 3));
  const judged = crossValidate(course, (share) => bar.show((1 + share) / 3));
  bar.show(2 / 3);
  const { classifier } = learn(course, course.lessons, 3);
  bar.end();
  for (const set of ['articles', 'case2021'] as const) {
    const rows = judged.filter(({ text }) => text.set === set && !text.arguable);
    console.log(`${SETS[set]} (${rows.length}), by cross-validation`);
    for (const topic of TOPICS) printTopic(rows, topic, errors);
  }
  console.log(`News bullets held out, by their editors' section: share said to be a strike, to be diplomacy`);
  const held = bullets.filter((_, index) => index % HELD_OUT === 0);
  for (const [section, of] of Map.groupBy(held, (bullet) => bullet.section)) {
    const said = { strike: 0, diplomacy: 0 };
    for (const bullet of of) {
      const scores = scoresOf(bullet, classifier);
      for (const topic of TOPICS) if (scores[topic] >= 0.5) said[topic]++;
    }
    console.log(
      line(section, said.strike / of.length, `${(said.diplomacy / of.length).toFixed(3)}   of ${of.length}`),
    );
  }
  return true;
}

function scoresOf(bullet: Bullet, classifier: Parameters<typeof classify>[5]): Record<Topic, number> {
  const passages = readPassages({ id: '', title: bullet.text, text: bullet.text, publishedAt: null });
  const { attacks, casualties, cues } = readCues(passages);
  return classify(passages, attacks, casualties, cues, true, classifier).scores;
}

function printTopic(rows: readonly Judged[], topic: Topic, errors: boolean): void {
  const all = tally();
  for (const { text, scores } of rows) {
    count(all, scores[topic] >= 0.5, text[topic]);
    if (errors && scores[topic] >= 0.5 !== text[topic])
      console.log(`  ${topic} ${scores[topic].toFixed(2)}: ${(text.title || text.text).slice(0, 140)}`);
  }
  console.log(line(`${topic} F1`, f1(all), `${all.right} right, ${all.extra} extra, ${all.missed} missed`));
  const bins = [0, 0.1, 0.3, 0.5, 0.7, 0.9].flatMap((from, index, edges) => {
    const to = edges[index + 1] ?? 1.01;
    const inside = rows.filter(({ scores }) => scores[topic] >= from && scores[topic] < to);
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, { scores }) => sum + scores[topic], 0) / inside.length;
    const true_ = inside.filter(({ text }) => text[topic]).length / inside.length;
    return [{ mean, true_, size: inside.length }];
  });
  const off =
    bins.reduce((sum, { mean, true_, size }) => sum + Math.abs(mean - true_) * size, 0) / rows.length;
  const shown = bins.map(({ mean, true_, size }) => `${mean.toFixed(2)}→${true_.toFixed(2)} (${size})`);
  console.log(line(`${topic} score off by`, off, `score→truth: ${shown.join(', ')}`));
}
