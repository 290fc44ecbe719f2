import type { DiplomacyCue } from './diplomacy_cues.ts';
import { kindOf, positionWeight } from './diplomacy_kind.ts';
import { whereAndWhen } from './diplomacy_place.ts';
import { nextDateOf, stateOf } from './diplomacy_state.ts';
import { participantsOf } from './participants.ts';
import type { Passage } from './passage.ts';
import { phrase } from './phrases.ts';
import type { DiplomacyUpdate } from './report.ts';

const TOPICS = phrase(
  /\b(?:security guarantees?|peace (?:plan|deal|agreement|process|proposal|settlement)|ceasefire(?: deal| plan| agreement| monitoring| violations?)?|truce|(?:frozen|russian) assets|frozen russian assets|prisoner (?:swap|exchange)s?|hostages?|sanctions(?: relief)?|nuclear (?:deal|programme|program|weapons|talks|arms|energy)|uranium enrichment|enriched uranium|ballistic missiles?(?: programme| program)?|territor(?:y|ial integrity|ial concessions)|trade(?: deal| war)?|tariffs?|humanitarian aid|disarmament|reconstruction|elections?|military (?:aid|support|cooperation|bases)|air defen[cs]e systems?|borders?|migration|drug trafficking|oil(?: sanctions| tankers| exports)?|energy(?: infrastructure| security)?|Strait of Hormuz|naval blockade|sovereignty|international law|stabili[sz]ation force|peacekeeping force|multinational force|greenland|arctic security|defen[cs]e cooperation|security cooperation|security (?:pact|treaty)|war powers|denuclearisation|de-escalation|Donbas)\b/gi,
);

/** Reads the diplomacy that an article reports, and the passages that its fields stand in. */
export function readDiplomacy(
  passages: readonly Passage[],
  cues: readonly DiplomacyCue[],
  publishedAt: number | null,
  hit: readonly string[],
): { update: DiplomacyUpdate; stands: Map<keyof DiplomacyUpdate, Passage> } {
  const stands = new Map<keyof DiplomacyUpdate, Passage>();
  const { kind, stand } = kindOf(passages, cues);
  if (stand) stands.set('kind', stand);
  const told = [...new Set(cues.map((cue) => cue.passage))];
  const participants = participantsOf(passages, cues);
  const firstWith = told.find((passage) => passage.in === 'text' && passage.names.length > 0) ?? told[0];
  if (firstWith && participants.length > 0) stands.set('participants', firstWith);
  const { place, date } = whereAndWhen(passages, cues, kind, publishedAt, hit);
  if (place) stands.set('place', place.passage);
  if (date) stands.set('date', date.passage);
  const topics = topicsOf(told, stands);
  const state = stateOf(passages, kind);
  if (state) stands.set('state', state.passage);
  const next = nextDateOf(passages, publishedAt);
  if (next) stands.set('nextDate', next.passage);
  const update: DiplomacyUpdate = {
    kind,
    participants,
    place: place?.text ?? null,
    date: date?.date ?? null,
    topics,
    state: state?.state ?? null,
    nextDate: next?.date ?? null,
  };
  return { update, stands };
}

function topicsOf(told: readonly Passage[], stands: Map<keyof DiplomacyUpdate, Passage>): string[] {
  const scores = new Map<string, number>();
  for (const passage of told) {
    for (const match of TOPICS.all(passage)) {
      // A capital that only begins the sentence is none of the topic's own.
      const topic =
        match.index <= 1 && /^\p{Lu}[^\p{Lu}]*$/u.test(match[0]) ? match[0].toLowerCase() : match[0];
      const key = topic.toLowerCase();
      const known = [...scores.keys()].find((each) => each.toLowerCase() === key);
      scores.set(
        known ?? topic,
        (scores.get(known ?? topic) ?? 0) + positionWeight(passage.order) * (key.includes(' ') ? 1.4 : 1),
      );
      if (!stands.has('topics') && passage.in === 'text') stands.set('topics', passage);
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([topic]) => topic);
}
