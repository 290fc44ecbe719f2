import { findTimes } from './dates.ts';
import { positionWeight } from './diplomacy_kind.ts';
import type { Passage } from './passage.ts';
import { type Phrase, phrase } from './phrases.ts';
import type { DiplomacyKind, TalksState } from './report.ts';
import { wordSet } from './word_sets.ts';

const EVENT =
  '(?:talks|negotiations?|meetings?|summit|visit|trip|tour|mission|dialogue|deal|agreement|accord|pact|treaty|ceasefire|truce|plan|proposal|round|mediation|exchange|swap|loan|package|resolution)';
const NEAR = '(?:[^.;]{0,60}?)';
/** What a sentence says of how far talks have come, the surest first. */
const SIGNS: readonly [TalksState, Phrase][] = [
  [
    'failed',
    phrase(
      new RegExp(
        `\\b${EVENT}\\b${NEAR}\\b(?:collapsed?|failed|fails|broke down|broken down|stalled|deadlocked?|fell apart|falls apart|without (?:an? )?(?:agreement|deal|breakthrough|result)|called off|cancelled|suspended|postponed)\\b|\\b(?:failed|failure|collapse) (?:of |to (?:reach|agree|secure|strike) )${NEAR}\\b${EVENT}\\b|\\bfailed ${EVENT}\\b|\\b(?:calls? off|called off|cancel(?:s|led|ed)|postpone[sd]|suspend(?:s|ed)|scrap(?:s|ped)|abandon(?:s|ed)|walk(?:s|ed) out of)\\b${NEAR}\\b${EVENT}\\b|\\b${EVENT}\\b${NEAR}\\bend(?:s|ed)? without\\b`,
        'i',
      ),
    ),
  ],
  [
    'rejected',
    phrase(
      new RegExp(
        `\\b(?:rejects?|rejected|rejecting|refuses?|refused|rules? out|ruled out|turns? down|turned down|spurns?|rebuffs?|vetoe[sd]|(?:won['\u2019]t|will not|would not|refuses to) (?:sign|accept|join|attend))\\b${NEAR}\\b(?:${EVENT}|offer|terms|demands?|calls?|compromise)\\b`,
        'i',
      ),
    ),
  ],
  [
    'planned',
    phrase(
      new RegExp(
        `\\b(?:will|to|would|plans?|planned|set|due|expected|scheduled|prepares?|preparing) (?:to |for |be )?(?:meet|meeting|visit|attend|travel|resume|talks|sign|gather|speak|(?:host|hold|join|discuss|head|start|begin|send)\\b${NEAR}\\b(?:${EVENT}|leaders?|president|prime minister|delegation|envoys?|negotiators|officials|counterpart))\\b|\\b(?:ahead of|upcoming|planned|scheduled|next round of|before) (?:the |a |their |next week's )?(?:\\w+ ){0,3}${EVENT}\\b|\\b(?:nears?|close to) (?:a |an )?${EVENT}\\b`,
        'i',
      ),
    ),
  ],
  [
    'agreed',
    phrase(
      new RegExp(
        `(?<!-)\\b(?:agreed|agrees?|signed|signs?|reached|sealed|struck|clinched|approved|approves|adopted|adopts|backs|backed|concluded|ratified|brokered|declared|announced)\\b${NEAR}\\b${EVENT}\\b|\\b${EVENT}\\b${NEAR}\\b(?:came into force|took effect|takes effect|was (?:agreed|signed|reached)|comes into force|entered into force)\\b`,
        'i',
      ),
    ),
  ],
  [
    'under_way',
    phrase(
      new RegExp(
        `\\b(?:hold|holds|held|holding|began|begun|begins?|starts?|started|resumed?|resumes|continued?|continues|conducting|ongoing|under way|underway|amid|met|meets|hosts|hosted|gathered|negotiating|opened?|visits|visited)\\b${NEAR}\\b${EVENT}\\b|\\b${EVENT}\\b${NEAR}\\b(?:began|started|resumed|continue|continued|under ?way|ongoing|pressing on|are being held|was held|were held)\\b|\\b(?:met|meets?|hosts|hosted|spoke) (?:with|on|in|by|\\w+ing)\\b`,
        'i',
      ),
    ),
  ],
];
/** Not so, or only hoped for. */
const UNREAL =
  /\b(?:not|no|never|only|deny|denies|denied|denying|will|would|could|might|may|hopes?|hoped|if|until|unless|wants?|urges?|urged|calls? for|called for)\b/i;

/** Words alone come no way; only what they turn down is told. */
const SPOKEN = new Set<DiplomacyKind>(['statement', 'threat', 'other', 'sanctions']);

/** How far it has come, as the title and the first sentences say, with the sentence; null where they don't. */
export function stateOf(
  passages: readonly Passage[],
  kind: DiplomacyKind,
): { state: TalksState; passage: Passage } | null {
  const scores = new Map<TalksState, { score: number; passage: Passage }>();
  for (const passage of passages) {
    if (passage.order > 4 || passage.age === 'old' || (SPOKEN.has(kind) && passage.order > 0)) continue;
    const text = passage.text.slice(0, 600);
    for (const [state, pattern] of SIGNS) {
      const match = pattern.needs.in(passage) && pattern.pattern.exec(text);
      if (
        !match ||
        (state === 'agreed' &&
          UNREAL.test(text.slice(Math.max(0, match.index - 40), match.index + match[0].length)))
      )
        continue;
      const known = scores.get(state) ?? { score: 0, passage };
      known.score += positionWeight(passage.order);
      if (known.passage.in === 'title') known.passage = passage;
      scores.set(state, known);
      break;
    }
  }
  const best = [...scores].sort((a, b) => b[1].score - a[1].score)[0];
  return best ? { state: best[0], passage: best[1].passage } : null;
}

const COMING = wordSet(
  'will next to scheduled due planned plans set expected upcoming deadline until tomorrow',
);
const GATHERING = wordSet(
  'talks negotiation negotiations meet meets meeting summit visit round dialogue deadline truce ceasefire call sign signing vote gather',
);

/** The first coming day that the text names for a next round, meeting or deadline, with the sentence; null where none. */
export function nextDateOf(
  passages: readonly Passage[],
  publishedAt: number | null,
): { date: string; passage: Passage } | null {
  for (const passage of passages) {
    if (passage.order > 20 || passage.times.length === 0) continue;
    if (!GATHERING.in(passage) || !COMING.in(passage)) continue;
    const coming = findTimes(passage, { publishedAt }, true).find(
      (time) =>
        time.kind === 'day' &&
        time.date !== null &&
        (time.offset ?? 0) > 0 &&
        passage.words.slice(Math.max(0, time.from - 14), time.to).some((word) => COMING.has(word)) &&
        passage.words
          .slice(Math.max(0, time.from - 16), time.from + 10)
          .some((word) => GATHERING.has(word)) &&
        !PAST.test(before(passage, time.from)),
    );
    if (coming?.date) return { date: coming.date, passage };
  }
  return null;
}

/** The day of a past deed is no coming one. */
const PAST =
  /^(?:said|told|says|since|announced|reported|met|held|spoke|last|signed|agreed|began|started|\w+ed)$/;

/** "said on Monday": the saying's day, which is no coming one. */
function before(passage: Passage, at: number): string {
  const word = passage.words[passage.words[at - 1]?.key === 'on' ? at - 2 : at - 1];
  return word?.key ?? '';
}
