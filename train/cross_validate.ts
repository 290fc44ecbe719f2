import type { Topic } from '../src/reports/report.ts';
import { readSigns, squash } from '../src/reports/signs.ts';
import type { LabelledText } from './corpus.ts';
import { type Course, learn, split } from './learn.ts';

/** A labelled text with the scores that a classifier gave it which had learned from other texts only. */
export interface Judged {
  text: LabelledText;
  scores: Record<Topic, number>;
}

/** Five-fold cross-validation of the whole of learning, words and combination; the same at every run. */
export function crossValidate(course: Course, onFold: (share: number) => void): Judged[] {
  const judged: Judged[] = [];
  const folds = split(course.lessons, 5);
  for (const [index, [kept, held]] of folds.entries()) {
    onFold(index / folds.length);
    const { classifier } = learn(course, kept, 3);
    for (const { text, passages, rules } of held) {
      const { form, values } = readSigns(classifier.words, passages, rules, text.publishedAt !== null);
      const score = (topic: Topic) =>
        rules.ruledOut[topic] !== null
          ? 0.01
          : squash(
              values[topic].reduce(
                (sum, value, sign) => sum + value * classifier.combine[form][topic][sign]!,
                0,
              ),
            );
      judged.push({ text, scores: { strike: score('strike'), diplomacy: score('diplomacy') } });
    }
  }
  return judged;
}
