import { isDispatch, type Passage } from './passage.ts';
import { phrase } from './phrases.ts';
import type { Topic } from './report.ts';
import type { RulePoints } from './rules.ts';
import { HEADS, type WordModel, weighWords } from './word_model.ts';

/**
 * An article has a title, a date or a body. A snippet is a few sentences with neither title nor date, of which
 * nobody can say when it happened: its words count for more and the rules for less. Snippets are judged as the
 * CASE 2021 labels do, by which fighting and raids on the ground are no strikes.
 */
export type Form = 'article' | 'snippet';

/** The numbers from which both topics are decided. */
export interface Signs {
  form: Form;
  untitled: boolean;
  /** For each topic: 1 for the constant, the rules' log-odds halved, then what the words say where. */
  values: Record<Topic, number[]>;
  /** Title and lead, whose words give the reasons. */
  opening: readonly Passage[];
}

const STRIKE = HEADS.indexOf('strike');
const DIPLOMACY = HEADS.indexOf('diplomacy');

/** Longer texts, and dispatches, are articles even without title and date: their first sentence stands for the title. */
const SNIPPET_SENTENCES = 6;
const BODY_SENTENCES = 8;

/** What harms from afar or by an explosion: snippets tell it apart from fighting on the ground. */
const ARMS = phrase(
  /\b(?:bomb\w*|blast\w*|explo[ds]\w+|rockets?|missiles?|drones?|uavs?|warplanes?|air ?-?(?:strikes?|raids?|attacks?)|shell(?:s|ed|ing)|artillery|grenades?|mortars?|ieds?|landmines?|detonat\w+|chemical (?:weapons?|attacks?)|chlorine|sarin|mustard gas|nerve agents?|(?:toxic|poison\w*) gas)\b/i,
);

/** Brings rules and words together as numbers; linear in the length of the first sentences. */
export function readSigns(
  model: WordModel,
  passages: readonly Passage[],
  rules: RulePoints,
  dated: boolean,
): Signs {
  const title = passages.filter((passage) => passage.in === 'title');
  const text = passages.filter((passage) => passage.in === 'text');
  const strikeRule = rules.points.strike / 2;
  const diplomacyRule = rules.points.diplomacy / 2;
  if (title.length === 0 && !dated && text.length < SNIPPET_SENTENCES && !isDispatch(text)) {
    const opening = text.slice(0, 4);
    const arms = opening.some((passage) => ARMS.in(passage)) ? 1 : 0;
    const [strike, battle, diplomacy] = weighWords(model, opening) as [number, number, number];
    return {
      form: 'snippet',
      untitled: true,
      values: {
        // A rule's attack by arms is worth more than one by hand.
        strike: [1, strikeRule, strike, battle, diplomacy, arms, arms * strikeRule],
        diplomacy: [1, diplomacyRule, diplomacy],
      },
      opening,
    };
  }
  const head = weighWords(model, title.length > 0 ? title : text.slice(0, 1));
  const lead = text.length > 0 ? weighWords(model, text.slice(0, 2)) : head;
  const body = text.slice(2, 2 + BODY_SENTENCES).map((passage) => weighWords(model, [passage]));
  // What has only a lead is judged by that.
  if (body.length === 0) body.push(lead);
  const share = (index: number) =>
    body.length === 0 ? 0.3 : body.reduce((sum, scores) => sum + squash(3 * scores[index]!), 0) / body.length;
  const heaviest = body.map((scores) => scores[DIPLOMACY]!).sort((a, b) => b - a);
  const most = heaviest.slice(0, 3).reduce((sum, score, _, { length }) => sum + score / length, 0);
  return {
    form: 'article',
    untitled: title.length === 0,
    values: {
      strike: [1, strikeRule, head[STRIKE]!, lead[STRIKE]!],
      diplomacy: [1, diplomacyRule, head[DIPLOMACY]!, lead[DIPLOMACY]!, most, 2 * share(DIPLOMACY)],
    },
    opening: [...title, ...text.slice(0, 2)],
  };
}

/** Log-odds to probability. */
export function squash(points: number): number {
  return 1 / (1 + Math.exp(-points));
}
