import { findAttacks } from '../../src/reports/attacks.ts';
import { findCasualties } from '../../src/reports/casualties.ts';
import { readPassages } from '../../src/reports/passage.ts';
import type { StrikeReport } from '../../src/reports/report.ts';
import { readStrike } from '../../src/reports/strike.ts';

/** The main attack as the extraction reads it, whatever the classification says of the article. */
export function mainAttack(title: string, text: string): StrikeReport {
  const publishedAt = Date.UTC(2026, 1, 10, 12); // a Tuesday
  const passages = readPassages({ id: 'a', title, text, publishedAt });
  return readStrike(passages, passages.flatMap(findAttacks), passages.flatMap(findCasualties)).strike;
}
