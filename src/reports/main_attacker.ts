import { isPassive } from './attack_grammar.ts';
import type { AttackMention } from './attacks.ts';
import { type Passage, prominenceOf } from './passage.ts';
import { lookUp, type Mention } from './places.ts';
import type { StrikeStands } from './strike.ts';
import { wordSet } from './word_sets.ts';

/** Who carried out the main attack, a country or group; "A and B" where both did; null where nobody is named. */
export function mainAttacker(
  passages: readonly Passage[],
  recent: readonly AttackMention[],
  stands: StrikeStands,
): string | null {
  const scores = new Map<string, { score: number; passage: Passage }>();
  // "US and Israel" are "Israel and US", called as they first were.
  const called = new Map<string, string>();
  const vote = (attackers: readonly string[], passage: Passage, weight: number) => {
    const key = attackers.toSorted().join();
    const name = called.get(key) ?? attackers.join(' and ');
    called.set(key, name);
    const known = scores.get(name) ?? { score: 0, passage };
    known.score += weight;
    if (known.passage.in === 'title' && passage.in === 'text') known.passage = passage;
    scores.set(name, known);
  };
  const counted = new Set<string>();
  for (const attack of recent) {
    if (attack.attackers.length === 0) continue;
    const once = `${attack.attackers.toSorted().join()} ${attack.passage.in}${attack.passage.order}`;
    vote(
      attack.attackers,
      attack.passage,
      (counted.has(once) ? 0.2 : prominenceOf(attack.passage)) * (attack.reference ? 0.4 : 1),
    );
    counted.add(once);
  }
  for (const passage of new Set(recent.map((attack) => attack.passage))) {
    const group = groupOfMilitants(passage);
    const named = recent.some((attack) => attack.passage === passage && attack.attackers.length > 0);
    if (group && !named) vote([group.named.name], passage, prominenceOf(passage));
  }
  for (const passage of passages) {
    const claimer = passage.age === 'old' ? null : claimerIn(passage);
    if (claimer) vote([claimer.named.name], passage, Math.max(2, prominenceOf(passage)) * 2);
  }
  const best = [...scores].sort((a, b) => b[1].score - a[1].score)[0];
  const militants = byMilitants(passages, recent);
  if (militants && militants.weight > (best?.[1].score ?? 0)) {
    const group = [...scores]
      .filter(([name]) => lookUp(name)?.kind === 'group')
      .sort((a, b) => b[1].score - a[1].score)[0];
    if (group) {
      stands.set('attacker', group[1].passage);
      return group[0];
    }
    if (militants.group) stands.set('attacker', militants.group.passage);
    return militants.group?.name ?? null;
  }
  if (!best) return null;
  stands.set('attacker', best[1].passage);
  return best[0];
}

const BLAME = wordSet(
  /^(?:blamed|blames|blaming|accused|accuses|accusing|attributed|claimed|claims|claiming|responsible|responsibility|behind|suspected|perpetrated)$/,
);

/** The group that claims the attack or that it is laid to: "claimed by", "blamed on", "was behind". */
function claimerIn(passage: Passage): Mention | null {
  const { words } = passage;
  const parties = passage.names.filter(
    (name) => (name.named.kind === 'group' || name.named.kind === 'country') && !name.behind,
  );
  if (parties.length === 0 || !BLAME.in(passage)) return null;
  const groups = parties.filter((name) => name.named.kind === 'group');
  const after = (at: number, of = groups) => of.find((name) => name.from > at && name.from <= at + 5) ?? null;
  const before = (at: number, of = groups) =>
    of.findLast((name) => name.to <= at && at - name.to <= 8) ?? null;
  for (let i = 0; i < words.length; i++) {
    const key = words[i]!.key;
    if (!BLAME.has(words[i])) continue;
    const next = words[i + 1]?.key ?? '';
    if (
      words
        .slice(Math.max(0, i - 4), i)
        .some((word) => /^(?:not|no|denied|denies|denying|nobody|none|never|yet)$/.test(word.key))
    )
      continue;
    let found: Mention | null = null;
    if (/^claim/.test(key)) {
      const deed = words
        .slice(i + 1, i + 6)
        .some((word) =>
          /^(?:attacks?|bombings?|strikes?|assault|shooting|raid|killings?|ambush|blast)$/.test(word.key),
        );
      if (/^(?:responsibility|credit)$/.test(next)) found = before(i, parties);
      else if (next === 'by') found = after(i + 1);
      else if (deed && key !== 'claiming') found = groups.find((name) => name.to === i) ?? null;
    } else if (key === 'responsibility') {
      if (words.slice(i + 1, i + 8).some((word) => word.key === 'claimed')) found = after(i + 1);
    } else if (/^(?:blam|attributed|perpetrated)/.test(key))
      found = after(i, isDeadly(passage) ? parties : groups);
    else if (/^accus/.test(key))
      found = words.slice(i, i + 9).some((word) => word.key === 'of') ? after(i) : null;
    else if (/^(?:responsible|behind)$/.test(key)) {
      if (/^(?:was|were|is|are|being)$/.test(words[i - 1]?.key ?? ''))
        found = before(i, isDeadly(passage) ? parties : groups);
    } else if (key === 'suspected') {
      // "suspected RSF fighters", not "a suspected RSF arms dump".
      const group = after(i);
      if (group && GENERIC.has(words[group.to])) found = group;
    }
    if (found) return found;
  }
  return null;
}

/** It speaks of an attack, and so its blame is for that. */
function isDeadly(passage: Passage): boolean {
  return /\b(?:attacks?|strikes?|bombings?|blasts?|explosions?|killings?|killed|assassination|missiles?|drones?|shelling|raid)\b/i.test(
    passage.text,
  );
}

const GENERIC = wordSet(
  /^(?:militants?|insurgents?|rebels?|gunmen|gunman|jihadists?|extremists?|bombers?|guerrillas?|terrorists?|subversives?|assailants?|fighters|militia|settlers|rebel|guerrilla|terrorist|attackers?)$/,
);

/** "by the fighters from ISWAP": the group that militants are of, where nobody has killed or caught them. */
function groupOfMilitants({ words, names }: Passage): Mention | null {
  return (
    names.find(({ named, behind, from }) => {
      if (named.kind !== 'group' || behind || !/^(?:from|of|with)$/.test(words[from - 1]?.key ?? ''))
        return false;
      return GENERIC.has(words[from - 2]);
    }) ?? null
  );
}

/** "Militants raided an army base": the attackers are named by no name there, but the article may name their group. */
function byMilitants(
  passages: readonly Passage[],
  recent: readonly AttackMention[],
): { weight: number; group: { name: string; passage: Passage } | null } | null {
  let weight = 0;
  const counted = new Set<Passage>();
  for (const { passage, at, attackers } of recent) {
    if (attackers.length > 0 || counted.has(passage)) continue;
    // Whoever is killed, and stands before it, is no attacker.
    const before = isPassive(passage, at) ? [] : passage.words.slice(Math.max(0, at - 8), at);
    const by = passage.words.slice(at + 1, at + 9);
    const agent = by.findIndex((word) => word.key === 'by');
    if (
      !before.some((word) => GENERIC.has(word)) &&
      !(agent >= 0 && by.slice(agent).some((word) => GENERIC.has(word)))
    )
      continue;
    counted.add(passage);
    weight += prominenceOf(passage);
  }
  if (weight === 0) return null;
  const groups = new Map<string, { count: number; passage: Passage }>();
  for (const passage of passages) {
    for (const { named, behind } of passage.names) {
      if (named.kind !== 'group' || behind) continue;
      const known = groups.get(named.name) ?? { count: 0, passage };
      known.count++;
      groups.set(named.name, known);
    }
  }
  const most = [...groups].sort((a, b) => b[1].count - a[1].count)[0];
  return { weight, group: most ? { name: most[0], passage: most[1].passage } : null };
}
