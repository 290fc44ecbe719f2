import type { Classifier } from '../src/reports/classify.ts';
import { featuresOf, stemOf } from '../src/reports/features.ts';
import { type Passage, readPassages } from '../src/reports/passage.ts';
import { readCues } from '../src/reports/read.ts';
import type { Topic } from '../src/reports/report.ts';
import { type RulePoints, weighRules } from '../src/reports/rules.ts';
import { type Form, readSigns, type Signs } from '../src/reports/signs.ts';
import { HEADS, wordModel } from '../src/reports/word_model.ts';
import type { Bullet, LabelledText } from './corpus.ts';
import { type SparseRow, seeded, trainLinear } from './linear.ts';
import { fitLogistic } from './logistic.ts';
import { weakLabels } from './weak_labels.ts';

/** A word or pair must stand in this many bullets to be learned from. */
const LEAST_BULLETS = 20;
/** One text read by people counts as much as this many bullets. */
const READ_BY_PEOPLE = 40;
const WORD_PENALTY = 0.1;
const WORD_EPOCHS = 8;
const COMBINE_PENALTY = 0.4;

/** A labelled text with all that learning needs of it. */
export interface Lesson {
  text: LabelledText;
  passages: Passage[];
  rules: RulePoints;
  row: SparseRow;
}

/** Everything read once; the folds of a cross-validation learn from parts of it. */
export interface Course {
  vocabulary: ReadonlyMap<string, number>;
  bullets: SparseRow[];
  lessons: Lesson[];
}

/** A learned classifier beside the whole numbers that its words were brought to. */
export interface Learned {
  classifier: Classifier;
  weights: ReadonlyMap<string, readonly number[]>;
  step: number;
}

/** Reads all texts into rows. `onRead` is told the share done, 0 to 1. */
export function prepare(
  bullets: readonly Bullet[],
  texts: readonly LabelledText[],
  onRead: (share: number) => void,
): Course {
  const rows: { keys: string[]; labels: number[] }[] = [];
  const counts = new Map<string, number>();
  const lower = new Map<string, number>();
  for (const bullet of bullets) {
    const passages = readPassages({ id: '', title: '', text: bullet.text, publishedAt: null });
    const { attacks, cues } = readCues(passages);
    const keys = [...featuresOf(passages).keys()];
    rows.push({ keys, labels: weakLabels(bullet, attacks, cues) });
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const { words } of passages)
      for (const { kind, key, capital } of words)
        if (kind === 'word') lower.set(key, (lower.get(key) ?? 0) + (capital ? -1 : 1));
    if (rows.length % 500 === 0) onRead(rows.length / bullets.length);
  }
  // Names teach of one war only: a word is learned from if it mostly stands in small letters.
  const common = new Set<string>();
  for (const [key, surplus] of lower) if (surplus >= 0) common.add(stemOf(key));
  const vocabulary = new Map<string, number>();
  for (const [key, count] of counts) {
    const known = key.split(' ').every((part) => /^[@^,]/.test(part) || common.has(part));
    if (count >= LEAST_BULLETS && known) vocabulary.set(key, vocabulary.size);
  }
  const vector = (keys: Iterable<string>) =>
    Int32Array.from([...keys].flatMap((key) => vocabulary.get(key) ?? []));
  return {
    vocabulary,
    bullets: rows.map(({ keys, labels }) => ({ features: vector(keys), labels, weight: 1 })),
    lessons: texts.map((text) => {
      const passages = readPassages(text);
      const { attacks, casualties, cues } = readCues(passages);
      const rules = weighRules(passages, attacks, casualties, cues);
      const opening = passages.filter(({ order }) => order < (text.title === '' ? 4 : 2));
      const labels = [sign(text.strike), sign(text.battle), sign(text.diplomacy)];
      const features = vector(featuresOf(opening).keys());
      return { text, passages, rules, row: { features, labels, weight: READ_BY_PEOPLE } };
    }),
  };
}

const sign = (label: boolean | null) => (label === null ? 0 : label ? 1 : -1);

/**
 * Learns the words from bullets and lessons, then how words and rules decide together. The second step looks
 * only at what words learned without a lesson say of it, so that it doesn't trust them more than they deserve.
 */
export function learn(course: Course, lessons: readonly Lesson[], folds: number): Learned {
  const seen: { lesson: Lesson; signs: Signs }[] = [];
  for (const [kept, held] of split(lessons, folds)) {
    const { words } = learnWords(course, kept);
    for (const lesson of held)
      seen.push({
        lesson,
        signs: readSigns(words, lesson.passages, lesson.rules, lesson.text.publishedAt !== null),
      });
  }
  const combine = (form: Form, topic: Topic) =>
    fitLogistic(
      seen
        .filter(({ signs }) => signs.form === form)
        .map(({ lesson, signs }) => ({
          values: signs.values[topic],
          label: lesson.text[topic],
          weight: lesson.text.arguable ? 0.5 : 1,
        })),
      COMBINE_PENALTY,
    ).map((factor) => Math.round(factor * 1000) / 1000);
  const { words, weights, step } = learnWords(course, lessons);
  const both = (form: Form) => ({ strike: combine(form, 'strike'), diplomacy: combine(form, 'diplomacy') });
  return {
    classifier: { words, combine: { article: both('article'), snippet: both('snippet') } },
    weights,
    step,
  };
}

function learnWords({ vocabulary, bullets }: Course, lessons: readonly Lesson[]) {
  const rows = [...bullets, ...lessons.map(({ row }) => row)];
  const heads = HEADS.map((_, head) => trainLinear(rows, head, vocabulary.size, WORD_PENALTY, WORD_EPOCHS));
  // Whole numbers of one step, the heaviest 999: compact, and the same on every machine.
  const heaviest = Math.max(
    ...heads.map((weights) => weights.subarray(0, -1).reduce((a, b) => Math.max(a, Math.abs(b)), 0)),
  );
  const step = Math.ceil((heaviest / 999) * 1e6) / 1e6;
  const whole = (weight: number) => Math.round(weight / step);
  const weights = new Map<string, number[]>();
  for (const [key, index] of vocabulary) {
    const numbers = heads.map((head) => whole(head[index]!));
    if (numbers.some((number) => Math.abs(number) >= LIGHTEST))
      weights.set(
        key,
        numbers.map((number) => number * step),
      );
  }
  const bias = heads.map((head) => Math.round(head[vocabulary.size]! * 1e4) / 1e4);
  return { words: wordModel(weights, bias), weights, step };
}

/** Words that weigh less, in steps, are left out of the model. */
const LIGHTEST = 12;

/** `folds` ways to keep some and hold out the others, each held out once; the same for the same list. */
export function split<Each>(all: readonly Each[], folds: number): [kept: Each[], held: Each[]][] {
  const random = seeded(7);
  const fold = all.map(() => random() % folds);
  return Array.from({ length: folds }, (_, each) => [
    all.filter((_, index) => fold[index] !== each),
    all.filter((_, index) => fold[index] === each),
  ]);
}
