import { textBetween } from './attribution.ts';
import type { Passage } from './passage.ts';

const ROLE = new Set(
  'president minister chancellor premier secretary envoy spokesman spokeswoman spokesperson ambassador commissioner chief adviser advisor negotiator king prince princess emir sultan sheikh senator representative congressman diplomat leader general counterpart mediator coordinator'.split(
    ' ',
  ),
);
const PARTICLE = new Set('al bin ibn von van der de da dos del la el abu ben'.split(' '));

/** Officials who are named with their office ("Foreign Minister Jane Roe"), by full name, with the passage. */
export function titledOfficials(passage: Passage): string[] {
  const { words } = passage;
  const found: string[] = [];
  for (let i = 0; i < words.length - 2; i++) {
    if (!ROLE.has(words[i]!.key)) continue;
    let to = i + 1;
    let capitals = 0;
    while (to < words.length && to < i + 6) {
      const word = words[to]!;
      if (word.kind !== 'word') break;
      if (word.capital) capitals++;
      else if (!PARTICLE.has(word.key) && !word.glued) break;
      if (ROLE.has(word.key) || passage.times.some((time) => time.from === to)) break;
      to++;
    }
    while (to > i + 1 && !words[to - 1]!.capital && !words[to - 1]!.glued) to--;
    const length = to - i - 1;
    if (length < 2 || length > 5 || capitals < 2) continue;
    if (
      passage.names.some(
        (name) =>
          name.from > i && name.to <= to && name.named.kind !== 'leader' && name.named.kind !== 'people',
      )
    )
      continue;
    if (!words[i + 1]!.capital && !PARTICLE.has(words[i + 1]!.key)) continue;
    found.push(textBetween(passage, i + 1, to));
  }
  return found;
}
