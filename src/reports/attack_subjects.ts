import { crossesClause, openingAdjunct } from './attack_grammar.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** The nearest actor before the verb with no other clause between. */
export function subjectOf(passage: Passage, actors: readonly Mention[], at: number): Mention | null {
  const { words: sentence } = passage;
  const opened = openingAdjunct(sentence, at);
  const near = actors.filter(
    (name) =>
      name.to <= at &&
      name.from >= opened &&
      at - name.to <= 16 &&
      !crossesClause(sentence, name.to, at) &&
      !isOtherSubject(sentence, name, at),
  );
  const ordering = /^(?:ordered|orders|ordering|authorised|authorized|announced)$/.test(sentence[at]!.key);
  const leader = ordering
    ? passage.names.find((name) => name.named.kind === 'leader' && name.to <= at && at - name.to <= 4)
    : undefined;
  const subject = near.find(
    (name) => !/^(?:of)$/.test(sentence[name.from - 1]?.key ?? '') || isForceOf(sentence, name),
  );
  if (!subject) return leader ?? null;
  // "Sudan's paramilitary Rapid Support Forces": the last of the chain.
  const owned =
    sentence[subject.to]?.text === "'s"
      ? near.find((name) => name.from > subject.to && name.from <= subject.to + 3)
      : undefined;
  return owned ?? generic(passage, subject);
}

/**
 * Another subject stands before the verb: "Days after US strikes gunmen kill", "Moscow power cut hits", where a
 * capital or a state without "'s" only says of what land the head is.
 */
function isOtherSubject(sentence: readonly Word[], name: Mention, at: number): boolean {
  if (
    /^(?:gunm[ae]n|bandits|attackers?|assailants?|bombers?|gangs?|terrorists?|mob)$/.test(
      sentence[at - 1]?.key ?? '',
    )
  )
    return name.named.kind !== 'group';
  if (name.named.kind !== 'town') return false;
  const next = sentence[name.to];
  return !(next && (next.text === "'s" || next.kind === 'mark' || LEADS_ON.has(next)));
}

const LEADS_ON = wordSet(
  /^(?:has|have|had|is|was|also|again|reportedly|and|says?|said|will|then|later|claims?|claimed|announce[sd]|confirm(?:s|ed)|vow(?:s|ed)|\w+(?:ed|es)|launches|fires|fired|sends|sent|kills|strikes|hits|bombs|targets|attacks|shells|struck|hit|steps|downs?|shot|uses|begins|began|carries|carried|keeps|kept|intensifies|escalat\w+|continu\w+|warns|orders|mounts|stages|resumes|pounds|unleashes|says|\w+ing)$/,
);

function isForceOf(sentence: readonly Word[], name: Mention): boolean {
  return /^(?:forces|army|military|navy|fighters|militants|members|soldiers|troops|gunmen)$/.test(
    sentence[name.from - 2]?.key ?? '',
  );
}

/** "Somali group al Shabaab", "Lebanon's Hezbollah": the group and not the land that it is of. */
export function generic(passage: Passage, name: Mention): Mention {
  if (name.named.kind === 'group') return name;
  for (const next of passage.names) {
    if (next.named.kind !== 'group' || next.behind || next.from < name.to || next.from > name.to + 4)
      continue;
    if (
      passage.words
        .slice(name.to, next.from)
        .every((word) =>
          /^(?:'s|militant|armed|islamist|jihadist|paramilitary|rebel|group|militia|movement|of|the|from|fighters|militants|rebels|faction|extremist|terrorist|shiite|sunni|based|backed)$/.test(
            word.key,
          ),
        )
    )
      return next;
  }
  return name;
}
