import type { Sentence } from '../languages/say.ts';
import { fold } from './terms.ts';

/** What is said of a kind of target. */
type TargetKind = Sentence['key'];

const PROTECTED: readonly [kind: TargetKind, cue: RegExp][] = [
  ['protected.hospital', /\b(?:hospital|clinic|medical|ambulance|maternity|health)/],
  ['protected.school', /\b(?:school|kindergarten|university|college|nursery)/],
  ['protected.supply', /\b(?:power|energy|electric|grid|substation|blackout|outage|heating|water|dam)/],
  ['protected.nuclear', /\b(?:nuclear|reactor)/],
  ['protected.homes', /\b(?:residen|apartment|house|home|dormitor|shelter|camp)/],
  ['protected.worship', /\b(?:church|mosque|synagogue|temple|cathedral)/],
];

/** The kinds of targets under protection, or of supplies, that these phrases name. */
export function protectedKinds(phrases: readonly string[]): TargetKind[] {
  const all = fold(phrases.join('; '));
  return PROTECTED.filter(([, cue]) => cue.test(all)).map(([kind]) => kind);
}
