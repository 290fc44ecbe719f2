import type { DiplomacyCue } from './diplomacy_cues.ts';
import { positionWeight } from './diplomacy_kind.ts';
import { officialsIn } from './officials.ts';
import type { Passage } from './passage.ts';
import { phrase } from './phrases.ts';
import type { Mention } from './places.ts';
import { wordSet } from './word_sets.ts';
import { keyOf } from './words.ts';

const MOST = 8;
/** What a person counts for, next to a state. */
const PERSON = 1.1;
const GROUP = 0.5;
/** How little a sentence counts that tells of no diplomacy. */
const ASIDE = 0.3;
/** A mention that only says where ("in Iran"). */
const WHERE = 0.12;
/** Share of the first one's weight that a participant has at least. */
const LEAST = 0.05;
/** What a state is given of the weight of those who speak for it. */
const FOR_STATE = 0.15;

const TAKING_PART = phrase(
  /\b(?:attend|join|host|meet|met|accompan|talks|gather|spoke|receiv|negotiat|sign|visit|told|said|urged|called|warned)/i,
);
const LOCATING = wordSet('in at near from on into across outside');

/** States, organisations and named officials that take part in an article's diplomacy, most important first, at most eight. */
export function participantsOf(passages: readonly Passage[], cues: readonly DiplomacyCue[]): string[] {
  const told = new Set(cues.filter((cue) => cue.weight >= 0.2).map((cue) => cue.passage));
  const scores = new Map<string, number>();
  const full = new Map<string, string>();
  const states = new Map<string, string>();
  const score = (key: string, weight: number) => scores.set(key, (scores.get(key) ?? 0) + weight);
  for (const passage of passages) {
    const officials = officialsIn(passage);
    if (passage.names.length === 0 && officials.length === 0) continue;
    const taking = told.has(passage) ? (TAKING_PART.in(passage) ? 1.5 : 1) : ASIDE;
    const weight = positionWeight(passage.order) * taking;
    const here = new Set<string>();
    for (const name of passage.names) {
      const key = partyKey(name);
      if (!key) continue;
      const located = LOCATING.has(passage.words[name.from - 1]);
      if (located && name.named.capital) continue;
      if (here.has(key)) continue;
      here.add(key);
      const { kind, country } = name.named;
      const actor = kind === 'leader' ? PERSON : kind === 'group' ? GROUP : 1;
      score(key, weight * actor * (located || name.behind ? WHERE : 1));
      if (kind !== 'leader') continue;
      full.set(key, fuller(full.get(key), name.text));
      if (country) states.set(key, country);
    }
    for (const { name } of officials) {
      const whole = keyOf(name);
      const known = passage.names.find(
        ({ named, text }) => named.kind === 'leader' && whole.includes(keyOf(text)),
      );
      const key = known?.named.name ?? surnameKey(whole);
      full.set(key, fuller(full.get(key), known ? known.text : name));
      if (!here.has(key)) score(key, weight * 1.1);
      here.add(key);
    }
  }
  for (const [person, state] of states) score(state, FOR_STATE * (scores.get(person) ?? 0));
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  const least = (ranked[0]?.[1] ?? 0) * LEAST;
  return ranked
    .filter(([, each]) => each >= Math.max(0.3, least))
    .slice(0, MOST)
    .map(([key]) => full.get(key) ?? key);
}

function partyKey({ named }: Mention): string | null {
  const { kind, country, name, capital } = named;
  if (kind === 'country' || kind === 'people' || kind === 'body' || capital) return country;
  return kind === 'leader' || kind === 'group' || kind === 'organisation' ? name : null;
}

function surnameKey(key: string): string {
  return `official ${key.slice(key.lastIndexOf(' ') + 1)}`;
}

function fuller(known: string | undefined, text: string): string {
  const name = text.replace(/\s+/g, ' ');
  return known && known.length >= name.length ? known : name;
}
