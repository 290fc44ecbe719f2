import type { AttackMention } from './attacks.ts';
import type { Casualties } from './casualties.ts';
import type { DiplomacyCue } from './diplomacy_cues.ts';
import type { Passage } from './passage.ts';
import type { Topic } from './report.ts';
import { weighRules } from './rules.ts';
import { type Form, readSigns, squash } from './signs.ts';
import { violencePoints } from './violence.ts';
import weights from './weights.json' with { type: 'json' };
import { heaviestWords, readWordModel, type WordModel } from './word_model.ts';

/** Both scores (calibrated, 0 to 1) with the cues and words that decided, in words a person can read. */
export interface Classification {
  scores: Record<Topic, number>;
  reasons: string[];
}

/** What `npm run train` learns: how words speak, and how words and rules decide together. */
export interface Classifier {
  words: WordModel;
  /** Log-odds for each of the signs, by form and topic. */
  combine: Record<Form, Record<Topic, readonly number[]>>;
}

const learned: Classifier = { words: readWordModel(weights), combine: weights.combine };

/**
 * Scores an article by the attacks and the diplomacy that it reports as its news, by rules and learned words.
 * `dated` says whether its day of publication is known.
 */
export function classify(
  passages: readonly Passage[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
  cues: readonly DiplomacyCue[],
  dated: boolean,
  classifier: Classifier = learned,
): Classification {
  const rules = weighRules(passages, attacks, casualties, cues);
  const signs = readSigns(classifier.words, passages, rules, dated);
  const reasons = [...rules.reasons];
  const score = (topic: Topic): number => {
    const out = rules.ruledOut[topic];
    if (out !== null) {
      reasons.push(`no ${topic}: ${out}`);
      return 0.01;
    }
    const factors = classifier.combine[signs.form][topic];
    const learnt = signs.values[topic].reduce((sum, value, index) => sum + value * factors[index]!, 0);
    // All articles that taught this had a title: of one without, the rules alone say as much.
    const halved = signs.form === 'article' && signs.untitled;
    const known = halved ? (learnt + rules.points[topic]) / 2 : learnt;
    // Without title and date nobody can say what its news is: then whether it tells of an attack at all.
    const points = halved && !dated && topic === 'strike' ? undatedPoints(known, passages, reasons) : known;
    if (points > 0) {
      const words = heaviestWords(classifier.words, signs.opening, topic, 4);
      if (words.length > 0) reasons.push(`${topic}: words that weigh most: ${words.join(', ')}`);
    }
    return Math.round(1000 * squash(points)) / 1000;
  };
  return { scores: { strike: score('strike'), diplomacy: score('diplomacy') }, reasons };
}

function undatedPoints(known: number, passages: readonly Passage[], reasons: string[]): number {
  const violence = violencePoints(passages);
  reasons.push(
    `${violence > 0 ? '' : 'against '}strike: neither title nor date, so by how much of the text speaks of violence`,
  );
  return 0.8 + 0.7 * violence + 0.3 * Math.max(-2, Math.min(2, known));
}
